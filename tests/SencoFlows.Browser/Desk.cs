using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SencoFlows.Local;
using SencoFlows.Tests.Local;

namespace SencoFlows.Browser;

/// <summary>The whole product on a free port, with a trust that nobody else changes.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly Trial _trial;
    private readonly string _data;
    private readonly DataFolder _folder;
    private readonly WebApplication _app;
    private readonly string _address;

    private Desk(Trial trial)
    {
        (_trial, _data) = (trial, trial.Copy());
        _folder = DataFolder.Take(_data)!;
        _app = Host(_folder, out var port);
        _address = $"http://localhost:{port}";
    }

    /// <summary>A school day, from which time passes as it does outside.</summary>
    public static TimeProvider Clock { get; } = new SchoolDay();

    /// <summary>Of every page that can be asked for, those without a variable part first.</summary>
    public IReadOnlyList<string> Routes => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!).Distinct().OrderBy(r => r.Count(c => c == '{')).ThenBy(r => r, StringComparer.Ordinal)];

    public static async Task<Desk> Open(Trial trial)
    {
        var desk = new Desk(trial);
        await desk._app.StartAsync();
        return desk;
    }

    public static WebApplication Host(DataFolder folder, out int port)
    {
        port = FreePort.Next();
        return LocalApp.Create(new LocalOptions(port, folder.Path, Seed: true, LocalStorage.Sqlite), folder, port, Clock);
    }

    /// <summary>A person at a browser of their own.</summary>
    /// <param name="script">Without it, pages have to work by forms and links alone.</param>
    public Task<IPage> Person(bool script = true) => _trial.Page(_address, script);

    /// <summary>A member of staff, signed in.</summary>
    public async Task<IPage> SignedIn(string name, bool script = true)
    {
        var page = await Person(script);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel(name).CheckAsync();
        await Reading.Press(page, "Sign in");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private sealed class SchoolDay : TimeProvider
    {
        private static readonly TimeSpan _apart = new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _apart;
    }
}
