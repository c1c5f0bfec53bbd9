using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SencoFlows.Adapters.Sqlite;

namespace SencoFlows.Tests.Storage;

/// <summary>Kills a process that writes to SQLite, without a chance to clean up, and looks at what is left.</summary>
public sealed class KilledTests : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_acknowledged_before_a_kill_is_there_and_nothing_is_half_there()
    {
        // The same folder each time, so that each round starts from what a kill left. The kill lands wherever the writer is by then.
        foreach (var lines in (int[])[1, 2, 3, 6, 11, 40])
        {
            var said = await KillAfter(lines);
            using var store = new SqliteStore(_folder.Path);

            await NoRowIsLost(store, said);
            await NoDocumentIsLost(store, said);
            Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "incoming")));
        }
    }

    private static async Task NoRowIsLost(SqliteStore store, IReadOnlyList<string> said)
    {
        var acknowledged = said.Where(line => line.StartsWith("row ", StringComparison.Ordinal)).Select(line => int.Parse(line[4..], CultureInfo.InvariantCulture)).Max();
        var rows = store.Rows("100001");
        var counter = int.Parse((await rows.Read("counter", _ct))!.Body, CultureInfo.InvariantCulture);
        Assert.InRange(counter, acknowledged, acknowledged + 1);

        var entries = await rows.Range("", "\uffff", _ct).Where(row => row.Key != "counter").ToListAsync(_ct);
        var whole = Enumerable.Range(counter - 2, 3).Where(i => i > 0).SelectMany(i => Enumerable.Range(0, 40).Select(n => $"entry|{i:D6}|{n:D2} {i}"));
        Assert.Equal(whole, entries.Select(row => $"{row.Key} {row.Body.Split(' ')[0]}"));
    }

    private async Task NoDocumentIsLost(SqliteStore store, IReadOnlyList<string> said)
    {
        foreach (var name in said.Where(line => line.StartsWith("document ", StringComparison.Ordinal)).Select(line => line["document ".Length..]))
        {
            await using var stream = await store.Documents("100001").Open(name, _ct);
            Assert.NotNull(stream);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(_folder.Path, "100001"), "*", SearchOption.AllDirectories).Where(f => f.Contains("documents", StringComparison.Ordinal)))
        {
            await using var stream = File.OpenRead(file);
            Assert.EndsWith(Path.GetFileName(file), $"{Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, _ct))}-crash", StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<string>> KillAfter(int lines)
    {
        var writer = Path.Combine(AppContext.BaseDirectory, "SencoFlows.Crash" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using var process = Process.Start(new ProcessStartInfo(writer, [_folder.Path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        List<string> said = [];
        while (await process.StandardOutput.ReadLineAsync(_ct) is { } line)
        {
            said.Add(line);
            if (said.Count == lines)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(_ct);
        Assert.True(said.Count >= lines, "The writer ended by itself.");
        return said;
    }
}
