using SencoFlows.Processes.GraduatedApproach;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Processes.GraduatedApproach;

public class ViewTales
{
    [Fact]
    public void One_person_cannot_write_so_often_that_the_case_holds_no_more()
    {
        var tale = SupportTale.AtWork();
        var taken = Enumerable.Range(0, 1000).Count(i => tale.Try(new Told.ViewGiven("c1", ViewOf.Parents, $"v{i}")));
        Assert.InRange(taken, 10, 100);
        Assert.Equal("Enough has been written since the last review. Call the school if there is more to say", tale.Refused(new Told.ViewGiven("c1", ViewOf.Parents, "more")).Reason);
        tale.Tell(new Told.ViewGiven("t1", ViewOf.Teacher, "w1"), SupportTale.Teacher);
        tale.Tell(tale.Reviewed(Result.Met, Decision.Change)).Tell(new Told.ViewGiven("c1", ViewOf.Parents, "next"), SupportTale.Mother);
    }
}
