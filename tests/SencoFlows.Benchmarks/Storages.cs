using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>One measurement on both storages, in a folder that is gone afterwards.</summary>
internal static class Storages
{
    /// <summary>For a program that opens and closes the store itself.</summary>
    /// <param name="measure">The name of the storage, how to open it, where other processes find it, and a folder.</param>
    public static async Task Each(Func<string, Func<IStore>, string, string, Task> measure)
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        try
        {
            var files = Path.Combine(folder, "sqlite");
            await measure("SQLite", () => new SqliteStore(files), files, folder);
            await using var azurite = await Azurite.Start(".tools", Path.Combine(folder, "azurite"), ports: null, [], CancellationToken.None);
            await measure("Azurite", () => new TableStore(azurite.ConnectionString()), azurite.ConnectionString(), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Task Each(Func<string, IStore, Task> measure) => Each(async (name, open, _, _) =>
    {
        var store = open();
        await measure(name, store);
        (store as IDisposable)?.Dispose();
    });

    /// <summary>The processors' waiting list when a figure was taken.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load unknown";
}
