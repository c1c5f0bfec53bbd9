using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Record.Systems;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Webhooks;

/// <summary>A receiver that asks for time gets it, and a person still hears of it within three days.</summary>
public sealed class RetryAfterTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("Fri, 20 Nov 2026 10:30:00 GMT", 5400)]
    [InlineData("Fri, 20 Nov 2026 08:00:00 GMT", -3600)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999999", null)]
    [InlineData(null, null)]
    public async Task It_is_read_in_seconds_and_as_a_date_of_their_own_clock(string? header, int? seconds)
    {
        await using var receiver = await HookReceiver.Start();
        receiver.Status = 503;
        receiver.Also = http =>
        {
            http.Response.Headers.Date = "Fri, 20 Nov 2026 09:00:00 GMT"; // Whatever ours says.
            http.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };
        using var webhooks = new HttpWebhooks(new EphemeralDataProtectionProvider(), new() { ThisMachine = true, Timeout = TimeSpan.FromMinutes(2) }, TimeProvider.System);
        var answer = await webhooks.Post(new Webhook(receiver.Address.AbsoluteUri, webhooks.Seal(HookSignature.NewSecret()), "h1", default, "r1"), new("msg_1", "ping", default), _ct);
        Assert.Equal((503, seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task It_is_called_when_it_asks_to_be_and_not_before_whatever_wakes_the_case()
    {
        var asks = new Asking { Answers = new([TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), null]) };
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IWebhooks>(asks));
        var id = await telling.Came();
        Assert.Equal(telling.Now.AddMinutes(10), await telling.Work(id));
        Assert.Contains("Next try 20 November 2026 at 9:10am", (await telling.Page()).Text, StringComparison.Ordinal);
        telling.Site.Clock.Advance(TimeSpan.FromMinutes(9));
        await telling.Tell(id, new Opened()); // Another event, which nobody asked to wait.
        await telling.Work(id);
        Assert.Equal(["delivery.delivered", "delivery.opened"], asks.Called.Select(c => c.Type));
        telling.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await telling.Work(id);
        Assert.Equal(2, asks.Called.Count(c => c.Type == "delivery.delivered"));
    }

    [Fact]
    public async Task A_shorter_time_is_not_kept_to_and_a_longer_one_moves_no_last_try()
    {
        // Asked for a day each time: on the third day it is given up.
        Assert.Equal(["0.00:00", "1.00:00", "2.00:00", "3.00:00"], await Calls(TimeSpan.FromDays(1)));
        Assert.Equal(["0.00:00", "3.00:00"], await Calls(TimeSpan.FromDays(400)));
        Assert.Equal(["0.00:00", "3.00:00"], await Calls(TimeSpan.MaxValue));
        Assert.Equal(["0.00:00", "0.00:01", "0.00:06", "0.00:36", "0.02:36", "0.08:36", "0.20:36", "1.20:36", "3.00:00"], await Calls(TimeSpan.FromSeconds(1)));
        Assert.Equal(["0.00:00", "0.00:01", "0.00:06", "0.00:36", "0.02:36", "0.08:36", "0.20:36", "1.20:36", "3.00:00"], await Calls(TimeSpan.FromDays(-1)));
        Assert.Equal(["0.00:00", "0.03:00", "0.06:00", "0.09:00", "0.12:00", "0.18:00", "1.06:00", "2.06:00", "3.00:00"], await Calls(TimeSpan.FromHours(3)));
    }

    [Fact]
    public async Task Sent_again_by_a_person_it_has_three_days_anew()
    {
        var asks = new Asking { Always = TimeSpan.FromDays(2) };
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IWebhooks>(asks));
        var id = await telling.Came();
        await telling.WorkToTheEnd(id);
        Assert.Equal(3, asks.Called.Count);
        await telling.Press("again");
        await telling.WorkToTheEnd(id);
        Assert.Equal(6, asks.Called.Count);
        Assert.IsType<Outcome.Failed>(Assert.Single(await telling.Errands(id)).Outcome);
    }

    private static async Task<IEnumerable<string>> Calls(TimeSpan wait)
    {
        var asks = new Asking { Always = wait };
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IWebhooks>(asks));
        asks.Now = () => telling.Now;
        var begun = telling.Now;
        var id = await telling.Came();
        await telling.WorkToTheEnd(id);
        Assert.IsType<Outcome.Failed>(Assert.Single(await telling.Errands(id)).Outcome);
        return asks.Called.Select(c => (c.At - begun).ToString(@"d\.hh\:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>Another system that takes nothing and asks for time.</summary>
    private sealed class Asking : IWebhooks
    {
        public bool ThisMachine => true;

        public TimeSpan? Always { get; init; }

        public Queue<TimeSpan?> Answers { get; init; } = [];

        public Func<DateTimeOffset> Now { get; set; } = () => default;

        public List<(string Type, DateTimeOffset At)> Called { get; } = [];

        public string Seal(string secret) => secret;

        public Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct)
        {
            Called.Add((message.Type, Now()));
            return Task.FromResult(new HookAnswer(503) { RetryAfter = Answers.TryDequeue(out var wait) ? wait : Always });
        }
    }
}
