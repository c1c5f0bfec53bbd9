using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Storage;

/// <summary>What finding the due cases of a trust asks of the store, exactly. These numbers are in docs/measurements.md.</summary>
public abstract class SweepCosts : StoreTest
{
    private static readonly DateOnly _today = new(2026, 11, 20);
    private static readonly string[] _urns = ["100001", "100002", "100003"];

    /// <summary>Requests on the wire so far, where there is a wire.</summary>
    protected virtual int? OnTheWire => null;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1_500)]
    [InlineData(150, 0)]
    [InlineData(150, 1_500)]
    public async Task The_due_cases_cost_one_request_a_school_and_what_was_forgotten_another_however_many_wait(int due, int waiting)
    {
        var store = new CountingStore(Store);
        var schools = new Schools(store, new FakeTimeProvider(_today.Dawn));
        foreach (var urn in _urns)
        {
            await schools.Save(urn, _ => new Tale().School with { Urn = urn }, Ct);
        }

        await Fill(Store.Rows(_urns[0]), due, waiting);
        var (wire, found) = (OnTheWire, 0);
        var cost = await store.During(async () =>
        {
            foreach (var urn in await schools.Urns(Ct))
            {
                var cases = new Caseload(urn, store.Rows(urn));
                found += (await cases.DueBy(_today, Ct)).Count;
                Assert.Empty(await cases.WithErrands(Ct));
            }
        });

        Assert.Equal(due, found);
        Assert.Equal(new Requests(Pages: 1 + (2 * _urns.Length)), cost);
        Assert.Equal(wire is null ? null : cost.Total, OnTheWire - wire);
    }

    private static async Task Fill(IRows rows, int due, int waiting)
    {
        var agenda = Wire.Write(new Agenda("record-transfer", new Subject("pupil", "p1", "Okafor, Ada"), "Sent", Role.NextSchool, null, null, []));
        foreach (var some in Enumerable.Range(0, due + waiting).Chunk(100))
        {
            await rows.Save([.. some.Select(n => new Change.Put(Keys.Due(n < due ? _today.AddDays(-n % 5) : _today.AddDays(1 + (n % 700)), $"w{n}"), agenda))], Ct);
        }
    }
}

public sealed class SqliteSweepCosts : SweepCosts
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));
}

public sealed class AzureSweepCosts(AzuriteFixture azurite) : SweepCosts
{
    private readonly Line _line = new();

    protected override int? OnTheWire => _line.Requests;

    protected override async Task<IStore> Open() => _line.Store(await azurite.NewAccount());
}
