using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;

namespace SencoFlows.Record.Systems;

/// <summary>A pack that another system is delivering, part by part. Stored: add to it, never rename.</summary>
/// <param name="Client">Which system.</param>
/// <param name="Transfer">Its own opaque name of the transfer, as in the manifest.</param>
/// <param name="Sha256">Of the whole pack, as announced.</param>
/// <param name="Parts">What has come, in order: the names of the stored parts.</param>
public sealed record InboundPack(string Client, string Transfer, int Attempt, string Sha256, long Bytes, long Received, IReadOnlyList<string> Parts, InboundEnd? End = null)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>When it was announced.</summary>
    public DateTimeOffset Begun { get; init; }

    /// <summary>What was wrong with it: codes of the format.</summary>
    public IReadOnlyList<PackProblem> Problems { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public string Id { get; init; } = "";

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Version { get; init; }
}

public enum InboundEnd
{
    /// <summary>Whole, and in the school's own case of the same id.</summary>
    Delivered,

    /// <summary>Broken or not for this school. Nothing is kept of it.</summary>
    Refused,
}

public enum Appended { Taken, WrongOffset, TooMuch, Over }

/// <summary>Takes packs that other systems deliver to one school: in parts, continued where a line broke, checked before anybody hears of them.</summary>
public sealed partial class Inbound(string school, IStore store, CaseRunner runner, TimeProvider clock)
{
    public const int MostBytesOfAPart = 8 << 20;

    /// <summary>Unfinished deliveries of one system at a time, so that none can fill a school's store.</summary>
    public const int MostAtOnce = 20;

    /// <summary>A pack that came in no more pieces than this stays as it came, and every byte is written once. More are put together: whoever reads would open too many.</summary>
    public const int MostKeptParts = 64;

    /// <summary>The names of more would not fit into the row of a delivery, which every part writes once more. They are put together while it comes.</summary>
    public const int MostWaitingParts = 500;

    private const string _prefix = "inbound|";
    private static readonly TimeSpan _patience = TimeSpan.FromDays(14);

    private readonly IRows _rows = store.Rows(school);
    private readonly IDocuments _documents = store.Documents(school);

    /// <summary>Whether a system may begin another one. What was begun two weeks ago and never finished is put away first.</summary>
    public async Task<bool> HasRoom(string client, CancellationToken ct)
    {
        var unfinished = 0;
        List<InboundPack> old = [];
        await foreach (var row in _rows.List(_prefix, ct))
        {
            if (Wire.Read<InboundPack>(row.Body) is { End: null } pack)
            {
                unfinished += pack.Client == client ? 1 : 0;
                if (clock.GetUtcNow() - pack.Begun > _patience)
                {
                    old.Add(pack with { Id = row.Key[_prefix.Length..], Version = row.Version });
                }
            }
        }

        foreach (var pack in old)
        {
            await End(pack, pack with { End = InboundEnd.Refused, Problems = [new("missing", "", "The rest of the pack never came")], Parts = [] }, ct);
        }

        return unfinished - old.Count(p => p.Client == client) < MostAtOnce;
    }

    /// <summary>The same announcement again is the same delivery. Null when the same attempt was announced with another content.</summary>
    public async Task<InboundPack?> Announce(string client, string transfer, int attempt, string sha256, long bytes, CancellationToken ct)
    {
        var id = "a" + Handover.Hash($"{school}|{client}|{transfer}|{attempt}")[..31];
        var pack = new InboundPack(client, transfer, attempt, sha256, bytes, 0, []) { Begun = clock.GetUtcNow() };
        try
        {
            await _rows.Save([new Change.Add(Key(id), Wire.Write(pack))], ct);
        }
        catch (ConflictException)
        {
            // Announced before.
        }

        return await Find(id, client, ct) is { } kept && kept.Sha256 == sha256 && kept.Bytes == bytes ? kept : null;
    }

    /// <summary>Null for one that is not there, or is another system's.</summary>
    public async Task<InboundPack?> Find(string id, string client, CancellationToken ct) =>
        RecordId.Is(id) && await _rows.Read(Key(id), ct) is { } row && Wire.Read<InboundPack>(row.Body) is var pack && pack.Client == client ? pack with { Id = id, Version = row.Version } : null;

    /// <summary>Adds a part that begins where the last one ended. Of two that come at once one is taken.</summary>
    public async Task<(Appended Answer, InboundPack Now)> Append(InboundPack pack, long offset, Stream part, CancellationToken ct)
    {
        if (pack.End is not null)
        {
            return (Appended.Over, pack);
        }

        if (offset != pack.Received)
        {
            return (Appended.WrongOffset, pack);
        }

        if (pack.Parts.Count >= MostWaitingParts)
        {
            if (await InOnePart(pack, ct) is not { } fewer)
            {
                return (Appended.WrongOffset, (await Find(pack.Id, pack.Client, ct))!);
            }

            pack = fewer;
        }

        StoredDocument stored;
        try
        {
            // Counted on, so that two parts at the same place never share a name, and what loses the race is deleted alone.
            stored = await _documents.Put(NewPart(pack), part, Math.Min(MostBytesOfAPart, pack.Bytes - pack.Received), ct);
        }
        catch (DocumentTooLargeException)
        {
            return (Appended.TooMuch, pack);
        }

        var now = pack with { Received = pack.Received + stored.Bytes, Parts = [.. pack.Parts, stored.Name] };
        if (stored.Bytes > 0 && await Save(pack, now, ct) is { } saved)
        {
            return (Appended.Taken, saved);
        }

        await _documents.Delete(stored.Name, ct);
        return stored.Bytes == 0 ? (Appended.Taken, pack) : (Appended.WrongOffset, (await Find(pack.Id, pack.Client, ct))!);
    }

