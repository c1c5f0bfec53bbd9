using SencoFlows.Law;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.GovUk;

public class TellingTests
{
    [Fact]
    public async Task A_change_link_says_what_it_changes()
    {
        var page = await Rendered.Page<SummaryList>(("Rows", (SummaryRow[])[new("Start date", "1 September 2027", "/start"), new("Cost", null)]), ("CardTitle", "Provision"));
        Assert.Equal("Change start date", page.One("a[href='/start']"));
        Assert.Equal(["1 September 2027", "Not provided"], page.QuerySelectorAll("dd.govuk-summary-list__value").Select(e => e.Text()));
        Assert.Equal("Provision", page.One(".govuk-summary-card h2"));
    }

    [Fact]
    public async Task A_table_names_itself_its_rows_and_its_order()
    {
        var page = await Rendered.Page<Table>(("Caption", "Open cases"),
            ("Columns", (Column[])[new("Pupil", "?by=pupil", Sorted.Ascending), new("Next date", "?by=date"), new("Days") { Numeric = true }]),
            ("Rows", (Cell[][])[[new("Case 12", "/cases/12"), new DateOnly(2027, 9, 1), "4"], [new("Case 13"), new("Late") { Tag = TagColour.Red }, "9"]]));
        Assert.Equal("Open cases", page.One("table > caption"));
        Assert.Equal(["ascending", "none", null], page.QuerySelectorAll("thead th").Select(t => t.GetAttribute("aria-sort")));
        Assert.Equal("Next date", page.One("thead a[href='?by=date']"));
        Assert.Equal(["Case 12", "Case 13"], page.QuerySelectorAll("tbody th[scope=row]").Select(t => t.Text()));
        Assert.Equal(["1 September 2027", "4", "Late", "9"], page.QuerySelectorAll("tbody td").Select(t => t.Text()));
        Assert.Equal(2, page.QuerySelectorAll("td.govuk-table__cell--numeric").Length);
        Assert.Equal("Open cases", page.GetElementById(page.QuerySelector("[role=region][tabindex]")!.GetAttribute("aria-labelledby")!)!.Text());
    }

    [Fact]
    public async Task An_empty_table_says_so() =>
        Assert.Equal("No open cases", (await Rendered.Page<Table>(("Caption", "Cases"), ("Columns", (Column[])["Pupil"]), ("Empty", "No open cases"))).One("p"));

    [Fact]
    public async Task A_task_is_described_by_hint_and_status()
    {
        var page = await Rendered.Page<TaskList>(("Items", (TaskItem[])[new("Meet the parents", "Not started", "/meet", TagColour.Blue, "Within 6 weeks"), new("Review", "Cannot start yet")]));
        Assert.Equal("Within 6 weeks Not started", page.QuerySelector("a")!.Described());
        Assert.Equal("Cannot start yet", page.One(".govuk-task-list__status--cannot-start-yet"));
    }

