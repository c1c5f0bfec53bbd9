using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SencoFlows.Cases;
using SencoFlows.Local;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Storage;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Webhooks;

/// <summary>The loop of the one-machine host, while another system does not answer.</summary>
public sealed class DeafReceiverTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_system_that_never_answers_holds_up_no_mail_and_no_other_system()
    {
        var post = new Postbox();
        using var deaf = new Deaf();
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IMail>(post).AddSingleton<IWebhooks>(deaf));
        using var folder = new TemporaryFolder();
        var site = telling.Site;
        var loop = new LocalLoop(site.Get<IServiceProvider>(), site.Store, site.Get<Schools>(), new(Path.Combine(folder.Path, "clock"), site.Clock), site.Get<IHostApplicationLifetime>(), NullLogger<LocalLoop>.Instance);
        var first = await telling.Came();
        await telling.Tell(first, new Opened());
        var second = await telling.Came();
        await loop.Ring(new(TellingSite.Urn, first), _ct);
        await loop.Ring(new(TellingSite.Urn, second), _ct);
        await loop.Settle(_ct);

        // Both mails went though nothing has been answered; of three events the first is on the line, and the others wait for it.
        Assert.Equal(2, post.Taken.Count(m => m.To.Id == "n2" && m.Wording.Subject == "A pupil record has arrived"));
        await deaf.Called(1);
        Assert.All(await telling.Errands(first), e => Assert.Equal((0, (Outcome?)null), (e.Attempts, e.Outcome)));

        // Woken again, nothing is called twice at once.
        await loop.Ring(new(TellingSite.Urn, first), _ct);
        await loop.Settle(_ct);
        Assert.Single(deaf.Messages);

        // Another system is told meanwhile.
        var other = await TellingSite.LetIn(site, TellingSite.Urn, "h2");
        await TurnOn(telling, other);
        var third = await telling.Came(other);
        await loop.Ring(new(TellingSite.Urn, third), _ct);
        await loop.Settle(_ct);
        await deaf.Called(2);
        Assert.Equal([first, third], deaf.Messages.Select(m => m.Delivery));

        // It answers at last: what waited goes out in the order in which it happened.
        deaf.Answer();
        await deaf.Called(4);
        Assert.Equal([(first, "delivery.delivered"), (first, "delivery.opened"), (second, "delivery.delivered")], deaf.Messages.Where(m => m.Delivery != third).Select(m => (m.Delivery!, m.Type)));
    }

    private static async Task TurnOn(TellingSite telling, string system)
    {
        var head = await telling.Head();
        var page = await head.Get($"/systems/{system}/events");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector($"form[action='/systems/{system}/events']")!;
        await head.Send(form, $"/systems/{system}/events", ("address", telling.Receiver.Address.AbsoluteUri));
    }

    /// <summary>Systems that keep the line open and say nothing until the test lets them.</summary>
    private sealed class Deaf : IWebhooks, IDisposable
    {
        private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _called = new(0);
        private int _heard;

        public ConcurrentQueue<HookMessage> Messages { get; } = [];

        public bool ThisMachine => true;

        public string Seal(string secret) => secret;

        public void Answer() => _answers.SetResult();

        /// <summary>Until so many calls have been made.</summary>
        public async Task Called(int calls)
        {
            for (; _heard < calls; _heard++)
            {
                await _called.WaitAsync(_ct);
            }
        }

        public async Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct)
        {
            Messages.Enqueue(message);
            _called.Release();
            await _answers.Task.WaitAsync(ct);
            return new(204);
        }

        public void Dispose() => _called.Dispose();
    }
}
