using System.Text.Json.Serialization;

namespace SencoFlows.Law;

/// <summary>One step of working out a date: the ways in which English SEND law counts. Written in draft rules under these names.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
[JsonDerivedType(typeof(Days), "days")]
[JsonDerivedType(typeof(Weeks), "weeks")]
[JsonDerivedType(typeof(Months), "months")]
[JsonDerivedType(typeof(DaysBefore), "days-before")]
[JsonDerivedType(typeof(MonthsBefore), "months-before")]
[JsonDerivedType(typeof(BeginningWith), "days-beginning-with")]
[JsonDerivedType(typeof(Working), "working-days")]
[JsonDerivedType(typeof(WorkingBeginningWith), "working-days-beginning-with")]
[JsonDerivedType(typeof(School), "school-days")]
[JsonDerivedType(typeof(SchoolBeginningWith), "school-days-beginning-with")]
[JsonDerivedType(typeof(SchoolBefore), "school-days-before")]
[JsonDerivedType(typeof(DayBefore), "day-before")]
[JsonDerivedType(typeof(ToWorkingDay), "roll-to-working-day")]
[JsonDerivedType(typeof(TribunalRoll), "roll-tribunal")]
[JsonDerivedType(typeof(OnDay), "day-of-that-year")]
[JsonDerivedType(typeof(NthWeekday), "weekday-of-academic-year")]
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(EndOfAcademicYear), "end-of-academic-year")]
[JsonDerivedType(typeof(EndOfTerm), "end-of-term")]
[JsonDerivedType(typeof(EndOfNextTerm), "end-of-next-term")]
[JsonDerivedType(typeof(EndOfSummer), "end-of-summer-term")]
[JsonDerivedType(typeof(AfterPause), "without-pause")]
public abstract record Count
{
    /// <summary>Applies the step. Writes sentences only when somebody asked for the working.</summary>
    internal abstract DateOnly From(DateOnly day, Ledger ledger);

    internal int? Number => this switch
    {
        Days d => d.N,
        Weeks w => w.N,
        Months m => m.N,
        DaysBefore d => d.N,
        MonthsBefore m => m.N,
        BeginningWith b => b.N,
        Working w => w.N,
        WorkingBeginningWith w => w.N,
        School s => s.N,
        SchoolBeginningWith s => s.N,
        SchoolBefore s => s.N,
        _ => null,
    };

    /// <summary>The same step with another number, where it has one: a school's own setting.</summary>
    internal Count Of(int n) => this switch
    {
        Days d => d with { N = n },
        Weeks w => w with { N = n },
        Months m => m with { N = n },
        DaysBefore d => d with { N = n },
        MonthsBefore m => m with { N = n },
        BeginningWith b => b with { N = n },
        Working w => w with { N = n },
        WorkingBeginningWith w => w with { N = n },
        School s => s with { N = n },
        SchoolBeginningWith s => s with { N = n },
        SchoolBefore s => s with { N = n },
        _ => throw new InvalidOperationException("This step has no number to set."),
    };

