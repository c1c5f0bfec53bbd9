using SencoFlows.Law;

namespace SencoFlows.Local.Seed;

/// <summary>Term dates of the fictional trust, in the pattern of most English authorities, for whatever year it is begun in.</summary>
internal static class SeedCalendar
{
    /// <summary>Last year, this year and the next.</summary>
    public static SchoolCalendar Around(DateOnly today)
    {
        var year = AcademicYear.Of(today);
        int[] starts = [year.Starts - 1, year.Starts, year.Starts + 1];
        return new([.. starts.SelectMany(Terms)], [.. starts.SelectMany(Inset)], []);
    }

    private static IEnumerable<DayRange> Terms(int year)
    {
        var next = year + 1;
        var octoberBreak = LastOf(DayOfWeek.Monday, new(year, 10, 31));
        var christmas = LastOf(DayOfWeek.Friday, new(year, 12, 20));
        var februaryBreak = LastOf(DayOfWeek.Monday, new(next, 2, 19));
        var easter = BankHolidays.Easter(next);
        var mayBreak = LastOf(DayOfWeek.Monday, new(next, 5, 31));
        return
        [
            new(FirstOf(DayOfWeek.Wednesday, new(year, 9, 1)), octoberBreak.AddDays(-3)),
            new(octoberBreak.AddDays(7), christmas),
            new(FirstOf(DayOfWeek.Tuesday, new(next, 1, 4)), februaryBreak.AddDays(-3)),
            new(februaryBreak.AddDays(7), easter.AddDays(-3)),
            new(easter.AddDays(16), mayBreak.AddDays(-3)),
            new(mayBreak.AddDays(7), LastOf(DayOfWeek.Tuesday, new(next, 7, 22))),
        ];
    }

    private static IEnumerable<DateOnly> Inset(int year) =>
        [FirstOf(DayOfWeek.Wednesday, new(year, 9, 1)), LastOf(DayOfWeek.Friday, new(year, 11, 30)), LastOf(DayOfWeek.Monday, new(year + 1, 6, 30))];

    private static DateOnly LastOf(DayOfWeek weekday, DateOnly until) => until.AddDays(-(((int)until.DayOfWeek - (int)weekday + 7) % 7));

    private static DateOnly FirstOf(DayOfWeek weekday, DateOnly from) => from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
}
