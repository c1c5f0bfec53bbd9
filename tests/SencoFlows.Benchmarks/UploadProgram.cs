using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using SencoFlows.Adapters.Azure;
using SencoFlows.Record.Files;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>P11: taking in a document (what it is, its hash, storing it) against a bare put of the same bytes, and how much memory it takes.</summary>
internal static class UploadProgram
{
    private const int _rounds = 30;
    private const int _atOnce = 8;
    private static readonly int[] _megabytes = [1, 5, 25];

    public static Task Run() => Storages.Each(async (name, open, where, folder) =>
    {
        var store = open();
        var documents = store.Documents("100001");
        Func<string, string, Task> bare = name == "SQLite" ? (file, place) => Write(file, Path.Combine(folder, place)) : await Blobs(where);
        foreach (var size in _megabytes)
        {
            var file = Path.Combine(folder, $"{size}.pdf");
            var bytes = Pdf((size << 20) - 1000);
            await File.WriteAllBytesAsync(file, bytes);
            List<(double Ours, double Bare, double Hash)> rounds = [];
            for (var i = 0; i < _rounds + 3; i++)
            {
                var (ours, theirs) = (0.0, 0.0);
                foreach (var first in i % 2 == 0 ? (bool[])[true, false] : [false, true])
                {
                    if (first)
                    {
                        ours = await Timed(() => Take(documents, file, $"d{i}"));
                    }
                    else
                    {
                        theirs = await Timed(() => bare(file, $"bare-{size}-{i}"));
                    }
                }

                var hash = await Timed(() => Task.FromResult(SHA256.HashData(bytes)));
                if (i >= 3)
                {
                    rounds.Add((ours, theirs, hash));
                }
            }

            double Middle(Func<(double Ours, double Bare, double Hash), double> of) => rounds.Select(of).Order().ElementAt(_rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P11 | {name}, {size} MB | {Middle(r => r.Bare / r.Ours):P0} of a bare put, {Middle(r => (r.Bare + r.Hash) / r.Ours):P0} of a bare put and a hash of bytes in memory ({Middle(r => r.Ours):F1} ms against {Middle(r => r.Bare):F1} and {Middle(r => r.Hash):F1} ms) | {Storages.Load} |"));
        }

        var (before, big) = (Peak(), Path.Combine(folder, "25.pdf"));
        await Task.WhenAll(Enumerable.Range(0, _atOnce).Select(i => Task.Run(() => Take(documents, big, $"m{i}"))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P11 | {name}, {_atOnce} of 25 MB at once: memory | {(Peak() - before) / 1048576.0:F0} MB more than before, {Peak() / 1048576.0:F0} MB in all | {Storages.Load} |"));
        (store as IDisposable)?.Dispose();
    });

    private static async Task Take(IDocuments documents, string file, string holder)
    {
        await using var content = File.OpenRead(file);
        if ((await new DocumentIntake(documents).Take(holder, content, "report.pdf", CancellationToken.None)).Taken is null)
        {
            throw new InvalidOperationException("The document was not taken.");
        }
    }

    /// <summary>A file on this disk, to be there after a loss of power: what is bare about files.</summary>
    private static async Task Write(string file, string place)
    {
        await using var content = File.OpenRead(file);
        await using var to = File.Create(place);
        await content.CopyToAsync(to);
        to.Flush(flushToDisk: true);
    }

    private static async Task<Func<string, string, Task>> Blobs(string where)
    {
        var container = new BlobServiceClient(where, TableStore.BlobOptions()).GetBlobContainerClient("bare");
        await container.CreateIfNotExistsAsync();
        return async (file, place) =>
        {
            await using var content = File.OpenRead(file);
            await container.GetBlobClient(place).UploadAsync(content, overwrite: false);
        };
    }

    private static byte[] Pdf(int bytes)
    {
        var pdf = RandomNumberGenerator.GetBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(pdf);
        return pdf;
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
