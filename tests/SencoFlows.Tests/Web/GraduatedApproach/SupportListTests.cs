using System.Net;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.GovUk;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>What a SENCO and a teacher do for many pupils at once.</summary>
public sealed class SupportListTests
{
    private const string _case = "/graduated-approach/100001-g1/";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_teacher_comes_from_the_list_of_their_pupils_to_the_case_and_not_to_one_that_is_over()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await new Teaching(site.Site.Rows).Set("ada", new HashSet<string>(["t1"]), _ct);
        var teacher = await site.Site.SignedIn("t1");
        var link = (await teacher.Get("/my-pupils")).Document.QuerySelector("tbody th a")!.GetAttribute("href")!;
        Assert.Equal("/my-pupils/100001-g1", link);
        Assert.Equal(HttpStatusCode.OK, (await teacher.Get(link)).Status);

        await site.Tell("g1", new Told.EhcPlanMade(new(2026, 11, 20)));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(link)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(_case + "view")).Status);
        Assert.Empty((await teacher.Get("/my-pupils")).Document.QuerySelectorAll("tbody th a"));
        Assert.Equal(HttpStatusCode.OK, (await (await site.Site.SignedIn()).Get("/cases/100001-g1")).Status);
    }

    [Fact]
    public async Task A_teacher_sees_and_does_what_is_about_their_own_pupils_and_no_more()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: SupportSite.Mother);
        await site.Pupil("ben", "Ben");
        await site.AtWork();
        await site.AtWork("g2", "ben");
        var teacher = await site.Site.SignedIn("t1");
        Assert.DoesNotContain("Okafor", (await teacher.Get("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get("/cases/100001-g1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(_case + "view")).Status);

        var office = await site.Site.SignedIn("a1");
        Assert.Equal("/pupils/ada", (await office.Send(await office.Get("/pupils/ada/teachers"), "/pupils/ada/teachers", ("staff", "t1"))).Location!.OriginalString);
        Assert.Equal("/my-pupils/100001-g1", (await teacher.Get("/cases/100001-g1")).Location!.OriginalString);
        var mine = await teacher.Get("/my-pupils/100001-g1");
        Assert.Equal((HttpStatusCode.OK, "Okafor, ada"), (mine.Status, mine.Document.QuerySelector("h1")!.LastChild!.TextContent.Trim()));
        Assert.DoesNotContain("ngozi@example.org", mine.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await teacher.Send(await teacher.Get(_case + "view"), _case + "view", ("of", "t1"), ("words", "Puts her hand up now"))).Status);
        Assert.All((string[])["specialist", "ehc-plan", "postpone"], act => Assert.Equal(HttpStatusCode.Forbidden, teacher.Get(_case + act).GetAwaiter().GetResult().Status));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(_case + "review")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get("/my-pupils/100001-g2")).Status);
    }

    [Fact]
    public async Task The_list_shows_first_whose_family_has_been_met_too_seldom()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.Pupil("ben", "Ben");
        await site.AtWork();
        await site.AtWork("g2", "ben");
        await site.Tell("g2", new Told.MeetingHeld("m1", new(2026, 11, 20), []), "ben");
        site.Site.Clock.Advance(TimeSpan.FromDays(50));
        var list = await (await site.Site.SignedIn()).Get("/graduated-approach");
        Assert.Equal(["Okafor, ada", "Okafor, ben"], list.Document.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("a")!.Text()));
        Assert.Contains("0 of 3, too few", list.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 3", list.Text, StringComparison.Ordinal);
        Assert.Equal(2, list.Document.QuerySelectorAll("tbody a[href^='/law/why?rule=cycle-review']").Length);
    }

    [Fact]
    public async Task A_school_begins_with_everybody_whom_the_register_says_to_be_on_support_and_takes_over_their_plans()
    {
        await using var site = await SupportSite.Start();
        foreach (var id in (string[])["ada", "ben", "cal"])
        {
            await site.Pupil(id, id);
            await new Pupils(site.Site.Rows).Change(id, p => p.With(new(new(2024, 9, 9), id == "cal" ? SenProvision.Plan : SenProvision.SenSupport)), _ct);
        }

        await new PlanBook(site.Site.Rows).Issue("ben", SencoFlows.Tests.Record.Plans.SamplePlan.Whole, SupportSite.Senco, site.Site.Clock.GetUtcNow(), "r1", null, async (_, changes) =>
        {
            await site.Site.Rows.Save(changes, _ct);
            return true;
        }, _ct);
        var browser = await site.Site.SignedIn();
        const string at = "/graduated-approach/start-all";
        var page = await browser.Get(at);
        Assert.Equal(["Select whether the parents have been told"], (await browser.Send(page, at)).Errors);
        Assert.Equal("/graduated-approach?begun=2", (await browser.Send(page, at, ("told", "yes"))).Location!.OriginalString);
        await browser.Send(page, at, ("told", "yes"));
        var states = (await new Caseload(TestSite.Urn, site.Site.Rows).Open(_ct)).ToDictionary(c => c.Agenda.About.Id, c => c.Agenda.Stage, StringComparer.Ordinal);
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["ada"] = "Assess", ["ben"] = "Do" }, states);
        Assert.Contains("has a case here", (await browser.Get(at)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reports_of_a_year_are_recorded_together()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.Pupil("ben", "Ben");
        await site.AtWork();
        await site.AtWork("g2", "ben");
        var browser = await site.Site.SignedIn();
        const string at = "/graduated-approach/reports";
        var page = await browser.Get(at);
        Assert.Equal(["The date of the report must be today or in the past"], (await browser.Send(page, at, ("on.Year", "2029"))).Errors);
        Assert.Equal("/graduated-approach?reports=2", (await browser.Send(page, at)).Location!.OriginalString);
        Assert.Equal(new DateOnly(2027, 9, 1), (await site.Support("g2")).Report.From);
    }
}
