using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>Something that could not be done for a case, with the reason in its outcome.</summary>
public sealed record Failure(CaseId Case, Errand Errand);

/// <summary>What could not be done for one school and waits for a person: it is tried again or put aside, never forgotten.</summary>
public sealed class Failures(string school, IRows rows, IAlarm alarm, TimeProvider clock)
{
    private const string _prefix = "failed|";

    /// <summary>One range read; by case, the oldest of each first.</summary>
    public async Task<IReadOnlyList<Failure>> All(CancellationToken ct)
    {
        List<Failure> all = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            all.Add(Read(row));
        }

        return all;
    }

    public async Task<Failure?> Find(string? key, CancellationToken ct) =>
        key is not null && key.StartsWith(_prefix, StringComparison.Ordinal) && await rows.Read(key, ct) is { } row ? Read(row) : null;

    /// <summary>Asks for it once more. Attempts are counted on, so that late reports about an earlier mail are not taken for the new one's. A second click finds nothing left to ask for.</summary>
    public async Task TryAgain(Failure failure, CancellationToken ct)
    {
        var errand = failure.Errand;
        if (await Moved(errand, "todo", errand with { EarlierAttempts = errand.Attempts, Begun = null, Outcome = null, Ended = null }, ct))
        {
            await alarm.Ring(failure.Case, ct);
        }
    }

    /// <summary>A person has dealt with it in another way, or it matters no longer.</summary>
    /// <param name="failure">As it was read.</param>
    /// <param name="why">In their words; part of what the case keeps.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was put aside.</param>
    public Task PutAside(Failure failure, string why, CancellationToken ct) =>
        Moved(failure.Errand, "done", failure.Errand with { Outcome = new Outcome.Dropped($"Put aside: {why}"), Ended = clock.GetUtcNow() }, ct);

    private async Task<bool> Moved(Errand errand, string to, Errand now, CancellationToken ct)
    {
        try
        {
            await rows.Save([new Change.Delete(errand.Key, errand.Version), new Change.Add(to + errand.Key[(_prefix.Length - 1)..], Wire.Write(now))], ct);
            return true;
        }
        catch (ConflictException)
        {
            return false; // Somebody else has just done the same.
        }
    }

    private Failure Read(Row row) => new(new(school, row.Key.Split('|')[1]), Errand.Of(row));
}
