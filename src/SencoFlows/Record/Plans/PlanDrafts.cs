using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Plans;

/// <summary>The plans that are being written at one school.</summary>
public sealed class PlanDrafts(IRows rows)
{
    private const string _prefix = "plandraft|";

    /// <summary>Every draft, by the pupil's id: one range read.</summary>
    public async Task<IReadOnlyDictionary<string, PlanDraft>> All(CancellationToken ct)
    {
        var drafts = new Dictionary<string, PlanDraft>(StringComparer.Ordinal);
        await foreach (var row in rows.List(_prefix, ct))
        {
            drafts.Add(row.Key[_prefix.Length..], Wire.Read<PlanDraft>(row.Body));
        }

        return drafts;
    }

    public async Task<PlanDraft?> Find(string pupil, CancellationToken ct) =>
        RecordId.Is(pupil) && await rows.Read(Key(pupil), ct) is { } row ? Wire.Read<PlanDraft>(row.Body) : null;

    /// <summary>Changes a draft from what it is now. <paramref name="change"/> may run more than once; null leaves it as it is.</summary>
    /// <returns>As it is afterwards.</returns>
    /// <exception cref="TooLargeException">It would no longer fit. Nothing was saved.</exception>
    public async Task<PlanDraft?> Save(string pupil, Func<PlanDraft?, PlanDraft?> change, CancellationToken ct)
    {
        while (true)
        {
            var row = await rows.Read(Key(pupil), ct);
            var before = row is null ? null : Wire.Read<PlanDraft>(row.Body);
            var now = change(before);
            if (now is null || ReferenceEquals(now, before))
            {
                return before;
            }

            try
            {
                await rows.Save([row is null ? new Change.Add(Key(pupil), Wire.Write(now)) : new Change.Replace(Key(pupil), Wire.Write(now), row.Version)], ct);
                return now;
            }
            catch (ConflictException)
            {
                // Somebody else was quicker: change what they have left.
            }
        }
    }

    /// <summary>The change that takes a draft away as it was read, for a save that issues it.</summary>
    public async Task<(PlanDraft Draft, Change Gone)?> ToIssue(string pupil, CancellationToken ct) =>
        RecordId.Is(pupil) && await rows.Read(Key(pupil), ct) is { } row ? (Wire.Read<PlanDraft>(row.Body), new Change.Delete(row.Key, row.Version)) : null;

    public async Task Forget(string pupil, string id, CancellationToken ct)
    {
        if (await ToIssue(pupil, ct) is { } found && found.Draft.Id == id)
        {
            try
            {
                await rows.Save([found.Gone], ct);
            }
            catch (ConflictException)
            {
                // Gone already, or written in meanwhile, and then it stays.
            }
        }
    }

    internal static string Key(string pupil) => _prefix + RecordId.Checked(pupil);
}
