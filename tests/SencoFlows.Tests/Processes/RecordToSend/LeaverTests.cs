using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;
using Leaver = SencoFlows.Processes.RecordToSend.RecordToSendProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordToSend;

/// <summary>The roll says that Ada leaves Oak Lane on 18 December 2026; her school has said nothing yet about where the record goes.</summary>
public sealed class LeaverTests
{
    private const string _senco = "s.reyes@oaklane.example";
    private const string _head = "h.marlow@oaklane.example";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly DateOnly _last = new(2026, 12, 18);

    [Fact]
    public async Task A_leaver_stands_on_the_list_ten_school_days_before_is_written_about_five_before_and_the_head_knows_the_third_time()
    {
        await using var two = await Leaving(_last);
        await Until(two, new(2026, 12, 3));
        Assert.IsType<Leaver.Coming>(await State(two));
        Assert.DoesNotContain("Send the record", (await (await two.Site.SignedIn()).Get("/")).Text, StringComparison.Ordinal);

        await Until(two, new(2026, 12, 4));
        Assert.Contains("Send the record", (await (await two.Site.SignedIn()).Get("/")).Text, StringComparison.Ordinal);
        Assert.Equal(0, Written(two, _senco));
        await Until(two, new(2026, 12, 12));
        Assert.Equal(1, Written(two, _senco)); // A line of the mail of the day.
        Assert.Equal(0, Written(two, _head));
        await Until(two, new(2027, 1, 10));
        Assert.Equal(1, Written(two, _head));
    }

    [Fact]
    public async Task When_the_limit_of_the_law_passes_head_and_senco_are_told_once()
    {
        await using var two = await Leaving(_last);
        var limit = TransferRules.For(await School(two)).After(_last, (await School(two)).Calendar).On;
        await Until(two, limit);
        Assert.DoesNotContain("The limit for a leaver’s record has passed", two.Mails(_head));
        await Until(two, limit.AddDays(10));
        Assert.Single(two.Mails(_head), "The limit for a leaver’s record has passed");
        Assert.Single(two.Mails(_senco), "The limit for a leaver’s record has passed");
        Assert.Equal("The pupil has left, and the limit has passed", All.RecordToSend.Standing(await State(two)).Stage);
    }

    [Fact]
    public async Task Starting_the_transfer_from_the_page_ends_it_at_once()
    {
        await using var two = await Leaving(new(2026, 11, 24));
        await Until(two, new(2026, 11, 21));
        var browser = await two.Site.SignedIn();
        var at = (await browser.Get("/")).Document.QuerySelector(".govuk-task-list__link")!.GetAttribute("href")!;
        var page = await browser.Get(at);
        Assert.Contains("Ada leaves on 24 November 2026", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("a.govuk-button[href='/record-transfer/start?pupil=p1']"));

        await two.Begin();
        await two.Settle();
        Assert.Equal(ToSendEnd.Begun, Assert.IsType<Leaver.Ended>(await State(two)).End);
        Assert.DoesNotContain("Send the record", (await browser.Get("/")).Text, StringComparison.Ordinal);
        await Until(two, new(2026, 11, 26));
        Assert.Single(await Cases(two));
    }

