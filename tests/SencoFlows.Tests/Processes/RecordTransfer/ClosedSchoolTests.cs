using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Web;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordTransfer;

/// <summary>The next school closes, merges or gets a new number while the record is on its way.</summary>
public sealed class ClosedSchoolTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sender_learns_it_on_the_next_day_and_sends_the_record_to_the_school_that_took_its_place()
    {
        await using var two = await TwoSchools.Start();
        await two.Site.Ada();
        await Register(two, SchoolStatus.Open, null);
        await two.Site.Move("t1", Tale.Registered with { Name = "Mill Field Primary", Urn = "100050" });
        await two.Settle();
        await two.Site.Get<ClosedSchools>().Look(_ct);
        Assert.Null((await two.There()).Transfer.Gone);

        await Register(two, SchoolStatus.Closed, new(2026, 11, 19));
        await Task.WhenAll(two.Site.Get<ClosedSchools>().Look(_ct), two.Site.Get<ClosedSchools>().Look(_ct));
        await two.Settle();

        Assert.Equal(["Mill Field Academy"], (await two.There()).Transfer.Gone!.Successors);
        Assert.Equal(("The next school has closed", "correct"), (await two.Site.Case("t1")).Agenda is var a ? (a.Stage, a.Action) : default);
        Assert.Single(two.Mails("s.reyes@oaklane.example"), m => m == "The next school has closed");
        Assert.Contains("Mill Field Academy", two.Post.Taken.Single(m => m.Wording.Subject == "The next school has closed").Wording.Text, StringComparison.Ordinal);

        await two.Site.Told("t1", new Told.Corrected(Tale.Registered with { Name = "Mill Field Academy", Urn = "100051" }), Tale.Senco);
        await two.Settle();
        Assert.Null((await two.There()).Transfer.Gone);
        Assert.Equal(2, Assert.IsType<State.OnItsWay>(await two.There()).Transfer.Parcel.Number);
    }

    [Fact]
    public async Task A_school_that_closes_only_later_or_has_the_record_already_changes_nothing()
    {
        await using var two = await TwoSchools.Start();
        await two.Site.Ada();
        await Register(two, SchoolStatus.Closed, new(2027, 8, 31));
        await two.Site.Move("t1", Tale.Registered with { Urn = "100050" });
        await two.Site.Sent("t1");
        await two.Site.Get<ClosedSchools>().Look(_ct);
        Assert.Null((await two.There()).Transfer.Gone);

        await two.Site.Told("t1", new Told.Opened(1), Tale.NextSchool);
        await two.Site.Told("t1", new Told.Verified(1, new string('a', 64)), Tale.NextSchool);
        await two.Site.Told("t1", new Told.Filed(1), Tale.NextSchool);
        await Register(two, SchoolStatus.Closed, new(2026, 11, 1));
        await two.Site.Get<ClosedSchools>().Look(_ct);
        Assert.Null(Assert.IsType<State.Arrived>(await two.There()).Transfer.Gone);
    }

    private static Task<RegisterChanges> Register(TwoSchools two, SchoolStatus status, DateOnly? closed) => two.Site.Get<SchoolRegister>().Import(
    [
        new("100050", "Mill Field Primary", "Community school", Phase.Primary, status) { Closed = closed },
        new("100051", "Mill Field Academy", "Academy converter", Phase.Primary, SchoolStatus.Open),
    ], new Dictionary<string, IReadOnlyList<string>> { ["100050"] = ["100051"] }, _ct);
}