    /// <summary>Compares everything once all parts have come, and opens the case. Doing it again does nothing more.</summary>
    public async Task<InboundPack> Finish(InboundPack pack, CancellationToken ct)
    {
        if (pack.End is not null || pack.Received < pack.Bytes)
        {
            return pack;
        }

        var whole = await Together(pack, ct);
        var (kept, record, problems) = await Read(pack, whole, ct);
        if (problems.Count > 0)
        {
            if (whole.Place is { } together)
            {
                await _documents.Delete(together, ct);
            }

            return await End(pack, pack with { End = InboundEnd.Refused, Problems = problems, Parts = [] }, ct);
        }

        var manifest = kept!.Read();
        var shelved = await new KeptPacks(_rows).Keep(pack.Id, pack.Attempt, kept, ct);
        var came = new RecordArrivalProcess.Event.Came(pack.Transfer, pack.Attempt, manifest.Sender?.Urn ?? "", NameOf(manifest.Sender?.Name), kept.ManifestHash, kept.Bytes, manifest.Files.Count, record!.Move?.Starts)
        {
            System = pack.Client,
        };
        await runner.Tell(new(school, pack.Id), All.RecordArrival, came, new Actor(Role.System, pack.Client), $"inbound:{pack.Id}", ct, new Subject("pupil", pack.Id, $"{record.Pupil.Surname}, {record.Pupil.Forename}"));
        return await End(pack, pack with { End = InboundEnd.Delivered, Parts = [] }, ct, shelved.Parts);
    }

    private static string NewPart(InboundPack pack) => $"part-{pack.Id}-{pack.Parts.Count}-{RecordId.New()[..8]}";

    /// <summary>The same bytes with one name. Null when another part came meanwhile: nothing is lost, for the others go last.</summary>
    private async Task<InboundPack?> InOnePart(InboundPack pack, CancellationToken ct)
    {
        await using var bytes = new JoinedStream(_documents, await Parts(pack, ct));
        var one = await _documents.Put(NewPart(pack), bytes, pack.Received, ct);
        var saved = await Save(pack, pack with { Parts = [one.Name] }, ct);
        foreach (var name in saved is null ? [one.Name] : pack.Parts)
        {
            await _documents.Delete(name, ct);
        }

        return saved;
    }

    private async Task<IReadOnlyList<KeptPart>> Parts(InboundPack pack, CancellationToken ct)
    {
        List<KeptPart> parts = [];
        foreach (var name in pack.Parts)
        {
            await using var part = await Part(name, ct);
            parts.Add(new(name, part.Length));
        }

        return parts;
    }

    /// <summary>What came, in its parts or, with its hash, put together.</summary>
    private async Task<KeptPack> Together(InboundPack pack, CancellationToken ct)
    {
        var parts = await Parts(pack, ct);
        if (parts.Count <= MostKeptParts)
        {
            return new("", "", "", parts.Sum(p => p.Bytes)) { Parts = parts };
        }

        await using var bytes = new JoinedStream(_documents, parts);
        var stored = await _documents.Put(KeptPack.Holder(pack.Id, pack.Attempt), bytes, pack.Bytes, ct);
        return new("", "", stored.Sha256, stored.Bytes) { Place = stored.Name };
    }

    private async Task<Stream> Part(string name, CancellationToken ct) => await _documents.Open(name, ct) ?? throw new InvalidOperationException("A part of a delivery is missing.");

    /// <summary>What another system calls the sender stands in mails and lists: a name, and no more.</summary>
    private static string NameOf(string? text) =>
        string.Concat((text ?? "").Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '’' or '\'' or '.' or ',' or '&' or '(' or ')')).Trim() is { Length: > 0 } name ? name.Length <= 100 ? name : name[..100] : "Another system";

    /// <param name="shelved">Parts that are kept: the pack on the shelf.</param>
    private async Task<InboundPack> End(InboundPack before, InboundPack ended, CancellationToken ct, IReadOnlyList<KeptPart>? shelved = null)
    {
        var now = await Save(before, ended, ct) ?? (await Find(before.Id, before.Client, ct))!;
        if (now.End is not null)
        {
            foreach (var part in before.Parts.Where(p => shelved?.Any(s => s.Name == p) is not true))
            {
                await _documents.Delete(part, ct);
            }
        }

        return now;
    }

    private async Task<InboundPack?> Save(InboundPack before, InboundPack now, CancellationToken ct)
    {
        try
        {
            return now with { Version = (await _rows.Save([new Change.Replace(Key(before.Id), Wire.Write(now), before.Version!)], ct))[0] };
        }
        catch (ConflictException)
        {
            return null;
        }
    }

    private static string Key(string id) => _prefix + RecordId.Checked(id);
}
