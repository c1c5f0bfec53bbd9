using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Pack;

/// <summary>A pack that was built: once for each delivery, and never changed.</summary>
/// <param name="Manifest">The text of manifest.json, whose hash receipts are about.</param>
/// <param name="ManifestHash">SHA-256, lower-case hex.</param>
/// <param name="Sha256">Of the whole pack.</param>
/// <param name="Withdrawn">The bytes are gone; what they were stays known.</param>
public sealed record KeptPack(string Manifest, string ManifestHash, string Sha256, long Bytes, bool Withdrawn = false)
{
    /// <summary>What newer code has written here. Where the bytes are may stand in it: see <see cref="Known"/>.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>The name under which its bytes are kept; null for one that came before each holder had a name of its own.</summary>
    public string? Place { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Kept => Place ?? Sha256;

    /// <summary>The pieces in which it came and is kept, in order; null for a pack that lies in one piece.</summary>
    public IReadOnlyList<KeptPart>? Parts { get; init; }

    /// <summary>Everything that is kept of it, by the names under which it is deleted.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Names => Parts?.Select(p => p.Name) ?? [Kept];

    /// <summary>The bytes of the whole pack, seekable, or null when they are not there.</summary>
    public async Task<Stream?> Open(IDocuments documents, CancellationToken ct) =>
        Parts is null ? await documents.Open(Kept, ct)
        : await IsThere(documents, Parts[0].Name, ct) ? new JoinedStream(documents, Parts)
        : null;

    private static async Task<bool> IsThere(IDocuments documents, string name, CancellationToken ct)
    {
        await using var bytes = await documents.Open(name, ct);
        return bytes is not null;
    }

    /// <exception cref="NewerCodeException">Newer code has kept it, perhaps in a way that this code does not know: it would send half of it, or delete half.</exception>
    public static KeptPack Known(string body) => Wire.Read<KeptPack>(body) is { More: null } pack ? pack : throw new NewerCodeException();

    /// <summary>The holder of the pack of a delivery.</summary>
    public static string Holder(string caseId, int attempt) => string.Create(CultureInfo.InvariantCulture, $"pack-{RecordId.Checked(caseId)}-{attempt:D2}");

    public PackManifest Read() => PackFormat.Read<PackManifest>(System.Text.Encoding.UTF8.GetBytes(Manifest));
}

/// <summary>The packs of one school's transfers.</summary>
public sealed class KeptPacks(IRows rows)
{
    public async Task<KeptPack?> Find(string caseId, int attempt, CancellationToken ct) =>
        await rows.Read(Key(caseId, attempt), ct) is { } row ? KeptPack.Known(row.Body) : null;

    /// <summary>Keeps what was built, or returns what another run has built before.</summary>
    public async Task<KeptPack> Keep(string caseId, int attempt, KeptPack pack, CancellationToken ct)
    {
        try
        {
            await rows.Save([new Change.Add(Key(caseId, attempt), Wire.Write(pack))], ct);
            return pack;
        }
        catch (ConflictException)
        {
            return (await Find(caseId, attempt, ct))!;
        }
    }

    /// <summary>Marks every pack of a case as withdrawn and says whose bytes to delete.</summary>
    public async Task<IReadOnlyList<KeptPack>> Withdraw(string caseId, CancellationToken ct)
    {
        List<KeptPack> packs = [];
        await foreach (var row in rows.List($"pack|{caseId}|", ct))
        {
            var pack = KeptPack.Known(row.Body);
            packs.Add(pack);
            if (!pack.Withdrawn)
            {
                await rows.Save([new Change.Replace(row.Key, Wire.Write(pack with { Withdrawn = true }), row.Version)], ct);
            }
        }

        return packs;
    }

    private static string Key(string caseId, int attempt) => string.Create(CultureInfo.InvariantCulture, $"pack|{caseId}|{attempt:D2}");
}
