using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>Weeks as a timetable counts them: from Monday on, those with at least one day of school.</summary>
public static class SchoolWeeks
{
    /// <summary>The last school day of the n-th week, the week of the first day being the first.</summary>
    public static DateOnly LastDay(SchoolCalendar calendar, DateOnly first, int weeks)
    {
        var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        var last = first;
        for (var n = 0; n < weeks && monday < first.AddYears(3); monday = monday.AddDays(7))
        {
            DateOnly[] days = [.. Enumerable.Range(0, 7).Select(monday.AddDays).Where(d => d >= first && calendar.Has(d))];
            if (days.Length > 0)
            {
                n++;
                last = days[^1];
            }
        }

        return last;
    }
}
