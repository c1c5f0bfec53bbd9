using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using Event = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class AheadPagesTests(AheadPagesTests.Running running) : IClassFixture<AheadPagesTests.Running>
{
    private const string _page = "/school/law-change";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestSite Site => running.Site;

    [Fact]
    public async Task Of_an_open_case_lists_each_date_mail_and_escalation_with_its_law()
    {
        var shown = await (await Site.SignedIn()).Get($"/cases/{TestSite.Urn}-c1/ahead");
        Assert.Equal((HttpStatusCode.OK, "What happens if nobody acts"), (shown.Status, shown.H1));
        Assert.DoesNotContain("Zebedee", shown.Document.Title, StringComparison.Ordinal);
        var rows = shown.Document.QuerySelectorAll("table[class*=compact] tbody tr, table tbody tr").Select(r => r.Text()).ToList();
        Assert.Contains(rows, r => r.Contains("Tuesday 15 December 2026", StringComparison.Ordinal) && r.Contains("Education (Pupil Information)", StringComparison.Ordinal) && r.Contains("Goes higher", StringComparison.Ordinal) && r.Contains("Email to the headteacher", StringComparison.Ordinal));
        Assert.NotNull(shown.Document.QuerySelector("svg[role=img]"));
        Assert.Contains("It goes on like this.", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_case_is_closed_to_those_who_may_not_see_it()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Site.SignedIn("t1")).Get($"/cases/{TestSite.Urn}-c1/ahead")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignedIn()).Get("/cases/100009-c1/ahead")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignedIn()).Get($"/cases/{TestSite.Urn}-nothing/ahead")).Status);
    }

    [Fact]
    public async Task Of_a_pupil_shows_all_their_cases()
    {
        var shown = await (await Site.SignedIn()).Get("/pupils/p1/ahead");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.DoesNotContain("Zebedee", shown.Document.Title, StringComparison.Ordinal);
        Assert.Contains("Record transfer", shown.Document.One("h2 a"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Site.SignedIn()).Get("/pupils/nobody/ahead")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Site.SignedIn("t1")).Get("/pupils/p1/ahead")).Status);
    }

    [Fact]
    public async Task Before_it_starts_shows_what_would_happen_and_starts_nothing()
    {
        var shown = await (await Site.SignedIn()).Get("/ahead?go=1&process=record-transfer&on.Day=12&on.Month=7&on.Year=2027");
        Assert.Contains("Record transfer on Monday 12 July 2027", shown.Text, StringComparison.Ordinal);
        Assert.Contains("The case is started.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("17 September 2027", shown.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await new Caseload(TestSite.Urn, Site.Rows).Open(Stop)).Count);
    }

    [Theory]
    [MemberData(nameof(SencoFlows.Tests.Cases.ForecastTests.Processes), MemberType = typeof(SencoFlows.Tests.Cases.ForecastTests))]
    public async Task Before_it_starts_is_shown_for_every_process_and_every_mail_by_its_subject(string process)
    {
        var shown = await (await Site.SignedIn()).Get($"/ahead?go=1&process={process}&on.Day=12&on.Month=7&on.Year=2027");
        var startable = All.ByName[process].IfStarted(new Tale().School, new(2027, 7, 12), new(2030, 7, 12)) is not null;
        Assert.Equal(startable ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, shown.Status);
        var mails = shown.Document.QuerySelectorAll("td li").Select(l => l.Text()).Where(l => l.StartsWith("Email to", StringComparison.Ordinal));
        Assert.All(mails, m => Assert.Matches(": [A-Z]", m));
    }

    [Theory]
    [InlineData("go=1", "Choose what would be started", "Enter the day on which it would start")]
    [InlineData("go=1&process=nonsense&on.Day=31&on.Month=2&on.Year=2027", "Choose what would be started", "The day on which it would start must be a real date")]
    [InlineData("go=1&process=record-transfer&on.Day=1&on.Month=1&on.Year=9999", "Enter a day from 20 November 2025 to 20 November 2029", null)]
    public async Task Before_it_starts_bad_input_is_said(string query, string first, string? second)
    {
        var shown = await (await Site.SignedIn()).Get($"/ahead?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(((string?[])[first, second]).OfType<string>(), shown.Errors);
    }

    [Fact]
    public async Task The_year_on_one_page_shows_terms_crowded_weeks_and_clashes()
    {
        var shown = await (await Site.SignedIn()).Get("/school/planner");
        Assert.Equal("The year on one page", shown.H1);
        Assert.Equal(6, shown.Document.QuerySelectorAll("rect.app-svg-term").Length);
        Assert.NotEmpty(shown.Document.QuerySelectorAll("rect.app-svg-crowded"));
        Assert.NotEmpty(shown.Document.QuerySelectorAll("path.app-svg-clash"));
        var notes = shown.Document.QuerySelectorAll("td:last-child .govuk-tag").Select(t => t.Text()).ToList();
        Assert.Contains("Crowded", notes);
        Assert.Contains(notes, n => n.StartsWith("Clash on ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2027", HttpStatusCode.OK)]
    [InlineData("2025", HttpStatusCode.NotFound)]
    [InlineData("9999", HttpStatusCode.NotFound)]
    [InlineData("1900", HttpStatusCode.NotFound)]
    [InlineData("x", HttpStatusCode.OK)]
    public async Task The_year_on_one_page_goes_forward(string year, HttpStatusCode status) =>
        Assert.Equal(status, (await (await Site.SignedIn("a1")).Get($"/school/planner?year={year}")).Status);

    [Fact]
    public async Task A_draft_of_the_law_shows_which_cases_would_change_and_changes_nothing()
    {
        var browser = await Site.SignedIn();
        var before = Site.Rows;
        var shown = await browser.Send(await browser.Get(_page), _page, ("rule", "ctf"), ("from.Day", "20"), ("from.Month", "11"), ("from.Year", "2026"), ("change", "number"), ("number", "20"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("20 school days after the day the pupil came off the roll", shown.Text, StringComparison.Ordinal);
        Assert.Contains(shown.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.Text()))),
            r => r == "Zebedee Quill | Common transfer file and record | Monday 14 December 2026 | Tuesday 5 January 2027 | 22 days later");
        Assert.Contains("20 school days after Friday 20 November 2026 is Tuesday 5 January 2027.", shown.Text, StringComparison.Ordinal);
        Assert.Equal(new(2026, 12, 14), (await new Caseload(TestSite.Urn, before).Find("c1", Stop))!.Agenda.Dates.Single(d => d.Rule == "ctf").On);
    }

    [Fact]
    public async Task A_draft_that_changes_no_case_says_so()
    {
        var browser = await Site.SignedIn("h1");
        var shown = await browser.Send(await browser.Get(_page), _page, ("rule", "pt-15feb"), ("from.Day", "1"), ("from.Month", "9"), ("from.Year", "2027"), ("change", "day"), ("day", "28"), ("month", "2"));
        Assert.Contains("None of your 2 open cases would change.", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Site.SignedIn("a1")).Get(_page)).Status);
    }

    [Fact]
    public async Task A_draft_can_begin_from_the_text_of_the_rule()
    {
        var browser = await Site.SignedIn();
        var begun = await browser.Send(await browser.Get(_page), _page, ("rule", "ctf"), ("from.Day", "20"), ("from.Month", "11"), ("from.Year", "2026"), ("change", "text"));
        var text = begun.Document.QuerySelector("textarea[name=text]")!.TextContent;
        Assert.Contains("\"$is\": \"school-days\"", text, StringComparison.Ordinal);
        var shown = await browser.Send(begun, _page, ("text", text.Replace("\"n\": 15", "\"n\": 10", StringComparison.Ordinal)));
        Assert.Contains("7 days earlier", shown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", "", "Choose a rule", "#rule")]
    [InlineData("ctf", "2027", "number", "many", "Enter the new number in digits", "#number")]
    [InlineData("ctf", "2027", "number", "99999", "Enter a number from 1 to 5000", "#number")]
    [InlineData("ctf", "1900", "number", "3", "Enter a year between 1990 and 2199", "#from")]
    [InlineData("ctf", "2027", "text", "{ nonsense", "The draft cannot be read. Begin from the text of a rule and change it", "#text")]
    [InlineData("ctf", "2027", "day", "", "Enter the day and the month in digits", "#day")]
    [InlineData("ctf", "2027", "", "", "Choose what would change", "#change")]
    public async Task A_draft_that_makes_no_sense_is_refused_at_its_field(string rule, string year, string change, string typed, string error, string field)
    {
        var browser = await Site.SignedIn();
        var shown = await browser.Send(await browser.Get(_page), _page, ("rule", rule), ("from.Day", "1"), ("from.Month", "9"), ("from.Year", year), ("change", change), ("number", typed), ("text", typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(error, shown.Errors[0]);
        Assert.Equal(field, shown.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
    }

    /// <summary>Two transfers that nobody acts on, of a pupil with an unmistakable name and another.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Site = await TestSite.Start();
            var pupils = new Pupils(Site.Rows);
            foreach (var n in (int[])[1, 2])
            {
                await pupils.Save(new Pupil($"p{n}", "Zebedee", "Quill", new(2016, 3, 2), "5"), 0, Stop);
                await Site.Get<CaseRunner>().Tell(new CaseId(TestSite.Urn, $"c{n}"), All.RecordTransfer, new Event.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)), Tale.Senco, $"r{n}", Stop, new Subject("pupil", $"p{n}", "Zebedee Quill"));
            }
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
