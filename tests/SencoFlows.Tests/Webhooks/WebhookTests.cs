using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Storage;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Webhooks;

/// <summary>A system is told what becomes of what it delivered: signed, again and again for three days, and then a person is.</summary>
public sealed class WebhookTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly string[] _canaries = [TellingSite.Canary, "Zebedee", "Sample", "Pupil,", "A391200026001"];

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
        SaysNobody(telling, page.Text);
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
        SaysNobody(telling, (await telling.Page()).Text);
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_for_three_days_under_one_id_and_then_a_person_is_told()
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Status = 503;
        var id = await telling.Came();
        var calls = await telling.WorkToTheEnd(id);

        Assert.Equal(["0.00:00", "0.00:01", "0.00:06", "0.00:36", "0.02:36", "0.08:36", "0.20:36", "1.20:36", "3.00:00"], calls.Select(c => c.ToString(@"d\.hh\:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(TimeSpan.FromDays(3), Notifier.Patience);
        Assert.Single(telling.Receiver.Ids.Distinct());
        Assert.Equal(9, telling.Receiver.Got.Select(g => g.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.Null(telling.Receiver.Check(telling.Secret, telling.Now));

        // The SENCO sees it on the first page and under what could not be done, with what to do.
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Contains("1 thing could not be done", (await senco.Get("/")).Text, StringComparison.Ordinal);
        var failed = await senco.Get("/failed");
        Assert.Contains("Tell the other system: the record arrived", failed.Text, StringComparison.Ordinal);
        Assert.Contains("“Another system” could not be told for three days. Last answer: their server has a problem (503). Call the people who run it", failed.Text, StringComparison.Ordinal);

        // The office looks after other systems, and does not learn which child it is.
        var office = await telling.Site.SignedIn("a2", TellingSite.Urn);
        Assert.Contains("1 thing could not be done", (await office.Get("/")).Text, StringComparison.Ordinal);
        var theirs = await office.Get("/failed");
        Assert.Contains("Tell the other system", theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TellingSite.Canary, theirs.Text, StringComparison.Ordinal);
        Assert.Contains("Given up", (await office.Get(telling.Events)).Text, StringComparison.Ordinal);

        // Sent again from there, it goes on for three more days under the same id, until it is taken.
        await senco.Send(failed, "/failed", ("do", "again"));
        await telling.Work(id);
        telling.Receiver.Status = 200;
        await telling.WorkToTheEnd(id);
        Assert.Equal((11, 1), (telling.Receiver.Got.Count, telling.Receiver.Ids.Distinct().Count()));
        Assert.DoesNotContain("could not be done", (await senco.Get("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Accepted (200), at try 11", (await telling.Page()).Text, StringComparison.Ordinal);
        SaysNobody(telling, (await telling.Page()).Text);
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_from_the_page_of_the_system()
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Status = 500;
        var id = await telling.Came();
        await telling.WorkToTheEnd(id);
        telling.Receiver.Status = 200;
        await telling.Press("again", "a2");
        await telling.Work(id);
        Assert.Equal(10, telling.Receiver.Got.Count);
        var page = await telling.Page();
        Assert.Contains("Taken", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"form[action='{telling.Events}/again']"));

        // Put aside, it is not offered again.
        telling.Receiver.Status = 500;
        var second = await telling.Came();
        await telling.WorkToTheEnd(second);
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        await senco.Send(await senco.Get("/failed"), "/failed", ("do", "aside"), ("why", "They have asked for it"));
        Assert.Contains("No longer tried", (await telling.Page()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_nobody_takes_holds_up_no_other_and_an_early_waking_sends_nothing()
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Also = http =>
        {
            http.Response.StatusCode = telling.Receiver.Types[^1] == "delivery.delivered" ? 500 : 204;
            return Task.CompletedTask;
        };
        var id = await telling.Came();
        Assert.Equal(telling.Now.AddMinutes(1), await telling.Work(id));
        telling.Site.Clock.Advance(TimeSpan.FromSeconds(30));
        await telling.Tell(id, new Opened());
        Assert.Equal(telling.Now.AddSeconds(30), await telling.Work(id));
        Assert.Equal(["delivery.delivered", "delivery.opened"], telling.Receiver.Types);

        await telling.WorkToTheEnd(id);
        Assert.Equal(10, telling.Receiver.Got.Count);
        Assert.Equal("Opened, not filed yet", (await telling.Caseload.Find(id, _ct))!.Agenda.Stage);
    }

    [Fact]
    public async Task Gone_for_good_turns_events_off_tells_a_person_and_the_rest_is_not_sent()
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Status = 500;
        var waiting = await telling.Came();
        await telling.Work(waiting);
        telling.Receiver.Status = 410;
        var id = await telling.Came();
        Assert.Null(await telling.Work(id));
        await telling.WorkToTheEnd(waiting);
        var later = await telling.Came();
        Assert.Null(await telling.Work(later));
        Assert.Equal(2, telling.Receiver.Got.Count);

        Assert.IsType<Outcome.Failed>((await telling.Errands(id)).Single().Outcome);
        Assert.Equal([new Outcome.Dropped("Events are turned off for this system"), new Outcome.Dropped("Events are turned off for this system")], [(await telling.Errands(waiting)).Single().Outcome, (await telling.Errands(later)).Single().Outcome]);
        var page = await telling.Page();
        Assert.Contains("gone for good", page.Document.QuerySelector(".govuk-warning-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No longer tried", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not taken yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("Stopped", (await (await telling.Head()).Get("/systems")).Text, StringComparison.Ordinal);
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Contains("gone for good (410), so events were turned off", (await senco.Get("/failed")).Text, StringComparison.Ordinal);

        // Asked for again while they are off, it says so and stays.
        await senco.Send(await senco.Get("/failed"), "/failed", ("do", "again"));
        await telling.Work(id);
        Assert.Contains("Events are turned off for “Another system”. Turn them on under Other systems, then try again", (await senco.Get("/failed")).Text, StringComparison.Ordinal);
        Assert.Null((await telling.Page()).Document.QuerySelector($"form[action='{telling.Events}/again']"));
        Assert.Equal(2, telling.Receiver.Got.Count);

        // With a new address it goes on, and what told it so can be sent again.
        telling.Receiver.Status = 200;
        var secret = await telling.TurnOn();
        await senco.Send(await senco.Get("/failed"), "/failed", ("do", "again"));
        await telling.Work(id);
        Assert.Equal((3, null), (telling.Receiver.Got.Count, telling.Receiver.Check(secret, telling.Now)));
    }

    [Fact]
    public async Task Who_dies_after_the_call_and_before_the_note_sends_it_again_under_the_same_id()
    {
        await using var telling = await TellingSite.Start();
        var id = await telling.Came();
        var errand = (await telling.Errands(id)).Single();
        await telling.Site.Get<Notifier>().Tell(new(TellingSite.Urn, id), errand, (Effect.Notify)errand.Effect, _ct);
        await telling.Work(id);
        Assert.Equal((2, 1), (telling.Receiver.Got.Count, telling.Receiver.Ids.Distinct().Count()));
        Assert.Equal(telling.Receiver.Got.First().Body, telling.Receiver.Got.Last().Body);
    }

    [Fact]
    public async Task Killed_at_any_call_of_the_store_nothing_is_lost_and_each_event_has_one_id()
    {
        FaultyStore? store = null;
        await using var telling = await TellingSite.Start(more: s => s.AddSingleton<IStore>(store = new FaultyStore(new MemoryStore())));
        foreach (var how in (Fault[])[Fault.Before, Fault.After])
        {
            for (var n = 1; ; n++)
            {
                var id = await telling.Came();
                var before = telling.Receiver.Got.Count;
                store!.DieAt(n, how);
                try
                {
                    await telling.Work(id);
                }
                catch (StoreDownException)
                {
                    // Killed there.
                }

                var killed = store.HasFailed;
                store.Revive();
                await telling.WorkToTheEnd(id);
                Assert.Single(telling.Receiver.Ids.Skip(before).Distinct());
                Assert.Equal("accepted (204)", Assert.IsType<Outcome.Done>((await telling.Errands(id)).Single().Outcome).Note);
                if (!killed)
                {
                    Assert.True(n > 6, $"{n} calls");
                    break;
                }
            }
        }
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_the_old_one_goes_on_for_three_days()
    {
        await using var telling = await TellingSite.Start();
        var head = await telling.Head();
        var form = telling.Form(await head.Get(telling.Events), "secret");
        var shown = await head.Send(form, telling.Events);
        var next = TellingSite.Values(shown)[1];
        Assert.Contains("Until 23 November 2026", shown.Text, StringComparison.Ordinal);
        Assert.Equal(telling.Events, (await head.Send(form, telling.Events)).Location!.OriginalString);
        Assert.DoesNotContain(next, (await head.Get(telling.Events)).Text, StringComparison.Ordinal);
        Assert.Contains("Signed with the old secret too until 23 November", (await head.Get(telling.Events)).Text, StringComparison.Ordinal);

        await telling.Press("test");
        Assert.Equal((null, null), (telling.Receiver.Check(telling.Secret, telling.Now), telling.Receiver.Check(next, telling.Now)));
        telling.Site.Clock.Advance(TimeSpan.FromDays(3));
        await telling.Press("test");
        Assert.Equal(("bad-signature", null), (telling.Receiver.Check(telling.Secret, telling.Now), telling.Receiver.Check(next, telling.Now)));
        Assert.DoesNotContain("old secret", (await telling.Page()).Text, StringComparison.Ordinal);
        foreach (var secret in (string[])[telling.Secret, next])
        {
            Assert.DoesNotContain(secret, (await telling.Site.Store.Rows(TellingSite.Urn).Read($"system|{telling.System}", _ct))!.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_that_nobody_can_read_any_more_tells_a_person_at_once()
    {
        await using var telling = await TellingSite.Start();
        await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).Change(telling.System, w => w! with { Secret = "sealed-elsewhere" }, _ct);
        var id = await telling.Came();
        Assert.Null(await telling.Work(id));
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Contains("Make a new one under Other systems and hand it over", (await senco.Get("/failed")).Text, StringComparison.Ordinal);
        var next = TellingSite.Values(await telling.Press("secret"))[1];
        await senco.Send(await senco.Get("/failed"), "/failed", ("do", "again"));
        await telling.Work(id);
        Assert.Equal((1, null), (telling.Receiver.Got.Count, telling.Receiver.Check(next, telling.Now)));
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
        Assert.All((string[])[.. _canaries, telling.Secret, telling.Receiver.Address.AbsoluteUri], word => Assert.DoesNotContain(lines.All, l => l.Contains(word, StringComparison.OrdinalIgnoreCase)));
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
    public async Task Only_who_lets_systems_in_says_what_they_are_told()
    {
        await using var telling = await TellingSite.Start(on: false);
        var teacher = await telling.Site.SignedIn("t2", TellingSite.Urn);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(telling.Events)).Status);

        // The office looks after it, and does not say where events go.
        var office = await telling.Site.SignedIn("a2", TellingSite.Urn);
        var page = await office.Get(telling.Events);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The headteacher or SENCO turns events on here", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"form[action='{telling.Events}']"));
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Equal(HttpStatusCode.OK, (await senco.Send(telling.Form(await senco.Get(telling.Events), ""), telling.Events, ("address", telling.Receiver.Address.AbsoluteUri))).Status);
        page = await office.Get(telling.Events);
        var form = telling.Form(page, "test");
        Assert.Null(page.Document.QuerySelector($"form[action='{telling.Events}/secret']"));
        foreach (var what in (string[])["", "/address", "/secret"])
        {
            form.SetAttribute("action", telling.Events + what);
            Assert.Equal(HttpStatusCode.Forbidden, (await office.Send(form, "", ("address", "https://events.example.org/"))).Status);
        }

        await telling.Press("test", "a2");
        Assert.Single(telling.Receiver.Got);
    }

    [Fact]
    public async Task A_system_that_nobody_has_approved_cannot_be_told_anything()
    {
        await using var telling = await TellingSite.Start(on: false);
        var waiting = await TellingSite.LetIn(telling.Site, TellingSite.Urn, "a2");
        var head = await telling.Head();
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get($"/systems/{waiting}/events")).Status);
        var form = telling.Form(await head.Get(telling.Events), "");
        form.SetAttribute("action", $"/systems/{waiting}/events");
        Assert.Equal(HttpStatusCode.NotFound, (await head.Send(form, "", ("address", telling.Receiver.Address.AbsoluteUri))).Status);
        Assert.All(await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).All(_ct), c => Assert.Null(c.Webhook));
    }

    [Fact]
    public async Task A_wrong_address_is_refused_in_words_and_stays_in_its_box()
    {
        await using var telling = await TellingSite.Start(on: false);
        var head = await telling.Head();
        var shown = await head.Send(telling.Form(await head.Get(telling.Events), ""), telling.Events, ("address", "http://events.example.org/a"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(["The address must begin with https://"], shown.Errors);
        Assert.Equal("http://events.example.org/a", ((AngleSharp.Html.Dom.IHtmlInputElement)shown.Document.QuerySelector("#address")!).Value);
        Assert.Null((await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).Find(telling.System, _ct))!.Webhook);

        await telling.TurnOn();
        shown = await head.Send(telling.Form(await head.Get(telling.Events), "address"), telling.Events, ("address", "https://10.0.0.1/"));
        Assert.Equal(["The address must name a server, and not be a number such as 192.0.2.1"], shown.Errors);
        Assert.Equal("https://10.0.0.1/", ((AngleSharp.Html.Dom.IHtmlInputElement)shown.Document.QuerySelector("#address")!).Value);
        Assert.NotNull(shown.Document.QuerySelector("details[open]"));
        shown = await head.Send(telling.Form(await head.Get(telling.Events), "address"), telling.Events, ("address", "https://events.example.org/b"));
        Assert.Contains("https://events.example.org/b", (await head.Get(telling.Events)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_refuses_the_machine_itself_which_only_the_one_machine_host_takes()
    {
        await using var telling = await TellingSite.Start(on: false, more: s => s.AddWebhooks());
        var head = await telling.Head();
        var shown = await head.Send(telling.Form(await head.Get(telling.Events), ""), telling.Events, ("address", telling.Receiver.Address.AbsoluteUri));
        Assert.Equal(["The address must begin with https://"], shown.Errors);
    }

    [Theory]
    [InlineData(204, "The test event was taken. Answer: accepted (204)", "Taken")]
    [InlineData(404, "The test event was not taken. Answer: there is nothing at this address (404)", "Not taken")]
    public async Task A_test_event_shows_what_was_answered(int status, string words, string state)
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Status = status;
        var after = await telling.Press("test");
        Assert.Equal(("ping", null), (telling.Receiver.Types.Single(), telling.Receiver.Check(telling.Secret, telling.Now)));
        var page = await (await telling.Head()).Get(after.Location!.OriginalString);
        Assert.Contains(words, page.Document.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(state, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turned_off_nothing_is_sent_and_turned_on_again_it_has_another_secret()
    {
        await using var telling = await TellingSite.Start();
        await telling.Press("off");
        var id = await telling.Came();
        Assert.Null(await telling.Work(id));
        Assert.Empty(telling.Receiver.Got);
        var page = await telling.Page();
        Assert.Equal(telling.Receiver.Address.AbsoluteUri, ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("#address")!).Value);
        Assert.NotEqual(telling.Secret, await telling.TurnOn());
        await telling.Press("test");
        Assert.Equal("bad-signature", telling.Receiver.Check(telling.Secret, telling.Now));

        // What it is not told does not stand in every case.
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.DoesNotContain("Tell the other system", (await senco.Get($"/cases/{TellingSite.Urn}-{id}")).Text, StringComparison.Ordinal);
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

    /// <summary>Neither what went out nor what stands in keys and on the page says who it is.</summary>
    private static void SaysNobody(TellingSite telling, string page) => Assert.All(_canaries, name =>
    {
        Assert.DoesNotContain(telling.Receiver.Got, g => g.Body.Contains(name, StringComparison.OrdinalIgnoreCase) || g.Headers.Any(h => h.Value.Contains(name, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(((MemoryRows)telling.Site.Store.Rows(TellingSite.Urn)).Keys, k => k.Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(name, page, StringComparison.OrdinalIgnoreCase);
    });
}
