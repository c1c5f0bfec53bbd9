using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>What the last sweep found: no news by morning means that it did not run.</summary>
/// <param name="Open">Open cases of all schools.</param>
public sealed record SweepReport(DateTimeOffset At, int Schools, int Open, int Started, int Rung, int Replaced)
{
    private const string _key = "sweep";

    public Task Keep(IStore store, CancellationToken ct) => store.Directory.Save([new Change.Put(_key, Wire.Write(this))], ct);

    public static async Task<SweepReport?> Last(IStore store, CancellationToken ct) =>
        await store.Directory.Read(_key, ct) is { } row ? Wire.Read<SweepReport>(row.Body) : null;
}
