using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SencoFlows.Cases;

namespace SencoFlows.Storage.Backup;

/// <summary>One school as one file: its rows, the documents that they name, and a manifest. The same file for every store.</summary>
public static partial class SchoolBackup
{
    internal const string ManifestName = "manifest.json";
    internal const string RowsName = "rows.jsonl";
    internal const string DocumentsFolder = "documents/";
    private const string _end = "\u007f"; // After every key.

    /// <summary>Writes the school as it was at one moment.</summary>
    /// <exception cref="SchoolBusyException">There was no such moment: what was written is to be thrown away.</exception>
    public static async Task<BackupManifest> Write(IStore store, string urn, Stream to, DateTimeOffset now, CancellationToken ct)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var count = 0;
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        SortedSet<string> named = new(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var rows = zip.CreateEntry(RowsName).Open())
        {
            await foreach (var row in store.Rows(urn).Range("!", _end, ct))
            {
                count++;
                versions.Add(row.Key, row.Version);
                named.UnionWith(Document().Matches(row.Body).Select(m => m.Groups["name"].Value));
                var line = Encoding.UTF8.GetBytes(Wire.Write(new BackupRow(row.Key, row.Body)) + "\n");
                hash.AppendData(line);
                await rows.WriteAsync(line, ct);
            }
        }

        var kept = await Documents(store.Documents(urn), zip, named, ct);
        await foreach (var row in store.Rows(urn).Range("!", _end, ct))
        {
            if (!versions.Remove(row.Key, out var version) || version != row.Version)
            {
                throw new SchoolBusyException();
            }
        }

        if (versions.Count > 0)
        {
            throw new SchoolBusyException();
        }

        var manifest = new BackupManifest(BackupManifest.Format1, urn, now, count, Convert.ToHexStringLower(hash.GetHashAndReset()), kept);
        await using var first = zip.CreateEntry(ManifestName).Open();
        await first.WriteAsync(Encoding.UTF8.GetBytes(Wire.Write(manifest)), ct);
        return manifest;
    }

    private static async Task<IReadOnlyList<string>> Documents(IDocuments documents, ZipArchive zip, IEnumerable<string> named, CancellationToken ct)
    {
        List<string> kept = [];
        foreach (var name in named)
        {
            // A document that was deleted on purpose is still named by the history.
            if (await documents.Open(name, ct) is { } from)
            {
                await using var source = from;
                await using var into = zip.CreateEntry(DocumentsFolder + name, CompressionLevel.NoCompression).Open();
                await source.CopyToAsync(into, ct);
                kept.Add(name);
            }
        }

        return kept;
    }

    [GeneratedRegex("\"(sha256|place)\":\\s*\"(?<name>[0-9a-f]{64}(-[a-z0-9-]{1,100})?)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Document();
}

internal sealed record BackupRow(string Key, string Body);
