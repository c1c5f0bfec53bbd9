using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Record.Plans;

namespace SencoFlows.Tests.Web.Plans;

public class ProvisionPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<TestSite> WithTwoPlans()
    {
        var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        await PlanSite.Issue(senco);
        await PlanSite.Begin(senco, "firstfeelings", "ben");
        await PlanSite.Issue(senco, "ben");
        site.Clock.Advance(TimeSpan.FromDays(7));
        return site;
    }

    [Fact]
    public async Task The_map_shows_who_is_given_what_as_a_picture_and_as_a_table_with_the_money()
    {
        await using var site = await WithTwoPlans();
        var page = await (await site.SignedIn()).Get("/provision");
        Assert.Equal(2, page.Document.QuerySelectorAll("figure.app-chart svg[role=img]").Length);
        Assert.Contains("Okafor, Ada", page.Document.QuerySelector("#chart-who-is-given-what-now-table-caption")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody would reach £6,000", page.Text, StringComparison.Ordinal);
        Assert.Contains("By who gives it", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("a[href]"), a => a.GetAttribute("href")!.Contains("Okafor", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("type=SEMH", "Ali, Ben", "Okafor, Ada")]
    [InlineData("year=5", "Okafor, Ada", "Ali, Ben")]
    [InlineData("by=Mentor", "Ali, Ben", "Okafor, Ada")]
    public async Task It_can_be_asked_for_one_need_year_group_or_deliverer(string query, string shown, string hidden)
    {
        await using var site = await WithTwoPlans();
        var page = await (await site.SignedIn()).Get($"/provision?{query}");
        Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, page.Text, StringComparison.Ordinal);
        Assert.Contains(query, page.Document.QuerySelectorAll("a[href^='/provision.csv']").Single().GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_a_line_for_each_provision_and_runs_no_formula()
    {
        await using var site = await WithTwoPlans();
        await new Pupils(site.Rows).Change("ada", p => p with { PreferredSurname = "=HYPERLINK(1)" }, _ct);
        var text = await (await (await site.SignedIn()).Http.GetAsync(new Uri("/provision.csv", UriKind.Relative), _ct)).Content.ReadAsStringAsync(_ct);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"'=HYPERLINK(1), Ada\",Year 5,Specific learning difficulty,Paired reading,Teaching assistant", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_there_were_fewer_hours()
    {
        await using var site = await WithTwoPlans();
        var senco = await site.SignedIn();
        var page = await senco.Get("/provision/hours?TeachingAssistant=0.25");
        Assert.Contains("1 pupil would lose 30 minutes a week each", page.Text, StringComparison.Ordinal);
        var wrong = await senco.Get("/provision/hours?TeachingAssistant=-1");
        Assert.Equal(["Hours a week (Teaching assistant) must be 0 or more"], wrong.Errors);
        Assert.Equal("-1", Assert.IsAssignableFrom<IHtmlInputElement>(wrong.Document.GetElementById("TeachingAssistant")).Value);
    }

    [Fact]
    public async Task The_map_of_400_plans_is_two_range_reads()
    {
        await using var site = await PlanSite.Start();
        for (var i = 0; i < 400; i++)
        {
            await new Pupils(site.Rows).Save(new Pupil($"p{i}", "Ann", $"Number {i:D3}", new(2016, 3, 4), "5"), 0, _ct);
            await new PlanBook(site.Rows).Issue($"p{i}", SamplePlan.Whole, SamplePlan.Senco, SamplePlan.Morning, "r", null, async (_, changes) => { await site.Rows.Save(changes, _ct); return true; }, _ct);
        }

        var senco = await site.SignedIn();
        var rows = (MemoryRows)site.Rows;
        var before = rows.Requests;
        Assert.Contains("400 pupils with a plan", (await senco.Get("/provision")).Text, StringComparison.Ordinal);
        Assert.Equal(2, rows.Requests - before);
    }

    [Fact]
    public async Task An_empty_school_is_told_where_to_begin()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        Assert.Contains("No plan has been issued yet", (await senco.Get("/provision")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await senco.Get("/provision/hours")).Status);
    }

    [Fact]
    public async Task The_first_library_is_offered_and_only_what_was_ticked_is_taken()
    {
        await using var site = await PlanSite.Start(library: false);
        var senco = await site.SignedIn();
        var page = await senco.Get("/school/provisions");
        await senco.Send(page, "/school/provisions", ("template", "firsttyping"));
        Assert.Equal(["Touch typing"], (await new ProvisionLibrary(site.Rows).All(_ct)).Select(t => t.Value.Name));
        Assert.Equal(18, (await new ProvisionLibrary(site.Rows).Rates(_ct)).Value.PerHour(Deliverer.TeachingAssistant, new(2026, 11, 20)));
    }

    [Fact]
    public async Task A_provision_is_added_changed_by_two_people_and_taken_out()
    {
        await using var site = await PlanSite.Start(library: false);
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        var wrong = await senco.Send(await senco.Get("/school/provisions/new"), "/school/provisions/new", ("Name", "Lego club"), ("Minutes", "-5"));
        Assert.Equal(["Choose who gives it", "Enter how many pupils are in the group", "Enter how many times a week it is given", "Minutes each time must be 1 or more", "Enter how many weeks it is given"], wrong.Errors);
        await senco.Send(wrong, "/school/provisions/new", ("By", "TeachingAssistant"), ("Group", "4"), ("Times", "1"), ("Minutes", "30"), ("Weeks", "10"));
        var lego = Assert.Single(await new ProvisionLibrary(site.Rows).All(_ct)).Value;
        Assert.Equal(("Lego club", 4, 30), (lego.Name, lego.GroupSize, lego.Minutes));
        var at = $"/school/provisions/{lego.Id}";
        var his = await head.Get(at);
        await senco.Send(await senco.Get(at), at, ("Minutes", "40"));
        var both = await head.Send(his, at, ("Minutes", "45"));
        Assert.Contains("Somebody else changed this", both.Text, StringComparison.Ordinal);
        await head.Send(both, at);
        Assert.Equal(45, (await new ProvisionLibrary(site.Rows).Find(lego.Id, _ct))!.Value.Minutes);
        var page = await senco.Get(at);
        await senco.Send(Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector($"form[action='{at}/remove']")), at);
        Assert.Empty(await new ProvisionLibrary(site.Rows).All(_ct));
    }

    [Fact]
    public async Task A_rise_in_pay_holds_from_its_day()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        var page = await senco.Get("/school/provisions/costs");
        Assert.Equal(["An hour (Teacher) must be 0 or more"], (await senco.Send(page, "/school/provisions/costs", ("Teacher.rate", "-1"))).Errors);
        await senco.Send(page, "/school/provisions/costs", ("TeachingAssistant.rate", "£19.50"), ("TeachingAssistant.hours", "60"), ("From.Day", "1"), ("From.Month", "4"), ("From.Year", "2027"));
        var rates = (await new ProvisionLibrary(site.Rows).Rates(_ct)).Value;
        Assert.Equal((18m, 19.5m, 60m), (rates.PerHour(Deliverer.TeachingAssistant, new(2027, 3, 31)), rates.PerHour(Deliverer.TeachingAssistant, new(2027, 4, 1)), rates.Of(Deliverer.TeachingAssistant, new(2027, 4, 1))!.HoursAWeek));
        Assert.Equal(FirstLibrary.Rates(new(2026, 9, 1)).All.Count + 1, rates.All.Count);
    }
}
