namespace SencoFlows.Cases;

/// <summary>What the engine says about the loop of a case.</summary>
/// <param name="Heard">When it last did anything.</param>
public sealed record Loop(bool IsRunning, DateTimeOffset Heard);

/// <summary>What is wrong with the loop of an open case, and so what to do.</summary>
public enum Mend
{
    /// <summary>There is none, or it has ended: start it.</summary>
    Start,

    /// <summary>It is late: ring it.</summary>
    Ring,

    /// <summary>Ringing did not help: end it and start another.</summary>
    Replace,
}

/// <summary>
/// Compares the open cases of a school with the loops that should drive them. The rows are the truth: an engine that has lost
/// everything is built anew from them.
/// </summary>
public static class Sweep
{
    // A loop sleeps a day at most; an hour more is a queue, not a fault.
    private static readonly TimeSpan _late = TimeSpan.FromHours(25);
    private static readonly TimeSpan _stuck = TimeSpan.FromHours(49);

    /// <param name="open">The open cases of the school.</param>
    /// <param name="withErrands">Its cases that have something to perform, over or not.</param>
    /// <param name="loops">What the engine knows of the school.</param>
    public static IReadOnlyList<(CaseId Case, Mend Mend)> Compare(IReadOnlyList<OpenCase> open, IReadOnlyList<CaseId> withErrands, IReadOnlyDictionary<CaseId, Loop> loops, DateTimeOffset now)
    {
        var overdue = open.Where(c => c.Wakes < now.EnglishDate).Select(c => c.Id).ToHashSet();
        return [.. open.Select(c => c.Id).Union(withErrands)
            .Select(id => (id, Mend: loops.GetValueOrDefault(id) switch
            {
                null or { IsRunning: false } => Mend.Start,
                { Heard: var heard } when now - heard > _stuck => Mend.Replace,
                { Heard: var heard } when now - heard > _late || overdue.Contains(id) => Mend.Ring,
                _ => (Mend?)null,
            }))
            .Where(m => m.Mend is not null)
            .Select(m => (m.id, m.Mend!.Value))];
    }
}
