using System.Globalization;
using System.Text.RegularExpressions;
using SencoFlows.Cases;

namespace SencoFlows.Record.TermDates;

/// <summary>
/// Reads the events of an iCalendar file (RFC 5545): title, first and last day. Nothing else of the file is used, nothing in it is
/// followed, and what repeats by a rule is passed over by name, because term dates do not.
/// </summary>
public static partial class IcsTerms
{
    public const int MostBytes = 1 << 20;
    private const int _mostEvents = 2000;

    public static ImportedTerms Read(string text)
    {
        if (!text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            return new([], []) { Why = "This is not a calendar file: an .ics file begins with BEGIN:VCALENDAR" };
        }

        List<TermEvent> events = [];
        List<string> passedOver = [];
        Dictionary<string, string>? open = null;
        foreach (var line in Unfold(text))
        {
            var property = Property().Match(line);
            var (name, value) = (property.Groups["name"].Value.ToUpperInvariant(), property.Groups["value"].Value.Trim());
            if (name == "BEGIN")
            {
                open = value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase) ? [] : open;
            }
            else if (name == "END" && value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase) && open is not null)
            {
                Add(open, events, passedOver);
                open = null;
                if (events.Count > _mostEvents)
                {
                    return new([], []) { Why = $"This file has more than {_mostEvents} events. Export the term dates alone" };
                }
            }
            else if (open is not null && property.Success)
            {
                open.TryAdd(name, value);
            }
        }

        var read = TermEvents.Read(events);
        return read with { PassedOver = [.. read.PassedOver, .. passedOver] };
    }

    private static void Add(Dictionary<string, string> e, List<TermEvent> events, List<string> passedOver)
    {
        var title = Clip(Unescape(e.GetValueOrDefault("SUMMARY", "An event without a title")));
        if (e.GetValueOrDefault("STATUS", "").Equals("CANCELLED", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (e.ContainsKey("RRULE") || e.ContainsKey("RDATE"))
        {
            passedOver.Add($"{title}, because it repeats");
        }
        else if (Day(e.GetValueOrDefault("DTSTART"), out var from, out _))
        {
            events.Add(new(title, from, Last(e, from)));
        }
        else
        {
            passedOver.Add($"{title}, because it has no day that can be read");
        }
    }

    /// <summary>An end without a time of day is the day after the last one; so is midnight.</summary>
    private static DateOnly Last(Dictionary<string, string> e, DateOnly from)
    {
        DateOnly? last = null;
        if (Day(e.GetValueOrDefault("DTEND"), out var end, out var midnight))
        {
            last = midnight ? end.AddDays(-1) : end;
        }
        else if (Length().Match(e.GetValueOrDefault("DURATION", "")) is { Success: true } d)
        {
            var n = int.Parse(d.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
            last = from.AddDays((d.Groups["unit"].Value == "W" ? 7 * n : n) - 1);
        }

        return last is { } l && l > from ? l : from;
    }

    private static bool Day(string? value, out DateOnly day, out bool midnight)
    {
        (day, midnight) = (default, true);
        if (Moment().Match(value ?? "") is not { Success: true } m || !DateOnly.TryParseExact(m.Groups["date"].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || day.Year is < 2000 or > 2199)
        {
            return false;
        }

        if (m.Groups["time"] is not { Success: true } time || !TimeOnly.TryParseExact(time.ValueSpan, "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return true;
        }

        // A time with Z is UTC; any other is taken as English time, which is what a school's own calendar says.
        var english = m.Groups["utc"].Success ? new DateTimeOffset(day.ToDateTime(clock), TimeSpan.Zero).English : day.ToDateTime(clock);
        (day, midnight) = (DateOnly.FromDateTime(english), english.TimeOfDay == TimeSpan.Zero);
        return true;
    }

    /// <summary>A line that begins with a blank continues the one before.</summary>
    private static IEnumerable<string> Unfold(string text)
    {
        var line = "";
        foreach (var next in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (next.StartsWith(' ') || next.StartsWith('\t'))
            {
                line += line.Length < 4000 ? next[1..] : "";
                continue;
            }

            yield return line;
            line = next;
        }

        yield return line;
    }

    private static string Unescape(string text) => text.Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal).Trim();

    private static string Clip(string text) => text.Length <= 80 ? text : text[..80] + "...";

    [GeneratedRegex("^(?<name>[A-Za-z-]+)(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?:(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Property();

    [GeneratedRegex("^(?<date>[0-9]{8})(?:T(?<time>[0-9]{6})(?<utc>Z)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment();

    [GeneratedRegex("^P(?<n>[0-9]{1,3})(?<unit>[DW])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Length();
}
