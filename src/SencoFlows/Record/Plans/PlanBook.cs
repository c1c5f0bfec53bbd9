using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Plans;

/// <summary>The issued plans of one school's pupils.</summary>
public sealed class PlanBook(IRows rows)
{
    private const string _headPrefix = "planhead|";

    /// <summary>The plan in force, or null when none has been issued: two reads.</summary>
    public async Task<IssuedPlan?> Current(string pupil, CancellationToken ct) =>
        await Head(pupil, ct) is { } head ? await Version(pupil, head.Version, ct) : null;

    public async Task<IssuedPlan?> Version(string pupil, int version, CancellationToken ct) =>
        RecordId.Is(pupil) && version is >= 1 and <= 9999 && await rows.Read(VersionKey(pupil, version), ct) is { } row ? Wire.Read<IssuedPlan>(row.Body) : null;

    /// <summary>Every version, the first first.</summary>
    public async Task<IReadOnlyList<IssuedPlan>> Versions(string pupil, CancellationToken ct)
    {
        List<IssuedPlan> versions = [];
        await foreach (var row in rows.List($"plan|{RecordId.Checked(pupil)}|", ct))
        {
            versions.Add(Wire.Read<IssuedPlan>(row.Body));
        }

        return versions;
    }

    public async Task<PlanHead?> Head(string pupil, CancellationToken ct) =>
        RecordId.Is(pupil) && await rows.Read(_headPrefix + pupil, ct) is { } row ? Wire.Read<PlanHead>(row.Body) : null;

    /// <summary>Where every pupil's plans stand, by the pupil's id: one range read.</summary>
    public async Task<IReadOnlyDictionary<string, PlanHead>> Heads(CancellationToken ct)
    {
        var heads = new Dictionary<string, PlanHead>(StringComparer.Ordinal);
        await foreach (var row in rows.List(_headPrefix, ct))
        {
            heads.Add(row.Key[_headPrefix.Length..], Wire.Read<PlanHead>(row.Body));
        }

        return heads;
    }

    /// <summary>Every row about the plans of a pupil, the draft too: what goes when a copy of the record is destroyed.</summary>
    public async IAsyncEnumerable<string> KeysOf(string pupil, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.List($"plan|{RecordId.Checked(pupil)}|", ct))
        {
            yield return row.Key;
        }

        foreach (var key in (string[])[_headPrefix + pupil, PlanDrafts.Key(pupil)])
        {
            if (await rows.Read(key, ct) is not null)
            {
                yield return key;
            }
        }
    }

    /// <summary>Issues the next version as it is given, or says what an earlier try with the same request has issued.</summary>
    /// <param name="pupil">Whose plan it is.</param>
    /// <param name="plan">Already found to be whole.</param>
    /// <param name="by">Who issues it.</param>
    /// <param name="at">When.</param>
    /// <param name="request">The same id a second time issues nothing.</param>
    /// <param name="why">What changed.</param>
    /// <param name="save">Saves these changes, perhaps together with others, all or nothing. May be called more than once.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was issued.</param>
    /// <returns>The version, or null when <paramref name="save"/> declined.</returns>
    /// <exception cref="ConflictException">A row that was saved with them was not as it had been read. Nothing was issued.</exception>
    public async Task<int?> Issue(string pupil, Plan plan, Actor by, DateTimeOffset at, string request, string? why, Func<int, IReadOnlyList<Change>, Task<bool>> save, CancellationToken ct)
    {
        var key = _headPrefix + RecordId.Checked(pupil);
        for (var i = 0; ; i++)
        {
            var row = await rows.Read(key, ct);
            var head = row is null ? null : Wire.Read<PlanHead>(row.Body);
            if (head?.Request == request)
            {
                return head.Version;
            }

            var version = (head?.Version ?? 0) + 1;
            var now = (head ?? new(0, default, [], "")) with { Version = version, Review = plan.Review, Request = request, Spells = Spells.After(head?.Spells ?? [], plan, at.EnglishDate) };
            try
            {
                return await save(version,
                [
                    new Change.Add(VersionKey(pupil, version), Wire.Write(new IssuedPlan(version, at, by, plan, why))),
                    row is null ? new Change.Add(key, Wire.Write(now)) : new Change.Replace(key, Wire.Write(now), row.Version),
                ]) ? version : null;
            }
            catch (ConflictException conflict) when (i < 20 && (conflict.Key == key || conflict.Key == VersionKey(pupil, version)))
            {
                // Somebody else issued one, or our own save went through and its answer was lost: look again.
            }
        }
    }

    private static string VersionKey(string pupil, int version) => string.Create(CultureInfo.InvariantCulture, $"plan|{RecordId.Checked(pupil)}|{version:D4}");
}
