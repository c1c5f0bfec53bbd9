using System.Net;
using SencoFlows.Law;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Law;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Law;

namespace SencoFlows.Tests.Web;

public sealed class LawPagesTests(OneSite one) : IClassFixture<OneSite>
{
    private TestSite Site => one.Site;

    [Fact]
    public async Task The_catalogue_lists_every_rule_with_its_force_and_source()
    {
        var shown = await Site.Anybody().Get("/law");
        Assert.Equal("How dates are worked out", shown.H1);
        Assert.Equal(CatalogueTests.Ids.Select(i => $"/law/{i.Data}").Order(), shown.Document.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")!).Order());
        Assert.Equal(7, shown.Document.QuerySelectorAll("table").Length);
    }

    [Theory]
    [InlineData("/law?force=must", "Must", "School policy")]
    [InlineData("/law?force=school-policy", "School policy", "Must")]
    public async Task The_catalogue_shows_one_force(string address, string has, string hasNot)
    {
        var tags = (await Site.Anybody().Get(address)).Document.QuerySelectorAll("table .govuk-tag").Select(t => t.Text()).ToList();
        Assert.Contains(has, tags);
        Assert.DoesNotContain(hasNot, tags);
    }

    [Fact]
    public async Task The_catalogue_shows_what_is_not_verified_and_says_when_there_is_nothing()
    {
        Assert.DoesNotContain("Checked", (await Site.Anybody().Get("/law?unsure=yes")).Document.QuerySelectorAll("td:last-child").Select(t => t.Text()));
        Assert.Contains("No rule is of this kind", (await Site.Anybody().Get("/law?force=nonsense")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CatalogueTests.Ids), MemberType = typeof(CatalogueTests))]
    public async Task Every_rule_has_a_page_that_says_all_of_it(string id)
    {
        var shown = await Site.Anybody().Get($"/law/{id}");
        var rule = RuleBook.Find(id)!;
        Assert.Equal((HttpStatusCode.OK, rule.Title), (shown.Status, shown.H1));
        Assert.All((string?[])[rule.InPlainWords, rule.Source, rule.Caveat, rule.Setting, rule.Duty.Meaning, rule.Confidence.Words, EnglishWords.Of(rule.LastChecked)],
            words => Assert.Contains(words ?? "", shown.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_that_changed_shows_every_version()
    {
        var shown = await Site.Anybody().Get("/law/sar");
        Assert.Contains("Data Protection Act 1998, s.7(8)", shown.Text, StringComparison.Ordinal);
        Assert.Contains("1 March 2000 to 24 May 2018", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_not_found() => Assert.Equal(HttpStatusCode.NotFound, (await Site.Anybody().Get("/law/nonsense")).Status);

    [Fact]
    public async Task The_calculator_offers_every_rule_by_what_it_is_about()
    {
        var shown = await Site.Anybody().Get("/calculator");
        Assert.Equal(RuleBook.All.Count, shown.Document.QuerySelectorAll("a[href^='/calculator?rule=']").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await Site.Anybody().Get("/calculator?rule=nonsense")).Status);
    }

    [Fact]
    public async Task The_calculator_asks_for_what_the_rule_needs_and_answers_with_the_working()
    {
        var browser = Site.Anybody();
        var asked = await browser.Get("/calculator?rule=ehcna-6");
        Assert.Equal("The day the local authority received the request", asked.Document.One("main legend"));
        var shown = await browser.Get("/calculator?rule=ehcna-6&go=1&from.Day=23&from.Month=11&from.Year=2026");
        Assert.Equal("Decision by: Monday 4 January 2027", shown.Document.One(".app-working h2"));
        Assert.StartsWith("6 weeks after Monday 23 November 2026", shown.Document.One(".app-working ol"), StringComparison.Ordinal);
        Assert.Contains("Because SEND Regulations 2014, reg. 5(1): the law says must.", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_stands_beside_what_is()
    {
        var shown = await Site.Anybody().Get("/calculator?rule=ar-due&from=2026-04-15&if.from.Day=1&if.from.Month=5&if.from.Year=2026");
        Assert.Equal(
            ["The day the plan was made, or the local authority sent its last review decision | Wednesday 15 April 2026 | Friday 1 May 2026 | 16 days later",
             "Review finished by | Wednesday 14 April 2027 | Friday 30 April 2027 | 16 days later",
             "The anniversary, which some authorities use | Thursday 15 April 2027 | Saturday 1 May 2027 | 16 days later"],
            shown.Document.QuerySelectorAll(".app-what-if > .app-table-wrap tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.Text()))));
    }

    [Theory]
    [InlineData("rule=ehcna-6&go=1", "Enter the day the local authority received the request")]
    [InlineData("rule=ehcna-6&go=1&from.Day=29&from.Month=2&from.Year=2027", "The day the local authority received the request must be a real date")]
    [InlineData("rule=ehcna-6&go=1&from.Day=1&from.Month=2", "The day the local authority received the request must include a year")]
    [InlineData("rule=ehcna-6&go=1&from.Day=1&from.Month=1&from.Year=1900", "This rule was not in force on 1 January 1900. Give a day from 1 September 2014 on")]
    [InlineData("rule=ehcna-6&go=1&from.Day=1&from.Month=1&from.Year=9999", "Give a year between 1900 and 2199")]
    [InlineData("rule=ehcna-6&from=2027-02-29", "The day the local authority received the request must be a real date")]
    [InlineData("rule=ehcna-6&from=%3Cscript%3E", "The day the local authority received the request must include a month and year")]
    [InlineData("rule=ehcna-6&from=2026-11-23&if.from.Day=31&if.from.Month=11&if.from.Year=2026", "The day the local authority received the request must be a real date")]
    [InlineData("rule=ctf&from=2026-11-20&days=school&school=12", "Enter the URN of a school that keeps its term dates here: six digits")]
    [InlineData("rule=ctf&from=2026-11-20&days=typed", "Enter the first and last day of each half term, a line for each")]
    [InlineData("rule=ctf&from=2026-11-20&days=typed&terms=2 September 2026", "Line 1: write the last day of the term as well, such as 2 September 2026 to 23 October 2026")]
    public async Task Bad_input_keeps_what_was_typed_and_says_what_to_give(string query, string error)
    {
        var shown = await Site.Anybody().Get($"/calculator?{query}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, error), (shown.Status, Assert.Single(shown.Errors)));
        Assert.StartsWith("Error: ", shown.Document.Title, StringComparison.Ordinal);
        Assert.NotNull(shown.Document.QuerySelector(shown.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!.Replace(".", "\\.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("&days=none", "Friday 11 December 2026", true)]
    [InlineData("&days=school&school=100001", "Monday 14 December 2026", false)]
    [InlineData("&days=typed&terms=2+September+2026+to+23+October+2026%0A2+Nov+2026+to+18+Dec+2026&inset=27+November+2026", "Monday 14 December 2026", false)]
    public async Task School_days_are_counted_as_chosen(string choice, string due, bool provisional)
    {
        var shown = await Site.Anybody().Get($"/calculator?rule=ctf&from=2026-11-20{choice}");
        Assert.Equal($"Send by: {due}", shown.Document.One(".app-working h2"));
        Assert.Equal(provisional, shown.Document.QuerySelector(".app-working .govuk-tag") is not null);
    }

    [Fact]
    public async Task Somebody_signed_in_counts_the_days_of_their_own_school()
    {
        var shown = await (await Site.SignedIn("t1")).Get("/calculator?rule=ctf&from=2026-11-20");
        Assert.Equal("Send by: Monday 14 December 2026", shown.Document.One(".app-working h2"));
        Assert.Contains("27: INSET day", shown.Document.QuerySelectorAll("td").Select(t => t.Text()));
    }

    [Theory]
    [InlineData("rule=ctf&from=2026-11-20&on=2026-12-14&school=100001", "Why Monday 14 December 2026?", "15 school days after Friday 20 November 2026 is Monday 14 December 2026.")]
    [InlineData("rule=appeal&from=2027-06-14&certificate=2027-07-08", "Why Wednesday 1 September 2027?", "Saturday 14 August 2027 is in August")]
    [InlineData("rule=unopposed&from=2027-02-01&part=plan", "Why Monday 10 May 2027?", "14 weeks after Monday 1 February 2027")]
    [InlineData("rule=transfer-open&from=2026-11-20&on=2026-11-23&school=100001", "Why Monday 23 November 2026?", "Monday 23 November 2026 is 1 school day after Friday 20 November 2026.")]
    [InlineData("rule=transfer-reminder&from=2026-11-20&on=2026-12-07&school=100001&reminder=1", "Why Monday 7 December 2026?", "Monday 7 December 2026 is 5 school days before Monday 14 December 2026.")]
    [InlineData("rule=ctf&from=2026-11-20&on=2026-12-16&school=100001", "Why Wednesday 16 December 2026?", "This date is shown as Wednesday 16 December 2026, which the school has set in place of Monday 14 December 2026.")]
    public async Task Any_date_can_be_asked_why(string query, string heading, string step)
    {
        var shown = await Site.Anybody().Get($"/law/why?{query}");
        Assert.Equal((HttpStatusCode.OK, heading), (shown.Status, shown.H1));
        Assert.Contains(step, shown.Document.One("#steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provisional_date_says_so_and_what_would_settle_it()
    {
        var shown = await Site.Anybody().Get("/law/why?rule=ctf&from=2026-11-20");
        Assert.Contains("This date is provisional", shown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Give a day, such as 2026-11-23.")]
    [InlineData("rule=ctf&from=2026-11-31", "There is no 31 November 2026: that month has 30 days.")]
    [InlineData("rule=nonsense&from=2026-11-20", "There is no rule of this name.")]
    [InlineData("rule=ctf&from=2026-11-20&on=9999-01-01", "Give a year between 1900 and 2199.")]
    [InlineData("rule=ctf&from=2026-11-20&part=nonsense", "This rule gives no date of this name.")]
    [InlineData("rule=newla-review&from=2026-11-20&lastReview=x", "Write the day as year-month-day, such as 2026-11-23.")]
    [InlineData("rule=newla-review&from=2027-01-11", "Give the day the plan was made, or the local authority sent its last review decision too.")]
    [InlineData("rule=ctf&from=2026-11-20&school=999999", "This school does not keep its term dates here.")]
    public async Task An_address_that_was_cut_off_says_what_is_missing(string query, string why)
    {
        var shown = await Site.Anybody().Get($"/law/why?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Contains(why, shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_date_links_to_its_reason_and_the_link_leads_there()
    {
        var due = Rules.ArFinal.After(new(2027, 2, 16), also: new Dictionary<string, DateOnly> { ["meeting"] = new(2027, 1, 19) });
        var link = (await Rendered.Page<DueBecause>(("On", due))).QuerySelector("a.app-due__why")!;
        Assert.Equal("/law/why?rule=ar-final&from=2027-02-16&on=2027-04-13&meeting=2027-01-19", link.GetAttribute("href"));
        Assert.Equal("Why this date? 13 April 2027", link.Text());
        var shown = await Site.Anybody().Get(link.GetAttribute("href")!);
        Assert.Equal("Why Tuesday 13 April 2027?", shown.H1);
        Assert.DoesNotContain("in place of", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_of_birth_stands_in_no_address()
    {
        var page = await Rendered.Page<DueBecause>(("On", Rules.Retention.After(new(2015, 3, 2))));
        Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("2015", StringComparison.Ordinal));
        Assert.Contains("31 years after", page.One("details"), StringComparison.Ordinal);
    }

    /// <summary>The link for programs asks what the page has answered: with the school days that it counted.</summary>
    [Theory]
    [InlineData("t1", "", "school=100001")]
    [InlineData("t1", "&days=typed&terms=2 November 2026 to 18 December 2026&inset=27 November 2026", "terms=2026-11-02..2026-12-18&inset=2026-11-27")]
    [InlineData("t1", "&days=none", null)]
    public async Task The_answer_for_programs_is_the_answer_of_the_page(string staff, string choice, string? days)
    {
        var browser = await Site.SignedIn(staff);
        var page = await browser.Get($"/calculator?rule=ctf&from=2026-11-20{choice}");
        var link = page.Document.QuerySelector("a[href^='/calculator.json']")!.GetAttribute("href")!;
        Assert.Equal($"/calculator.json?rule=ctf&from=2026-11-20{(days is null ? "" : "&" + days)}", link);
        var json = await browser.Http.GetStringAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains($"\"due\": \"{page.Document.QuerySelector(".app-answer time")!.GetAttribute("datetime")}\"", json, StringComparison.Ordinal);
    }
}
