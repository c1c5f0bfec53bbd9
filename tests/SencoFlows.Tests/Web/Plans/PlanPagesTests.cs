using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Record.Plans;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Tests.Web.Plans;

public class PlanPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_page_of_a_pupil_a_plan_is_issued_with_five_clicks_and_nothing_typed()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        var clicks = 0;
        var pupil = await senco.Get("/pupils/ada");
        var plan = await senco.Get(Click(pupil, $"a[href='{PlanSite.At}']"));
        var start = await senco.Get(Click(plan, $"a[href='{PlanSite.At}/start']"));
        var template = Assert.IsAssignableFrom<IHtmlInputElement>(start.Document.QuerySelector("input[name=template]"));
        clicks++; // Tick it.
        clicks++; // Start the plan.
        var begun = await senco.Send(start, $"{PlanSite.At}/start", ("template", template.Value));
        Assert.Equal($"{PlanSite.At}/draft", begun.Location!.OriginalString);
        var draft = await senco.Get($"{PlanSite.At}/draft");
        Assert.DoesNotContain("Before it can be issued", draft.Text, StringComparison.Ordinal);
        clicks++; // Issue.
        var issued = await senco.Send(draft, $"{PlanSite.At}/draft");
        Assert.Equal($"{PlanSite.At}?issued", issued.Location!.OriginalString);
        Assert.Equal(5, clicks);
        var done = await senco.Get(issued.Location.OriginalString);
        Assert.Contains("Version 1 of the plan is issued. It is reviewed on 25 March 2027", done.Text, StringComparison.Ordinal);
        var version = (await new PlanBook(site.Rows).Current("ada", _ct))!;
        Assert.Equal((1, 2, "s1"), (version.Version, version.Plan.Needs.Count, version.By.Id));
        Assert.Single(version.Plan.Outcomes);

        string Click(Shown page, string selector)
        {
            clicks++;
            return Assert.IsAssignableFrom<IHtmlAnchorElement>(page.Document.QuerySelector(selector)).GetAttribute("href")!;
        }
    }

    [Fact]
    public async Task What_fits_the_needs_stands_first_and_the_rest_is_there_too()
    {
        await using var site = await PlanSite.Start();
        var page = await (await site.SignedIn()).Get("/pupils/ben/plan/start");
        var names = page.Document.QuerySelectorAll("label.govuk-checkboxes__label").Select(l => l.TextContent).ToList();
        Assert.Equal(FirstLibrary.All.Count, names.Count);
        Assert.True(names.IndexOf("Talking about feelings, one to one") < names.IndexOf("Paired reading"));
    }

    [Fact]
    public async Task With_an_empty_library_a_plan_can_be_started_all_the_same_or_the_first_library_taken()
    {
        await using var site = await PlanSite.Start(library: false);
        var senco = await site.SignedIn();
        var page = await senco.Get($"{PlanSite.At}/start");
        var take = Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector("form[action='/school/provisions/first']"));
        Assert.Equal($"{PlanSite.At}/start", (await senco.Send(take, "")).Location!.OriginalString);
        Assert.Equal(FirstLibrary.All.Count, (await new ProvisionLibrary(site.Rows).All(_ct)).Count);
        await PlanSite.Begin(senco, "nothing-of-the-sort");
        Assert.Equal(["Add an outcome", "Add a provision"], (await senco.Get($"{PlanSite.At}/draft")).Document.QuerySelectorAll(".govuk-inset-text li").Select(l => l.TextContent));
        var refused = await PlanSite.Issue(senco);
        Assert.Equal(["Add an outcome", "Add a provision"], refused.Errors);
        Assert.Equal($"{PlanSite.At}/draft/outcomes#outcomes", refused.Document.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.StartsWith("Error: ", refused.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_click_issues_nothing_more_and_an_issued_version_never_changes()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var page = await senco.Get($"{PlanSite.At}/draft");
        await senco.Send(page, $"{PlanSite.At}/draft");
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(page, $"{PlanSite.At}/draft")).Status);
        Assert.Single(await new PlanBook(site.Rows).Versions("ada", _ct));
        var first = await site.Rows.Read("plan|ada|0001", _ct);

        await Change(senco);
        var minutes = await PlanSite.Field(site, "provisions", "minutes");
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/provisions"), $"{PlanSite.At}/draft/provisions", (minutes, "25"));
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/review"), $"{PlanSite.At}/draft/review", ("why", "More time is needed"));
        await PlanSite.Issue(senco);
        Assert.Equal(first, await site.Rows.Read("plan|ada|0001", _ct));
        var old = await senco.Get($"{PlanSite.At}/1");
        Assert.Contains("Version 1, replaced by version 2", old.Text, StringComparison.Ordinal);
        Assert.Contains("15 minutes each", old.Text, StringComparison.Ordinal);
        var changes = await senco.Get($"{PlanSite.At}/2/changes");
        Assert.Contains("More time is needed", changes.Text, StringComparison.Ordinal);
        Assert.Equal(["15"], changes.Document.QuerySelectorAll("del").Select(d => d.TextContent));
        Assert.Equal(["25"], changes.Document.QuerySelectorAll("ins").Select(d => d.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get($"{PlanSite.At}/1/changes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get($"{PlanSite.At}/3")).Status);
    }

    private static async Task Change(Browser senco)
    {
        var page = await senco.Get(PlanSite.At);
        await senco.Send(Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector($"form[action='{PlanSite.At}/change']")), PlanSite.At);
    }

    [Fact]
    public async Task Who_issues_what_somebody_else_has_just_changed_is_shown_it_first()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var page = await senco.Get($"{PlanSite.At}/draft");
        var head = await site.SignedIn("h1");
        await head.Send(await head.Get($"{PlanSite.At}/draft/everyday"), $"{PlanSite.At}/draft/everyday", ("home", "Read every evening"));
        var answer = await senco.Send(page, $"{PlanSite.At}/draft");
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Read every evening", answer.Text, StringComparison.Ordinal);
        Assert.Null(await new PlanBook(site.Rows).Current("ada", _ct));
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(answer, $"{PlanSite.At}/draft")).Status);
        Assert.Equal("Read every evening", (await new PlanBook(site.Rows).Current("ada", _ct))!.Plan.AtHome);
    }

    [Fact]
    public async Task A_draft_can_be_thrown_away_and_the_version_in_force_stays()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        await PlanSite.Issue(senco);
        await Change(senco);
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/forget"), $"{PlanSite.At}/draft/forget");
        Assert.Equal($"{PlanSite.At}?gone", (await senco.Get($"{PlanSite.At}/draft/forget")).Location!.OriginalString);
        Assert.Equal(1, (await new PlanBook(site.Rows).Current("ada", _ct))!.Version);
    }

    [Theory]
    [InlineData("t1")]
    [InlineData("a1")]
    public async Task Who_has_no_business_with_plans_sees_none(string staff)
    {
        await using var site = await PlanSite.Start();
        var browser = await site.SignedIn(staff);
        foreach (var address in (string[])[$"{PlanSite.At}/start", $"{PlanSite.At}/draft", $"{PlanSite.At}/draft/needs", "/provision", "/provision.csv", "/provision/hours", "/school/provisions", "/school/provisions/costs"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(address)).Status);
        }
    }

    [Fact]
    public async Task Ids_that_lead_nowhere_are_not_found()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        foreach (var address in (string[])["/pupils/nobody/plan", "/pupils/nobody/plan/start", "/pupils/nobody/plan/draft", "/pupils/nobody/plan/draft/needs", "/pupils/nobody/profile", "/pupils/NOT%7Can%20id/plan", $"{PlanSite.At}/draft/secrets", "/school/provisions/nothing"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await senco.Get(address)).Status);
        }
    }

    [Fact]
    public async Task The_profile_is_one_page_of_the_plan_in_force_without_what_it_costs()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        Assert.Contains("No plan has been issued yet", (await senco.Get("/pupils/ada/profile")).Text, StringComparison.Ordinal);
        await PlanSite.Begin(senco);
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/about"), $"{PlanSite.At}/draft/about", ("helps", "Give me time"));
        await PlanSite.Issue(senco);
        var page = await senco.Get("/pupils/ada/profile");
        Assert.Contains("Give me time", page.Text, StringComparison.Ordinal);
        Assert.Contains("Paired reading: 3 times a week, 15 minutes each", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("£", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_much_is_written_the_profile_stays_one_page_and_says_where_there_is_more()
    {
        await using var site = await PlanSite.Start();
        var words = string.Join(' ', Enumerable.Repeat("words", 150));
        var full = SamplePlan.Whole with
        {
            Adjustments = string.Join('\n', Enumerable.Repeat("line", 100)),
            AboutMe = new(words, words, new string('x', 2000)),
            Outcomes = [.. Enumerable.Range(0, 10).Select(i => SamplePlan.Whole.Outcomes[0] with { Id = $"o{i}", What = words })],
            Provisions = [.. Enumerable.Range(0, 15).Select(i => SamplePlan.Reading with { Id = $"p{i}" })],
        };
        await new PlanBook(site.Rows).Issue("ada", full, SamplePlan.Senco, SamplePlan.Morning, "r", null, async (_, changes) => { await site.Rows.Save(changes, _ct); return true; }, _ct);
        var page = await (await site.SignedIn()).Get("/pupils/ada/profile");
        Assert.Equal(8, page.Text.Split("(more in the plan)").Length - 1);
        Assert.Equal(9, page.Document.QuerySelectorAll(".app-profile__box .govuk-list--bullet li").Length);
        Assert.InRange(page.Document.QuerySelector(".app-profile")!.TextContent.Length, 100, 5000);
    }

    [Fact]
    public async Task A_teacher_sees_the_profile_and_the_plan_of_those_they_teach_and_of_nobody_else_and_it_is_noted()
    {
        await using var site = await PlanSite.Start();
        var (senco, teacher) = (await site.SignedIn(), await site.SignedIn("t1"));
        await PlanSite.Begin(senco);
        await PlanSite.Issue(senco);
        Assert.Contains("Nobody has been put down as taught by you", (await teacher.Get("/my-pupils")).Text, StringComparison.Ordinal);
        foreach (var address in (string[])["/pupils/ada/profile", PlanSite.At, $"{PlanSite.At}/1", $"{PlanSite.At}/2/changes"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(address)).Status);
        }

        await new Teaching(site.Rows).Set("ada", new HashSet<string> { "t1" }, _ct);
        var mine = await teacher.Get("/my-pupils");
        Assert.Equal("See the profile of Ada Okafor", mine.Document.QuerySelector("a[href='/pupils/ada/profile']")!.TextContent);
        Assert.DoesNotContain("Ali, Ben", mine.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await teacher.Get("/pupils/ada/profile")).Status);
        var plan = await teacher.Get(PlanSite.At);
        Assert.Equal("/my-pupils", plan.Document.QuerySelector(".govuk-back-link")!.GetAttribute("href"));
        Assert.DoesNotContain("Change this plan", plan.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("£", plan.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get("/pupils/ben/profile")).Status);
        await new Pupils(site.Rows).Change("ada", p => p with { Left = new(2026, 11, 19) }, _ct);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get("/pupils/ada/profile")).Status);
        Assert.Equal(["plan-issued", "profile-read", "profile-read"], (await new PupilLog(site.Rows).Of("ada", _ct)).Select(l => l.What).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_office_sees_no_plan()
    {
        await using var site = await PlanSite.Start();
        var office = await site.SignedIn("a1");
        foreach (var address in (string[])[PlanSite.At, $"{PlanSite.At}/1", "/pupils/ada/profile", "/my-pupils"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await office.Get(address)).Status);
        }
    }

    [Fact]
    public async Task From_home_it_is_two_clicks_to_the_plan_that_support_waits_for()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        var (runner, today) = (site.Get<CaseRunner>(), site.Clock.Today);
        var id = new CaseId(TestSite.Urn, "support1");
        foreach (var e in (Event[])[new Event.Started(today, Concern.GapStays), new Event.ParentsTold(today, Way.Meeting), new Event.Assessed([Evidence.TeacherAssessment])])
        {
            await runner.Tell(id, All.GraduatedApproach, e, new Actor(Role.Senco, "s1"), e.GetType().Name, _ct, new Subject("pupil", "ada", "Okafor, Ada"));
        }

        var home = await senco.Get("/");
        var link = home.Document.QuerySelector($"a[href='/graduated-approach/{id}/plan']")!;
        Assert.Equal($"{PlanSite.At}/start", (await senco.Get(link.GetAttribute("href")!)).Location!.OriginalString);
        await PlanSite.Begin(senco);
        Assert.Equal($"{PlanSite.At}/draft", (await senco.Get(link.GetAttribute("href")!)).Location!.OriginalString);
        await PlanSite.Issue(senco);
        Assert.Equal(PlanSite.At, (await senco.Get(link.GetAttribute("href")!)).Location!.OriginalString);
        Assert.IsType<State.Doing>(All.GraduatedApproach.Read((await new Caseload(TestSite.Urn, site.Rows).Find(id.Id, _ct))!.State));
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get("/graduated-approach/100001-other/plan")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get("/graduated-approach/100002-support1/plan")).Status);
    }
}
