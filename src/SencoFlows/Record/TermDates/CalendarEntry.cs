using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

public enum EntryKind
{
    /// <summary>A run of school days between two holidays: half a term.</summary>
    Term,

    /// <summary>Staff are in, pupils are not.</summary>
    Inset,

    /// <summary>Snow, an election, a burst pipe: a day in term on which the school was shut.</summary>
    Closure,
}

/// <summary>One line of a school's calendar.</summary>
public sealed record CalendarEntry(EntryKind Kind, DateOnly From, DateOnly To)
{
    public AcademicYear Year => AcademicYear.OfSchoolDay(To);
}

public static class CalendarEntries
{
    extension(SchoolCalendar calendar)
    {
        /// <summary>In order of days.</summary>
        public IReadOnlyList<CalendarEntry> Entries =>
        [
            .. calendar.Terms.Select(t => new CalendarEntry(EntryKind.Term, t.From, t.To)).OrderBy(e => e.From),
            .. calendar.Inset.Order().Select(d => new CalendarEntry(EntryKind.Inset, d, d)),
            .. calendar.Closures.Order().Select(d => new CalendarEntry(EntryKind.Closure, d, d)),
        ];

        public IReadOnlyList<AcademicYear> Years => [.. calendar.Entries.Select(e => e.Year).Distinct().Order()];

        /// <summary>The same calendar with some years as they are in <paramref name="entries"/>, whatever they were before.</summary>
        public SchoolCalendar With(IReadOnlyCollection<AcademicYear> years, IEnumerable<CalendarEntry> entries) =>
            Of([.. calendar.Entries.Where(e => !years.Contains(e.Year)), .. entries]);

        /// <summary>True when both say the same of every day, however they are written.</summary>
        public bool SaysTheSameAs(SchoolCalendar other) => calendar.Entries.SequenceEqual(other.Entries);
    }

    public static SchoolCalendar Of(IReadOnlyCollection<CalendarEntry> entries) => new(
        [.. entries.Where(e => e.Kind == EntryKind.Term).Select(e => new DayRange(e.From, e.To)).Distinct().OrderBy(t => t.From)],
        [.. Days(entries, EntryKind.Inset)],
        [.. Days(entries, EntryKind.Closure)]);

    private static IEnumerable<DateOnly> Days(IEnumerable<CalendarEntry> entries, EntryKind kind) =>
        entries.Where(e => e.Kind == kind).SelectMany(e => Enumerable.Range(0, e.To.DayNumber - e.From.DayNumber + 1).Select(e.From.AddDays)).Distinct().Order();
}