    public sealed record Days(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddDays(N);
            if (N == 0)
            {
                l.Say($"It is to be done at once: on {l.Day(on)}.");
            }
            else
            {
                l.Say($"{N} calendar days after {l.Day(day)} is {l.Day(on)}. Weekends and holidays count.");
            }

            return on;
        }
    }

    public sealed record Weeks(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddDays(7 * N);
            l.Say($"{N} weeks after {l.Day(day)} is {l.Day(on)}, the same day of the week. Weekends, bank holidays and school holidays count, and the date does not move when it falls on one.");
            return on;
        }
    }

    public sealed record Months(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddMonths(N);
            l.Say($"{Ledger.Span(N)} after {l.Day(day)} is {l.Day(on)}, the same day of the month.");
            l.Clamped(day, on);
            return on;
        }
    }

    public sealed record MonthsBefore(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddMonths(-N);
            l.Say($"{Ledger.Span(N)} before {l.Day(day)} is {l.Day(on)}.");
            l.Clamped(day, on);
            return on;
        }
    }

    public sealed record DaysBefore(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddDays(-N);
            l.Say($"{l.Day(on)} is {N} calendar days before {l.Day(day)}: the last day that is still early enough.");
            return on;
        }
    }

    public sealed record BeginningWith(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddDays(N - 1);
            l.Say($"{N} calendar days beginning with {l.Day(day)}: that day is day 1, so day {N} is {l.Day(on)}. Weekends and holidays count.");
            return on;
        }
    }

    public sealed record Working(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = WorkingDays.After(day, N);
            l.Say($"{N} working days after {l.Day(day)} is {l.Day(on)}. A working day is Monday to Friday without the bank holidays of England and Wales.");
            l.LeftOutOfWorkingDays(day.AddDays(1), on);
            return on;
        }
    }

    public sealed record WorkingBeginningWith(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = WorkingDays.After(day.AddDays(-1), N);
            l.Say($"{N} working days beginning with {l.Day(day)}: the last is {l.Day(on)}. A working day is Monday to Friday without the bank holidays of England and Wales.");
            l.LeftOutOfWorkingDays(day, on);
            return on;
        }
    }

    public sealed record School(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = l.Calendar.After(day, N);
            l.Say($"{N} school days after {l.Day(day)} is {l.Day(on)}. Only days on which this school has a session count.");
            l.LeftOutOfSchoolDays(day.AddDays(1), on);
            return on;
        }
    }

    public sealed record SchoolBeginningWith(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = l.Calendar.After(day.AddDays(-1), N);
            l.Say($"{N} school days beginning with {l.Day(day)}: the last is {l.Day(on)}. Only days on which this school has a session count.");
            l.LeftOutOfSchoolDays(day, on);
            return on;
        }
    }

    public sealed record SchoolBefore(int N) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = l.Calendar.Before(day, N);
            l.Say($"{l.Day(on)} is {N} school days before {l.Day(day)}.");
            l.LeftOutOfSchoolDays(on, day.AddDays(-1));
            return on;
        }
    }

    /// <summary>"Before" a day, or a period that includes its first day: the last day in time is the one before.</summary>
    public sealed record DayBefore : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = day.AddDays(-1);
            l.Say($"It must be done before {l.Day(day)}, so {l.Day(on)} is the last day that is in time.");
            return on;
        }
    }

    public sealed record ToWorkingDay : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = WorkingDays.OnOrAfter(day);
            if (on != day)
            {
                l.Say($"{l.Day(day)} is {Ledger.WhyNoWork(day)}, so the date moves to the next working day, {l.Day(on)}.");
            }

            return on;
        }
    }

    /// <summary>The Tribunal's own rule for special educational needs cases: not between 25 December and 1 January, and not in August.</summary>
    public sealed record TribunalRoll : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            if (day is { Month: 8 })
            {
                var on = WorkingDays.OnOrAfter(new(day.Year, 9, 1));
                l.Say($"{l.Day(day)} is in August, when time for special educational needs appeals is not counted as ending, so the date moves to the first working day of September, {l.Day(on)}.");
                return on;
            }

            if (day is { Month: 12, Day: >= 25 } or { Month: 1, Day: 1 })
            {
                var on = WorkingDays.OnOrAfter(new(day.Month == 12 ? day.Year + 1 : day.Year, 1, 2));
                l.Say($"{l.Day(day)} is between 25 December and 1 January, so the date moves to the next working day in January, {l.Day(on)}.");
                return on;
            }

            return day;
        }
    }

    /// <summary>A fixed day of the calendar year that the date lies in.</summary>
    public sealed record OnDay(int Month, int Day) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var on = new DateOnly(day.Year, Month, Day);
            l.Say($"The law names {l.Day(on)} for the year {day.Year}.");
            return on;
        }
    }

    /// <summary>For example the third Thursday of January in the academic year that the date lies in.</summary>
    public sealed record NthWeekday(int Month, int Nth, DayOfWeek Weekday) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var year = AcademicYear.Of(day);
            var first = new DateOnly(Month >= 9 ? year.Starts : year.Starts + 1, Month, 1);
            var on = first.AddDays((((int)Weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (Nth - 1)));
            l.Say($"{l.Day(day)} is in the academic year {year}. {Ledger.Ordinal(Nth)} {Weekday} of {on:MMMM yyyy} is {l.Day(on)}.");
            return on;
        }
    }

    public sealed record Fixed(DateOnly On) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            l.Say($"The law names the day: {l.Day(On)}.");
            return On;
        }
    }

    public sealed record EndOfAcademicYear : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var year = AcademicYear.Of(day);
            l.Say($"{l.Day(day)} is in the academic year {year}, which ends on {l.Day(year.To)}.");
            return year.To;
        }
    }

    public sealed record EndOfTerm : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            if (l.Calendar.EndOfTerm(day) is { } end)
            {
                l.Say($"The term that holds or follows {l.Day(day)} ends on {l.Day(end)}.");
                return end;
            }

            return l.GuessTerm(day);
        }
    }

    public sealed record EndOfNextTerm : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            if (l.Calendar.EndOfTerm(day) is { } end && l.Calendar.EndOfTerm(end.AddDays(1)) is { } next)
            {
                l.Say($"The term after the one that holds {l.Day(day)} ends on {l.Day(next)}.");
                return next;
            }

            return l.GuessTerm(l.GuessTerm(day).AddDays(21));
        }
    }

    public sealed record EndOfSummer : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            var year = AcademicYear.Of(day);
            if (l.Calendar.EndOfSummer(year) is { } end)
            {
                l.Say($"The summer term of {year} ends at this school on {l.Day(end)}.");
                return end;
            }

            return l.GuessTerm(new(year.Starts + 1, 5, 1));
        }
    }

    /// <summary>Days on which the clock was stopped (waiting for proof of identity or for an answer) do not count.</summary>
    public sealed record AfterPause(string Stopped, string Restarted) : Count
    {
        internal override DateOnly From(DateOnly day, Ledger l)
        {
            if (l.Input(Stopped) is not { } stopped || l.Input(Restarted) is not { } restarted || restarted <= stopped)
            {
                return day;
            }

            var on = day.AddDays(restarted.DayNumber - stopped.DayNumber);
            l.Say($"The clock was stopped for {restarted.DayNumber - stopped.DayNumber} days, from {l.Day(stopped)} to {l.Day(restarted)}, so the date moves to {l.Day(on)}.");
            return on;
        }
    }
}
