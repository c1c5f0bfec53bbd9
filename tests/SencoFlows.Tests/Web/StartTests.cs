using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web;

public sealed class StartTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_page_of_today_to_a_record_on_its_way()
    {
        await using var site = await StartWalk.Site(StartWalk.Paper("d1", Confidentiality.Record), StartWalk.Paper("d2", Confidentiality.Restricted));
        var browser = await site.SignedIn();
        var walk = new StartWalk(browser);
        await walk.Open((await browser.Get("/")).Document.QuerySelector("a.govuk-button")!.GetAttribute("href")!);
        Assert.Equal("Who is leaving?", walk.Page.H1);
        await walk.Answer(("pupil", "p1"));
        Assert.Equal("Which school comes next?", walk.Page.H1);
        await walk.Answer(("school.Query", "hill"), ("do", "search"));
        await walk.Answer(("school", "100002"));
        Assert.Equal("Where shall the record be sent?", walk.Page.H1);
        Assert.Equal("office@hilltop.sch.uk", walk.Page.Document.QuerySelector("#office")!.GetAttribute("value"));
        await walk.Answer(("senco", "senco@hilltop.sch.uk"));
        await walk.Answer(StartWalk.Leaving);
        await walk.Answer(("sharing", "Agreed"));
        await walk.Answer(("protection", "no"));

        Assert.Equal("Check your answers and send", walk.Page.H1);
        Assert.Contains("Monday 25 January 2027", walk.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Ngozi Okafor, by email", walk.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Emeka Okafor: A court order limits contact", walk.Page.Text, StringComparison.Ordinal);
        var check = walk.Page;
        await walk.Answer();
        Assert.Equal("Transfer started", walk.Page.H1);
        Assert.All(walk.Addresses, a => Assert.DoesNotContain("okafor", a, StringComparison.OrdinalIgnoreCase));
        Assert.All(walk.Titles, t => Assert.DoesNotContain("Okafor", t, StringComparison.Ordinal));

        var id = walk.At.Split('/')[2];
        var transfer = Assert.IsType<State.Packing>(await site.State(CaseId.Parse(id, null).Id)).Transfer;
        Assert.Equal(new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002", "8201002") { Senco = "senco@hilltop.sch.uk", FromRegister = true }, transfer.To);
        Assert.Equal((new DateOnly(2026, 12, 18), null, Sharing.Agreed, false), (transfer.Leaving, transfer.Starts, transfer.Agreement.Sharing, transfer.ChildProtectionFile));
        Assert.Empty(transfer.LeftOut);
        Assert.Empty(transfer.Chosen);
        Assert.Equal(8, walk.Pressed);

        var again = await browser.Send(check, walk.At.Replace("sent", "check", StringComparison.Ordinal));
        Assert.Equal(walk.At, again.Location!.OriginalString);
        Assert.Equal(1, (await site.Case(CaseId.Parse(id, null).Id)).Length);
        Assert.DoesNotContain(((MemoryRows)site.Rows).Keys, k => k.StartsWith("draft|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_known_pupil_and_a_school_of_the_same_deployment_leave_four_questions()
    {
        await using var site = await StartWalk.Site();
        await site.Get<Schools>().Save("100002", _ => new Tale().School with { Urn = "100002", Name = "Hill Top Academy", Email = "admin@hilltop.example", Staff = [new("x", "Ines Roe", "i.roe@hilltop.example", [Role.Senco])] }, _ct);
        var walk = new StartWalk(await site.SignedIn("a1"));
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school.Query", "100002"), ("do", "search"));
        await walk.Answer(("school", "100002"));
        Assert.Equal("When does the pupil leave?", walk.Page.H1);
        await walk.Answer(StartWalk.Leaving);
        await walk.Answer(("sharing", "Refused"), ("refusal", "They want to tell the school themselves"));
        await walk.Answer(("protection", "yes"));
        await walk.Answer();
        var transfer = Assert.IsType<State.Packing>(await site.State(CaseId.Parse(walk.At.Split('/')[2], null).Id)).Transfer;
        Assert.Equal(("admin@hilltop.example", "i.roe@hilltop.example", true, true), (transfer.To.Office, transfer.To.Senco, transfer.To.Here, transfer.To.FromRegister));
        Assert.Equal(("They want to tell the school themselves", true), (transfer.Agreement.Reason, transfer.ChildProtectionFile));
    }

    [Theory]
    [InlineData("school", "hilltop@mail.example")]
    [InlineData("unlisted", "swyddfa@brynteg.example")]
    public async Task An_address_that_is_not_known_to_be_the_schools_waits_for_a_second_person(string way, string office)
    {
        await using var site = await StartWalk.Site();
        var walk = new StartWalk(await site.SignedIn());
        await walk.Open("/record-transfer/start?pupil=p1");
        if (way == "unlisted")
        {
            await walk.Answer(("do", "unlisted"));
            Assert.Equal("Which school is it?", walk.Page.H1);
            await walk.Answer(("name", "Ysgol Bryn Teg"), ("office", office));
        }
        else
        {
            await walk.Answer(("school", "100002"));
            await walk.Answer(("office", office));
        }

        await walk.Answer(StartWalk.Leaving);
        await walk.Answer(("sharing", "Agreed"));
        await walk.Answer(("protection", "no"));
        Assert.Contains("A colleague checks the addresses before anything leaves the school", walk.Page.Text, StringComparison.Ordinal);
        await walk.Answer();
        Assert.Equal(office, Assert.IsType<State.AddressInDoubt>(await site.State(CaseId.Parse(walk.At.Split('/')[2], null).Id)).Transfer.To.Office);
        Assert.Contains("have been asked to check the address", walk.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_is_kept_and_going_back_loses_nothing()
    {
        await using var site = await StartWalk.Site(StartWalk.Paper("d1", Confidentiality.Record), StartWalk.Paper("d2", Confidentiality.Restricted));
        var browser = await site.SignedIn();
        var walk = new StartWalk(browser);
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school", "100002"));
        var draft = walk.At[..walk.At.LastIndexOf('/')];
        await walk.Answer(("office", "office@hilltop.sch.uk"));
        await walk.Answer(StartWalk.Leaving);
        await walk.Answer(("sharing", "InformedNotAgreed"), ("reason", "He worries about labels"));

        await walk.Open($"{draft}/leaving");
        Assert.Equal(["18", "12", "2026", "", "", ""], walk.Page.Document.QuerySelectorAll(".govuk-date-input input").Select(i => i.GetAttribute("value") ?? ""));
        await walk.Open($"{draft}/parents");
        Assert.Equal("He worries about labels", walk.Page.Document.QuerySelector("#reason")!.TextContent.Trim());
        await walk.Open($"{draft}/check");
        Assert.Equal("What goes along?", walk.Page.H1);
        await walk.Answer(("protection", "no"), ("goes", ""), ("restricted", "d2"));
        Assert.Equal(["d2.pdf", "d1.pdf"], walk.Page.Document.QuerySelectorAll("dt").Where(t => t.Text().StartsWith("Documents that", StringComparison.Ordinal)).Select(t => t.NextElementSibling!.Text()));

        var start = await browser.Get("/record-transfer/start");
        Assert.Contains("Okafor, Ada, begun on 20 November 2026 at 9am", start.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await browser.Send((IHtmlFormElement)start.Document.QuerySelectorAll("main form")[1], "");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"{draft}/check")).Status);
    }

    [Theory]
    [InlineData("pupil", "Select the pupil who is leaving")]
    [InlineData("school", "Enter the name, town, postcode or URN of a school")]
    [InlineData("school", "The next school must be a different school", "school", "100001")]
    [InlineData("unlisted", "Enter the name of the school|Enter the email address of the school office")]
    [InlineData("unlisted", "Enter an email address in the correct format, like office@school.sch.uk|Enter an email address in the correct format, like senco@school.sch.uk", "name", "Bryn Teg", "office", "x", "senco", "y")]
    [InlineData("leaving", "Enter the leaving date")]
    [InlineData("leaving", "The leaving date must be within the next 12 months", "leaving.Day", "1", "leaving.Month", "1", "leaving.Year", "2030")]
    [InlineData("leaving", "The first day at the next school must be after the leaving date", "leaving.Day", "18", "leaving.Month", "12", "leaving.Year", "2026", "starts.Day", "1", "starts.Month", "12", "starts.Year", "2026")]
    [InlineData("leaving", "The leaving date must include a year|The first day at the next school must be a real date", "leaving.Day", "18", "leaving.Month", "12", "starts.Day", "31", "starts.Month", "2", "starts.Year", "2027")]
    [InlineData("parents", "Select what the parents said")]
    [InlineData("parents", "Enter what the parents said", "sharing", "Refused")]
    [InlineData("parents", "Enter what the parents said", "sharing", "InformedNotAgreed", "refusal", "Typed into the other box")]
    [InlineData("goes-along", "Select whether there is a child protection file")]
    public async Task What_is_wrong_stands_at_its_field(string question, string errors, params string[] typed)
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var walk = new StartWalk(browser);
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school", "100002"));
        await walk.Answer(("office", "office@hilltop.sch.uk"));
        var at = $"{walk.At[..walk.At.LastIndexOf('/')]}/{question}";
        var page = await browser.Get(at);
        if (question is "school" or "pupil")
        {
            typed = [.. typed, .. typed.Length == 0 ? [question, "", "school.Query", ""] : Array.Empty<string>()];
        }

        var shown = await browser.Send(page, at, [.. typed.Chunk(2).Select(p => (p[0], p[1]))]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, string.Join('|', errors)), (shown.Status, string.Join('|', shown.Errors)));
        Assert.All(shown.Document.QuerySelectorAll(".govuk-error-summary a"), a => Assert.NotNull(shown.Document.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task A_school_of_this_deployment_with_a_mailbox_where_anybody_can_have_one_vouches_for_no_other_mailbox_there()
    {
        await using var site = await StartWalk.Site();
        await site.Get<Schools>().Save("100002", _ => new Tale().School with { Urn = "100002", Name = "Hill Top Academy", Email = "hilltop@gmail.com" }, _ct);
        var walk = new StartWalk(await site.SignedIn());
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school", "100002"));
        var at = $"{walk.At[..walk.At.LastIndexOf('/')]}/addresses";
        var browser = await site.SignedIn();
        await browser.Send(await browser.Get(at), at, ("office", "somebody@gmail.com"));
        var draft = Assert.Single(await new Drafts<TransferDraft>(TransferDraft.Kind, site.Rows).Of("s1", _ct)).Answers;
        Assert.Equal(("somebody@gmail.com", false), (draft.To!.Office, draft.To.FromRegister));
    }
}
