using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Guests;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>Takes a receiver's pack off the shelf, and notes who has read what of it.</summary>
internal sealed class Shelf(IStore store, TimeProvider clock)
{
    /// <summary>Null when it cannot be read: gone, or no longer what was put there.</summary>
    public async Task<OpenPack?> Open(Receiver r, CancellationToken ct) =>
        await OpenPack.Open(store.Documents(r.School.Urn), await Kept(r, ct), ct);

    /// <summary>Everything about the record that a page shows, or null when it cannot be read.</summary>
    public async Task<SentRecord?> Read(Receiver r, CancellationToken ct)
    {
        await using var pack = await Open(r, ct);
        return pack is not null && await pack.Record(ct) is { } record ? new(record, pack.Manifest) : null;
    }

    /// <summary>The bytes of the whole pack, seekable.</summary>
    public async Task<Stream?> Whole(Receiver r, CancellationToken ct) =>
        await Kept(r, ct) is { Withdrawn: false } kept ? await kept.Open(store.Documents(r.School.Urn), ct) : null;

    /// <summary>Compares every file with the list that was sent.</summary>
    public async Task<PackCheck> Check(Receiver r, CancellationToken ct)
    {
        if (await Whole(r, ct) is not { } bytes)
        {
            return new(null, null, [new("missing", "", "The record is not there any more")]);
        }

        await using (bytes)
        {
            var check = await PackReader.Check(bytes, ct);
            return !check.IsWhole || check.ManifestHash == r.Parcel.Manifest ? check
                : check with { Problems = [new("changed", PackFormat.Manifest, "The list of files is not the one that was sent")] };
        }
    }

    /// <param name="r">Who reads.</param>
    /// <param name="what">A fixed word.</param>
    /// <param name="of">The SHA-256 of a file, never its name.</param>
    /// <param name="ct">Nothing may be shown if this did not end.</param>
    public Task Note(Receiver r, string what, string? of, CancellationToken ct) =>
        new PupilLog(store.Rows(r.School.Urn)).Note(r.Case.About.Id, new Looked(clock.GetUtcNow(), r.Actor, what, of), ct);

    private Task<KeptPack?> Kept(Receiver r, CancellationToken ct) => new KeptPacks(store.Rows(r.School.Urn)).Find(r.Case.Id.Id, r.Parcel.Number, ct);
}

/// <summary>What was sent: the record, and the list of its files.</summary>
public sealed record SentRecord(PackRecord Record, PackManifest Manifest)
{
    public string Name => $"{Record.Pupil.PreferredForename ?? Record.Pupil.Forename} {Record.Pupil.PreferredSurname ?? Record.Pupil.Surname}";

    public long Bytes => Manifest.Files.Sum(f => f.Bytes);

    /// <summary>The number under which a file of the pack is downloaded: no name stands in an address.</summary>
    public int? Number(string path) => Manifest.Files.Select((f, i) => (f.Path, Number: i + 1)).FirstOrDefault(f => f.Path == path) is { Number: > 0 and var n } ? n : null;

    /// <summary>"PDF, 1.2 MB".</summary>
    public string Kind(string path) => Manifest.Files.FirstOrDefault(f => f.Path == path) is { } file ? $"{Words(file.Type)}, {GovUk.EnglishWords.Bytes(file.Bytes)}" : "";

    private static string Words(string type) => type switch
    {
        "application/pdf" => "PDF",
        "application/msword" or "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "Word",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "Excel",
        "image/jpeg" or "image/png" or "image/gif" => "Picture",
        "application/json" => "JSON",
        "text/html" => "Web page",
        "text/plain" => "Text",
        _ => "File",
    };
}
