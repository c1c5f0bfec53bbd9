using System.Diagnostics;
using System.Globalization;
using SencoFlows.Tests.Local;

namespace SencoFlows.Benchmarks;

/// <summary>From the start of the built one-machine host to its first page, as somebody at a browser would get it: goal 3 s.</summary>
internal static class StartProgram
{
    private const int _times = 7;

    public static async Task Run()
    {
        var host = Path.Combine(AppContext.BaseDirectory, "SencoFlows.Local.dll");
        var folder = Directory.CreateTempSubdirectory("sencoflows-").FullName;
        try
        {
            await Print("First page in a new folder, its trust still on the way", host, times: n => [Path.Combine(folder, $"new{n}")]);
            await Print("First page in a new folder without a trust", host, times: n => [Path.Combine(folder, $"bare{n}"), "--no-seed"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Print(string what, string host, Func<int, string[]> times)
    {
        List<double> seconds = [];
        for (var n = 0; n < _times; n++)
        {
            seconds.Add(await FirstPage(host, times(n)));
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {seconds[0]:F1} to {seconds[^1]:F1} s, median {seconds[_times / 2]:F1} s, goal 3 s |"));
    }

    private static async Task<double> FirstPage(string host, string[] data)
    {
        var port = FreePort.Next();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [host, "--port", $"{port}", "--data", .. data]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        using var http = new HttpClient { BaseAddress = new($"http://localhost:{port}") };
        try
        {
            while (true)
            {
                try
                {
                    using var page = await http.GetAsync("/sign-in");
                    page.EnsureSuccessStatusCode();
                    return Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
                catch (HttpRequestException e) when (e.StatusCode is null && !process.HasExited)
                {
                    await Task.Delay(10);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
