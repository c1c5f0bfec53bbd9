using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Storage;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Cases;

/// <summary>Two people who begin the same thing for the same pupil at the same instant.</summary>
public sealed class OneAtATimeTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Subject _ada = new("pupil", "p1", "Okafor, Ada");

    [Fact]
    public async Task The_second_of_two_who_send_at_the_same_instant_is_shown_the_case_of_the_first()
    {
        var desk = new TransferDesk();
        await desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        var rows = (MemoryRows)desk.Store.Rows(TransferDesk.Urn);
        Answer? first = null;
        rows.Before = async _ =>
        {
            rows.Before = null;
            first = await Send(desk.Runner, "theirs");
        };

        var second = await Send(desk.Runner, "ours");

        var theirs = Assert.IsType<Answer.Accepted>(first).Case;
        Assert.Equal(theirs.Id, Assert.IsType<Answer.Taken>(second).By.Id);
        Assert.Equal(["case|theirs"], rows.Keys.Where(k => k.StartsWith("case|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_many_at_once_one_opens_a_case_on_disk_too()
    {
        using var folder = new TemporaryFolder();
        using var store = new SqliteStore(folder.Path);
        var desk = new TransferDesk();
        var schools = new Schools(store, desk.Clock);
        await schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        var runner = new CaseRunner(All.ByName, store, schools, new Silent(), desk.Clock);

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Task.Run(() => Send(runner, $"t{i}"), _ct)));

        var opened = Assert.Single(answers.OfType<Answer.Accepted>()).Case;
        Assert.Equal(11, answers.OfType<Answer.Taken>().Count(t => t.By.Id == opened.Id));
        Assert.Single(await new Caseload(TransferDesk.Urn, store.Rows(TransferDesk.Urn)).Open(_ct));
    }

    [Fact]
    public async Task The_same_request_twice_is_one_and_the_next_stay_of_the_pupil_has_a_case_of_its_own()
    {
        var desk = new TransferDesk();
        await desk.Schools.Save(TransferDesk.Urn, _ => new Tale().School, _ct);

        Assert.IsType<Answer.Accepted>(await Send(desk.Runner, "t1"));
        Assert.IsType<Answer.Accepted>(await Send(desk.Runner, "t1"));
        Assert.IsType<Answer.Taken>(await Send(desk.Runner, "t2"));
        await desk.Runner.Tell(new(TransferDesk.Urn, "t1"), All.RecordTransfer, new Told.CameBack(desk.Clock.Today), Tale.Senco, "back", _ct);

        Assert.IsType<Answer.Accepted>(await Send(desk.Runner, "t2"));
        Assert.Equal("t2", Assert.IsType<Answer.Taken>(await Send(desk.Runner, "t3")).By.Id.Id);
    }

    private static Task<Answer> Send(CaseRunner runner, string id) =>
        runner.Tell(new(TransferDesk.Urn, id), All.RecordTransfer, new Told.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, $"send-{id}", _ct, _ada);

    private sealed class Silent : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
