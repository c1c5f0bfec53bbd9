using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Web;

namespace SencoFlows.Tests.Webhooks;

/// <summary>A school that has let a system in, and that system, which listens on this machine.</summary>
internal sealed class TellingSite : IAsyncDisposable
{
    public const string Urn = "100002";
    public const string Canary = "Quillfeather";
    public static readonly string[] Canaries = [Canary, "Zebedee", "Sample", "Pupil,", "A391200026001"];
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private TellingSite(TestSite site, HookReceiver receiver, string system) => (Site, Receiver, System) = (site, receiver, system);

    public TestSite Site { get; }

    public HookReceiver Receiver { get; }

    /// <summary>The id of the system at its school.</summary>
    public string System { get; }

    public string Secret { get; private set; } = "";

    public string Events => $"/systems/{System}/events";

    public DateTimeOffset Now => Site.Clock.GetUtcNow();

    public Caseload Caseload => new(Urn, Site.Store.Rows(Urn));

    /// <param name="on">Whether the head has turned events on.</param>
    /// <param name="more">Services of the test.</param>
    public static async Task<TellingSite> Start(bool on = true, Action<IServiceCollection>? more = null)
    {
        var site = await DeliveringSite.Hill(s =>
        {
            s.AddWebhooks(new() { ThisMachine = true });
            more?.Invoke(s);
        });
        var telling = new TellingSite(site, await HookReceiver.Start(), await LetIn(site, Urn, "h2"));
        if (on)
        {
            telling.Secret = await telling.TurnOn();
        }

        return telling;
    }

    /// <returns>The id of the system at its school.</returns>
    public static async Task<string> LetIn(TestSite site, string urn, string staff)
    {
        var head = await site.SignedIn(staff, urn);
        var page = await head.Get("/systems");
        var shown = await head.Send((IHtmlFormElement)page.Document.QuerySelector("form[action='/systems']")!, "/systems", ("name", "Another system"));
        return Values(shown)[0][7..];
    }

    public Task<Browser> Head() => Site.SignedIn("h2", Urn);

    /// <returns>The secret that the page showed.</returns>
    public async Task<string> TurnOn()
    {
        var head = await Head();
        return Values(await head.Send(Form(await head.Get(Events), ""), Events, ("address", Receiver.Address.AbsoluteUri)))[1];
    }

    /// <param name="what">"", "test", "off", "secret", "address" or "again".</param>
    public IHtmlFormElement Form(Shown page, string what) => Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector($"form[action='{Events}{(what.Length == 0 ? "" : $"/{what}")}']"));

    /// <summary>Presses a button of the page about events.</summary>
    public async Task<Shown> Press(string what, string staff = "h2")
    {
        var browser = await Site.SignedIn(staff, Urn);
        return await browser.Send(Form(await browser.Get(Events), what), Events);
    }

    public async Task<Shown> Page() => await (await Head()).Get(Events);

    /// <summary>A delivery of the system, as the API opens it. Nothing is told yet.</summary>
    public async Task<string> Came(string? system = null)
    {
        var id = RecordId.New();
        await Tell(id, new RecordArrivalProcess.Event.Came("t-1", 1, "", "Another system", new string('a', 64), 1000, 3, null) { System = system ?? System }, new(Role.System, System));
        return id;
    }

    /// <summary>A whole pack of the kit, with its documents.</summary>
    public async Task<string> Deliver()
    {
        var pack = Samples.All.Single(s => s.Name == "good-with-documents.zip").Bytes;
        var inbound = new Inbound(Urn, Site.Store, Site.Get<CaseRunner>(), Site.Clock);
        var announced = (await inbound.Announce(System, "100001-sample", 1, PackFormat.Hash(pack), pack.Length, _ct))!;
        return (await inbound.Finish((await inbound.Append(announced, 0, new MemoryStream(pack), _ct)).Now, _ct)).Id;
    }

    public async Task Tell(string id, RecordArrivalProcess.Event e, Actor? by = null) => Assert.IsType<Answer.Accepted>(
        await Site.Get<CaseRunner>().Tell(new(Urn, id), All.RecordArrival, e, by ?? new(Role.Senco, "n2"), RecordId.New(), _ct, new Subject("pupil", id, $"{Canary}, Zebedee")));

    /// <returns>When to come back.</returns>
    public Task<DateTimeOffset?> Work(string id) => Site.Get<CaseWorker>().Work(new(Urn, id), Now, _ct);

    /// <summary>Comes back as often as it is asked to, until nothing is left to do.</summary>
    /// <returns>When each call was made.</returns>
    public async Task<IReadOnlyList<TimeSpan>> WorkToTheEnd(string id)
    {
        var begun = Now;
        List<TimeSpan> calls = [];
        for (var again = (DateTimeOffset?)Now; again is { } at;)
        {
            Site.Clock.SetUtcNow(at);
            var before = Receiver.Got.Count;
            again = await Work(id);
            calls.AddRange(Enumerable.Repeat(at - begun, Receiver.Got.Count - before));
        }

        return calls;
    }

    public async Task<IReadOnlyList<Errand>> Errands(string id) => [.. (await Caseload.Errands(id, _ct)).Where(e => e.Effect is Effect.Notify)];

    public JsonElement Last => JsonDocument.Parse(Receiver.Got.Last().Body).RootElement;

    /// <summary>Neither what went out nor what stands in keys and on the page says who it is.</summary>
    public void SaysNobody(string page) => Assert.All(Canaries, name =>
    {
        Assert.DoesNotContain(Receiver.Got, g => g.Body.Contains(name, StringComparison.OrdinalIgnoreCase) || g.Headers.Any(h => h.Value.Contains(name, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(((MemoryRows)Site.Store.Rows(Urn)).Keys, k => k.Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(name, page, StringComparison.OrdinalIgnoreCase);
    });

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Site.DisposeAsync();
    }

    public static List<string> Values(Shown page) => [.. page.Document.QuerySelectorAll(".govuk-summary-list__value").Select(v => v.Text())];
}
