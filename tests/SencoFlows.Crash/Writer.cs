using System.Globalization;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Crash;

/// <summary>Writes to a SQLite store without end and prints each write once it is acknowledged, for a test that kills it.</summary>
internal static class Writer
{
    public static async Task Run(string folder)
    {
        using var store = new SqliteStore(folder);
        var rows = store.Rows("100001");
        var documents = store.Documents("100001");
        var counter = await rows.Read("counter", CancellationToken.None);
        for (var i = counter is null ? 1 : int.Parse(counter.Body, CultureInfo.InvariantCulture) + 1; ; i++)
        {
            // One transaction moves the counter, adds forty rows and takes forty others away: half of it is never to be seen.
            var version = await rows.Save(
            [
                counter is null ? new Change.Add("counter", $"{i}") : new Change.Replace("counter", $"{i}", counter.Version),
                .. Enumerable.Range(0, 40).Select(n => new Change.Add($"entry|{i:D6}|{n:D2}", $"{i} {new string('x', 2_000)}")),
                .. Enumerable.Range(0, 40).Select(n => new Change.Delete($"entry|{i - 3:D6}|{n:D2}")),
            ], CancellationToken.None);
            counter = new Row("counter", $"{i}", version[0]);
            Console.WriteLine($"row {i}");

            var bytes = new byte[300_000];
            new Random(i).NextBytes(bytes);
            using var document = new MemoryStream(bytes);
            var stored = await documents.Put("crash", document, bytes.Length, CancellationToken.None);
            Console.WriteLine($"document {stored.Name}");
        }
    }
}
