using System.Globalization;
using AngleSharp.Dom;
using SencoFlows.Law;
using SencoFlows.Web.GovUk.Charts;

namespace SencoFlows.Tests.GovUk;

public class ChartTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    private static readonly SchoolCalendar _terms = new([new(new(2026, 9, 2), new(2026, 10, 23)), new(new(2026, 11, 2), new(2026, 12, 18))], [], []);

    private static double Number(IElement element, string attribute) => double.Parse(element.GetAttribute(attribute)!, CultureInfo.InvariantCulture);

    private static List<List<string>> Table(IParentNode page) =>
        [.. page.QuerySelectorAll("details tbody tr").Select(r => r.Children.Select(c => c.Text()).ToList())];

    [Fact]
    public async Task A_case_shows_what_happened_what_comes_and_what_was_missed()
    {
        var page = await Rendered.Page<CaseTimeline>(("Caption", "This case"), ("Today", _today), ("Events", (ChartEvent[])[
            new(new(2026, 12, 4), "Second review", Mark.Coming, "School policy"),
            new(new(2026, 9, 3), "Concern raised"),
            new(new(2026, 11, 6), "First review", Mark.Missed)]));
        Assert.Equal("1 thing happened so far. 1 date missed. Next: Second review, 4 December 2026.", page.QuerySelector("svg[role=img]")!.Described());
        Assert.Equal(
            [["3 September 2026", "Concern raised", "Happened", ""], ["6 November 2026", "First review", "Missed", ""], ["4 December 2026", "Second review", "Coming", "School policy"]],
            Table(page));
        Assert.Single(page.QuerySelectorAll(".app-svg-happened"));
        Assert.Single(page.QuerySelectorAll(".app-svg-coming"));
        Assert.Single(page.QuerySelectorAll(".app-svg-missed"));
        Assert.InRange(Number(page.QuerySelector("line.app-svg-today")!, "x1"), Number(page.QuerySelector(".app-svg-missed")!, "x"), Number(page.QuerySelector(".app-svg-coming")!, "cx"));
    }

    [Fact]
    public async Task A_case_without_events_still_has_a_chart()
    {
        var page = await Rendered.Page<CaseTimeline>(("Caption", "This case"), ("Today", _today), ("Events", Array.Empty<ChartEvent>()));
        Assert.Equal("0 things happened so far. Nothing is planned.", page.One(".app-chart__says"));
    }

    [Fact]
    public async Task Events_of_one_day_do_not_cover_each_other()
    {
        var page = await Rendered.Page<CaseTimeline>(("Caption", "This case"), ("Today", _today),
            ("Events", (ChartEvent[])[.. Enumerable.Range(1, 30).Select(n => new ChartEvent(_today.AddDays(n % 3), $"Event number {n}"))]));
        var places = page.QuerySelectorAll("circle").Select(c => (Number(c, "cx"), Number(c, "cy"))).ToList();
        Assert.Equal(30, places.Distinct().Count());
        var height = Number(page.QuerySelector("svg")!, "height");
        Assert.All(places, p => Assert.InRange(p.Item2, 6, height));
    }

    [Fact]
    public async Task A_year_shades_its_terms_and_places_its_bars()
    {
        var page = await Rendered.Page<YearPlanner>(("Caption", "The year"), ("Today", _today), ("Year", new DayRange(new(2026, 9, 1), new(2027, 8, 31))), ("Calendar", _terms), ("Bars", (PlannerBar[])[
            new("Case 2", new(2026, 11, 1), new(2026, 12, 1), "Transfer", Open: true, Href: "/cases/2"),
            new("Case 1", new(2025, 9, 1), new(2028, 9, 1), "Qualification"),
            new("Case 3", new(2027, 1, 1), new(2027, 2, 1), "Transfer")]));
        Assert.Equal(2, page.QuerySelectorAll("rect.app-svg-term").Length);
        var bars = page.QuerySelectorAll("rect[rx='3']");
        Assert.Equal((220d, 730d), (Number(bars[0], "x"), Number(bars[0], "width")));
        Assert.Equal(730d * 31 / 365, Number(bars[1], "width"), 1);
        Assert.Equal(bars[1].ClassList[0], bars[2].ClassList[0]);
        Assert.NotEqual(bars[0].ClassList[0], bars[1].ClassList[0]);
        Assert.Equal("1 September 2026 to 31 August 2027: 3 cases, 2 of them running today.", page.One(".app-chart__says"));
        Assert.Equal(["Case 2", "Transfer", "1 November 2026", "1 December 2026 or later"], Table(page)[1]);
        Assert.Equal("/cases/2", page.QuerySelector("details a")!.GetAttribute("href"));
        Assert.Equal(52, page.QuerySelectorAll(".app-svg-week").Length);
    }

    [Fact]
    public async Task Unknown_term_dates_are_said()
    {
        var page = await Rendered.Page<YearPlanner>(("Caption", "The year"), ("Today", _today), ("Year", new DayRange(new(2026, 9, 1), new(2027, 8, 31))), ("Calendar", SchoolCalendar.Unknown), ("Bars", Array.Empty<PlannerBar>()));
        Assert.EndsWith("Term dates are not known yet.", page.One(".app-chart__says"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heat_map_is_darker_where_there_is_more_and_says_the_number()
    {
        var page = await Rendered.Page<HeatMap>(("Caption", "Provision"), ("RowName", "Pupil"), ("Unit", "hours a week"), ("Columns", (string[])["Reading", "One to one"]),
            ("Rows", (HeatRow[])[new("Maya", [2.5m, null]), new("Tom", [0.5m, 10m], "/pupils/2")]));
        Assert.Equal("2 0 1 5", string.Join(' ', page.QuerySelectorAll("rect").Select(r => r.ClassName![^1])));
        Assert.Equal([["Maya", "2.5", "none", "2.5"], ["Tom", "0.5", "10", "10.5"]], Table(page));
        Assert.Equal("Hours a week. 2 rows of 2 with any; most for Tom, 10.5 in all.", page.One(".app-chart__says"));
    }

    [Fact]
    public async Task An_empty_heat_map_says_so() =>
        Assert.Equal("Hours a week. Nothing is recorded.", (await Rendered.Page<HeatMap>(("Caption", "Provision"), ("RowName", "Pupil"), ("Unit", "hours a week"), ("Columns", Array.Empty<string>()), ("Rows", Array.Empty<HeatRow>()))).One(".app-chart__says"));

    [Fact]
    public async Task Bars_are_as_long_as_their_counts_and_overdue_is_a_word()
    {
        var page = await Rendered.Page<Bars>(("Caption", "Waiting"), ("RowName", "Waiting for"), ("Rows", (BarOf[])[new("Parents", 10, 5), new("Teachers", 5), new("Nobody", 0)]));
        Assert.Equal([215, 215, 0], page.QuerySelectorAll("rect.app-svg-fill-1").Select(r => Number(r, "width")));
        Assert.Equal(215, Number(page.QuerySelector("rect.app-svg-late")!, "width"));
        Assert.Contains("10, 5 overdue", page.QuerySelectorAll("svg text").Select(t => t.Text()));
        Assert.Equal([["Parents", "10", "5"], ["Teachers", "5", "0"], ["Nobody", "0", "0"]], Table(page));
        Assert.Equal("15 cases in all, 5 overdue. Most: Parents, 10.", page.One(".app-chart__says"));
    }

    [Fact]
    public async Task Nothing_to_wait_for_is_no_error() =>
        Assert.Equal("0 cases in all, none overdue.", (await Rendered.Page<Bars>(("Caption", "Waiting"), ("RowName", "Waiting for"), ("Rows", Array.Empty<BarOf>()))).One(".app-chart__says"));
}
