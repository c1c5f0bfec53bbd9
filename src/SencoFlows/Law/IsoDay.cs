using System.Globalization;
using System.Text.RegularExpressions;

namespace SencoFlows.Law;

/// <summary>Reads a day as machines write it, 2026-11-23, and says in a sentence what to give instead when it is none.</summary>
public static partial class IsoDay
{
    /// <summary>Days outside are refused: nothing in the catalogue is older, and school and bank holidays of a far future are guesses.</summary>
    public static DayRange Sensible { get; } = new(new(1900, 1, 1), new(2199, 12, 31));

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day, or why it is none and what to give instead: no full stop.</summary>
    public static (DateOnly Day, string? Why) Read(string? text)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return (default, "Give a day, such as 2026-11-23");
        }

        if (Moment().IsMatch(typed))
        {
            return (default, $"Give the day alone, such as {typed[..10]}: legal time limits count whole days in England, without a time or a time zone");
        }

        if (Shape().Match(typed) is not { Success: true } match)
        {
            return (default, "Write the day as year-month-day, such as 2026-11-23");
        }

        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        if (year < Sensible.From.Year || year > Sensible.To.Year)
        {
            return (default, $"Give a year between {Sensible.From.Year} and {Sensible.To.Year}");
        }

        if (month is 0 or > 12)
        {
            return (default, $"There is no month {month:D2}: write the day as year-month-day, with a month from 01 to 12");
        }

        var last = DateTime.DaysInMonth(year, month);
        return day == 0 || day > last
            ? (default, $"There is no {day} {new DateOnly(year, month, 1).ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}: that month has {last} days")
            : (new(year, month, day), null);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment();
}
