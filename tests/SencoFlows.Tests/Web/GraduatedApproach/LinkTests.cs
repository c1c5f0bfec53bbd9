using System.Net;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>What parents and teachers do by a link, without an account.</summary>
public sealed class LinkTests
{
    private const string _ours = "/our-child/100001-g1";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<SupportSite> NearReview()
    {
        var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: [SupportSite.Mother, SupportSite.Father]);
        await new Teaching(site.Site.Rows).Set("ada", new HashSet<string> { "t1" }, _ct);
        await site.AtWork();
        await site.NearReview();
        return site;
    }

    /// <summary>By the code that is mailed to the mother.</summary>
    private static async Task<Shown> ReadPlan(SupportSite site, Browser browser)
    {
        Assert.Equal(_ours + "/code", (await browser.Get(_ours + "/plan")).Location!.OriginalString);
        var door = await browser.Get(_ours + "/code");
        Assert.Equal("You need a code", door.H1);
        Assert.Contains("in Polish, or for an interpreter", door.Text, StringComparison.Ordinal);
        await browser.Send(door, _ours + "/new-code");
        var code = Regex.Match(site.Post.Taken[^1].Wording.Text, "(?m)^[0-9]{6}\\r?$", RegexOptions.None, TimeSpan.FromSeconds(1)).Value.Trim();
        Assert.Equal("ngozi@example.org", site.Post.Taken[^1].To.Email);
        Assert.Contains("You asked for a code", site.Post.Taken[^1].Wording.Text, StringComparison.Ordinal); // Not the words for another school.
        Assert.Equal(_ours + "/plan", (await browser.Send(await browser.Get(_ours + "/code"), _ours + "/code", ("code", code))).Location!.OriginalString);
        return await browser.Get(_ours + "/plan");
    }

    [Fact]
    public async Task Opening_a_link_changes_nothing_and_shows_nothing_until_a_person_presses()
    {
        await using var site = await NearReview();
        var length = (await site.Site.Case("g1")).Length;
        var browser = site.Site.Anybody();
        foreach (var link in (string[])[site.Link("family", "ngozi@example.org"), site.Link("contribute", "t.lin@oaklane.example")])
        {
            var door = await browser.Get(link);
            Assert.Equal(HttpStatusCode.OK, door.Status);
            Assert.DoesNotContain("Ada", door.Text, StringComparison.Ordinal);
        }

        Assert.Equal(length, (await site.Site.Case("g1")).Length);
    }

    [Fact]
    public async Task A_parent_sees_the_stage_and_the_dates_and_says_what_they_think_in_any_script()
    {
        await using var site = await NearReview();
        var (browser, page) = await site.Enter(site.Link("family", "ngozi@example.org"));
        Assert.Contains("Soon we look together at how it went", page.Text, StringComparison.Ordinal);
        Assert.Contains("Friday 18 December 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("You can ask the school to tell you this in Polish", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Reads a new page", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);

        var form = await browser.Get(_ours + "/view");
        var sent = await browser.Send(form, _ours + "/view", ("well", "היא אוהבת לקרוא 📚👧🏽"), ("hard", "<p class=\"MsoNormal\"><b>Spelling</b><o:p></o:p></p>"), ("help", "\u202Etxet"));
        Assert.Equal(_ours + "/thank-you", sent.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(form, _ours + "/view", ("well", "twice"))).Status);
        var said = Assert.Single(await site.Words.About("ada", _ct));
        Assert.Equal(("c1", "היא אוהבת לקרוא 📚👧🏽", "Spelling", "txet"), (said.Of, said.About("well"), said.About("hard"), said.About("help")));
        Assert.Contains("We have what you wrote", (await browser.Get(_ours)).Text, StringComparison.Ordinal);
        Assert.Equal(["c1"], (await site.Support()).Cycle.Answered);

        // The SENCO reads it before the review; who has answered is not asked again.
        Assert.Contains("היא אוהבת לקרוא", (await (await site.Site.SignedIn()).Get("/graduated-approach/100001-g1/review")).Text, StringComparison.Ordinal);
        site.Post.Taken.Clear();
        site.Site.Clock.Advance(TimeSpan.FromDays(0));
        var due = SencoFlows.Processes.All.GraduatedApproach.Due(await site.State(), await site.Site.Get<Schools>().Get(TestSite.Urn, _ct)).First(d => d.Rule.Id == "support-views");
        site.Site.Clock.Advance(due.Lapses.Dawn - site.Site.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        await site.Daily();
        Assert.Equal(["emeka@example.org", "t.lin@oaklane.example"], site.Post.Taken.Select(m => m.To.Email).Where(e => e != "s.reyes@oaklane.example").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Forty_thousand_characters_are_refused_and_none_of_them_is_lost()
    {
        await using var site = await NearReview();
        var (browser, _) = await site.Enter(site.Link("family", "ngozi@example.org"));
        var text = new string('x', 40_000);
        var page = await browser.Send(await browser.Get(_ours + "/view"), _ours + "/view", ("well", text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(["What goes well must be 4,000 characters or fewer"], page.Errors);
        Assert.Equal(text, page.Document.QuerySelector("textarea[name=well]")!.Text());
        Assert.Equal(["Write something in at least one of the boxes"], (await browser.Send(await browser.Get(_ours + "/view"), _ours + "/view", ("well", " \n "))).Errors);
        Assert.Empty(await site.Words.About("ada", _ct));
    }

    [Fact]
    public async Task A_link_of_somebody_whose_access_was_removed_opens_nothing_also_in_the_middle_of_a_visit()
    {
        await using var site = await NearReview();
        var link = site.Link("family", "ngozi@example.org");
        var (browser, _) = await site.Enter(link);
        var form = await browser.Get(_ours + "/view");
        var pupils = new Pupils(site.Site.Rows);
        var mother = (await pupils.File("ada", _ct))!.Contacts.Single(c => c.Value.Id == "c1");
        await pupils.Save("ada", mother.Value with { CourtOrder = new("Prohibited steps order", "No contact", null) }, mother.Revision, _ct);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(form, _ours + "/view", ("well", "x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(_ours)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Enter(link)).Page.Status);
        Assert.Empty(await site.Words.About("ada", _ct));
    }

    [Fact]
    public async Task The_plan_is_shown_only_after_the_code_and_what_the_other_parent_wrote_never()
    {
        await using var site = await NearReview();
        var (father, _) = await site.Enter(site.Link("family", "emeka@example.org"));
        await father.Send(await father.Get(_ours + "/view"), _ours + "/view", ("well", "Only his mother disagrees"));
        await site.Tell("g1", new Told.MeetingHeld("m1", site.Site.Clock.Today, []));

        var (browser, _) = await site.Enter(site.Link("family", "ngozi@example.org"));
        var plan = await ReadPlan(site, browser);
        Assert.Contains("Reads a new page without help", plan.Text, StringComparison.Ordinal);
        Assert.Contains("Ten minutes of reading aloud each evening", plan.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("disagrees", plan.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("£", plan.Text, StringComparison.Ordinal);
        Assert.Contains(await new PupilLog(site.Site.Rows).Of("ada", _ct), l => l is { What: "plan-read", By.Id: "c1" });
    }

    [Fact]
    public async Task A_parent_agrees_with_the_plan_or_asks_to_talk_and_the_SENCO_sees_it()
    {
        await using var site = await NearReview();
        var (browser, _) = await site.Enter(site.Link("family", "ngozi@example.org"));
        var plan = await ReadPlan(site, browser);
        var wrong = await browser.Send(plan, _ours + "/plan", ("words", "Too much reading aloud"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Too much reading aloud"), (wrong.Status, wrong.Document.QuerySelector("textarea[name=words]")!.Text()));
        Assert.Equal(["Select an answer"], wrong.Errors);
        Assert.Equal(_ours + "/plan#answer", (await browser.Send(wrong, _ours + "/plan", ("agrees", "talk"), ("words", "Too much reading aloud"))).Location!.OriginalString);
        Assert.Contains("you told us that you want to talk about it", (await browser.Get(_ours + "/plan")).Text, StringComparison.Ordinal);
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Equal(["s.reyes@oaklane.example"], site.Post.Taken.Where(m => m.Wording.Subject == "A parent wants to talk with you").Select(m => m.To.Email));

        var senco = await site.Site.SignedIn();
        var @case = (await senco.Get("/cases/100001-g1")).Text;
        Assert.Contains("wants to talk about version 1", @case, StringComparison.Ordinal);
        Assert.Contains("Too much reading aloud", @case, StringComparison.Ordinal);
        Assert.Contains("Talk with a parent about the plan", @case, StringComparison.Ordinal);
        await senco.Send(await senco.Get("/graduated-approach/100001-g1/agree"), "", ("by", "c1"), ("agrees", "yes"));
        Assert.Contains("you told us that you agree", (await browser.Get(_ours + "/plan")).Text, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single((await site.Support()).Promises).Kept);
    }

    [Fact]
    public async Task A_teacher_contributes_without_an_account_as_long_as_they_teach_the_pupil()
    {
        await using var site = await NearReview();
        var link = site.Link("contribute", "t.lin@oaklane.example");
        var (browser, page) = await site.Enter(link);
        Assert.Contains("Ada O, Year 5", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", page.Text, StringComparison.Ordinal);
        Assert.Equal("/say/100001-g1/thank-you", (await browser.Send(page, "/say/100001-g1", ("hard", "Long texts after lunch"))).Location!.OriginalString);
        Assert.Equal("t1", Assert.Single(await site.Words.About("ada", _ct)).Of);

        await new Teaching(site.Site.Rows).Set("ada", new HashSet<string>(), _ct);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/say/100001-g1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Enter(link)).Page.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(_ours)).Status);
    }

    [Fact]
    public async Task An_invitation_goes_into_the_calendar_moves_there_and_goes_again()
    {
        await using var site = await NearReview();
        await site.Tell("g1", new Told.MeetingArranged("m1", new(2027, 3, 29), new(15, 30), 45, Place.AtSchool));
        await site.Tell("g1", new Told.MeetingMoved("m1", new(2027, 3, 26), new(15, 30), 45, Place.AtSchool));
        await site.Tell("g1", new Told.MeetingCancelled("m1", CancelReason.FamilyAsked));
        site.Post.Taken.Clear();
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        var entries = site.Post.Taken.Where(m => m.To.Email == "ngozi@example.org").Select(m => m.Calendar!).OrderBy(c => Line(c, "SEQUENCE"), StringComparer.Ordinal).ToList();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], entries.Select(c => Line(c, "METHOD")));
        Assert.Equal(["0", "1", "2"], entries.Select(c => Line(c, "SEQUENCE")));
        Assert.Equal("100001-g1-m1@sencoflows", Assert.Single(entries.Select(c => Line(c, "UID")).Distinct()));

        // The clocks go forward on 28 March 2027: half past three is another moment after it.
        Assert.Equal(["20270329T143000Z", "20270326T153000Z", "20270326T153000Z"], entries.Select(c => Line(c, "DTSTART")));
        Assert.All(entries, c => Assert.DoesNotMatch("(?i)ada\\b|okafor,|special|SEN |support|plan", c.Replace("Ngozi Okafor", "", StringComparison.Ordinal)));
        Assert.All(entries, c => Assert.All(c.Split("\r\n"), l => Assert.True(System.Text.Encoding.UTF8.GetByteCount(l) <= 75)));
    }

    private static string Line(string ics, string name) => ics.Split("\r\n").Single(l => l.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
}
