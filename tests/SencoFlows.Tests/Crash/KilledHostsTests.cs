using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>Hosts under load, killed a few times. The benchmark program "kills" does it 200 times, and measures how soon they are back.</summary>
public sealed class KilledHostsTests(AzuriteFixture azurite) : IDisposable
{
    private const int _kills = 3;
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_on_one_machine_that_is_killed_loses_nothing_and_does_nothing_twice() =>
        Good(await new KilledHosts(() => new SqliteStore(Path.Combine(_folder.Path, "data")), Path.Combine(_folder.Path, "data"), _folder.Path, "a").Run(_kills, _ct));

    [Fact]
    public async Task Two_hosts_on_one_account_that_are_killed_lose_nothing_and_do_nothing_twice()
    {
        var account = await azurite.NewAccount();
        Good(await new KilledHosts(() => new TableStore(account), account, _folder.Path, "a", "b").Run(_kills, _ct));
    }

    private static void Good(KilledFindings found)
    {
        Assert.True(found.Steps > 0 && found.Resumed.Count > 0, $"{found}");
        Assert.Equal((0, 0, 0), (found.StepsTwice, found.StepsLost, found.BrokenHistories));
        Assert.Equal((0, 0), (found.MailsLost, found.MailsTwiceNotFlagged));
    }
}
