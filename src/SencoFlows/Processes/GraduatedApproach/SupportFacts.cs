using SencoFlows.Law;

namespace SencoFlows.Processes.GraduatedApproach;

/// <summary>
/// What the list of everybody on SEN support shows of one pupil, kept beside the dates of the open case: days as they were told, and
/// nothing that is worked out from them. Stored: add to it, never rename.
/// </summary>
/// <param name="Review">The day agreed for the review.</param>
/// <param name="Planned">Since when the plan is at work.</param>
/// <param name="Held">The meetings of the school year in which the last was held: no list looks at years before.</param>
/// <param name="Promises">By when what was promised, and is still open, was to be done.</param>
public sealed record SupportFacts(DateOnly Began, bool EarlyYears, DateOnly? Review, DateOnly? Planned, IReadOnlyList<DateOnly> Held, IReadOnlyList<DateOnly> Promises)
{
    public static SupportFacts Of(Support s)
    {
        List<DateOnly> held = [.. s.Meetings.Select(m => m.Held).OfType<DateOnly>()];
        return new(s.Began, s.EarlyYears, s.Cycle.Review, s.Cycle.Planned,
            held.Count == 0 ? [] : [.. held.Where(AcademicYear.Of(held.Max()).Has)],
            [.. s.Promises.Where(p => p.Open).Select(p => p.By)]);
    }
}
