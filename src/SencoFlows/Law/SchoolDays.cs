using System.Runtime.CompilerServices;

namespace SencoFlows.Law;

/// <summary>What a calendar says about one day.</summary>
public enum DayKind
{
    /// <summary>There is a session (Education Act 1996, s.579(1)).</summary>
    School,
    Weekend,
    BankHoliday,
    Inset,
    Closure,
    Holiday,

    /// <summary>The school has given no term dates for this part of the year: counted as if it were open on every working day.</summary>
    NotGiven,
}

/// <summary>Counts the days on which one school has a session.</summary>
public static class SchoolDays
{
    private static readonly ConditionalWeakTable<SchoolCalendar, Known> _known = [];

    extension(SchoolCalendar calendar)
    {
        public DayKind Kind(DateOnly day) => _known.GetValue(calendar, c => new(c)).Kind(day);

        /// <summary>Counted as a school day: a session, or a working day where no term dates are given.</summary>
        public bool Has(DateOnly day) => calendar.Kind(day) is var kind && (kind == DayKind.School || (kind == DayKind.NotGiven && WorkingDays.Has(day)));

        /// <summary>False where the school has not given its dates, so that a count over this day may move.</summary>
        public bool Knows(DateOnly day) => calendar.Kind(day) != DayKind.NotGiven;

        /// <summary>The n-th school day after a day, which is not itself counted.</summary>
        public DateOnly After(DateOnly day, int n) => Walk(calendar, day, n, 1);

        /// <summary>The n-th school day before a day, which is not itself counted.</summary>
        public DateOnly Before(DateOnly day, int n) => Walk(calendar, day, n, -1);

        /// <summary>The day itself, or the next day on which the school is open.</summary>
        public DateOnly OnOrAfter(DateOnly day) => calendar.Has(day) ? day : calendar.After(day, 1);

        /// <summary>How many days with a session there are in a run of days.</summary>
        public int SchoolDaysIn(DayRange days)
        {
            var n = 0;
            for (var day = days.From; day <= days.To; day = day.AddDays(1))
            {
                n += calendar.Kind(day) == DayKind.School ? 1 : 0;
            }

            return n;
        }

        /// <summary>True when a count between two days crosses days that the school has not given.</summary>
        public bool IsProvisional(DateOnly from, DateOnly to)
        {
            var known = _known.GetValue(calendar, c => new(c));
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                if (known.Kind(day) == DayKind.NotGiven)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The last day of the term (autumn, spring or summer) that holds a day or is the next to end after it, or null when it is not given.</summary>
        public DateOnly? EndOfTerm(DateOnly day) => EndOf(calendar, day) is { } end && calendar.Knows(day) ? end : null;

        /// <summary>The last school day of the summer term of an academic year, or null when it is not given.</summary>
        public DateOnly? EndOfSummer(AcademicYear year) =>
            calendar.Terms.Where(t => year.Has(t.To) && t.To.Month is >= 6 and <= 8).Select(t => (DateOnly?)t.To).Max() is { } end ? calendar.Before(end.AddDays(1), 1) : null;
    }

    private static DateOnly? EndOf(SchoolCalendar calendar, DateOnly day)
    {
        DayRange? next = null;
        foreach (var term in calendar.Terms)
        {
            next = term.To >= day && (next is null || term.From < next.From) ? term : next;
        }

        if (next is null)
        {
            return null;
        }

        var end = next.To;
        foreach (var term in calendar.Terms)
        {
            end = term.To > end && Season(term) == Season(next) && AcademicYear.Of(term.To) == AcademicYear.Of(next.To) ? term.To : end;
        }

        return end;
    }

    /// <summary>Autumn starts before Christmas, spring before April, summer after.</summary>
    private static int Season(DayRange term) => term.From.Month switch { >= 8 => 0, < 4 => 1, _ => 2 };

    private static DateOnly Walk(SchoolCalendar calendar, DateOnly day, int n, int way)
    {
        var known = _known.GetValue(calendar, c => new(c));
        while (n > 0)
        {
            day = day.AddDays(way);
            if (known.Kind(day) is var kind && (kind == DayKind.School || (kind == DayKind.NotGiven && WorkingDays.Has(day))))
            {
                n--;
            }
        }

        return day;
    }

    /// <summary>A calendar laid out day by day, so that asking about a day is a look in an array.</summary>
    private sealed class Known
    {
        private readonly int _first;
        private readonly DayKind[] _days;

        public Known(SchoolCalendar c)
        {
            if (c.Terms.Count == 0)
            {
                _days = [];
                return;
            }

            var years = c.Terms.Select(t => AcademicYear.OfSchoolDay(t.From)).Distinct().ToHashSet();
            _first = Math.Min(years.Min().From.DayNumber, c.Terms.Min(t => t.From).DayNumber);
            _days = new DayKind[years.Max().To.DayNumber - _first + 1];
            Array.Fill(_days, DayKind.NotGiven);
            foreach (var year in years)
            {
                // Between the terms that are given it is holiday. After the last one it is, too, when that is the end of the summer term.
                var last = c.Terms.Where(t => AcademicYear.OfSchoolDay(t.From) == year).Max(t => t.To);
                Fill(year.From, last.Month is 6 or 7 or 8 && last.Year > year.Starts ? year.To : last, DayKind.Holiday);
            }

            foreach (var term in c.Terms)
            {
                Fill(term.From, term.To, DayKind.School);
                for (var day = term.From; day <= term.To; day = day.AddDays(1))
                {
                    if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                    {
                        Set(day, DayKind.Weekend);
                    }
                    else if (BankHolidays.Name(day) is not null)
                    {
                        Set(day, DayKind.BankHoliday);
                    }
                }
            }

            foreach (var day in c.Inset)
            {
                Set(day, DayKind.Inset);
            }

            foreach (var day in c.Closures)
            {
                Set(day, DayKind.Closure);
            }
        }

        public DayKind Kind(DateOnly day) => day.DayNumber - _first is >= 0 and var i && i < _days.Length ? _days[i] : DayKind.NotGiven;

        private void Set(DateOnly day, DayKind kind) => Fill(day, day, kind);

        private void Fill(DateOnly from, DateOnly to, DayKind kind)
        {
            for (var i = Math.Max(0, from.DayNumber - _first); i <= to.DayNumber - _first && i < _days.Length; i++)
            {
                _days[i] = kind;
            }
        }
    }
}
