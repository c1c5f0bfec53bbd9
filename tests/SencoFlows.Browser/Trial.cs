using Microsoft.Playwright;
using SencoFlows.Local;
using SencoFlows.Local.Seed;

[assembly: AssemblyFixture(typeof(SencoFlows.Browser.Trial))]

namespace SencoFlows.Browser;

/// <summary>The fictional trust, filled once and then only copied, and one Chromium for all tests.</summary>
public sealed class Trial : IAsyncLifetime
{
    /// <summary>Milliseconds. A busy machine is slow, never wrong.</summary>
    private const int _patience = 60_000;

    private readonly string _data = Directory.CreateTempSubdirectory("senco-trial-").FullName;
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using (var folder = DataFolder.Take(_data)!)
        {
            await using var app = Desk.Host(folder, out _);
            await app.StartAsync();
            await Seeding.Fill(app.Services, folder, CancellationToken.None);
            await app.StopAsync();
        }

        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(_patience);
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
    }

    /// <summary>A folder of one's own with the trust as it was filled.</summary>
    public string Copy()
    {
        var to = Directory.CreateTempSubdirectory("senco-desk-").FullName;
        foreach (var file in Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(_data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    public async Task<IPage> Page(string address, bool script)
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = address, JavaScriptEnabled = script, Locale = "en-GB", ViewportSize = new() { Width = 1100, Height = 900 } });
        context.SetDefaultTimeout(_patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
