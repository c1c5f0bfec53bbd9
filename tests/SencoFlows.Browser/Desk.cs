using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SencoFlows.Local;
using SencoFlows.Local.Seed;

[assembly: AssemblyFixture(typeof(SencoFlows.Browser.Desk))]

namespace SencoFlows.Browser;

/// <summary>The whole product on a free port with its fictional trust, and one Chromium for all tests.</summary>
public sealed class Desk : IAsyncLifetime
{
    /// <summary>Milliseconds. A busy machine is slow, never wrong.</summary>
    private const int _patience = 60_000;

    private readonly string _data = Directory.CreateTempSubdirectory("senco-browser-").FullName;
    private DataFolder? _folder;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>Of every page that can be asked for, those without a variable part first.</summary>
    public IReadOnlyList<string> Routes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        _folder = DataFolder.Take(_data)!;
        _app = LocalApp.Create(new LocalOptions(port, _data, Seed: true, "sqlite"), _folder, port);
        await _app.StartAsync();
        await Seeding.Fill(_app.Services, _folder, CancellationToken.None);
        Address = $"http://localhost:{port}";
        Routes = [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!).Distinct().OrderBy(r => r.Count(c => c == '{')).ThenBy(r => r, StringComparer.Ordinal)];
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(_patience);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
    }

    /// <summary>A person at a browser of their own.</summary>
    /// <param name="script">Without it, pages have to work by forms and links alone.</param>
    public async Task<IPage> Person(bool script = true)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = Address, JavaScriptEnabled = script, Locale = "en-GB", ViewportSize = new() { Width = 1100, Height = 900 } });
        context.SetDefaultTimeout(_patience);
        return await context.NewPageAsync();
    }

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
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
