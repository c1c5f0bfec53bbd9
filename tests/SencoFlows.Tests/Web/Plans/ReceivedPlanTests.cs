using AngleSharp.Html.Dom;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Record.Plans;
using Here = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;

namespace SencoFlows.Tests.Web.Plans;

/// <summary>A pupil moves within the deployment, and the next school's plan begins where the last one stands.</summary>
public class ReceivedPlanTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plan_that_came_with_the_record_becomes_a_draft_and_then_a_plan_of_the_next_school()
    {
        await using var two = await TwoSchools.Start();
        await new PlanBook(two.Site.Rows).Issue("p1", SamplePlan.Whole, SamplePlan.Senco, SamplePlan.Morning, "r", null, async (_, changes) => { await two.Site.Rows.Save(changes, _ct); return true; }, _ct);
        await two.Send();
        var senco = await two.Senco();
        var home = $"/record-arrival/{two.Arrival}";
        await senco.Send(await senco.Get($"{home}/open"), $"{home}/open");
        await two.Settle();
        await senco.Send(await senco.Get($"{home}/file"), $"{home}/file");
        await two.Settle();
        var pupil = Assert.IsType<Here.Filed>(await two.Here()).Arrival.Pupil!;

        var start = await senco.Get($"/pupils/{pupil}/plan/start");
        Assert.Contains("A plan came with the record from Oak Lane Primary, agreed on 20 November 2026: 1 outcome, 1 provision", start.Text, StringComparison.Ordinal);
        await senco.Send(Assert.IsAssignableFrom<IHtmlFormElement>(start.Document.QuerySelector($"form[action='/pupils/{pupil}/plan/received']")), "");
        var at = $"/pupils/{pupil}/plan/draft";
        await senco.Send(await senco.Get(at), at);
        var plan = (await new PlanBook(two.HillRows).Current(pupil, _ct))!.Plan;
        Assert.Equal(("Reads a new page without help", "Reading test"), (plan.Outcomes[0].What, plan.Outcomes[0].Measure));
        Assert.Equal(("Paired reading", Deliverer.TeachingAssistant, 2, 20, 10), (plan.Provisions[0].Name, plan.Provisions[0].By, plan.Provisions[0].GroupSize, plan.Provisions[0].Minutes, plan.Provisions[0].Weeks));
        Assert.Equal("Reading age", plan.Baselines[0].What);
        Assert.Equal((SamplePlan.Whole.AboutMe, SamplePlan.Whole.Adjustments, SamplePlan.Whole.AtHome), (plan.AboutMe, plan.Adjustments, plan.AtHome));
        Assert.Null(plan.Provisions[0].Who);
    }

    [Fact]
    public async Task Where_no_plan_came_none_is_offered()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        var start = await senco.Get($"{PlanSite.At}/start");
        Assert.DoesNotContain("came with the record", start.Text, StringComparison.Ordinal);
        var forged = Assert.IsAssignableFrom<IHtmlFormElement>(start.Document.QuerySelector("main form[method=post]"));
        forged.SetAttribute("action", $"{PlanSite.At}/received");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await senco.Send(forged, "")).Status);
    }

    [Fact]
    public void A_strangers_plan_is_cleaned_cut_and_held_to_our_numbers()
    {
        var outcomes = Enumerable.Repeat(new PackOutcome("<p class=MsoNormal>Reads<o:p></o:p></p>", new string('x', 2_000_000), "t", new(2001, 1, 1)), 500);
        var plan = new PackPlan(1, new(2026, 11, 1), new(2026, 12, 1), [.. outcomes], [new("A", "robot", -1, 0, -5, 0, new(2026, 1, 1), new(2026, 2, 1))]);
        var draft = new ReceivedPlan(plan, "Elsewhere").Begin("abcdefgh", new("ada", "Ada", "Okafor", new(2016, 3, 4), "5"), new SencoFlows.Tests.Processes.RecordTransfer.Tale().School, "s1", SamplePlan.Morning);
        Assert.Equal(10, draft.Of("outcomes").Count);
        Assert.Equal(("Reads", 10_000, ""), (draft["outcomes.came1.what"], draft["outcomes.came1.measure"].Length, draft["provisions.came1.by"]));
    }
}
