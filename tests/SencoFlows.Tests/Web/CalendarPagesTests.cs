using System.Net;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.TermDates;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using Event = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class CalendarPagesTests
{
    private const string _next = "2 September 2027 to 22 October 2027\n1 November 2027 to 17 December 2027\n4 January 2028 to 11 February 2028\n21 February 2028 to 31 March 2028\n18 April 2028 to 26 May 2028\n5 June 2028 to 21 July 2028";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Term_dates_are_shown_with_their_number_of_school_days()
    {
        await using var site = await TestSite.Start();
        var shown = await (await site.SignedIn("a1")).Get("/school/calendar");
        Assert.Equal(["2026/27", "2027/28"], shown.Document.QuerySelectorAll("main h2[id]").Select(h => h.Text()));
        Assert.Contains("190 school days", (await Typed(site, "2026")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t1")).Get("/school/calendar")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn()).Get("/school/calendar/9999")).Status);
    }

    [Fact]
    public async Task A_year_is_typed_on_one_page_checked_and_saved()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var check = await browser.Send(await browser.Get("/school/calendar/2027"), "", ("terms", _next), ("inset", "1 September 2027\n29 November 2027"));
        Assert.Equal((HttpStatusCode.OK, "Check the term dates"), (check.Status, check.H1));
        Assert.Null(check.Document.QuerySelector("#questions + ul")?.Text());
        Assert.Contains("New: term, 5 June 2028 to 21 July 2028", check.Text, StringComparison.Ordinal);
        var saved = await browser.Send(check, "");
        Assert.Equal("/school/calendar?saved=0", saved.Location?.OriginalString);
        var calendar = (await site.Get<Schools>().Get(TestSite.Urn, Stop)).Calendar;
        Assert.Equal(12, calendar.Terms.Count);
        Assert.Equal(DayKind.School, calendar.Kind(new(2028, 7, 21)));

        var history = await browser.Get("/school/calendar/history");
        Assert.Contains("Sofia Reyes", history.Text, StringComparison.Ordinal);
        Assert.Contains("Taken out: term, 2 September 2027 to 22 October 2027", (await Changed(browser)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2 September 2027 and so on", "Line 1: write the last day of the term as well", "terms")]
    [InlineData("22 October 2027 to 2 September 2027", "Line 1: 2 September 2027 is before 22 October 2027: write the first day first", "terms")]
    [InlineData("2 September 2027 to 22 October 2027\n20 October 2027 to 17 December 2027", "overlap: each day can be in one of them only", "terms")]
    [InlineData("31 September 2027 to 22 October 2027", "Line 1: there is no 31 September 2027", "terms")]
    public async Task What_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(string typed, string error, string field)
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var again = await browser.Send(await browser.Get("/school/calendar/2027"), "", ("terms", typed), ("inset", "1 September 2027"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains(error, Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.Equal($"#{field}", again.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal(typed, again.Document.QuerySelector("textarea[name=terms]")!.TextContent.Trim());
        Assert.Equal("1 September 2027", again.Document.QuerySelector("textarea[name=inset]")!.TextContent.Trim());
    }

    [Fact]
    public async Task What_is_odd_is_asked_once_more_before_it_is_saved()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var check = await browser.Send(await browser.Get("/school/calendar/2027"), "", ("terms", "2 September 2027 to 22 October 2027"));
        Assert.Contains("2027/28 has 37 school days.", check.Text, StringComparison.Ordinal);
        var again = await browser.Send(check, "/school/calendar/save");
        Assert.Equal(("Select that the dates are right, or change them", HttpStatusCode.UnprocessableEntity), (Assert.Single(again.Errors), again.Status));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(again, "/school/calendar/save", ("sure", "yes"))).Status);
    }

    [Fact]
    public async Task The_check_can_be_left_to_change_the_dates_again()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var check = await browser.Send(await browser.Get("/school/calendar/2027"), "", ("terms", _next));
        var form = Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlFormElement>(check.Document.QuerySelector("main form[method=post]"));
        form.SetAttribute("action", "/school/calendar/check");
        var again = await browser.Send(form, "", ("do", "change"));
        Assert.Equal("Term dates of 2027/28", again.H1);
        Assert.Equal(_next, again.Document.QuerySelector("textarea[name=terms]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Before_saving_it_shows_which_dates_of_open_cases_move()
    {
        await using var site = await TestSite.Start();
        await Transfer(site);
        var browser = await site.SignedIn();
        var page = await browser.Get("/school/calendar/2026");
        var inset = page.Document.QuerySelector("textarea[name=inset]")!.TextContent;
        var check = await browser.Send(page, "", ("inset", $"{inset}\n14 December 2026"));
        Assert.Contains("Zebedee Quill | Common transfer file and record | Monday 14 December 2026 | Tuesday 15 December 2026 | 1 day later",
            check.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.Text()))));
    }

    [Fact]
    public async Task Who_comes_second_sees_both_and_can_still_save()
    {
        await using var site = await TestSite.Start();
        var (first, second) = (await site.SignedIn("a1"), await site.SignedIn("s1"));
        var mine = await second.Send(await second.Get("/school/calendar/2027"), "", ("terms", _next));
        var theirs = await first.Send(await first.Get("/school/calendar/2027"), "", ("terms", _next.Replace("22 October", "15 October", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await first.Send(theirs, "")).Status);

        var overtaken = await second.Send(mine, "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, overtaken.Status);
        Assert.Contains("Somebody else changed the term dates while you typed", overtaken.Text, StringComparison.Ordinal);
        Assert.Contains("Taken out: term, 2 September 2027 to 15 October 2027", overtaken.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await second.Send(overtaken, "")).Status);
        Assert.Equal(2, (await site.Get<TermDatesBook>().History(TestSite.Urn, Stop)).Count);
    }

    [Theory]
    [InlineData("terms.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Autumn term\nDTSTART:20270902\nDTEND:20271023\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Sports day\nDTSTART:20270910\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("terms.csv", "what,from,to\nAutumn term,02/09/2027,22/10/2027\nSports day,10/09/2027,")]
    public async Task A_file_is_shown_as_understood_before_anything_is_saved(string name, string file)
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var typed = await Upload(browser, name, Encoding.UTF8.GetBytes(file));
        Assert.Equal((HttpStatusCode.OK, "Term dates of 2027/28"), (typed.Status, typed.H1));
        Assert.Equal("2 September 2027 to 22 October 2027", typed.Document.QuerySelector("textarea[name=terms]")!.TextContent.Trim());
        Assert.Contains("Sports day (10 September 2027)", typed.Text, StringComparison.Ordinal);
        Assert.Empty(await site.Get<TermDatesBook>().History(TestSite.Urn, Stop));
    }

    [Theory]
    [InlineData("", "Choose a calendar file (.ics) or a sheet (.csv)")]
    [InlineData("nothing to see", "No terms were found in this file. It needs events such as \"Autumn term\" with a first and a last day, \"Term starts\" and \"Term ends\", or the holidays between terms")]
    [InlineData("\0\0PK", "This is not a calendar file or a sheet. Save it as .ics or .csv and try again")]
    public async Task A_file_that_cannot_be_read_says_why(string file, string error)
    {
        await using var site = await TestSite.Start();
        var again = await Upload(await site.SignedIn(), "x.ics", Encoding.UTF8.GetBytes(file));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, error), (again.Status, Assert.Single(again.Errors)));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await using var site = await TestSite.Start();
        Assert.Equal("The file is larger than 1 MB. Export the term dates alone", Assert.Single((await Upload(await site.SignedIn(), "x.ics", new byte[(1 << 20) + 1])).Errors));
    }

    [Fact]
    public async Task Term_dates_are_copied_from_another_school_of_the_trust()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        Assert.Contains("No other school", (await browser.Get("/school/calendar/copy")).Text, StringComparison.Ordinal);
        var (entries, _) = new TypedTerms(_next, "1 September 2027", "8 December 2027").Read(new(2027));
        await site.Get<Schools>().Save("100009", _ => new Tale().School with { Urn = "100009", Name = "Elm Road Primary", Calendar = CalendarEntries.Of([.. entries]) }, Stop);

        var page = await browser.Get("/school/calendar/copy");
        Assert.Equal("Choose a school", Assert.Single((await browser.Send(page, "/school/calendar/copy")).Errors));
        var typed = await browser.Send(page, "/school/calendar/copy", ("school", "100009"));
        Assert.Equal(_next, typed.Document.QuerySelector("textarea[name=terms]")!.TextContent.Trim());
        Assert.Equal("", typed.Document.QuerySelector("textarea[name=closures]")!.TextContent.Trim());
        Assert.Contains("Elm Road Primary", typed.Text, StringComparison.Ordinal);
    }

    private static async Task Transfer(TestSite site) =>
        await site.Get<CaseRunner>().Tell(new CaseId(TestSite.Urn, "c1"), All.RecordTransfer, new Event.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)), Tale.Senco, "r1", Stop, new Subject("pupil", "p1", "Zebedee Quill"));

    private static async Task<Shown> Typed(TestSite site, string year)
    {
        var browser = await site.SignedIn();
        var page = await browser.Get($"/school/calendar/{year}");
        var inset = page.Document.QuerySelector("textarea[name=inset]")!.TextContent;
        return await browser.Send(page, "", ("inset", inset), ("closures", ""));
    }

    private static async Task<Shown> Changed(Browser browser) =>
        await browser.Send(await browser.Get("/school/calendar/2027"), "", ("terms", _next.Replace("22 October", "15 October", StringComparison.Ordinal)));

    private static async Task<Shown> Upload(Browser browser, string name, byte[] bytes)
    {
        var page = await browser.Get("/school/calendar/import");
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in Browser.Standing(Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlFormElement>(page.Document.QuerySelector("main form"))))
        {
            form.Add(new StringContent(value), key);
        }

        form.Add(new ByteArrayContent(bytes), "file", name);
        return await Browser.Read(await browser.Http.PostAsync(new Uri("/school/calendar/import", UriKind.Relative), form, Stop));
    }
}
