using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Processes.GraduatedApproach;

/// <summary>Whether the parents agree with the plan: Code of Practice 6.48.</summary>
public class PlanAnswerTales
{
    [Fact]
    public void Each_parent_has_an_answer_of_their_own_and_may_change_it()
    {
        var tale = SupportTale.AtWork().Tell(new Told.PlanAnswered("c1", 1, Agrees: true), SupportTale.Mother).Tell(new Told.PlanAnswered("c2", 1, Agrees: false), SupportTale.Senco);
        Assert.Equal([("c1", true), ("c2", false)], tale.Support.Cycle.AnswersNow.Select(a => (a.By, a.Agrees)));
        tale.Tell(new Told.PlanAnswered("c2", 1, Agrees: true));
        Assert.Equal([("c1", true), ("c2", true)], tale.Support.Cycle.AnswersNow.Select(a => (a.By, a.Agrees)));
    }

    [Fact]
    public void A_talk_that_a_parent_asks_for_is_told_at_once_and_found_out_when_nobody_calls()
    {
        var tale = SupportTale.AtWork().Tell(new Told.PlanAnswered("c1", 1, Agrees: false), SupportTale.Mother);
        Assert.Contains("Senco: support-plan-talk", tale.Mails(tale.Today));
        Assert.Equal(new(2026, 9, 14), Assert.Single(tale.Support.Promises).By);
        tale.Until(2026, 9, 15);
        Assert.Contains("Senco: support-promise-broken", tale.Mails(tale.Today));
        Assert.NotNull(Assert.Single(tale.Support.Promises).Broken);
    }

    [Fact]
    public void Asking_again_while_a_talk_is_owed_sends_nothing_more_and_agreeing_settles_it()
    {
        var tale = SupportTale.AtWork().Tell(new Told.PlanAnswered("c1", 1, Agrees: false), SupportTale.Mother).Tell(new Told.PlanAnswered("c1", 1, Agrees: false, "more"), SupportTale.Mother);
        Assert.Single(tale.Mails(), m => m == "Senco: support-plan-talk");
        Assert.Single(tale.Support.Promises);
        tale.Tell(new Told.PlanAnswered("c1", 1, Agrees: true), SupportTale.Mother).Until(2026, 9, 30);
        Assert.Equal(new(2026, 9, 7), Assert.Single(tale.Support.Promises).Kept);
        Assert.DoesNotContain("Senco: support-promise-broken", tale.Mails());
    }

    [Fact]
    public void An_answer_is_about_the_version_that_is_at_work()
    {
        var tale = SupportTale.AtWork().Tell(new Told.PlanAnswered("c1", 1, Agrees: true), SupportTale.Mother).Tell(new Told.PlanIssued(2, new(2026, 12, 17)));
        Assert.Empty(tale.Support.Cycle.AnswersNow);
        Assert.Equal("A newer version of the plan has been issued. Read it first", tale.Refused(new Told.PlanAnswered("c1", 1, Agrees: true)).Reason);
        Assert.Equal("There is no plan at work to agree to", SupportTale.Started().Refused(new Told.PlanAnswered("c1", 1, Agrees: true)).Reason);
    }

    [Fact]
    public void Nobody_changes_their_mind_so_often_that_the_case_holds_no_more()
    {
        var tale = SupportTale.AtWork();
        Assert.Equal(10, Enumerable.Range(0, 100).Count(i => tale.Try(new Told.PlanAnswered("c1", 1, i % 2 == 0))));
        Assert.Equal("This has been answered often enough. Call the school if there is more to say", tale.Refused(new Told.PlanAnswered("c1", 1, Agrees: true)).Reason);
        Assert.True(tale.Try(new Told.PlanAnswered("c2", 1, Agrees: true)));
    }
}
