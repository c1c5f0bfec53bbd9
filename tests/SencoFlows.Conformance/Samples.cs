using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;

namespace SencoFlows.Conformance;

/// <summary>One pack of the kit.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Code">What a reader has to find; null for one that it has to take.</param>
internal sealed record Sample(string Name, string? Code, byte[] Bytes);

/// <summary>The packs of the conformance kit, each broken in one way. The same bytes every time.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset _date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Sample> All { get; } = Make();

    private static List<Sample> Make()
    {
        var (files, many) = (Files(), Files(documents: 12));
        var good = Zip(files);
        return
        [
            new("good.zip", null, good),
            new("good-with-documents.zip", null, Zip(many)),
            new("good-compressed.zip", null, Zip(many, CompressionLevel.SmallestSize)),
            new("good-unknown-properties.zip", null, Zip(files, manifest: m => m["somethingNew"] = "ignore me")),
            new("good-minor-version.zip", null, Zip(files, manifest: m => m["version"] = "1.9")),
            new("not-a-zip.zip", "not-a-zip", Encoding.ASCII.GetBytes("This is no ZIP file.")),
            new("cut-short.zip", "not-a-zip", good[..(good.Length / 2)]),
            new("no-manifest.zip", "no-manifest", Zip(files, without: PackFormat.Manifest)),
            new("manifest-not-json.zip", "bad-manifest", Zip(files, text: _ => "{ not json")),
            new("manifest-too-large.zip", "bad-manifest", Zip(files, CompressionLevel.SmallestSize, text: t => t + new string(' ', 2 << 20))),
            new("manifest-with-nothing-in-its-list.zip", "bad-manifest", Zip(files, manifest: m => ((JsonArray)m["files"]!).Add(null))),
            new("other-format.zip", "unknown-format", Zip(files, manifest: m => m["format"] = "some-other-pack")),
            new("newer-version.zip", "unknown-format", Zip(files, manifest: m => m["version"] = "2.0")),
            new("sizes-that-overflow.zip", "too-large", Zip(files, manifest: m => Each(m, f => f["bytes"] = long.MaxValue))),
            new("record-too-large.zip", "too-large", Zip(files, manifest: m => m["files"]![0]!["bytes"] = PackFormat.MostBytesOfRecord + 1)),
            new("negative-size.zip", "wrong-size", Zip(files, manifest: m => m["files"]![0]!["bytes"] = -1)),
            new("listed-twice.zip", "listed-twice", Zip(files, manifest: m => ((JsonArray)m["files"]!).Add(m["files"]![0]!.DeepClone()))),
            new("there-twice.zip", "there-twice", Zip([.. files, files[0]], listed: files)),
            new("record-not-listed.zip", "not-listed", Zip(files[1..])),
            new("unlisted-file.zip", "unlisted", Zip([.. files, ("extra.txt", "surprise"u8.ToArray())], listed: files)),
            new("climbs-out.zip", "unsafe-path", Zip([.. files, ("../../evil.txt", "evil"u8.ToArray())])),
            new("absolute-path.zip", "unsafe-path", Zip([.. files, ("/etc/evil.txt", "evil"u8.ToArray())])),
            new("missing-file.zip", "missing", Zip(files[..^1], listed: files)),
            new("wrong-size.zip", "wrong-size", Zip(files, manifest: m => m["files"]![1]!["bytes"] = 7)),
            new("changed-byte.zip", "changed", Zip([files[0], files[1], (files[2].Path, Flip(files[2].Bytes))], listed: files)),
            new("bomb.zip", "wrong-size", Zip([.. files, ("documents/001-bomb.txt", new byte[64 << 20])], CompressionLevel.SmallestSize, listed: [.. files, ("documents/001-bomb.txt", "small"u8.ToArray())])),
        ];
    }

    private static (string Path, byte[] Bytes)[] Files(int documents = 0)
    {
        var head = new PackManifest(PackFormat.Name, PackFormat.Version, "100001-sample", 1, new(2026, 9, 1), new("Oak Lane Primary", "100001", "8201001"), new("Hill Top Academy", "100002", "8202002"), []);
        (string Path, byte[] Bytes)[] papers = [.. Enumerable.Range(1, documents).Select(i => (PackFormat.DocumentPath(i, $"Report {i}.txt"), Encoding.UTF8.GetBytes($"Report number {i} about somebody who does not exist.")))];
        var record = new PackRecord(PackFormat.Name, PackFormat.Version, new("Sample", "Pupil", new(2016, 3, 4), "6") { Upn = "A391200026001" }, [new(new(2024, 9, 2), "K")], [new(1, "SLCN", new(2024, 9, 2), null)], [],
            [.. papers.Select(p => new PackDocument(p.Path, p.Path, DocumentKind.Other, new(2026, 1, 5)))], new(new(2026, 12, 18), null, "agreed", "none-known", false));
        return
        [
            (PackFormat.Record, PackFormat.Write(record)),
            (PackFormat.ProfileHtml, SheetHtml.Write(Sheets.Profile(record, head))),
            (PackFormat.SummaryHtml, SheetHtml.Write(Sheets.Summary(record, head))),
            .. papers,
        ];
    }

    private static byte[] Zip((string Path, byte[] Bytes)[] there, CompressionLevel level = CompressionLevel.NoCompression, (string Path, byte[] Bytes)[]? listed = null, Action<JsonNode>? manifest = null, Func<string, string>? text = null, string? without = null)
    {
        var written = JsonNode.Parse(PackFormat.Write(new PackManifest(PackFormat.Name, PackFormat.Version, "100001-sample", 1, new(2026, 9, 1), new("Oak Lane Primary", "100001", "8201001"), new("Hill Top Academy", "100002", "8202002"),
            [.. (listed ?? there).Select(f => new PackFile(f.Path, "application/octet-stream", f.Bytes.Length, PackFormat.Hash(f.Bytes)))])))!;
        manifest?.Invoke(written);
        var json = written.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in there.Prepend((Path: PackFormat.Manifest, Bytes: Encoding.UTF8.GetBytes(text?.Invoke(json) ?? json))).Where(f => f.Path != without))
            {
                var entry = zip.CreateEntry(path, level);
                entry.LastWriteTime = _date;
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static void Each(JsonNode manifest, Action<JsonNode> change)
    {
        foreach (var file in (JsonArray)manifest["files"]!)
        {
            change(file!);
        }
    }

    private static byte[] Flip(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];
}
