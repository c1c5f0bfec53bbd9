using System.IO.Compression;
using System.Text.Json;
using SencoFlows.Storage;

namespace SencoFlows.Record.Pack;

/// <summary>A kept pack, opened to read from. What it shows is what was sent, whatever has happened to the record since.</summary>
public sealed class OpenPack : IAsyncDisposable
{
    private readonly Stream _bytes;
    private readonly ZipArchive _zip;

    private OpenPack(Stream bytes, ZipArchive zip, PackManifest manifest) => (_bytes, _zip, Manifest) = (bytes, zip, manifest);

    public PackManifest Manifest { get; }

    /// <summary>Null when the pack was withdrawn, is gone, or is no pack any more.</summary>
    public static async Task<OpenPack?> Open(IDocuments documents, KeptPack? kept, CancellationToken ct)
    {
        if (kept is null or { Withdrawn: true } || await kept.Open(documents, ct) is not { } bytes)
        {
            return null;
        }

        try
        {
            return new(bytes, await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct), kept.Read());
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            await bytes.DisposeAsync();
            return null;
        }
    }

    /// <summary>record.json, or null when it is not the one that the manifest describes.</summary>
    public async Task<PackRecord?> Record(CancellationToken ct)
    {
        if (Manifest.Files.FirstOrDefault(f => f.Path == PackFormat.Record) is not { Bytes: >= 0 and <= PackFormat.MostBytesOfRecord } file || Read(file) is not { } stream)
        {
            return null;
        }

        try
        {
            await using (stream)
            {
                var bytes = new byte[file.Bytes];
                await stream.ReadExactlyAsync(bytes, ct);
                return PackFormat.Hash(bytes) == file.Sha256 ? PackFormat.Read<PackRecord>(bytes) : null;
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A file of the pack, seekable so that a broken download goes on where it stopped. Null when it is not there as listed.</summary>
    public Stream? Read(PackFile file) =>
        _zip.GetEntry(file.Path) is { } entry && entry.Length == file.Bytes ? new PackedStream(entry) : null;

    public async ValueTask DisposeAsync()
    {
        await _zip.DisposeAsync();
        await _bytes.DisposeAsync();
    }
}
