using System.Net;
using System.Text;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Web.PupilRecord;

public sealed class ImportPagesTests
{
    private const string _file = "UPN,Legal surname,Legal forename,DOB,NC year,SEN status,Parent 1 name,Parent 1 email\nA391200026001,Okafor,Ada,15/03/2016,5,K,Ngozi Okafor,ngozi@family.example\n,Lin,Bea,42444,5,N,,\n";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<(string At, Shown Columns)> Upload(Browser browser, string file)
    {
        var sent = await browser.Upload(await browser.Get("/pupils/import"), "/pupils/import", [("File", "export.csv", Encoding.UTF8.GetBytes(file))]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        var columns = sent.Location!.OriginalString;
        return (columns[..columns.LastIndexOf('/')], await browser.Get(columns));
    }

    private static async Task<(string At, Shown Report)> Report(Browser browser, string file)
    {
        var (at, columns) = await Upload(browser, file);
        Assert.Equal(at, (await browser.Send(columns, $"{at}/columns")).Location!.OriginalString);
        return (at, await browser.Get(at));
    }

    [Fact]
    public async Task The_whole_way_from_a_file_to_the_record_without_script()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn("a1");
        var (at, columns) = await Upload(browser, _file);
        Assert.Equal(["upn", "surname", "forename", "date-of-birth", "year-group", "sen-status", "contact-1-name", "contact-1-email"],
            columns.Document.QuerySelectorAll("option[selected]").Select(o => o.GetAttribute("value")));
        await browser.Send(columns, $"{at}/columns");
        var report = await browser.Get(at);
        Assert.Contains("New 2 pupils", report.Text, StringComparison.Ordinal);
        Assert.Equal(at, (await browser.Send(report, at)).Location!.OriginalString);
        Assert.Equal("The import is done", (await browser.Get(at)).H1);
        Assert.Equal(2, (await new Pupils(site.Rows).All(_ct)).Count);
        Assert.Equal([at, at, at], [(await browser.Get($"{at}/columns")).Location!.OriginalString, (await browser.Send(columns, $"{at}/columns")).Location!.OriginalString, (await browser.Get($"{at}/report.csv")).Location!.OriginalString]);
        Assert.DoesNotContain("Okafor", at, StringComparison.Ordinal);
        Assert.Equal(at, (await browser.Send(report, at)).Location!.OriginalString);
        Assert.Equal(2, (await new Pupils(site.Rows).All(_ct)).Count);
    }