    [Fact]
    public async Task Progress_is_said_in_words_and_the_step_now_is_marked()
    {
        var page = await Rendered.Page<ProgressLine>(("Steps", (ProgressStep[])[new("Packed", Progress.Done, "Done on 3 March 2027"), new("On its way", Progress.Now), new("Received", Progress.Later)]));
        Assert.Equal(["Packed Done on 3 March 2027", "On its way Happening now", "Received Not yet"], page.QuerySelectorAll("ol > li").Select(l => l.Text()));
        Assert.StartsWith("On its way", page.One("[aria-current=step]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeline_tells_when_what_and_who()
    {
        var page = await Rendered.Page<Timeline>(("Items", (TimelineItem[])[TimelineItem.On(new(2027, 3, 3), "Plan agreed", "Sam Carter", "Reading, daily"), TimelineItem.On(new(2027, 6, 9), "Review due") with { Coming = true }]));
        var first = page.QuerySelector("li")!;
        Assert.Equal(["Plan agreed", "by Sam Carter", "3 March 2027", "Reading, daily"], first.QuerySelectorAll("h3, span, p, .app-timeline__text").Select(e => e.Text()));
        Assert.Equal("2027-03-03", page.QuerySelector("time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task A_tag_is_words_first() =>
        Assert.Equal("Overdue", (await Rendered.Page<Tag>(("Text", "Overdue"), ("Colour", TagColour.Red))).One(".govuk-tag--red"));

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(5, 10, "1 ⋯ 4 5 6 ⋯ 10")]
    [InlineData(10, 10, "1 ⋯ 9 10")]
    public async Task Pages_are_listed_with_their_neighbours(int now, int pages, string shown)
    {
        var page = await Rendered.Page<Pagination>(("Page", now), ("Pages", pages), ("Href", (Func<int, string>)(n => $"?page={n}")));
        Assert.Equal(pages == 1 ? "" : shown, string.Join(' ', page.QuerySelectorAll(".govuk-pagination__item").Select(e => e.Text())));
        Assert.Equal(pages == 1 ? 0 : 1, page.QuerySelectorAll($"a[aria-current=page][href='?page={now}']").Length);
        Assert.Equal(now > 1, page.QuerySelector("a[rel=prev]") is not null);
        Assert.Equal(now < pages, page.QuerySelector("a[rel=next]") is not null);
    }

    [Fact]
    public async Task Tabs_are_links_to_sections_without_a_script()
    {
        var page = await Rendered.Page<Tabs>(("Items", (TabItem[])[new("now", "Now", Rendered.Words("a")), new("past", "Past", Rendered.Words("b"))]));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_filter_is_a_get_form_whose_choices_can_be_taken_back()
    {
        var page = await Rendered.Page<FilterBar>(("Action", "/cases"), ("Applied", (NavItem[])[new("Year 4", "/cases?term=1")]), ("ChildContent", Rendered.Words("")));
        Assert.Equal("get", page.QuerySelector("search form")!.GetAttribute("method"));
        Assert.Equal("Remove filter Year 4", page.One("a[href='/cases?term=1']"));
        Assert.Equal("Clear filters", page.One("a[href='/cases']"));
    }

    [Fact]
    public async Task A_success_is_announced_and_other_news_is_a_region()
    {
        Assert.NotNull((await Rendered.Page<NotificationBanner>(("Text", "Saved"), ("Success", true))).QuerySelector("[role=alert]"));
        Assert.Equal("Important", (await Rendered.Page<NotificationBanner>(("Text", "Closed on Friday"))).One("[role=region] h2"));
    }

    [Fact]
    public async Task A_date_comes_with_the_law_behind_it()
    {
        var rule = new Rule("x", Duty.Must, "SEND Regulations 2014, reg. 49(4)", new("https://www.legislation.gov.uk/uksi/2014/1530/regulation/49"), "The SENCO has three years", new(2014, 9, 1), new(2026, 11, 1));
        var page = await Rendered.Page<DueBecause>(("On", new Deadline(new(2027, 9, 1), rule, new(2024, 9, 1))));
        Assert.Equal("Due 1 September 2027, because SEND Regulations 2014, reg. 49(4) (the law says must). Why this date? 1 September 2027", page.One(".app-due"));
    }

    [Fact]
    public void Dates_moments_and_counts_read_as_people_write_them()
    {
        Assert.Equal("1 September 2027", EnglishWords.Of(new DateOnly(2027, 9, 1)));
        Assert.Equal("Wednesday 1 September 2027", EnglishWords.WithWeekday(new DateOnly(2027, 9, 1)));
        Assert.Equal("1 September 2027 at 4:05pm", EnglishWords.Of(new DateTimeOffset(2027, 9, 1, 16, 5, 0, TimeSpan.FromHours(1))));
        Assert.Equal("1 September 2027 at 9am", EnglishWords.Of(new DateTimeOffset(2027, 9, 1, 9, 0, 0, TimeSpan.FromHours(1))));
        Assert.Equal(("1 pupil", "1,200 pupils", "2 children"), (EnglishWords.Count(1, "pupil"), EnglishWords.Count(1200, "pupil"), EnglishWords.Count(2, "child", "children")));
    }
}
