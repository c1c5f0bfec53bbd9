using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SencoFlows.Record.Pack;

namespace SencoFlows.Record.Systems;

// What came is compared before anybody hears of it.
public sealed partial class Inbound
{
    private async Task<(KeptPack? Pack, PackRecord? Record, IReadOnlyList<PackProblem> Problems)> Read(InboundPack pack, KeptPack whole, CancellationToken ct)
    {
        var (sha256, check) = await Compare(whole, ct);
        if (sha256 != pack.Sha256)
        {
            return (null, null, [new("changed", "", "The pack is not the one that was announced")]);
        }

        if (!check.IsWhole)
        {
            return (null, null, [.. check.Problems.Take(50)]);
        }

        var manifest = check.Manifest!;
        if (manifest.Receiver?.Urn != school)
        {
            return (null, null, [new("wrong-school", PackFormat.Manifest, "The manifest names another receiver")]);
        }

        if (manifest.Transfer != pack.Transfer || manifest.Attempt != pack.Attempt)
        {
            return (null, null, [new("bad-manifest", PackFormat.Manifest, "The manifest is about another transfer or delivery than was announced")]);
        }

        await using var bytes = (await whole.Open(_documents, ct))!;
        var kept = whole with { Manifest = await Manifest(bytes, ct), ManifestHash = check.ManifestHash!, Sha256 = sha256 };
        await using var open = await OpenPack.Open(_documents, kept, ct);
        return PackFormat.Hash(Encoding.UTF8.GetBytes(kept.Manifest)) == kept.ManifestHash && open is not null && await open.Record(ct) is { Pupil: { Surname.Length: > 0, Forename.Length: > 0 } } record
            ? (kept, record, await ForbiddenFiles.In(open, record, ct))
            : (null, null, [new("bad-manifest", PackFormat.Record, "record.json or manifest.json cannot be read")]);
    }

    /// <summary>The hash of all of it, and every file compared: at once, for neither needs the other.</summary>
    private async Task<(string Sha256, PackCheck Check)> Compare(KeptPack whole, CancellationToken ct)
    {
        var hash = whole.Parts is null ? Task.FromResult(whole.Sha256) : Task.Run(() => Hash(whole, ct), ct);
        var check = Task.Run(() => Check(whole, ct), ct);
        await Task.WhenAll(hash, check);
        return (await hash, await check);
    }

    private async Task<string> Hash(KeptPack whole, CancellationToken ct)
    {
        await using var bytes = (await whole.Open(_documents, ct))!;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        while (await bytes.ReadAsync(buffer, ct) is > 0 and var read)
        {
            sha.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private async Task<PackCheck> Check(KeptPack whole, CancellationToken ct)
    {
        await using var bytes = (await whole.Open(_documents, ct))!;
        return await PackReader.Check(bytes, ct);
    }

    private static async Task<string> Manifest(Stream bytes, CancellationToken ct)
    {
        bytes.Position = 0;
        await using var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
        await using var entry = await zip.GetEntry(PackFormat.Manifest)!.OpenAsync(ct);
        using var text = new StreamReader(entry, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return await text.ReadToEndAsync(ct);
    }
}
