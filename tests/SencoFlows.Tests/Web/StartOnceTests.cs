using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web;

/// <summary>Two windows, two people, two schools: a pupil is sent once, by whoever may.</summary>
public sealed class StartOnceTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pupil_is_not_sent_twice_and_two_windows_do_not_undo_each_other()
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var (one, two) = (await StartWalk.Prepared(browser), await StartWalk.Prepared(await site.SignedIn("h1")));
        await one.Answer();
        await two.Answer();
        Assert.Equal("This pupil is already being transferred", two.Page.H1);
        Assert.Equal("This pupil is already being transferred", (await browser.Get("/record-transfer/start?pupil=p1")).H1);
        Assert.Single(((MemoryRows)site.Rows).Keys, k => k.StartsWith("case|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_press_send_at_the_same_instant_the_second_is_shown_the_case_of_the_first()
    {
        await using var site = await StartWalk.Site();
        var (one, two) = (await StartWalk.Prepared(await site.SignedIn()), await StartWalk.Prepared(await site.SignedIn("h1")));

        var rows = (MemoryRows)site.Rows;
        rows.Before = async _ =>
        {
            rows.Before = null;
            await one.Answer();
        };
        await two.Answer();

        Assert.Equal("Transfer started", one.Page.H1);
        Assert.Equal("This pupil is already being transferred", two.Page.H1);
        var theirs = Assert.Single(rows.Keys, k => k.StartsWith("case|", StringComparison.Ordinal))["case|".Length..];
        Assert.Equal($"/cases/{TestSite.Urn}-{theirs}", two.Page.Document.QuerySelector("main a.govuk-button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_refused_record_goes_to_another_school_under_the_same_case()
    {
        await using var site = await StartWalk.Site();
        await site.Move("c1", Tale.Registered with { Name = "Valley High", Urn = "100003", Office = "office@valley.sch.uk", Senco = null });
        await site.Sent("c1");
        await site.Told("c1", new RecordTransferProcess.Event.Opened(1), Tale.NextSchool);
        await site.Told("c1", new RecordTransferProcess.Event.Refused(1, RefusalReason.WrongSchool), Tale.NextSchool);
        var browser = await site.SignedIn();
        var correct = await browser.Get("/record-transfer/100001-c1/correct");
        var walk = new StartWalk(browser);
        var other = (IHtmlFormElement)correct.Document.QuerySelector("main form[action$='/other-school']")!;
        await walk.Open((await browser.Send(other, "")).Location!.OriginalString);
        Assert.Equal("Which school comes next?", walk.Page.H1);
        await walk.Answer(("school", "100002"));
        await walk.Answer(("office", "office@hilltop.sch.uk"));
        Assert.Equal("Check and send to the other school", walk.Page.H1);

        await site.Told("c1", new RecordTransferProcess.Event.ParentSaysWrong("Wrong school"), Tale.Parent);
        await walk.Answer();
        Assert.Equal(HttpStatusCode.Conflict, walk.Page.Status);
        Assert.Contains("The case now stands at: Opened by a school that it was not for", walk.Page.Text, StringComparison.Ordinal);
        await walk.Answer();
        Assert.Equal("/cases/100001-c1?done", walk.At);
        var transfer = Assert.IsType<State.Packing>(await site.State("c1")).Transfer;
        Assert.Equal(("Hill Top Academy", 2), (transfer.To.Name, transfer.Parcel.Number));
    }

    [Theory]
    [InlineData("t1", HttpStatusCode.Forbidden)]
    [InlineData("d1", HttpStatusCode.Forbidden)]
    [InlineData("a1", HttpStatusCode.OK)]
    public async Task Who_may_start(string staff, HttpStatusCode status)
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn(staff);
        Assert.Equal(status, (await browser.Get("/record-transfer/start")).Status);
        Assert.Equal(status == HttpStatusCode.OK ? HttpStatusCode.NotFound : status, (await browser.Get("/record-transfer/start?pupil=nobody")).Status);
        Assert.Equal(status == HttpStatusCode.OK ? HttpStatusCode.NotFound : status, (await browser.Get("/record-transfer/start/0123/leaving")).Status);
    }

    [Fact]
    public async Task A_draft_is_its_writers_alone_and_a_question_costs_three_reads()
    {
        await using var site = await StartWalk.Site();
        var walk = new StartWalk(await site.SignedIn());
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school", "100002"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn("h1")).Get(walk.At)).Status);
        var before = ((MemoryRows)site.Rows).Requests;
        await walk.Open(walk.At);
        Assert.Equal(3, ((MemoryRows)site.Rows).Requests - before);
    }
}
