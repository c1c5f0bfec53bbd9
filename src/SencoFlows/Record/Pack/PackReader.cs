using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace SencoFlows.Record.Pack;

/// <summary>What a check of a pack found. Problems are codes with a path or a word, never content.</summary>
/// <param name="Manifest">Null when it could not be read.</param>
public sealed record PackCheck(PackManifest? Manifest, string? ManifestHash, IReadOnlyList<PackProblem> Problems)
{
    public bool IsWhole => Problems.Count == 0;
}

public sealed record PackProblem(string Code, string Where, string Words);

/// <summary>Checks packs that come from anywhere: every size is bounded by what the manifest says before anything is expanded.</summary>
public static class PackReader
{
    private const int _mostManifest = 900 * 1024;

    /// <param name="pack">Seekable.</param>
    /// <param name="ct">Cancels between reads.</param>
    public static async Task<PackCheck> Check(Stream pack, CancellationToken ct)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true);
            _ = zip.Entries.Count;
        }
        catch (InvalidDataException)
        {
            return Broken("not-a-zip", "", "The file is not a ZIP file, or was cut short");
        }

        using (zip)
        {
            if (zip.Entries.Count > PackFormat.MostFiles)
            {
                return Broken("too-many-files", "", $"The pack holds more than {PackFormat.MostFiles} files");
            }

            if (zip.GetEntry(PackFormat.Manifest) is not { } entry)
            {
                return Broken("no-manifest", PackFormat.Manifest, "There is no manifest.json");
            }

            PackManifest manifest;
            byte[] bytes;
            try
            {
                bytes = await ReadUpTo(entry, _mostManifest, ct);
                manifest = PackFormat.Read<PackManifest>(bytes);
            }
            catch (Exception e) when (e is JsonException or InvalidDataException or NotSupportedException)
            {
                return Broken("bad-manifest", PackFormat.Manifest, "manifest.json cannot be read");
            }

            return new(manifest, PackFormat.Hash(bytes), await Compare(zip, manifest, ct));
        }
    }

    private static async Task<IReadOnlyList<PackProblem>> Compare(ZipArchive zip, PackManifest manifest, CancellationToken ct)
    {
        List<PackProblem> problems = [];
        if (manifest.Format != PackFormat.Name || manifest.Version is null || manifest.Version.Split('.')[0] != PackFormat.Version.Split('.')[0])
        {
            problems.Add(new("unknown-format", PackFormat.Manifest, $"The pack is of a format or version that this program does not know: it reads {PackFormat.Name} {PackFormat.Version}"));
            return problems;
        }

        var files = manifest.Files ?? [];
        if (files.Any(f => f is null))
        {
            problems.Add(new("bad-manifest", PackFormat.Manifest, "manifest.json lists a file of which it says nothing"));
            return problems;
        }

        // Sizes come from anywhere: their sum may be more than a number can hold.
        if (files.Count > PackFormat.MostFiles || files.Any(f => f.Bytes > PackFormat.MostBytes) || files.Sum(f => Math.Max(0, f.Bytes)) > PackFormat.MostBytes
            || files.Any(f => f.Path == PackFormat.Record && f.Bytes > PackFormat.MostBytesOfRecord))
        {
            problems.Add(new("too-large", PackFormat.Manifest, "The pack is larger than the format allows"));
            return problems;
        }

        foreach (var twice in files.GroupBy(f => f.Path, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add(new("listed-twice", twice.Key, "The manifest lists this file twice"));
        }

        foreach (var wanted in new[] { PackFormat.Record, PackFormat.ProfileHtml, PackFormat.SummaryHtml }.Where(w => files.All(f => f.Path != w)))
        {
            problems.Add(new("not-listed", wanted, "The manifest does not list this file, which every pack holds"));
        }

        foreach (var extra in zip.Entries.Where(e => e.FullName != PackFormat.Manifest && files.All(f => f.Path != e.FullName)))
        {
            problems.Add(new("unlisted", PackFormat.IsSafe(extra.FullName) ? extra.FullName : "(unsafe name)", "The pack holds a file that the manifest does not list"));
        }

        foreach (var same in zip.Entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add(new("there-twice", PackFormat.IsSafe(same.Key) ? same.Key : "(unsafe name)", "The pack holds this file twice"));
        }

        var buffer = new byte[Math.Clamp(files.Select(f => f.Bytes).DefaultIfEmpty().Max(), 1, 1 << 18)];
        foreach (var file in files)
        {
            if (await Compare(zip, file, buffer, ct) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private static async Task<PackProblem?> Compare(ZipArchive zip, PackFile file, byte[] buffer, CancellationToken ct)
    {
        if (file.Path is null || !PackFormat.IsSafe(file.Path))
        {
            return new("unsafe-path", "(unsafe name)", "The manifest names a file that could be written outside its folder");
        }

        if (zip.GetEntry(file.Path) is not { } entry)
        {
            return new("missing", file.Path, "The manifest lists a file that is not there");
        }

        if (entry.Length != file.Bytes)
        {
            return new("wrong-size", file.Path, "The file does not have the size that the manifest gives");
        }

        try
        {
            await using var stream = await entry.OpenAsync(ct);
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
            {
                bytes += read;
                if (bytes > file.Bytes)
                {
                    return new("wrong-size", file.Path, "The file is larger than the manifest says");
                }

                sha.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(sha.GetHashAndReset()) == file.Sha256 ? null
                : new("changed", file.Path, "The file is not the one that the manifest describes");
        }
        catch (InvalidDataException)
        {
            return new("unreadable", file.Path, "The file cannot be read");
        }
    }

    private static async Task<byte[]> ReadUpTo(ZipArchiveEntry entry, int most, CancellationToken ct)
    {
        await using var stream = await entry.OpenAsync(ct);
        var buffer = new byte[most + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length <= most ? buffer[..length] : throw new InvalidDataException("The manifest is too large.");
    }

    private static PackCheck Broken(string code, string where, string words) => new(null, null, [new(code, where, words)]);
}
