using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

/// <summary>What is odd about a calendar and may still be right: asked before it is saved.</summary>
public static class TermQuestions
{
    /// <summary>Fewer or more days with a session than a school year has in England, where 190 is the rule.</summary>
    public const int FewestDays = 170;

    public const int MostDays = 200;

    private const int _longestHoliday = 28;
    private const int _usualInset = 5;

    /// <summary>Sentences that end in a question mark or ask to be looked at.</summary>
    /// <param name="calendar">All of it.</param>
    /// <param name="years">Those that change.</param>
    public static IReadOnlyList<string> Of(SchoolCalendar calendar, IEnumerable<AcademicYear> years) => [.. years.Order().SelectMany(y => OfYear(calendar, y))];

    private static IEnumerable<string> OfYear(SchoolCalendar calendar, AcademicYear year)
    {
        CalendarEntry[] entries = [.. calendar.Entries.Where(e => e.Year == year)];
        CalendarEntry[] terms = [.. entries.Where(e => e.Kind == EntryKind.Term)];
        if (terms.Length == 0)
        {
            yield return $"{year} has no terms. Dates that count school days in it will be provisional. Is that what you want?";
            yield break;
        }

        var days = terms.Sum(t => calendar.SchoolDaysIn(new(t.From, t.To)));
        if (days is < FewestDays or > MostDays)
        {
            yield return $"{year} has {days} school days. A school year in England has 190, and nearly always between {FewestDays} and {MostDays}. Is a term missing, or is an INSET day or holiday not taken out?";
        }

        foreach (var gap in Gaps(year, terms).Concat(OddDays(calendar, entries)))
        {
            yield return gap;
        }

        if (entries.Count(e => e.Kind == EntryKind.Inset) is var inset and > _usualInset)
        {
            yield return $"{year} has {inset} INSET days. Most schools have {_usualInset}. Are these right?";
        }
    }

    private static IEnumerable<string> Gaps(AcademicYear year, CalendarEntry[] terms)
    {
        if (terms[0].From > year.From.AddDays(20))
        {
            yield return $"{year} begins on {TypedDays.Of(terms[0].From)}. Is the beginning of the autumn term missing?";
        }

        foreach (var (before, after) in terms.Zip(terms.Skip(1)))
        {
            var days = after.From.DayNumber - before.To.DayNumber - 1;
            if (days > _longestHoliday)
            {
                yield return $"There are {days} days without school between {TypedDays.Of(before.To)} and {TypedDays.Of(after.From)}. Is a term missing?";
            }
            else if (days <= 2 && before.To.DayOfWeek != DayOfWeek.Friday)
            {
                yield return $"{TypedDays.Of(before.To)} and {TypedDays.Of(after.From)} follow each other without a holiday. Are both terms right?";
            }
        }

        if (terms[^1].To < new DateOnly(year.Starts + 1, 7, 1))
        {
            yield return $"{year} ends on {TypedDays.Of(terms[^1].To)}. Until the rest is known, dates after that are provisional. Is the summer term missing?";
        }
    }

    private static IEnumerable<string> OddDays(SchoolCalendar calendar, CalendarEntry[] entries)
    {
        foreach (var e in entries)
        {
            var what = e.Kind switch { EntryKind.Inset => "an INSET day", EntryKind.Closure => "a closure", _ => "the first day of a term" };
            foreach (var (day, name) in ((DateOnly, string)[])(e.Kind == EntryKind.Term ? [(e.From, what), (e.To, "the last day of a term")] : [(e.From, what)]))
            {
                if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    yield return $"{TypedDays.Of(day)}, {name}, is a {day.DayOfWeek}. Is it right?";
                }
                else if (BankHolidays.Name(day) is { } holiday)
                {
                    yield return $"{TypedDays.Of(day)}, {name}, is a bank holiday ({holiday}). Is it right?";
                }
                else if (e.Kind == EntryKind.Closure && !calendar.Terms.Any(t => t.Has(day)))
                {
                    yield return $"{TypedDays.Of(day)}, {name}, is not in a term. Is it right?";
                }
            }
        }
    }
}
