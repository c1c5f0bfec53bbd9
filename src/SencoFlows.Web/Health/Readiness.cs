using System.Globalization;
using SencoFlows.Storage;

namespace SencoFlows.Web.Health;

/// <summary>Writes a canary and reads it back: a row under its version, a document under its hash.</summary>
public sealed class Readiness(IStore store, TimeProvider clock) : Probe(clock, TimeSpan.FromSeconds(10))
{
    private const string _canary = "canary";
    private readonly TimeProvider _clock = clock;

    protected override async Task<IReadOnlyList<Finding>> Look(CancellationToken ct) =>
        [await Check("rows", () => Rows(ct)), await Check("documents", () => Documents(ct))];

    private async Task<Finding> Rows(CancellationToken ct)
    {
        var sings = $"{{\"at\":\"{_clock.GetUtcNow():O}\"}}";
        var row = await store.Directory.Read(_canary, ct);
        try
        {
            await store.Directory.Save([row is null ? new Change.Add(_canary, sings) : new Change.Replace(_canary, sings, row.Version)], ct);
        }
        catch (ConflictException)
        {
            return new("rows", true, "Another instance was writing the canary");
        }

        return await store.Directory.Read(_canary, ct) is not null ? new("rows", true, "Written under its version and read") : new("rows", false, "What was written was not there");
    }

    private async Task<Finding> Documents(CancellationToken ct)
    {
        using var song = new MemoryStream("canary"u8.ToArray());
        var stored = await store.DirectoryDocuments.Put("canary", song, 100, ct);
        await using var back = await store.DirectoryDocuments.Open(stored.Name, ct);
        return back is null
            ? new("documents", false, "What was stored was not there")
            : new("documents", true, string.Create(CultureInfo.InvariantCulture, $"Stored and opened {stored.Bytes} bytes"));
    }
}
