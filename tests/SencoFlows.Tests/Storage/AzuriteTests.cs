using System.Net.Sockets;
using SencoFlows.Adapters.Azure;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Storage;

public sealed class AzuriteTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stopped_it_is_gone_and_started_again_it_has_everything()
    {
        AzuritePorts ports;
        await using (var first = await Start(null))
        {
            ports = first.Ports;
            Assert.True(first.IsOurs);
            await new TableStore(first.ConnectionString()).Rows("100001").Save([new Change.Add("case|1", "1")], _ct);
        }

        Assert.False(Answers(ports.Table));
        await using var second = await Start(ports);
        Assert.Equal(ports, second.Ports);
        Assert.Equal("1", (await new TableStore(second.ConnectionString()).Rows("100001").Read("case|1", _ct))!.Body);
    }

    [Fact]
    public async Task One_that_runs_already_is_used_and_left_running()
    {
        var running = await azurite.Ports();

        await using (var attached = await Start(running))
        {
            Assert.False(attached.IsOurs);
            Assert.Equal(running, attached.Ports);
        }

        Assert.True(Answers(running.Table));
    }

    private Task<Azurite> Start(AzuritePorts? ports) => Azurite.Start(Path.Combine(Repository.Root, ".tools"), _folder.Path, ports, [], _ct);

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