    [Fact]
    public async Task Whoever_says_why_no_record_need_go_is_not_asked_again_for_that_day()
    {
        await using var two = await Leaving(new(2026, 11, 24));
        await Until(two, new(2026, 11, 21));
        var browser = await two.Site.SignedIn();
        var at = $"/record-to-send/{(await Cases(two))[0].Id}/not-needed";
        Assert.Equal(["Enter why no record need go"], (await browser.Send(await browser.Get(at), at)).Errors);
        var long1 = await browser.Send(await browser.Get(at), at, ("why", new string('x', 4001)));
        Assert.Equal(["What you write must be 4,000 characters or fewer"], long1.Errors);
        Assert.Contains(new string('x', 4001), long1.Text, StringComparison.Ordinal);
        await browser.Send(await browser.Get(at), at, ("why", "The family goes abroad"));
        Assert.Equal(ToSendEnd.NotNeeded, Assert.IsType<Leaver.Ended>(await State(two)).End);
        Assert.Equal([$"/cases/{(await Cases(two))[0].Id}", $"/cases/{(await Cases(two))[0].Id}"], [(await browser.Get(at)).Location!.OriginalString, (await browser.Get(at.Replace("not-needed", "send", StringComparison.Ordinal))).Location!.OriginalString]);
        await Until(two, new(2026, 11, 25));
        Assert.Single(await Cases(two));

        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = new(2026, 11, 30) }, _ct);
        await Until(two, new(2026, 11, 26));
        Assert.Equal(2, (await Cases(two)).Count); // Another day is another question.
    }

    [Fact]
    public async Task A_day_that_moves_is_followed_and_a_pupil_who_stays_is_left_alone()
    {
        await using var two = await Leaving(new(2026, 11, 24));
        await Until(two, new(2026, 11, 21));
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = new(2027, 7, 20) }, _ct);
        await Until(two, new(2026, 11, 22));
        Assert.Equal(new(2027, 7, 20), Assert.IsType<Leaver.Coming>(await State(two)).Departure.Leaving);
        await two.Site.Get<Departures>().Look(_ct);
        Assert.Equal(2, (await Cases(two))[0].Length); // Nothing is written while the roll says the same.
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = null }, _ct);
        await Until(two, new(2026, 11, 23));
        Assert.Equal(ToSendEnd.Stays, Assert.IsType<Leaver.Ended>(await State(two)).End);
    }

    [Fact]
    public async Task Nobody_is_raised_who_has_no_needs_left_long_ago_or_whose_record_is_on_its_way_and_nobody_twice()
    {
        await using var two = await Leaving(null);
        var ada = (await new Pupils(two.Site.Rows).Find("p1", _ct))!.Value;
        foreach (var other in (Pupil[])[ada with { Id = "none", Upn = null, SenHistory = [], Left = _last }, ada with { Id = "long", Upn = null, Left = new(2026, 7, 20) }])
        {
            await new Pupils(two.Site.Rows).Save(other, 0, _ct);
        }

        await two.Begin();
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = _last }, _ct);
        await new Pupils(two.Site.Rows).Save(ada with { Id = "p2", Upn = null, Left = new(2026, 11, 24) }, 0, _ct);
        var departures = two.Site.Get<Departures>();
        await Task.WhenAll(departures.Look(_ct), departures.Look(_ct));
        await departures.Look(_ct);
        Assert.Equal("p2", Assert.Single(await new Caseload(TwoSchools.Oak, two.Site.Rows).Open(_ct), c => c.Agenda.Process == "record-to-send").Agenda.About.Id);
    }

    [Fact]
    public async Task A_leaver_who_came_back_and_leaves_again_is_raised_again()
    {
        await using var two = await Leaving(null);
        await two.Begin(); // Leaves on 18 December.
        await two.Site.Told("t1", new Told.CameBack(new(2026, 11, 20)), Tale.Senco);
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = _last }, _ct);
        await two.Site.Get<Departures>().Look(_ct);
        Assert.Empty(await Cases(two)); // The old last day still stands on the roll.
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = new(2026, 12, 11) }, _ct);
        await two.Site.Get<Departures>().Look(_ct);
        Assert.IsType<Leaver.Coming>(await State(two));
    }

    [Fact]
    public async Task The_office_may_start_it_teachers_and_other_schools_see_nothing_of_it()
    {
        await using var two = await Leaving(new(2026, 11, 24));
        await Until(two, new(2026, 11, 21));
        var id = (await Cases(two))[0].Id;
        var office = await (await two.Site.SignedIn("a1")).Get($"/record-to-send/{id}/send");
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.DoesNotContain("No record need go", office.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Site.SignedIn("a1")).Get($"/record-to-send/{id}/not-needed")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Site.SignedIn("t1")).Get($"/record-to-send/{id}/send")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await two.Senco()).Get($"/record-to-send/{id}/send")).Status);
    }

    private static async Task<TwoSchools> Leaving(DateOnly? last)
    {
        var two = await TwoSchools.Start();
        await two.Site.Ada();
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = last, SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)] }, _ct);
        return two;
    }

    private static int Written(TwoSchools two, string to) => two.Post.Taken.Count(m => m.To.Email == to && (m.Wording.Subject + m.Wording.Text).Contains("A pupil leaves and no record is on its way", StringComparison.Ordinal));

    private static Task<School> School(TwoSchools two) => two.Site.Get<Schools>().Get(TwoSchools.Oak, _ct);

    private static async Task Until(TwoSchools two, DateOnly day)
    {
        while (two.Site.Clock.Today < day)
        {
            await two.Site.Get<Departures>().Look(_ct);
            var next = two.Site.Clock.Today.AddDays(1);
            await two.Until(next.Year, next.Month, next.Day);
        }

        await two.Site.Get<Departures>().Look(_ct);
        await two.Settle();
    }

    private static async Task<List<Case>> Cases(TwoSchools two) => [.. (await new Caseload(TwoSchools.Oak, two.Site.Rows).About("p1", _ct)).Where(c => c.Process == "record-to-send")];

    private static async Task<Leaver> State(TwoSchools two) => All.RecordToSend.Read((await Cases(two))[^1].State);
}
