using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>An open case whose dates would be others.</summary>
public sealed record WouldMove(Case Case, IReadOnlyList<DateMoved> Dates);

/// <param name="Was">Null for a date that would be new.</param>
/// <param name="Becomes">Null for a date that would run no longer.</param>
public sealed record DateMoved(Deadline? Was, Deadline? Becomes);

/// <summary>
/// What would change for the open cases of a school if its term dates, its settings or the law were others.
/// Works out the same dates twice and compares: nothing is written.
/// </summary>
public static class Rehearsal
{
    public static IReadOnlyList<WouldMove> OfSchool(IReadOnlyDictionary<string, Process> processes, IEnumerable<Case> open, School now, School then) =>
        Compare(open, c => Dates(processes[c.Process], c, now), c => Dates(processes[c.Process], c, then));

    /// <param name="draft">A version of a rule that is not law yet.</param>
    public static IReadOnlyList<WouldMove> OfLaw(IReadOnlyDictionary<string, Process> processes, IEnumerable<Case> open, School school, Rule draft) =>
        Compare(open, c => Dates(processes[c.Process], c, school), c => RuleBook.Rehearse(draft, () => Dates(processes[c.Process], c, school)));

    private static Deadline[] Dates(Process process, Case c, School school) => [.. process.Due(c.State, school)];

    private static List<WouldMove> Compare(IEnumerable<Case> open, Func<Case, Deadline[]> now, Func<Case, Deadline[]> then)
    {
        List<WouldMove> moved = [];
        foreach (var c in open)
        {
            if (Differences(now(c), then(c)) is { Count: > 0 } dates)
            {
                moved.Add(new(c, dates));
            }
        }

        return moved;
    }

    /// <summary>Dates are the same date when rule, beginning and part are.</summary>
    private static List<DateMoved> Differences(Deadline[] now, Deadline[] then)
    {
        List<DateMoved> found = [];
        List<Deadline> left = [.. then];
        foreach (var was in now)
        {
            var becomes = left.FirstOrDefault(d => d.Rule.Id == was.Rule.Id && d.From == was.From && d.Part == was.Part) ?? left.FirstOrDefault(d => d.Rule.Id == was.Rule.Id);
            if (becomes is not null)
            {
                left.Remove(becomes);
            }

            if (becomes is null || becomes.On != was.On || becomes.Provisional != was.Provisional)
            {
                found.Add(new(was, becomes));
            }
        }

        found.AddRange(left.Select(becomes => new DateMoved(null, becomes)));
        return found;
    }
}
