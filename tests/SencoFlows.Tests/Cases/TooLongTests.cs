using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Cases;

public sealed class TooLongTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_fills_a_history_with_one_form_whatever_its_page_has_forgotten()
    {
        var desk = new TransferDesk();
        await desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 12, 4), new(Sharing.Agreed)), Tale.Senco, "r1", _ct, new("pupil", "p1", "Okafor, Ada"));
        var most = new string('Ж', CaseRunner.MostWords);
        Assert.IsType<Answer.Accepted>(await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new RecordTransferProcess.Event.ParentSaysWrong(most), Tale.Senco, "r2", _ct));
        var no = Assert.IsType<Answer.Refused>(await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new RecordTransferProcess.Event.ParentSaysWrong(most + "Ж"), Tale.Senco, "r3", _ct));
        Assert.Equal("What you write must be 4,000 characters or fewer", no.Refusal.Reason);
        Assert.IsType<Answer.Refused>(await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new RecordTransferProcess.Event.Corrected(Tale.Registered with { Office = most + "@x" }), Tale.Senco, "r4", _ct));
        Assert.Equal(2, (await new Caseload(TransferDesk.Urn, desk.Store.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, _ct))!.Length);
    }
}
