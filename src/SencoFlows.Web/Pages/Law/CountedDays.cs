using SencoFlows.Law;

namespace SencoFlows.Web.Pages.Law;

/// <param name="Number">Which day of the count it is, or null when it does not count.</param>
/// <param name="Why">Why it does not count, or what happens on it.</param>
public sealed record CountedDay(DateOnly Day, int? Number, string Why);

/// <summary>The days between the beginning and the end of a count of school days or working days, one by one.</summary>
public static class CountedDays
{
    private const int _most = 120;

    /// <summary>Empty where nothing is left out, or where there would be too many to look at.</summary>
    public static IReadOnlyList<CountedDay> Of(Part part, DateOnly from, SchoolCalendar calendar)
    {
        if (part.Lines is not [{ Steps: [var first, ..] }])
        {
            return [];
        }

        return first switch
        {
            Count.School s => Walk(from, from.AddDays(1), s.N, calendar.Has, d => Why(d, calendar)),
            Count.SchoolBeginningWith s => Walk(from, from, s.N, calendar.Has, d => Why(d, calendar)),
            Count.Working w => Walk(from, from.AddDays(1), w.N, WorkingDays.Has, WhyNoWork),
            Count.WorkingBeginningWith w => Walk(from, from, w.N, WorkingDays.Has, WhyNoWork),
            _ => [],
        };
    }

    private static List<CountedDay> Walk(DateOnly from, DateOnly first, int n, Func<DateOnly, bool> counts, Func<DateOnly, string> why)
    {
        List<CountedDay> days = first == from ? [] : [new(from, null, "Counted from here")];
        var number = 0;
        for (var day = first; number < n; day = day.AddDays(1))
        {
            if (days.Count > _most)
            {
                return [];
            }

            days.Add(counts(day) ? new(day, ++number, "") : new(day, null, why(day)));
        }

        return days;
    }

    private static string Why(DateOnly day, SchoolCalendar calendar) => calendar.Kind(day) switch
    {
        DayKind.Weekend => "Weekend",
        DayKind.BankHoliday => BankHolidays.Name(day)!,
        DayKind.Inset => "INSET day",
        DayKind.Closure => "School closed",
        DayKind.Holiday => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "Weekend" : "School holiday",
        _ => WhyNoWork(day),
    };

    private static string WhyNoWork(DateOnly day) => BankHolidays.Name(day) ?? "Weekend";
}
