using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;

namespace SencoFlows.Tests.Cases;

/// <summary>A form chooses the id of what it begins, and a forged one may choose the id of something else.</summary>
public class ForgedIdTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_of_another_process_is_not_told_what_it_cannot_read()
    {
        var desk = new TransferDesk();
        await desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        var started = new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 12, 4), new(Sharing.Agreed));
        await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, started, Tale.Senco, "r1", _ct, new("pupil", "p1", "Okafor, Ada"));

        var other = new GraduatedApproachProcess.Event.Started(new(2026, 11, 20), Concern.GapStays, false, null);
        var answer = await desk.Runner.Tell(TransferDesk.Id, All.GraduatedApproach, other, Tale.Senco, "r2", _ct, new("pupil", "p2", "Ali, Ben"));
        Assert.Equal("This form has been used for something else. Reload the page and send it again", Assert.IsType<Answer.Refused>(answer).Refusal.Reason);
        Assert.Equal(1, (await new Caseload(TransferDesk.Urn, desk.Store.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, _ct))!.Length);
    }

    [Fact]
    public async Task Nobody_writes_into_a_form_that_somebody_else_has_begun()
    {
        var rows = new MemoryRows();
        var (hers, theirs) = (new Drafts<string>("letter", rows), new Drafts<string>("parcel", rows));
        await hers.Save("d1", "s1", default, _ => "mine", _ct);

        var mine = await hers.Save("d1", "a1", default, was => was ?? "typed", _ct);
        var other = await theirs.Save("d1", "s1", default, was => was ?? "another form", _ct);
        Assert.Equal("mine", (await hers.Find("d1", "s1", _ct))!.Answers);
        Assert.NotEqual("d1", mine.Id);
        Assert.Equal(("typed", "another form"), ((await hers.Find(mine.Id, "a1", _ct))!.Answers, (await theirs.Find(other.Id, "s1", _ct))!.Answers));
        Assert.Equal("mine too", (await hers.Save("d1", "s1", default, was => was + " too", _ct)).Answers);
    }
}
