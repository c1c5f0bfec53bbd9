using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>
/// Which pupil has which unique pupil number: one row of a school, changed in the same transaction as the pupil, so that two never
/// share one. A number is personal and therefore stands in the body, never in a key. 2,000 pupils take a quarter of what a row can hold.
/// </summary>
internal sealed record UpnIndex(IReadOnlyDictionary<string, string> Pupils)
{
    private const string _key = "upns";

    public string? Owner(Upn? upn) => upn is { } u ? Pupils.GetValueOrDefault(u.ToString()) : null;

    public UpnIndex With(params IReadOnlyCollection<Pupil> pupils)
    {
        var changed = pupils.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var next = Pupils.Where(p => !changed.Contains(p.Value)).ToDictionary(StringComparer.Ordinal);
        foreach (var pupil in pupils)
        {
            if (pupil.Upn is { } upn)
            {
                next[upn.ToString()] = pupil.Id;
            }
        }

        return new(next);
    }

    public static async Task<(UpnIndex Index, string? Version)> Read(IRows rows, CancellationToken ct) =>
        await rows.Read(_key, ct) is { } row ? (Wire.Read<UpnIndex>(row.Body), row.Version) : (new UpnIndex(new Dictionary<string, string>()), null);

    public static Change Change(UpnIndex index, string? version) =>
        version is null ? new Change.Add(_key, Wire.Write(index)) : new Change.Replace(_key, Wire.Write(index), version);
}
