using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Webhooks;

/// <summary>What is not taken is sent again and again for three days, and then a person is told.</summary>
public sealed class HookRetryTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

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
        telling.SaysNobody((await telling.Page()).Text);
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
}
