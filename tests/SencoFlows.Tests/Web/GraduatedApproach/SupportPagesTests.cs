using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.GovUk;
using State = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

public sealed class SupportPagesTests
{
    private const string _case = "/graduated-approach/100001-g1/";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Support_starts_from_the_page_of_the_pupil_and_once_however_often_it_is_pressed()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        var browser = await site.Site.SignedIn();
        const string at = "/graduated-approach/start?pupil=ada";
        Assert.Contains((await browser.Get("/pupils/ada")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == at);
        var page = await browser.Get(at);
        Assert.Equal(["Select where the concern came from", "Select whether the parents have been told"], (await browser.Send(page, at)).Errors);

        (string, string)[] answers = [("concern", "GapStays"), ("told", "no")];
        var begun = await browser.Send(page, at, answers);
        Assert.Matches("^/cases/100001-[0-9a-f]{32}\\?done$", begun.Location!.OriginalString);
        Assert.Equal(begun.Location, (await browser.Send(page, at, answers)).Location);
        Assert.Single(await new Caseload(TestSite.Urn, site.Site.Rows).About("ada", _ct));

        var shown = await browser.Get(begun.Location.OriginalString);
        Assert.Contains("SEN support was decided", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Children and Families Act 2014, s.68", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await browser.Get("/pupils/ada")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == at);
    }

    /// <summary>Every act: what to type, and what the history says afterwards.</summary>
    public static TheoryData<string, string[], string> Acts => new()
    {
        { "view", ["of", "c1", "words", "She likes reading now"], "A parent said what they think" },
        { "meeting", ["on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "3:30pm"], "A meeting with the family was arranged" },
        { "meeting-held", ["notes", "More time for reading", "what1", "Order books", "owner1", "Teacher", "by1.Day", "4", "by1.Month", "12", "by1.Year", "2026"], "A meeting with the family was held" },
        { "open-review", [], "The review was opened early" },
        { "postpone", ["to.Day", "8", "to.Month", "1", "to.Year", "2027", "reason", "FamilyCannotCome"], "The review was moved: the family cannot come" },
        { "specialist", ["service", "SpeechAndLanguage"], "A specialist was asked: speech and language therapist" },
        { "la-asked", [], "The local authority was asked for an EHC needs assessment" },
        { "ehc-plan", [], "The local authority made an EHC plan" },
        { "consent", ["what", "Specialist"], "A parent no longer agrees: bringing in specialists" },
        { "report", [], "The yearly report went to the parents" },
        { "away", ["back.Day", "4", "back.Month", "1", "back.Year", "2027"], "The pupil is away" },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_act_is_one_page_one_button_and_counts_once(string act, string[] typed, string said)
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: SupportSite.Mother);
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        Assert.Contains((await browser.Get("/cases/100001-g1")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == _case + act);
        var page = await browser.Get(_case + act);
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);
        var answers = typed.Chunk(2).Select(p => (p[0], p[1])).ToArray();
        var sent = await browser.Send(page, _case + act, answers);
        Assert.True(sent.Location?.OriginalString == "/cases/100001-g1?done", string.Join('|', sent.Errors));
        var length = (await site.Site.Case("g1")).Length;
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, _case + act, answers)).Status);
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
        Assert.Equal(said, (await browser.Get("/cases/100001-g1?done")).Document.One(".govuk-notification-banner__heading"));
    }

    [Theory]
    [InlineData("meeting", "Enter the day of the meeting|Enter the time, like 3:30pm or 15:30")]
    [InlineData("meeting", "The meeting must take between 5 and 240 minutes", "on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "15:30", "minutes", "-30")]
    [InlineData("meeting", "Enter how many minutes it takes, like 30", "on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "15.30", "minutes", "half an hour")]
    [InlineData("meeting", "The day of the meeting must be today or in the future", "on.Day", "1", "on.Month", "10", "on.Year", "2026", "at", "1530")]
    [InlineData("postpone", "The review date must be a school day, and the school is closed on 25 December 2026", "to.Day", "25", "to.Month", "12", "to.Year", "2026", "reason", "Other")]
    [InlineData("postpone", "Enter the new day of the review|Select why it moves")]
    [InlineData("view", "Select whose view it is|Enter what they said")]
    [InlineData("meeting-held", "Enter what was agreed")]
    [InlineData("meeting-held", "Select who does it|The day must be on or after the meeting", "notes", "x", "what1", "Order books", "by1.Day", "4", "by1.Month", "11", "by1.Year", "2026")]
    [InlineData("specialist", "Select which specialist")]
    [InlineData("consent", "Select what they no longer agree to")]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(string act, string errors, params string[] typed)
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        var length = (await site.Site.Case("g1")).Length;
        var page = await browser.Send(await browser.Get(_case + act), _case + act, [.. typed.Chunk(2).Select(p => (p[0], p[1]))]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, errors), (page.Status, string.Join('|', page.Errors.OrderBy(e => errors.IndexOf(e, StringComparison.Ordinal)).ThenBy(e => e, StringComparer.Ordinal))));
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
    }

    [Fact]
    public async Task A_review_that_changes_nothing_is_five_clicks_from_the_first_page()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.NearReview();
        var browser = await site.Site.SignedIn();
        var home = await browser.Get("/");
        var link = home.Document.QuerySelectorAll("a").Single(a => a.TextContent.StartsWith("Review the plan", StringComparison.Ordinal)).GetAttribute("href")!; // Click 1.
        var page = await browser.Get(link);
        Assert.Equal("Review the plan", page.H1);

        // What is there already: the plan goes on, the end of next term, today. One outcome is one more click, and Save.
        var saved = await browser.Send(page, link, ("o-o1", "Partly"));
        Assert.True(saved.Location?.OriginalString == "/cases/100001-g1?done", string.Join('|', saved.Errors));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, link, ("o-o1", "Partly"))).Status);
        var support = await site.Support();
        Assert.Equal((1, 2, new DateOnly(2027, 3, 25)), (support.Past.Count, support.Cycle.Number, support.Cycle.Review));
    }

    [Fact]
    public async Task A_review_keeps_what_shows_it_and_says_what_is_missing()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        var page = await browser.Get(_case + "review");
        Assert.Equal(["Select whether this was met", "Select which specialist to ask"], [.. (await browser.Send(page, _case + "review")).Errors, .. (await browser.Send(page, _case + "review", ("o-o1", "Met"), ("decision", "Specialist"))).Errors]);
        var saved = await browser.Send(page, _case + "review", ("o-o1", "NotMet"), ("e-o1", "Test of 18 November: 6 years 5 months"), ("p-p1", "None"), ("decision", "Change"), ("what", "Every day from now on"), ("parents", "yes"));
        Assert.True(saved.Location is not null, string.Join('|', saved.Errors));
        var done = (await site.Support()).Past.Single();
        Assert.Equal((Result.NotMet, Impact.None, Decision.Change), (done.Outcomes[0].Result, done.Provisions[0].Impact, done.Decision));
        Assert.Equal("Test of 18 November: 6 years 5 months", (await site.Words.About("ada", _ct)).Single(s => s.Id == done.Outcomes[0].Evidence).About("o1"));
        Assert.Equal(1, (await site.Support()).Held(new(2026)));
        Assert.IsType<State.Planning>(await site.State());
    }

    [Fact]
    public async Task Eight_pupils_on_the_same_provision_are_reviewed_on_one_page_and_one_mistake_holds_up_nobody_else()
    {
        await using var site = await SupportSite.Start();
        for (var i = 1; i <= 8; i++)
        {
            await site.Pupil($"p{i}", $"Pupil{i}");
            await site.AtWork($"g{i}", $"p{i}");
        }

        site.Site.Clock.Advance(TimeSpan.FromDays(5));
        var browser = await site.Site.SignedIn();
        var link = Assert.Single((await browser.Get("/graduated-approach/group-review")).Document.QuerySelectorAll("main td a, main th a"));
        Assert.Equal("Paired reading", link.Text());
        var at = link.GetAttribute("href")!;
        Assert.Matches("^/graduated-approach/group-review\\?provision=[0-9a-f]{32}$", at); // Staff may call a provision by a child's name.
        var page = await browser.Get(at);
        Assert.Equal(8, page.Document.QuerySelectorAll("input[name^=include]").Length);
        var answers = Enumerable.Range(1, 7).SelectMany(i => new[] { ($"o-p{i}-o1", "Met"), ($"p-p{i}", "High") }).ToArray();
        var seven = await browser.Send(page, at, answers);
        Assert.Equal(["Okafor, p8: select whether “Reads a new page without help” was met"], seven.Errors);
        Assert.Contains("7 reviews saved", seven.Text, StringComparison.Ordinal);
        Assert.Single(seven.Document.QuerySelectorAll("input[name^=include]"));
        Assert.Equal("/graduated-approach?reviewed=1", (await browser.Send(seven, at, ("o-p8-o1", "NotMet"))).Location!.OriginalString);
        for (var i = 1; i <= 8; i++)
        {
            Assert.Single((await site.Support($"g{i}")).Past);
        }

        Assert.Equal("Review a group", (await browser.Get("/graduated-approach/group-review?provision=Paired%20reading")).H1);
    }

    [Fact]
    public async Task A_group_that_did_alike_is_reviewed_with_one_answer_and_whose_review_is_far_away_is_left_out_until_ticked()
    {
        await using var site = await SupportSite.Start();
        for (var i = 1; i <= 8; i++)
        {
            await site.Pupil($"p{i}", $"Pupil{i}");
            await site.AtWork($"g{i}", $"p{i}");
        }

        await site.Tell("g8", new Told.ReviewPostponed(new(2027, 2, 10), PostponeReason.WaitingForReport), "p8");
        site.Site.Clock.Advance(TimeSpan.FromDays(5));
        var browser = await site.Site.SignedIn();
        var at = (await browser.Get("/graduated-approach/group-review")).Document.QuerySelector("main td a, main th a")!.GetAttribute("href")!;
        var page = await browser.Get(at);
        Assert.Equal(8, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["Select how it went, for all or for each pupil"], (await browser.Send(page, at)).Errors);

        // Two clicks: how it went, and Save. One pupil did better.
        Assert.Equal("/graduated-approach?reviewed=7", (await browser.Send(page, at, ("all", "Partly"), ("p-all", "Some"), ("o-p2-o1", "Met"), ("p-p2", "High"))).Location!.OriginalString);
        Assert.Empty((await site.Support("g8")).Past);
        foreach (var (id, result, impact) in new[] { ("g1", Result.Partly, Impact.Some), ("g2", Result.Met, Impact.High), ("g7", Result.Partly, Impact.Some) })
        {
            var done = (await site.Support(id)).Past.Single();
            Assert.Equal((result, impact, Decision.Continue), (done.Outcomes.Single().Result, done.Provisions.Single().Impact, done.Decision));
        }
    }

    [Fact]
    public async Task What_was_promised_is_ticked_off_while_a_meeting_is_recorded_and_any_number_of_actions_finds_room_without_script()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.Tell("g1", new Told.MeetingHeld("m1", new(2026, 11, 20), [new("a1", Owner.Teacher, new(2026, 11, 20)), new("a2", Owner.Family, new(2026, 11, 27))]));
        var browser = await site.Site.SignedIn();
        var page = await browser.Get(_case + "meeting-held");
        Assert.Equal(["a1", "a2"], page.Document.QuerySelectorAll("input[name=kept]").Select(b => b.GetAttribute("value")));
        var roomier = await browser.Send(page, _case + "meeting-held", ("notes", "More reading"), ("kept", "a1"), ("what1", "Order books"), ("more", "actions"));
        Assert.Equal((HttpStatusCode.OK, 8), (roomier.Status, roomier.Document.QuerySelectorAll("input[name^=what]").Length));
        Assert.Empty(roomier.Errors);
        Assert.Single((await site.Support()).Meetings);

        // What was typed stands there still; five more are added to it.
        var actions = Enumerable.Range(1, 6).SelectMany(i => new[] { ($"owner{i}", "Teacher"), ($"by{i}.Day", "4"), ($"by{i}.Month", "12"), ($"by{i}.Year", "2026") }).Concat(Enumerable.Range(2, 5).Select(i => ($"what{i}", $"Thing {i}"))).ToArray();
        var saved = await browser.Send(roomier, _case + "meeting-held", actions);
        Assert.True(saved.Location is not null, string.Join('|', saved.Errors));
        var support = await site.Support();
        Assert.Equal((new DateOnly(2026, 11, 20), null), (support.Promises.Single(p => p.Id == "a1").Kept, support.Promises.Single(p => p.Id == "a2").Kept));
        Assert.Equal(7, support.Promises.Count(p => p.Open));
        Assert.Contains("Order books", (await browser.Get(_case + "meeting-held")).Text, StringComparison.Ordinal);
    }

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
    public async Task The_review_on_the_page_of_a_plan_leads_to_its_reasons()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        var why = (await browser.Get("/pupils/ada/plan")).Document.QuerySelector("main strong a")!.GetAttribute("href")!;
        Assert.StartsWith("/law/why?rule=cycle-review", why, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(why)).Status);
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

    [Fact]
    public async Task A_promise_that_was_broken_stands_at_the_top_of_the_next_meeting()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        await browser.Send(await browser.Get(_case + "meeting-held"), _case + "meeting-held", ("notes", "More reading"), ("what1", "Order the books"), ("owner1", "Teacher"), ("by1.Day", "27"), ("by1.Month", "11"), ("by1.Year", "2026"));
        site.Site.Clock.Advance(TimeSpan.FromDays(14));
        await site.Site.Runner.Wake(site.Site.Id("g1"), _ct);
        var next = await (await site.Site.SignedIn()).Get(_case + "meeting-held");
        Assert.Contains("Promised before: what is done?", next.Text, StringComparison.Ordinal);
        Assert.Matches("Order the books\\s*Teacher, by 27 November 2026: late", next.Text);
    }

    [Fact]
    public async Task A_transfer_takes_the_plan_in_force_along_and_support_ends_with_the_last_day()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.Site.Told("t1", new SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event.Started(SencoFlows.Tests.Processes.RecordTransfer.Tale.Registered, new(2026, 12, 4), new(SencoFlows.Processes.RecordTransfer.Sharing.Agreed)),
            SupportSite.Senco, new("pupil", "ada", "Okafor, Ada"));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("t1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Equal(new DateOnly(2026, 12, 4), (await site.Support()).Leaves);

        var pack = (await new SencoFlows.Record.Pack.KeptPacks(site.Site.Rows).Find("t1", 1, _ct))!;
        await using var stream = (await site.Site.Store.Documents(TestSite.Urn).Open(pack.Kept, _ct))!;
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var reader = new StreamReader(zip.GetEntry("record.json")!.Open());
        var plan = System.Text.Json.JsonDocument.Parse(await reader.ReadToEndAsync(_ct)).RootElement.GetProperty("plan");
        Assert.Equal((1, "Reads a new page without help"), (plan.GetProperty("version").GetInt32(), plan.GetProperty("outcomes")[0].GetProperty("what").GetString()));
        Assert.DoesNotContain("perHour", plan.GetRawText(), StringComparison.OrdinalIgnoreCase);

        site.Site.Clock.Advance(TimeSpan.FromDays(16));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Equal(Closing.Left, Assert.IsType<State.Closed>(await site.State()).How);
    }
}
