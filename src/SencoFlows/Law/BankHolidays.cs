using System.Collections.Concurrent;

namespace SencoFlows.Law;

/// <summary>Bank holidays of England and Wales, worked out from the rules for any year, with the days that were proclaimed once.</summary>
/// <remarks>The days common law and the Banking and Financial Dealings Act 1971 give, and the Holidays Extension Act 1871 before it. gov.uk/bank-holidays lists the same days for the years it covers.</remarks>
public static class BankHolidays
{
    /// <summary>Days that no rule gives: proclaimed for one year. Add to the list when a new one is announced.</summary>
    public static IReadOnlyDictionary<DateOnly, string> OneOff { get; } = new Dictionary<DateOnly, string>
    {
        [new(1973, 11, 14)] = "royal wedding",
        [new(1977, 6, 7)] = "Silver Jubilee",
        [new(1981, 7, 29)] = "royal wedding",
        [new(1999, 12, 31)] = "millennium",
        [new(2002, 6, 3)] = "Golden Jubilee",
        [new(2011, 4, 29)] = "royal wedding",
        [new(2012, 6, 5)] = "Diamond Jubilee",
        [new(2022, 6, 3)] = "Platinum Jubilee",
        [new(2022, 9, 19)] = "state funeral of Queen Elizabeth II",
        [new(2023, 5, 8)] = "coronation of King Charles III",
    };

    /// <summary>Holidays that one year kept on another day than the rule says.</summary>
    private static readonly Dictionary<DateOnly, DateOnly> _moved = new()
    {
        [new(1995, 5, 1)] = new(1995, 5, 8),
        [new(2002, 5, 27)] = new(2002, 6, 4),
        [new(2012, 5, 28)] = new(2012, 6, 4),
        [new(2020, 5, 4)] = new(2020, 5, 8),
        [new(2022, 5, 30)] = new(2022, 6, 2),
    };

    private static readonly ConcurrentDictionary<int, Dictionary<DateOnly, string>> _years = [];

    /// <summary>What people call the holiday on that day, or null when it is none.</summary>
    public static string? Name(DateOnly day) => _years.GetOrAdd(day.Year, Work).GetValueOrDefault(day);

    /// <summary>The bank holidays of a year in order.</summary>
    public static IReadOnlyList<DateOnly> In(int year) => [.. _years.GetOrAdd(year, Work).Keys.Order()];

    /// <summary>Easter Sunday of the Gregorian calendar.</summary>
    public static DateOnly Easter(int year)
    {
        var (century, yearOfMoon) = (year / 100, year % 19);
        var moon = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * yearOfMoon) + 15) % 30;
        moon -= moon / 28 * (1 - (29 / (moon + 1) * ((21 - yearOfMoon) / 11)));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var fromMarch = moon - weekday;
        var month = 3 + ((fromMarch + 40) / 44);
        return new(year, month, fromMarch + 28 - (31 * (month / 4)));
    }

    private static Dictionary<DateOnly, string> Work(int year)
    {
        Dictionary<DateOnly, string> days = [];
        void Add(DateOnly day, string name) => days[_moved.GetValueOrDefault(day, day)] = name;
        void AddOrNextFree(DateOnly day, string name)
        {
            var kept = day;
            while (kept.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || days.ContainsKey(kept))
            {
                kept = kept.AddDays(1);
            }

            days[kept] = kept == day ? name : name + ", substitute day";
        }

        if (year >= 1974)
        {
            AddOrNextFree(new(year, 1, 1), "New Year's Day");
        }

        var easter = Easter(year);
        Add(easter.AddDays(-2), "Good Friday");
        Add(easter.AddDays(1), "Easter Monday");
        if (year >= 1978)
        {
            Add(First(DayOfWeek.Monday, new(year, 5, 1)), "Early May bank holiday");
        }

        if (year >= 1971)
        {
            Add(First(DayOfWeek.Monday, new(year, 5, 25)), "Spring bank holiday");
            Add(First(DayOfWeek.Monday, new(year, 8, 25)), "Summer bank holiday");
        }
        else
        {
            Add(easter.AddDays(50), "Whit Monday");
            Add(First(DayOfWeek.Monday, new(year, 8, 1)), "August bank holiday");
        }

        // A Christmas Day on a Sunday is kept on the Tuesday, because Monday is Boxing Day: so Boxing Day is placed first when it falls on a weekday.
        var (christmas, boxing) = (new DateOnly(year, 12, 25), new DateOnly(year, 12, 26));
        if (boxing.DayOfWeek == DayOfWeek.Monday)
        {
            days[boxing] = "Boxing Day";
            AddOrNextFree(christmas, "Christmas Day");
        }
        else
        {
            AddOrNextFree(christmas, "Christmas Day");
            AddOrNextFree(boxing, "Boxing Day");
        }

        foreach (var (day, name) in OneOff.Where(d => d.Key.Year == year))
        {
            days[day] = name;
        }

        return days;
    }

    private static DateOnly First(DayOfWeek weekday, DateOnly onOrAfter) => onOrAfter.AddDays(((int)weekday - (int)onOrAfter.DayOfWeek + 7) % 7);
}
