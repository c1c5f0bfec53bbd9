using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Webhooks;

/// <summary>A system is told what becomes of what it delivered, signed and in ids and codes.</summary>
public sealed class WebhookTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_is_told_from_its_arrival_to_the_first_morning_in_ids_and_codes()
    {
        await using var telling = await TellingSite.Start();
        var id = await telling.Deliver();
        await telling.Work(id);
        await telling.Tell(id, new Opened());
        await telling.Work(id);
        var manifest = ((RecordArrivalProcess.State.Here)All.RecordArrival.Read((await telling.Caseload.Find(id, _ct))!.State)).Arrival.Manifest;
        await telling.Tell(id, new Matched(RecordId.New(), IsNew: true, manifest));
        await telling.Work(id);
        await telling.Tell(id, new TeacherHasRead());
        await telling.Work(id);

        Assert.Equal(["delivery.delivered", "delivery.opened", "delivery.verified", "delivery.filed", "delivery.read"], telling.Receiver.Types);
        Assert.Equal(5, telling.Receiver.Ids.Distinct().Count());
        Assert.All(telling.Receiver.Got, g =>
        {
            Assert.Null(SencoFlows.Conformance.WebhookVerifier.Check(new(telling.Secret, telling.Now.ToUnixTimeSeconds(), g.Headers, g.Body)));
            Assert.Matches($$$"""^{"type":"delivery\.[a-z]+","version":1,"timestamp":"2026-11-20T09:00:00\.000Z","data":{"delivery":"{{{id}}}"}}$""", g.Body);
        });
        Assert.All(await telling.Errands(id), e => Assert.Equal(new Outcome.Done("accepted (204)"), e.Outcome));
        var page = await telling.Page();
        Assert.Equal(5, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("The record was filed", page.Text, StringComparison.Ordinal);
        telling.SaysNobody(page.Text);
    }

    [Fact]
    public async Task A_refusal_comes_with_its_code_and_a_recall_with_what_followed_from_it()
    {
        await using var telling = await TellingSite.Start();
        var refused = await telling.Came();
        await telling.Tell(refused, new Refused(RefusalReason.WrongSchool, "Zebedee went to Harrow instead"));
        await telling.Work(refused);
        Assert.Equal(("delivery.refused", refused, "wrong-school"), (telling.Receiver.Types[^1], telling.Last.GetProperty("data").GetProperty("delivery").GetString(), telling.Last.GetProperty("data").GetProperty("reason").GetString()));
        Assert.DoesNotContain("Harrow", telling.Receiver.Got.Last().Body, StringComparison.Ordinal);

        var unopened = await telling.Came();
        await telling.Tell(unopened, new Withdrawn(), new(Role.System, telling.System));
        await telling.Work(unopened);
        Assert.Equal("delivery.withdrawn", telling.Receiver.Types[^1]);

        var filed = await telling.Came();
        await telling.Tell(filed, new Opened());
        await telling.Tell(filed, new Matched("p1", IsNew: false, new string('a', 64)));
        await telling.Tell(filed, new TakenIn(3), new(Role.System, "intake"));
        await telling.Tell(filed, new Withdrawn(), new(Role.System, telling.System));
        await telling.Tell(filed, new Removed("All of it"));
        await telling.Work(filed);
        Assert.Equal(["delivery.delivered", "delivery.opened", "delivery.verified", "delivery.filed", "delivery.withdrawn", "delivery.removed"], telling.Receiver.Types.TakeLast(6));
        telling.SaysNobody((await telling.Page()).Text);
    }

    [Fact]
    public async Task Nothing_that_is_logged_names_anybody_or_holds_a_secret_or_their_address()
    {
        var lines = new Mail.Lines();
        await using var telling = await TellingSite.Start(more: s => s.AddLogging(l => l.AddProvider(lines).SetMinimumLevel(LogLevel.Trace)));
        telling.Receiver.Status = 500;
        await telling.WorkToTheEnd(await telling.Came());
        await telling.Press("test");
        await telling.Page();
        Assert.NotEmpty(lines.All);
        Assert.All((string[])[.. TellingSite.Canaries, telling.Secret, telling.Receiver.Address.AbsoluteUri], word => Assert.DoesNotContain(lines.All, l => l.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_system_is_told_of_its_own_deliveries_and_of_nobody_elses()
    {
        await using var telling = await TellingSite.Start();
        var other = await TellingSite.LetIn(telling.Site, TellingSite.Urn, "h2");
        var id = await telling.Came(system: other);
        Assert.Null(await telling.Work(id));
        Assert.Equal(new Outcome.Dropped("This system has given no address for events"), (await telling.Errands(id)).Single().Outcome);

        // A system of another school is not there for this one, whoever asks and whatever they send.
        var elsewhere = await TellingSite.LetIn(telling.Site, Web.TestSite.Urn, "h1");
        var head = await telling.Head();
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get($"/systems/{elsewhere}/events")).Status);
        var form = telling.Form(await head.Get(telling.Events), "address");
        foreach (var what in (string[])["", "/address", "/secret", "/test", "/off", "/again"])
        {
            form.SetAttribute("action", $"/systems/{elsewhere}/events{what}");
            Assert.Equal(HttpStatusCode.NotFound, (await head.Send(form, "", ("address", telling.Receiver.Address.AbsoluteUri))).Status);
        }

        Assert.Null((await new SystemClients(telling.Site.Store.Rows(Web.TestSite.Urn)).Find(elsewhere, _ct))!.Webhook);
        Assert.Empty(telling.Receiver.Got);

        // Shut out, it is told nothing more.
        id = await telling.Came();
        await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).Revoke(telling.System, telling.Now, _ct);
        Assert.Null(await telling.Work(id));
        Assert.Empty(telling.Receiver.Got);
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get(telling.Events)).Status);
    }

    [Fact]
    public async Task A_list_shows_the_latest_of_a_month()
    {
        await using var telling = await TellingSite.Start();
        for (var i = 0; i < HookCalls.Most + 5; i++)
        {
            await telling.Work(await telling.Came());
            telling.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var calls = new HookCalls(telling.Site.Store.Rows(TellingSite.Urn));
        var latest = await calls.Latest(telling.System, telling.Now, _ct);
        Assert.Equal(HookCalls.Most, latest.Count);
        Assert.Equal(latest.OrderByDescending(c => c.Asked), latest);
        Assert.Equal(telling.Now.AddSeconds(-1), latest[0].Asked);
        Assert.Empty(await calls.Latest(telling.System, telling.Now.AddDays(HookCalls.Days + 1), _ct));
    }

    [Fact]
    public async Task Telling_costs_three_reads_and_one_save_and_nothing_more_where_nobody_listens()
    {
        CountingStore? store = null;
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IStore>(store = new CountingStore(new MemoryStore())));
        var id = await telling.Came();
        var key = (await telling.Errands(id)).Single().Key;
        Assert.Equal(new Requests(Reads: 3, Saves: 1), await store!.During(() => telling.Site.Get<Performer>().Perform(new(TellingSite.Urn, id), key, _ct)));
        await telling.Press("off");
        id = await telling.Came();
        key = (await telling.Errands(id)).Single().Key;
        Assert.Equal(new Requests(Reads: 3, Saves: 1), await store.During(() => telling.Site.Get<Performer>().Perform(new(TellingSite.Urn, id), key, _ct)));
    }
}
