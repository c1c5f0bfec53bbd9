using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>Something that could not be done for a case, with the reason in its outcome.</summary>
public sealed record Failure(CaseId Case, Errand Errand);

/// <summary>A note that something could not be done for a case, which stands beside the open cases.</summary>
/// <param name="Process">Of the case, or the name of the daily email.</param>
/// <param name="About">Without a name: only whose case it is.</param>
public sealed record Failing(string Process, Subject About)
{
    /// <summary>Another system could not be told: whoever looks after those sees it, too. Null otherwise.</summary>
    public bool? OfSystem { get; init; }

    /// <summary>Nothing has failed: a parent is told by letter or by telephone. Null otherwise.</summary>
    public bool? ByHand { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public CaseId Case { get; init; }
}

/// <summary>What could not be done for one school and waits for a person: it is tried again or put aside, never forgotten.</summary>
public sealed class Failures(string school, IRows rows, IAlarm alarm, TimeProvider clock)
{
    private const string _prefix = "failed|";

    /// <summary>Part of the save in which something fails.</summary>
    internal static Change Note(string todoKey, Case @case, Errand errand) =>
        new Change.Put(Keys.FailingOf(todoKey), Wire.Write(new Failing(@case.Process, @case.About with { Label = "" }) { OfSystem = errand.Effect is Effect.Notify ? true : null, ByHand = errand.IsByHand ? true : null }));

    /// <summary>
    /// What failed, after its notes have been put right: code of an older version makes none when something fails and takes none away.
    /// Two range reads, and one read for each note that was missing.
    /// </summary>
    public static async Task<IReadOnlyList<Failure>> Mend(string school, IRows rows, CancellationToken ct)
    {
        Dictionary<string, string> noted = new(StringComparer.Ordinal);
        await foreach (var row in rows.Range(Keys.Failing, "due|", ct))
        {
            noted.Add(row.Key, row.Version);
        }

        // Read after the notes, so that what fails meanwhile has one that this does not know, and never one too many.
        var all = await All(school, rows, ct);
        List<Change> changes = noted.Remove(Keys.Failing) ? [] : [new Change.Put(Keys.Failing, "{}")];
        foreach (var failure in all.Where(f => !noted.Remove(Keys.FailingOf(Keys.Todo(f.Errand.Key)))))
        {
            if ((Mail.DailyMails.Is(failure.Case) ? Mail.DailyMails.Of(failure.Case) : await CaseRunner.Find(rows, failure.Case, ct)) is { } @case)
            {
                changes.Add(Note(Keys.Todo(failure.Errand.Key), @case, failure.Errand));
            }
        }

        changes.AddRange(noted.Select(n => new Change.Delete(n.Key, n.Value)));
        foreach (var some in changes.Chunk(Limits.ChangesOfASave))
        {
            try
            {
                await rows.Save(some, ct);
            }
            catch (ConflictException)
            {
                // Something has just failed again, or was dealt with: whoever did that has kept the notes.
            }
        }

        return all;
    }

    /// <summary>One range read; by case, the oldest of each first.</summary>
    public Task<IReadOnlyList<Failure>> All(CancellationToken ct) => All(school, rows, ct);

    private static async Task<IReadOnlyList<Failure>> All(string school, IRows rows, CancellationToken ct)
    {
        List<Failure> all = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            all.Add(Read(school, row));
        }

        return all;
    }

    public async Task<Failure?> Find(string? key, CancellationToken ct) =>
        key is not null && key.StartsWith(_prefix, StringComparison.Ordinal) && await rows.Read(key, ct) is { } row ? Read(school, row) : null;

    /// <summary>Asks for it once more. Attempts are counted on, so that late reports about an earlier mail are not taken for the new one's. A second click finds nothing left to ask for.</summary>
    public async Task TryAgain(Failure failure, CancellationToken ct)
    {
        var errand = failure.Errand;
        if (await Moved(errand, "todo", errand with { EarlierAttempts = errand.Attempts, Begun = null, FirstCalled = null, NextCall = null, Outcome = null, Ended = null }, ct))
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
            await rows.Save([new Change.Delete(errand.Key, errand.Version), new Change.Add(to + errand.Key[(_prefix.Length - 1)..], Wire.Write(now)), new Change.Delete(Keys.FailingOf(Keys.Todo(errand.Key)))], ct);
            return true;
        }
        catch (ConflictException)
        {
            return false; // Somebody else has just done the same.
        }
    }

    private static Failure Read(string school, Row row) => new(new(school, row.Key.Split('|')[1]), Errand.Of(row));
}
