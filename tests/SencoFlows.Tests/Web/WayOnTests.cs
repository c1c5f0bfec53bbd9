using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Record;

namespace SencoFlows.Tests.Web;

/// <summary>The back button, and the second window: what was finished or thrown away leads on, and somebody else's is not found.</summary>
public sealed class WayOnTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_of_a_transfer_that_was_sent_leads_to_where_it_is()
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var walk = await StartWalk.Prepared(browser);
        var draft = walk.At[..walk.At.LastIndexOf('/')];
        var leaving = await browser.Get($"{draft}/leaving");
        await walk.Answer();
        var sent = walk.At;
        var length = (await site.Case(Id(sent))).Length;

        foreach (var question in (string[])["pupil", "school", "unlisted", "addresses", "leaving", "parents", "goes-along", "check"])
        {
            Assert.Equal(sent, (await browser.Get($"{draft}/{question}")).Location!.OriginalString);
        }

        Assert.Equal(sent, (await browser.Send(leaving, $"{draft}/leaving", ("leaving.Day", "4"))).Location!.OriginalString);
        Assert.Equal(sent, (await (await site.SignedIn("h1")).Get($"{draft}/check")).Location!.OriginalString);
        Assert.Equal((length, new DateOnly(2026, 12, 18)), ((await site.Case(Id(sent))).Length, ((RecordTransferProcess.State.Moving)await site.State(Id(sent))).Transfer.Leaving));
        Assert.DoesNotContain(((MemoryRows)site.Rows).Keys, k => k.StartsWith("draft|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transfer_that_was_thrown_away_says_so_and_what_somebody_else_prepares_is_not_found()
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var walk = await StartWalk.Prepared(browser);
        var draft = walk.At[..walk.At.LastIndexOf('/')];
        var (parents, check) = (await browser.Get($"{draft}/parents"), walk.Page);
        var colleague = await (await site.SignedIn("h1")).Get($"{draft}/check");
        Assert.Equal((HttpStatusCode.NotFound, "Page not found"), (colleague.Status, colleague.H1));

        await browser.Send((IHtmlFormElement)(await browser.Get("/record-transfer/start")).Document.QuerySelector($"form[action='{draft}/forget']")!, "");
        foreach (var shown in (Shown[])[await browser.Get($"{draft}/check"), await browser.Get($"{draft}/leaving"), await browser.Send(parents, $"{draft}/parents"), await browser.Send(check, $"{draft}/check")])
        {
            SaysGone(shown, "This transfer is no longer being prepared", "/record-transfer/start");
        }

        Assert.DoesNotContain(((MemoryRows)site.Rows).Keys, k => k.StartsWith("draft|", StringComparison.Ordinal) || k.StartsWith("case|", StringComparison.Ordinal));
        Assert.Equal("Page not found", (await browser.Get("/record-transfer/start/nobody/check")).H1);
    }

    [Fact]
    public async Task A_pupil_whose_record_was_removed_meanwhile_is_not_asked_about_any_more()
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var walk = await StartWalk.Prepared(browser);
        var (draft, check) = (walk.At[..walk.At.LastIndexOf('/')], walk.Page);
        var row = (await site.Rows.Read("pupil|p1", _ct))!;
        await site.Rows.Save([new SencoFlows.Storage.Change.Delete(row.Key, row.Version)], _ct);
        SaysGone(await browser.Get($"{draft}/leaving"), "This pupil is no longer here", "/record-transfer/start");
        SaysGone(await browser.Send(check, $"{draft}/check"), "This pupil is no longer here", "/record-transfer/start");
    }

    [Fact]
    public async Task A_list_of_leavers_leads_to_its_records_or_says_that_it_was_thrown_away()
    {
        await using var site = await StartWalk.Site();
        var browser = await site.SignedIn();
        var thrown = await Leavers(browser);
        var table = await browser.Get($"{thrown}/table");
        Assert.Equal("Page not found", (await (await site.SignedIn("h1")).Get($"{thrown}/table")).H1);
        await browser.Send((IHtmlFormElement)(await browser.Get("/leavers")).Document.QuerySelector($"form[action='{thrown}/forget']")!, "");
        foreach (var shown in (Shown[])[await browser.Get($"{thrown}/schools"), await browser.Get($"{thrown}/check"), await browser.Get($"{thrown}/pupil/p1"), await browser.Get($"{thrown}/sent"), await browser.Send(table, $"{thrown}/table")])
        {
            SaysGone(shown, "This list of leavers is no longer being prepared", "/leavers");
        }

        var kept = await Leavers(browser);
        Assert.Equal($"{kept}/table", (await browser.Get($"{kept}/pupil/nobody")).Location!.OriginalString);
    }

    [Fact]
    public async Task A_draft_of_a_plan_that_is_gone_leads_to_the_plan_with_a_word_about_it()
    {
        await using var site = await Plans.PlanSite.Start();
        var browser = await site.SignedIn();
        const string at = Plans.PlanSite.At;
        await Plans.PlanSite.Begin(browser);
        var (forget, draft) = (await browser.Get($"{at}/draft/forget"), await browser.Get($"{at}/draft"));
        await browser.Send(forget, $"{at}/draft/forget");
        foreach (var shown in (Shown[])[await browser.Get($"{at}/draft"), await browser.Get($"{at}/draft/needs"), await browser.Get($"{at}/draft/forget"), await browser.Send(draft, $"{at}/draft")])
        {
            Assert.Equal($"{at}?gone", shown.Location!.OriginalString);
        }

        Assert.Contains("This draft is no longer there: it was issued or thrown away. No plan has been issued yet", (await browser.Get($"{at}?gone")).Document.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        await Plans.PlanSite.Begin(browser);
        Assert.Null((await browser.Get($"{at}?gone")).Document.QuerySelector(".govuk-notification-banner"));
        await Plans.PlanSite.Issue(browser);
        Assert.Contains("Below is the plan in force", (await browser.Get((await browser.Get($"{at}/draft")).Location!.OriginalString)).Text, StringComparison.Ordinal);
        Assert.NotNull(await new PlanBook(site.Rows).Current("ada", _ct));
    }

    [Fact]
    public async Task What_was_removed_from_a_record_or_the_library_says_so()
    {
        await using var site = await Plans.PlanSite.Start();
        await new Pupils(site.Rows).Save("ada", new Contact("c1", "Ngozi Okafor", "Mother"), 0, _ct);
        var browser = await site.SignedIn();
        var (change, remove) = (await browser.Get("/pupils/ada/contacts/c1"), await browser.Get("/pupils/ada/contacts/c1/remove"));
        await browser.Send(remove, "/pupils/ada/contacts/c1/remove");
        foreach (var shown in (Shown[])[await browser.Get("/pupils/ada/contacts/c1"), await browser.Send(change, "/pupils/ada/contacts/c1", ("Name", "Ngozi")), await browser.Get("/pupils/ada/contacts/c1/remove")])
        {
            SaysGone(shown, "This contact is no longer here", "/pupils/ada#contacts");
        }

        Assert.Equal("/pupils/ada#contacts", (await browser.Send(remove, "/pupils/ada/contacts/c1/remove")).Location!.OriginalString); // Pressed twice.
        SaysGone(await browser.Get("/pupils/ada/documents/d1/change"), "This document is not here", "/pupils/ada#documents");
        var provision = await browser.Get("/school/provisions/firstpairedreading");
        await browser.Send((IHtmlFormElement)provision.Document.QuerySelector("form[action$='/remove']")!, "");
        SaysGone(await browser.Get("/school/provisions/firstpairedreading"), "This provision is no longer in the library", "/school/provisions");
    }

    [Theory]
    [InlineData("/school/calendar/check", "/school/calendar")]
    [InlineData("/school/calendar/save", "/school/calendar")]
    public async Task The_answer_to_a_form_that_is_opened_without_it_leads_to_its_beginning(string address, string to)
    {
        await using var site = await TestSite.Start();
        Assert.Equal(to, (await (await site.SignedIn()).Get(address)).Location!.OriginalString);
    }

    [Fact]
    public async Task An_address_that_only_takes_forms_says_that_the_form_is_missing()
    {
        await using var site = await TestSite.Start();
        var shown = await (await site.SignedIn()).Get($"/pupils/import/{RecordId.New()}/give-up");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "This page cannot be opened on its own"), (shown.Status, shown.H1));
    }

    private static void SaysGone(Shown shown, string title, string way)
    {
        Assert.Equal((HttpStatusCode.NotFound, title), (shown.Status, shown.H1));
        Assert.Contains(shown.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == way);
    }

    private static string Id(string address) => CaseId.Parse(address.Split('/')[2], null).Id;

    private static async Task<string> Leavers(Browser browser)
    {
        var begun = await browser.Send(await browser.Get("/leavers"), "", ("year", "5"), ("leaving.Day", "20"), ("leaving.Month", "7"), ("leaving.Year", "2027"));
        return begun.Location!.OriginalString[..^"/schools".Length];
    }
}
