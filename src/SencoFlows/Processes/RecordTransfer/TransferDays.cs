using SencoFlows.Law;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>Counts school days; where the school has not published its terms, days from Monday to Friday, marked as provisional.</summary>
internal static class TransferDays
{
    /// <summary>The n-th school day after that day.</summary>
    public static (DateOnly On, bool Provisional) After(this SchoolCalendar calendar, DateOnly day, int n) => Walk(calendar, day, n, 1);

    /// <summary>The n-th school day before that day.</summary>
    public static DateOnly Before(this SchoolCalendar calendar, DateOnly day, int n) => Walk(calendar, day, n, -1).On;

    private static (DateOnly On, bool Provisional) Walk(SchoolCalendar calendar, DateOnly day, int n, int step)
    {
        var provisional = false;
        while (n > 0)
        {
            day = day.AddDays(step);
            var known = calendar.Terms.Count > 0 && day >= calendar.Terms[0].From && day <= calendar.Terms[^1].To;
            var open = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && (!known || calendar.Terms.Any(t => t.Has(day)))
                && !calendar.Inset.Contains(day) && !calendar.Closures.Contains(day);
            provisional |= !known && open;
            n -= open ? 1 : 0;
        }

        return (day, provisional);
    }
}
