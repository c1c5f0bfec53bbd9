using System.Globalization;
using System.Text.RegularExpressions;
using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

/// <summary>Finds the days in a line as people write them: "Wed 2 Sept - Fri 23 October 2026", "02/09/2026 to 23/10/2026", "2026-09-02".</summary>
public static partial class TypedDays
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>"2 September 2026".</summary>
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", _english);

    /// <summary>The days of a line in the order they stand, or why they are none.</summary>
    /// <param name="line">Other words in it are passed over.</param>
    /// <param name="year">Where a day has no year of its own and no neighbour to take it from.</param>
    public static (IReadOnlyList<DateOnly> Days, string? Why) Find(string line, AcademicYear year)
    {
        Found[] found = [.. Day().Matches(line).Select(Read)];
        List<DateOnly> days = [];
        for (var i = 0; i < found.Length; i++)
        {
            var (d, written) = (found[i].Day, found[i].Year ?? Nearby(found, i));
            if (found[i].Month is not (>= 1 and <= 12) and var wrong)
            {
                return ([], $"there is no month {wrong}: write the day first, such as 2/9/2026 or 2 September 2026");
            }

            var month = found[i].Month;
            var y = written ?? (month >= 9 ? year.Starts : year.Starts + 1);
            if (y < 2000 || y > IsoDay.Sensible.To.Year)
            {
                return ([], $"give a year from 2000 to {IsoDay.Sensible.To.Year}, not {y}");
            }

            if (d < 1 || d > DateTime.DaysInMonth(y, month))
            {
                return ([], $"there is no {d} {new DateOnly(y, month, 1).ToString("MMMM yyyy", _english)}");
            }

            var day = new DateOnly(y, month, d);
            if (found[i].Weekday is { } weekday && weekday != day.DayOfWeek)
            {
                return ([], $"{Of(day)} is a {day.DayOfWeek}, not a {weekday}");
            }

            days.Add(day);
        }

        return (days, null);
    }

    /// <summary>"2 September to 23 October 2026": the first takes the year of the second.</summary>
    private static int? Nearby(Found[] found, int at) => at + 1 < found.Length && found[at + 1].Month >= found[at].Month ? found[at + 1].Year : null;

    private static Found Read(Match match)
    {
        int? Number(string group) => match.Groups[group] is { Success: true } g ? int.Parse(g.ValueSpan, CultureInfo.InvariantCulture) : null;
        int? Year(int? y) => y is < 100 ? 2000 + y : y;
        var weekday = match.Groups["weekday"] is { Success: true } w
            ? Enum.GetValues<DayOfWeek>().First(d => d.ToString().StartsWith(w.Value[..3], StringComparison.OrdinalIgnoreCase))
            : (DayOfWeek?)null;
        return match.Groups["name"] is { Success: true } name
            ? new(Number("day")!.Value, Array.IndexOf(_months, name.Value[..3].ToLowerInvariant()) + 1, Year(Number("year")), weekday)
            : new((Number("day") ?? Number("isoday"))!.Value, (Number("month") ?? Number("isomonth"))!.Value, Year(Number("year") ?? Number("isoyear")), weekday);
    }

    private sealed record Found(int Day, int Month, int? Year, DayOfWeek? Weekday);

    [GeneratedRegex(
        """
        (?<isoyear>[0-9]{4})-(?<isomonth>[0-9]{2})-(?<isoday>[0-9]{2})
        | (?<![0-9])(?<day>[0-9]{1,2}) [/.] (?<month>[0-9]{1,2}) [/.] (?<year>[0-9]{4}|[0-9]{2}) (?![0-9])
        | (?:\b(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?)?
          (?<![0-9])(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?
          (?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?:\s*(?<year>[0-9]{4}|[0-9]{2})(?![0-9]|(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))?
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();
}
