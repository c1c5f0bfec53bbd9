using System.Net;
using SencoFlows.Local;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Local;

/// <summary>The one-machine host has no passwords: only addresses of this machine lead to it.</summary>
public sealed class LocalDoorTests : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _data = new();

    [Fact]
    public async Task A_web_site_elsewhere_that_points_its_name_at_this_machine_is_not_answered()
    {
        using var folder = DataFolder.Take(_data.Path)!;
        var port = FreePort.Next();
        await using var app = LocalApp.Create(new(port, folder.Path, Seed: false, LocalStorage.Sqlite), folder, port);
        await app.StartAsync(_ct);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        foreach (var (host, answer) in (ReadOnlySpan<(string, HttpStatusCode)>)[("localhost", HttpStatusCode.OK), ("127.0.0.1", HttpStatusCode.OK), ("rebound.example", HttpStatusCode.MisdirectedRequest), ("localhost.rebound.example", HttpStatusCode.MisdirectedRequest)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Host = $"{host}:{port}";
            using var response = http.Send(request, _ct);
            Assert.Equal((host, answer), (host, response.StatusCode));
        }

        await app.StopAsync(_ct);
    }

    public void Dispose() => _data.Dispose();
}
