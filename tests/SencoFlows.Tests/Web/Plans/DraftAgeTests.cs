using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Web.Plans;

/// <summary>A draft stays until somebody decides, and says how old it is.</summary>
public class DraftAgeTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_says_how_old_it_is_and_who_wrote_last_and_is_there_after_a_year()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var draft = await senco.Get($"{PlanSite.At}/draft");
        Assert.Contains("Last changed today, on 20 November 2026, by Sofia Reyes", draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("six weeks", draft.Text, StringComparison.Ordinal);
        Assert.NotNull((await senco.Get("/provision")).Document.QuerySelector("a[href='/provision/drafts']"));
        Assert.NotNull((await senco.Get("/provision/drafts")).Document.QuerySelector($"a[href='{PlanSite.At}/draft']"));

        site.Clock.Advance(TimeSpan.FromDays(10));
        await new PlanDrafts(site.Rows).Save("ada", d => d!.With("home", "Read aloud", "h1", site.Clock.GetUtcNow()), _ct);
        site.Clock.Advance(TimeSpan.FromDays(42));
        senco = await site.SignedIn();
        draft = await senco.Get($"{PlanSite.At}/draft");
        Assert.Contains("Begun on 20 November 2026 by Sofia Reyes. Last changed 6 weeks ago, on 30 November 2026, by Hugh Marlow", draft.Text, StringComparison.Ordinal);
        Assert.Contains("It stays here until somebody does", draft.Text, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Contains("13 months ago", (await (await site.SignedIn()).Get($"{PlanSite.At}/draft")).Text, StringComparison.Ordinal);
    }
}
