using System.Net;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Tests.GovUk;
using State = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>Reviews of one pupil and of a group, in few clicks.</summary>
public sealed class ReviewPagesTests
{
    private const string _case = "/graduated-approach/100001-g1/";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

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
}
