using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Tests.Cases;

/// <summary>A step of a case that carries rows of the record with it.</summary>
public class TellWithRowsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TransferDesk _desk = new();

    private IRows Rows => _desk.Store.Rows(TransferDesk.Urn);

    private Task<Answer> Start(string request, params IReadOnlyList<Change> also) =>
        _desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new Event.Started(Tale.Registered, new(2026, 12, 4), new(SencoFlows.Processes.RecordTransfer.Sharing.Agreed)), Tale.Senco, request, _ct, new("pupil", "p1", "Okafor, Ada"), also: also);

    [Fact]
    public async Task The_rows_are_there_when_the_step_is()
    {
        await _desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        Assert.IsType<Answer.Accepted>(await Start("r1", new Change.Add("thing|1", "{}")));
        Assert.NotNull(await Rows.Read("thing|1", _ct));
        Assert.IsType<Answer.Accepted>(await Start("r1", new Change.Add("thing|1", "{}")));
    }

    [Fact]
    public async Task A_row_that_somebody_else_wrote_takes_the_step_back_with_it()
    {
        await _desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        await Rows.Save([new Change.Add("thing|1", "{}")], _ct);
        var conflict = await Assert.ThrowsAsync<ConflictException>(() => Start("r1", new Change.Add("thing|1", "{}")));
        Assert.Equal("thing|1", conflict.Key);
        Assert.Null(await new Caseload(TransferDesk.Urn, Rows).Find(TransferDesk.Id.Id, _ct));
    }

    [Fact]
    public async Task A_refused_step_writes_no_row()
    {
        await _desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        var told = await _desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new Event.Opened(1), Tale.NextSchool, "r1", _ct, new("pupil", "p1", "Okafor, Ada"), also: [new Change.Add("thing|1", "{}")]);
        Assert.IsType<Answer.Refused>(told);
        Assert.Null(await Rows.Read("thing|1", _ct));
    }
}
