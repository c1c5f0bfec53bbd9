using System.Net;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes;
using SencoFlows.Tests.Processes.RecordTransfer;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class ActTests
{
    private const string _case = "/record-transfer/100001-c1/";

    /// <summary>Every act: how to bring the transfer there, what to type, and what the history says afterwards.</summary>
    public static TheoryData<string, string, string[], string> Acts => new()
    {
        { "address", "a1", ["how", "I called them"], "A second person checked the address" },
        { "breach", "s1", ["reported", "yes", "why", "Another family's data was read"], "The data breach was reported" },
        { "answer", "h1", ["note", "I called her back"], "The parent was answered" },
        { "late", "s1", ["reason", "NotOpened", "note", "On holiday"], "Why it is late: the next school did not open the record" },
        { "correct", "s1", ["office", "admin@hilltop.sch.uk"], "Something was put right and the record goes out again" },
        { "leaving-date", "a1", ["on.Day", "8", "on.Month", "1", "on.Year", "2027"], "The leaving date changed" },
        { "paper", "a1", [], "The record was sent on paper" },
        { "paper-arrived", "s1", ["how", "Their SENCO called"], "The next school confirmed that the paper record arrived" },
        { "read", "s1", ["by", "Form tutor"], "The teacher who needs it has read the first-day sheet" },
        { "parent", "s1", ["words", "She goes to another school"], "A parent said that something is wrong" },
        { "recall", "s1", ["reason", "WrongSchool"], "The record was taken back: it was sent to the wrong school" },
        { "came-back", "s1", [], "The pupil came back" },
        { "custody", "s1", ["what", "kept", "why", "A complaint is open"], "Our copy is kept, with the reason" },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_act_is_one_page_one_button_and_counts_once(string act, string staff, string[] typed, string said)
    {
        await using var site = await TestSite.Start();
        await Bring(site, act);
        var browser = await site.SignedIn(staff);
        var page = await browser.Get(_case + act);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);
        var answers = typed.Chunk(2).Select(p => (p[0], p[1])).ToArray();

        var sent = await browser.Send(page, _case + act, answers);
        Assert.Equal((HttpStatusCode.Redirect, "/cases/100001-c1?done"), (sent.Status, sent.Location!.OriginalString));
        var length = (await site.Case("c1")).Length;
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, _case + act, answers)).Status);
        Assert.Equal(length, (await site.Case("c1")).Length);

        var after = await browser.Get("/cases/100001-c1?done");
        Assert.Equal(said, after.Document.One(".govuk-notification-banner__heading"));
        Assert.Equal(said, after.Document.QuerySelector(".app-timeline__title")!.Text());
    }

    [Theory]
    [InlineData("address", "a1", "Enter how you checked the address")]
    [InlineData("breach", "s1", "Select whether it was reported|Enter why you decided this")]
    [InlineData("answer", "s1", "Enter what you did")]
    [InlineData("late", "s1", "Select why it is late")]
    [InlineData("late", "s1", "Select why it is late", "reason", "3")]
    [InlineData("correct", "s1", "Enter an email address in the correct format, like office@school.sch.uk", "office", "hilltop")]
    [InlineData("leaving-date", "s1", "Enter the leaving date")]
    [InlineData("leaving-date", "s1", "The leaving date must be a real date", "on.Day", "31", "on.Month", "2", "on.Year", "2027")]
    [InlineData("leaving-date", "s1", "The leaving date must be within the next 12 months", "on.Day", "1", "on.Month", "2", "on.Year", "2029")]
    [InlineData("paper", "a1", "The date must be today or in the past", "on.Day", "1", "on.Month", "2", "on.Year", "2029")]
    [InlineData("paper-arrived", "s1", "Enter how the next school confirmed it")]
    [InlineData("parent", "s1", "Enter what is wrong")]
    [InlineData("recall", "s1", "Select why you take it back")]
    [InlineData("custody", "s1", "Select whether to destroy or keep the copy")]
    [InlineData("custody", "s1", "Enter why the law or your policy says keep", "what", "kept")]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(string act, string staff, string errors, params string[] typed)
    {
        await using var site = await TestSite.Start();
        await Bring(site, act);
        var browser = await site.SignedIn(staff);
        var length = (await site.Case("c1")).Length;
        var page = await browser.Send(await browser.Get(_case + act), _case + act, [.. typed.Chunk(2).Select(p => (p[0], p[1]))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(errors.Split('|'), page.Errors);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll(".govuk-error-summary a"), a => Assert.NotNull(page.Document.QuerySelector($"form {a.GetAttribute("href")}")));
        var standing = Browser.Standing((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("main form")!).ToList();
        Assert.All(typed.Chunk(2).Where(p => p[1] != "3"), p => Assert.Contains(KeyValuePair.Create(p[0], p[1]), standing));
        Assert.Equal(length, (await site.Case("c1")).Length);
    }

    [Fact]
    public void Whatever_a_transfer_asks_for_has_its_page() =>
        Assert.Empty(new ProcessWalk<State, Told>(SencoFlows.Processes.All.RecordTransfer).Places.Select(p => SencoFlows.Processes.All.RecordTransfer.Standing(p.State).Action)
            .OfType<string>().Except([.. SencoFlows.Web.Pages.RecordTransfer.Act.All.Select(a => a.Name), "start"]));

    [Fact]
    public async Task Of_two_people_who_act_at_once_the_second_sees_what_happened_and_keeps_what_was_typed()
    {
        await using var site = await TestSite.Start();
        await Bring(site, "answer");
        var (senco, office) = (await site.SignedIn(), await site.SignedIn("a1"));
        var (first, second) = (await senco.Get(_case + "parent"), await office.Get(_case + "leaving-date"));
        await senco.Send(first, _case + "parent", ("words", "The mother called again"));

        var changed = await office.Send(second, _case + "leaving-date", ("on.Day", "8"), ("on.Month", "1"), ("on.Year", "2027"));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("A parent said that something is wrong (Sofia Reyes, 20 November 2026 at 9am)", changed.Text, StringComparison.Ordinal);
        Assert.Equal(["8", "1", "2027"], changed.Document.QuerySelectorAll(".govuk-date-input input").Select(i => i.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.Redirect, (await office.Send(changed, _case + "leaving-date")).Status);
        Assert.Equal(new(2027, 1, 8), Assert.IsType<State.OnItsWay>(await site.State("c1")).Transfer.Leaving);
    }

    [Fact]
    public async Task What_a_colleague_has_just_done_is_not_done_twice()
    {
        await using var site = await TestSite.Start();
        await Bring(site, "answer");
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        var (first, second) = (await senco.Get(_case + "answer"), await head.Get(_case + "answer"));
        Assert.Contains("She goes to another school", second.Text, StringComparison.Ordinal);
        await senco.Send(first, _case + "answer", ("note", "Called"));
        var changed = await head.Send(second, _case + "answer", ("note", "Wrote"));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("This has already been answered", changed.Text, StringComparison.Ordinal);
        Assert.Null(changed.Document.QuerySelector("main form"));
    }

    [Fact]
    public async Task Whoever_entered_the_address_cannot_check_it()
    {
        await using var site = await TestSite.Start();
        await Bring(site, "address");
        var page = await (await site.SignedIn()).Get(_case + "address");
        Assert.Contains("Somebody else must check the address: you entered it", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form"));
    }

    [Theory]
    [InlineData("t1", "recall", HttpStatusCode.Forbidden)]
    [InlineData("d1", "recall", HttpStatusCode.Forbidden)]
    [InlineData("a1", "correct", HttpStatusCode.Forbidden)]
    [InlineData("a1", "recall", HttpStatusCode.OK)]
    [InlineData("s1", "nothing", HttpStatusCode.NotFound)]
    public async Task Who_may_open_an_act(string staff, string act, HttpStatusCode status)
    {
        await using var site = await TestSite.Start();
        await Bring(site, "recall");
        var browser = await site.SignedIn(staff);
        Assert.Equal(status, (await browser.Get(_case + act)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/record-transfer/100002-c1/recall")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/record-transfer/100001-c2/recall")).Status);
    }

    [Fact]
    public async Task A_new_address_in_the_schools_own_domain_goes_out_at_once_and_another_waits_for_a_second_person()
    {
        await using var site = await TestSite.Start();
        await Bring(site, "correct");
        var browser = await site.SignedIn();
        await browser.Send(await browser.Get(_case + "correct"), _case + "correct", ("office", "admin@hilltop.sch.uk"), ("senco", ""));
        Assert.Equal("admin@hilltop.sch.uk", Assert.IsType<State.Packing>(await site.State("c1")).Transfer.To.Office);

        await site.Sent("c1", 2);
        await site.Told("c1", new Told.Bounced(2), Moves.Packs);
        await browser.Send(await browser.Get(_case + "correct"), _case + "correct", ("office", "hilltop@mail.example"));
        Assert.IsType<State.AddressInDoubt>(await site.State("c1"));
    }

    [Fact]
    public async Task Restricted_documents_go_only_when_ticked_and_others_stay_only_when_unticked()
    {
        await using var site = await TestSite.Start();
        await site.Ada(Paper("d1", Confidentiality.Record), Paper("d2", Confidentiality.Record), Paper("d3", Confidentiality.Restricted), Paper("d4", Confidentiality.SchoolOnly));
        await Bring(site, "correct");
        var browser = await site.SignedIn();
        var page = await browser.Get(_case + "correct");
        Assert.Equal(["goes", "goes", "restricted"], page.Document.QuerySelectorAll("input[type=checkbox]").Select(b => b.GetAttribute("name")));
        await browser.Send(page, _case + "correct", ("goes", "d2"), ("restricted", "d3"), ("restricted", "d4"));
        var transfer = Assert.IsType<State.Packing>(await site.State("c1")).Transfer;
        Assert.Equal(["d1"], transfer.LeftOut);
        Assert.Equal(["d3"], transfer.Chosen);
    }

    private static Document Paper(string id, Confidentiality confidentiality) =>
        new(id, new string('c', 64), $"{id}.pdf", "application/pdf", 100, DocumentKind.Other, confidentiality, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1");

    private static async Task Bring(TestSite site, string act)
    {
        await site.Move("c1", act == "address" ? Tale.Registered with { FromRegister = false } : null, act == "late" ? new(2026, 9, 30) : null);
        if (act == "address")
        {
            return;
        }

        await site.Sent("c1");
        switch (act)
        {
            case "breach":
                await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
                await site.Told("c1", new Told.Recalled(RecallReason.WrongPupil), Tale.Senco);
                break;
            case "answer":
                await site.Told("c1", new Told.ParentSaysWrong("She goes to another school"), Tale.Parent);
                break;
            case "late":
                await site.Runner.Wake(site.Id("c1"), TestContext.Current.CancellationToken);
                break;
            case "correct":
                await site.Told("c1", new Told.Bounced(1), Moves.Packs);
                break;
            case "paper-arrived":
                await site.Told("c1", new Told.SentOnPaper(new(2026, 11, 20)), Tale.Office);
                break;
            case "read" or "custody":
                await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
                await site.Told("c1", new Told.Verified(1, new string('a', 64)), Tale.NextSchool);
                await site.Told("c1", new Told.Filed(1), Tale.NextSchool);
                break;
        }
    }
}
