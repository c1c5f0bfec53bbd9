using System.Net;
using AngleSharp;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Tests.Web.GraduatedApproach;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Nobody puts words into another's mouth: whose words they are and who wrote them down are two things, and both are shown.</summary>
public sealed class VoiceTests
{
    private const string _view = "/graduated-approach/100001-g1/view";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_teacher_writes_down_the_pupil_s_words_and_their_own_and_nobody_else_s()
    {
        await using var site = await Site();
        var teacher = await site.Site.SignedIn("t1");
        var page = await teacher.Get(_view);
        Assert.Equal(["", "pupil", "t1"], page.Document.QuerySelectorAll("select[name=of] option").Select(o => o.GetAttribute("value")));
        foreach (var forged in (string[])["c1", "c2", "s1", "h1"])
        {
            var no = await teacher.Send(page, _view, ("of", forged), ("words", "I agree to everything"));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "Select the pupil or yourself. What parents say comes from themselves, or is written down by the SENCO or headteacher"), (no.Status, Assert.Single(no.Errors)));
            Assert.Contains("I agree to everything", no.Document.ToHtml(), StringComparison.Ordinal);
        }

        Assert.Empty((await site.Support()).Cycle.Views);
        Assert.Empty(await site.Words.About("ada", _ct));
        Assert.Equal(HttpStatusCode.Redirect, (await teacher.Send(page, _view, ("of", "pupil"), ("words", "I like maps"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await teacher.Send(await teacher.Get(_view), _view, ("of", "t1"), ("words", "She asks for maps"))).Status);

        var senco = await site.Site.SignedIn();
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(await senco.Get(_view), _view, ("of", "c1"), ("words", "She sleeps well"))).Status);
        var shown = (await senco.Get("/cases/100001-g1")).Text;
        Assert.Contains("The pupil, written down by Tara Lin, 20 November 2026", shown, StringComparison.Ordinal);
        Assert.Contains("Tara Lin, 20 November 2026", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Tara Lin, written down", shown, StringComparison.Ordinal);
        Assert.Contains("Ngozi Okafor, mother, written down by Sofia Reyes, 20 November 2026", shown, StringComparison.Ordinal);
        var history = (await senco.Get("/cases/100001-g1")).Document.QuerySelectorAll(".app-timeline__item")[0].TextContent;
        Assert.Contains("A parent said what they think", history, StringComparison.Ordinal);
        Assert.Contains("Sofia Reyes", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SENCO_who_also_teaches_writes_down_what_a_parent_said()
    {
        await using var site = await Site();
        await site.Site.Get<Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x.Id == "s1" ? x with { Roles = [Role.Teacher, Role.Senco] } : x)] }, _ct);
        var senco = await site.Site.SignedIn();
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(await senco.Get(_view), _view, ("of", "t1"), ("words", "She asks for maps"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(await senco.Get(_view), _view, ("of", "c1"), ("words", "She sleeps well"))).Status);
        Assert.All(await site.Words.About("ada", _ct), w => Assert.Equal(new Actor(Role.Senco, "s1"), w.By));
    }

    [Theory]
    [InlineData(Role.Teacher, "t1", "c1", ViewOf.Parents)]
    [InlineData(Role.Teacher, "t1", "t2", ViewOf.Teacher)]
    [InlineData(Role.Teacher, "t1", "c1", ViewOf.Teacher)]
    [InlineData(Role.Parents, "c1", "c2", ViewOf.Parents)]
    [InlineData(Role.Parents, "c1", "pupil", ViewOf.Pupil)]
    [InlineData(Role.Parents, "c1", "t1", ViewOf.Teacher)]
    public async Task The_process_itself_refuses_it(Role role, string id, string whose, ViewOf of)
    {
        await using var site = await Site();
        var answer = await site.Site.Runner.Tell(site.Site.Id("g1"), SencoFlows.Processes.All.GraduatedApproach, new GraduatedApproachProcess.Event.ViewGiven(whose, of, "v1"), new(role, id), RecordId.New(), _ct);
        Assert.IsType<Answer.Refused>(answer);
    }

    [Fact]
    public async Task A_form_that_comes_again_after_many_others_changes_nothing_and_says_so()
    {
        await using var site = await Site();
        var senco = await site.Site.SignedIn();
        var page = await senco.Get(_view);
        Assert.Equal(HttpStatusCode.Redirect, (await senco.Send(page, _view, ("of", "pupil"), ("words", "The first words"))).Status);
        for (var i = 0; i < 25; i++)
        {
            await site.Tell("g1", new GraduatedApproachProcess.Event.ViewGiven(i % 2 == 0 ? "c1" : "c2", ViewOf.Parents, $"v{i}"));
        }

        var length = (await site.Site.Case("g1")).Length;
        var again = await senco.Send(page, _view, ("of", "pupil"), ("words", "Other words"), (SencoFlows.Web.Once.SeenField, ""));
        Assert.Equal((HttpStatusCode.Conflict, "This has been done already, or somebody else was quicker"), (again.Status, again.H1));
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
        Assert.Equal("The first words", Assert.Single(await site.Words.About("ada", _ct)).About("words"));
    }

    private static async Task<SupportSite> Site()
    {
        var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: [SupportSite.Mother, SupportSite.Father]);
        await site.AtWork();
        await new Teaching(site.Site.Rows).Set("ada", new HashSet<string>(["t1"], StringComparer.Ordinal), _ct);
        return site;
    }
}
