using System.Globalization;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>P5: steps against bare transactions of the same size. P6: steps beside 10,000 waiting dates against steps beside none.</summary>
internal static class StorageProgram
{
    private const int _waiting = 10_000;

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using (var sqlite = new SqliteStore(Path.Combine(folder, "sqlite")))
            {
                await Measure("SQLite", sqlite);
            }

            await using var azurite = await Azurite.Start(".tools", Path.Combine(folder, "azurite"), ports: null, [], CancellationToken.None);
            await Measure("Azurite", new TableStore(azurite.ConnectionString()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(string name, IStore store)
    {
        foreach (var workers in (int[])[1, 8])
        {
            var urn = 100_000 + (workers * 10);
            var steps = new Stepping(store, $"{urn}");
            await steps.Open(workers);
            var bare = new BareSaves(store.Rows($"{urn + 1}"), await Typical(store, $"{urn + 2}"));
            Print("P5", $"{name}, {workers} at once: steps against bare transactions of the same size", await Race.Run(steps.Step, bare.Save, workers));

            var (waiting, idle, empty) = (new Stepping(store, $"{urn + 3}"), new Stepping(store, $"{urn + 4}"), new Stepping(store, $"{urn + 5}"));
            await Task.WhenAll(waiting.Open(workers), idle.Open(workers), empty.Open(workers));
            await Fill(store.Rows($"{urn + 3}"), i => Keys.Due(new DateOnly(2030, 1, 1).AddDays(i % 300), $"w{i}"));
            await Fill(store.Rows($"{urn + 4}"), i => $"about|w{i}|w{i}");
            Print("P6", $"{name}, {workers} at once: steps at a school where {_waiting:N0} dates wait, against one with as many rows and no date", await Race.Run(waiting.Step, idle.Step, workers));
            Print("P6", $"{name}, {workers} at once: the same against a school with no other rows", await Race.Run(waiting.Step, empty.Step, workers));
        }
    }

    /// <summary>The transactions that the next steps make.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<Change>>> Typical(IStore store, string urn)
    {
        var recorder = new Recorder(store);
        var steps = new Stepping(recorder, urn);
        await steps.Open(1);
        recorder.Saves.Clear();
        for (var i = 0; i < 60; i++)
        {
            await steps.Step(0);
        }

        var changes = recorder.Saves.Average(s => s.Count);
        var bytes = recorder.Saves.Average(s => s.Sum(c => Limits.BodyOf(c)?.Length ?? 0));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A step saves {changes:F1} rows of {bytes / changes / 1024:F1} KB on average."));
        return recorder.Saves;
    }

    /// <summary>Open cases, each with its own row and one more.</summary>
    private static async Task Fill(IRows rows, Func<int, string> other)
    {
        var body = $$"""{"process":"record-transfer","padding":"{{new string('x', 600)}}"}""";
        foreach (var some in Enumerable.Range(0, _waiting).Chunk(50))
        {
            await rows.Save([.. some.SelectMany(i => (Change[])[new Change.Put(other(i), body), new Change.Put(Keys.Case($"w{i}"), body)])], default);
        }
    }

    private static void Print(string id, string what, (double First, double Second, double Ratio) result) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {id} | {what} | {result.Ratio:P0} ({result.First:F0} against {result.Second:F0} per s) |"));
}