    [Fact]
    public async Task Problems_are_listed_by_row_and_column_and_nothing_can_be_imported()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var (_, report) = await Report(browser, _file.Replace("A391200026001", "A391200026002", StringComparison.Ordinal));
        Assert.Equal(["2", "Okafor, Ada", "UPN"], report.Document.QuerySelectorAll("main tbody tr")[0].QuerySelectorAll("td").Take(3).Select(c => c.Text()));
        Assert.Contains("wrong first letter", report.Text, StringComparison.Ordinal);
        Assert.Null(report.Document.QuerySelector("input[name=mark]"));
        Assert.Empty(await new Pupils(site.Rows).All(_ct));
    }

    [Fact]
    public async Task A_question_has_to_be_answered_and_is_then_done_as_answered()
    {
        await using var site = await TestSite.Start();
        await new Pupils(site.Rows).Save(new("p1", "Bea", "Lin", new(2016, 3, 15), "4"), 0, _ct);
        var browser = await site.SignedIn();
        var (at, report) = await Report(browser, _file);
        Assert.Contains("Row 3: Lin, Bea", report.Text, StringComparison.Ordinal);
        var unanswered = await browser.Send(report, at);
        Assert.Equal(["Row 3: choose whether it is the same child"], unanswered.Errors);
        var forged = await browser.Send(unanswered, at, ("Same3", "p1"), ("Same03", "new"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Row 3: choose once whether it is the same child"), (forged.Status, Assert.Single(forged.Errors)));
        Assert.Single(await new Pupils(site.Rows).All(_ct));
        await browser.Send(unanswered, at, ("Same3", "p1"));
        Assert.Equal("5", (await new Pupils(site.Rows).Find("p1", _ct))!.Value.YearGroup);
        Assert.Equal(2, (await new Pupils(site.Rows).All(_ct)).Count);
    }

    [Fact]
    public async Task A_record_that_changed_after_the_report_is_shown_again_and_not_imported_over()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var (at, report) = await Report(browser, _file);
        await new Pupils(site.Rows).Save(new("p1", "Bea", "Lin", new(2016, 3, 15), "4"), 0, _ct);
        var shown = await browser.Send(report, at);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Contains("The record changed since you saw the report, and nothing was imported", shown.Text, StringComparison.Ordinal);
        Assert.Single(await new Pupils(site.Rows).All(_ct));
    }

    [Fact]
    public async Task Columns_are_chosen_by_hand_and_what_is_missing_or_double_is_named()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var (at, columns) = await Upload(browser, "Familienname,Vorname,Geboren\nOkafor,Ada,15/03/2016\n");
        Assert.Contains("For example: Okafor", columns.Text, StringComparison.Ordinal);
        Assert.Equal($"{at}/columns", (await browser.Get(at)).Location!.OriginalString);
        Assert.Equal(["Choose which column holds the surname and which the date of birth. A file without them cannot be imported"], (await browser.Send(columns, $"{at}/columns", ("Column1", "forename"))).Errors);
        Assert.Equal(["Two columns hold the Surname: Familienname and Vorname. Choose one of them"], (await browser.Send(columns, $"{at}/columns", ("Column0", "surname"), ("Column1", "surname"))).Errors);
        await browser.Send(columns, $"{at}/columns", ("Column0", "surname"), ("Column1", "forename"), ("Column2", "date-of-birth"));
        Assert.Contains("1 pupil", (await browser.Get(at)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_and_the_template_are_downloads_without_formulas()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var (at, _) = await Report(browser, _file.Replace("Lin,Bea", "=cmd|' /C calc'!A0,Bea", StringComparison.Ordinal));
        var report = await browser.Http.GetAsync(new Uri($"{at}/report.csv", UriKind.Relative), _ct);
        var text = await report.Content.ReadAsStringAsync(_ct);
        Assert.Equal("attachment", report.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(",Problem,Legal surname,", text, StringComparison.Ordinal);
        Assert.Contains("'=cmd", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(^|,)"?[=+@-]""", text);
        var template = await browser.Http.GetByteArrayAsync(new Uri("/pupils/import/template.csv", UriKind.Relative), _ct);
        Assert.StartsWith("\uFEFFUPN,Surname,Forename,", Encoding.UTF8.GetString(template), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("%PDF-1.7", "This is not a text file. Save it as CSV and upload that: a workbook (.xlsx) or a PDF cannot be read")]
    [InlineData("UPN,Surname\n", "The file has column names, but no pupils below them")]
    public async Task A_file_that_cannot_be_used_is_refused_with_the_reason(string file, string reason)
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        Assert.Equal([reason], (await browser.Upload(await browser.Get("/pupils/import"), "/pupils/import", [("File", "x.csv", Encoding.UTF8.GetBytes(file))])).Errors);
        Assert.Equal(["Choose the file"], (await browser.Upload(await browser.Get("/pupils/import"), "/pupils/import", [])).Errors);
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_in_a_sentence_before_anything_is_read()
    {
        await using var site = await TestSite.Start();
        using var content = new StreamContent(new MemoryStream());
        content.Headers.ContentLength = 50 << 20;
        var shown = await Browser.Read(await (await site.SignedIn()).Http.PostAsync(new Uri("/pupils/import", UriKind.Relative), content, _ct));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, shown.Status);
        Assert.Contains("The file is larger than 10 MB", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_deletes_the_file_and_another_school_never_sees_it()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var (at, columns) = await Upload(browser, _file);
        await site.Get<Schools>().Save("100002", _ => new("100002", "9012002", "Bridge Street", Phase.Primary, false, SencoFlows.Law.SchoolCalendar.Unknown, new(), [new("s2", "Else", "e@school.example", [Role.Senco])]), _ct);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn("s2", "100002")).Get(at)).Status);
        var giveUp = Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlFormElement>(columns.Document.QuerySelector("form[action$='give-up']"));
        await browser.Send(giveUp, at);
        foreach (var gone in (Shown[])[await browser.Get(at), await browser.Get($"{at}/columns"), await browser.Get($"{at}/report.csv"), await browser.Send(columns, $"{at}/columns")])
        {
            Assert.Equal((HttpStatusCode.NotFound, "This file is no longer here"), (gone.Status, gone.H1));
        }

        Assert.DoesNotContain(((SencoFlows.Tests.Record.MemoryRows)site.Rows).Keys, k => k.StartsWith("upload|", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("d1")]
    public async Task Who_may_not_import_gets_no_page_of_it(string staff)
    {
        await using var site = await TestSite.Start();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn(staff)).Get("/pupils/import")).Status);
    }
}
