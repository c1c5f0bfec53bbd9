using System.Globalization;
using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>When a plan is reviewed: on a day on which the school is open (SEND Code of Practice, 6.53).</summary>
public static class ReviewDates
{
    /// <summary>School days that a plan needs to show anything: five weeks.</summary>
    private const int _fewest = 25;

    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The last school day of this term; of the next one when less than five weeks are left; twelve weeks on where no term dates are given.</summary>
    public static DateOnly Default(SchoolCalendar calendar, DateOnly today)
    {
        for (var day = today; calendar.EndOfTerm(day) is { } end && end >= day; day = end.AddDays(1))
        {
            var last = calendar.Before(end.AddDays(1), 1);
            if (calendar.SchoolDaysIn(new(today.AddDays(1), last)) >= _fewest)
            {
                return last;
            }
        }

        return calendar.OnOrAfter(today.AddDays(84));
    }

    /// <summary>Why a day cannot be the review date, in words for a form, or null.</summary>
    public static string? Problem(SchoolCalendar calendar, DateOnly day, DateOnly today) => day switch
    {
        _ when day <= today => "The review date must be in the future",
        _ when day > today.AddYears(1) => "The review date must be within a year",
        _ => calendar.Kind(day) switch
        {
            DayKind.School => null,
            DayKind.NotGiven when WorkingDays.Has(day) => null,
            DayKind.Weekend => $"{Words(day)} is a {day.ToString("dddd", _english)}. {Nearest(calendar, day)}",
            DayKind.BankHoliday => $"{Words(day)} is a bank holiday. {Nearest(calendar, day)}",
            DayKind.Inset => $"{Words(day)} is an INSET day. {Nearest(calendar, day)}",
            DayKind.Closure => $"The school is closed on {Words(day)}. {Nearest(calendar, day)}",
            DayKind.Holiday => $"{Words(day)} is in the school holidays. {Nearest(calendar, day)}",
            _ => $"The school is closed on {Words(day)}. {Nearest(calendar, day)}",
        },
    };

    private static string Nearest(SchoolCalendar calendar, DateOnly day) => $"Choose a school day, like {Words(calendar.Before(day, 1))} or {Words(calendar.After(day, 1))}";

    private static string Words(DateOnly day) => day.ToString("d MMMM yyyy", _english);
}
