using System.Globalization;
using System.Text;

namespace SencoFlows.Cases;

/// <summary>One whole-day event of a calendar file.</summary>
/// <param name="Uid">Stays the same when the day moves, so that calendars move their entry and do not grow a second one.</param>
/// <param name="Sequence">Grows with each change.</param>
/// <param name="To">The last day.</param>
public sealed record IcsEvent(string Uid, int Sequence, DateOnly From, DateOnly To, string Summary, string Description)
{
    public Uri? Url { get; init; }

    /// <summary>May still move.</summary>
    public bool Tentative { get; init; }
}

/// <summary>Writes iCalendar (RFC 5545). Whole days and UTC stamps only: a zone written without its rules is read wrongly by many programs.</summary>
public static class Ics
{
    private const int _octets = 75;

    public static string Write(string name, DateTimeOffset stamp, IEnumerable<IcsEvent> events)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SencoFlows//Dates//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escape(name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        Line(text, "X-PUBLISHED-TTL:PT6H");
        foreach (var e in events)
        {
            Write(text, stamp, e);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, DateTimeOffset stamp, IcsEvent e)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape(e.Uid)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{stamp.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{e.Sequence}"));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{e.From:yyyyMMdd}"));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"DTEND;VALUE=DATE:{e.To.AddDays(1):yyyyMMdd}"));
        Line(text, $"SUMMARY:{Escape(e.Summary)}");
        Line(text, $"DESCRIPTION:{Escape(e.Description)}");
        if (e.Url is not null)
        {
            Line(text, $"URL:{e.Url}");
        }

        Line(text, $"STATUS:{(e.Tentative ? "TENTATIVE" : "CONFIRMED")}");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Lines end in CRLF, and one longer than 75 octets goes on in the next after a blank, never in the middle of a letter.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > _octets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
