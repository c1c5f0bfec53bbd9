using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>The store that fails on purpose, so that sweeps with it can be believed.</summary>
public sealed class FaultyStoreTests : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _real;
    private readonly FaultyStore _faulty;

    public FaultyStoreTests()
    {
        _real = new SqliteStore(_folder.Path);
        _faulty = new FaultyStore(_real);
    }

    public void Dispose()
    {
        _real.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Fault.Before, false)]
    [InlineData(Fault.After, true)]
    public async Task A_save_that_fails_has_happened_or_not_as_planned_and_the_next_call_works(Fault how, bool happened)
    {
        _faulty.FailAt(2, how);
        await _faulty.Rows("100001").Read("a", _ct);
        await Assert.ThrowsAsync<StoreDownException>(() => _faulty.Rows("100001").Save([new Change.Add("a", "1")], _ct));

        Assert.True(_faulty.HasFailed);
        Assert.Equal(happened, await _faulty.Rows("100001").Read("a", _ct) is not null);
    }

    [Theory]
    [InlineData(Fault.Before, 0)]
    [InlineData(Fault.After, 1)]
    public async Task A_document_that_fails_has_been_kept_or_not_as_planned(Fault how, int kept)
    {
        _faulty.FailAt(1, how);
        await Assert.ThrowsAsync<StoreDownException>(() => _faulty.Documents("100001").Put("test", new Trickle([1]), 10, _ct));

        await using var stream = await _real.Documents("100001").Open(DocumentName.Of("test", "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"), _ct);
        Assert.Equal(kept, stream is null ? 0 : 1);
    }

    [Fact]
    public async Task A_dead_store_does_nothing_at_all_until_it_is_revived()
    {
        var rows = _faulty.CountingWritesOnly().Rows("100001");
        _faulty.DieAt(2, Fault.Before);
        await rows.Save([new Change.Add("a", "1")], _ct);
        await rows.Read("a", _ct);
        await Assert.ThrowsAsync<StoreDownException>(() => rows.Save([new Change.Add("b", "1")], _ct));
        await Assert.ThrowsAsync<StoreDownException>(() => rows.Save([new Change.Add("c", "1")], _ct));
        await Assert.ThrowsAsync<StoreDownException>(() => rows.Read("a", _ct));
        await Assert.ThrowsAsync<StoreDownException>(async () => await rows.List("a", _ct).ToListAsync(_ct));

        _faulty.Revive();

        Assert.Equal(["a"], await rows.Range("", "z", _ct).Select(r => r.Key).ToListAsync(_ct));
    }

    [Fact]
    public async Task A_sweep_ends_when_the_journey_has_fewer_calls()
    {
        var failed = 0;
        for (var n = 1; ; n++, failed++)
        {
            _faulty.DieAt(n, Fault.After);
            try
            {
                await _faulty.Rows("100001").Save([new Change.Put("a", "1")], _ct);
                await _faulty.Directory.Read("a", _ct);
                await _faulty.Rows("100001").List("a", _ct).ToListAsync(_ct);
            }
            catch (StoreDownException)
            {
            }

            if (!_faulty.HasFailed)
            {
                break;
            }

            _faulty.Revive();
        }

        Assert.Equal(3, failed);
    }
}
