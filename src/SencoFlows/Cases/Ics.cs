using System.Globalization;
using System.Text;
using SencoFlows.Mail;
using SencoFlows.Record;

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

    /// <summary>
    /// One meeting as one person's calendar takes it in (RFC 5546): the same entry moves when it comes again with a higher sequence, and
    /// goes when it is cancelled. It names no child and no purpose.
    /// </summary>
    public static string Invite(CaseId @case, Invitation i, School school, Addressee to, DateTimeOffset stamp)
    {
        var organiser = school.Email ?? "no-reply@invalid.invalid";
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SencoFlows//Meetings//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, $"METHOD:{(i.Cancelled ? "CANCEL" : "REQUEST")}");
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{@case}-{i.Meeting}@sencoflows");
        Line(text, $"DTSTAMP:{Utc(stamp)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{i.Sequence}"));
        Line(text, $"DTSTART:{Utc(i.Starts)}");
        Line(text, $"DTEND:{Utc(i.Starts.AddMinutes(i.Minutes))}");
        Line(text, "SUMMARY:School meeting");
        Line(text, $"LOCATION:{Escape($"{school.Name}, {i.Where.ToLowerInvariant()}")}");
        Line(text, $"DESCRIPTION:{Escape($"A meeting with {school.Name}. {(school.Phone is { } phone ? $"If the time is not good for you, call {phone}." : "If the time is not good for you, tell the school.")}")}");
        Line(text, $"ORGANIZER;CN={Quoted(school.Name)}:mailto:{organiser}");
        Line(text, $"ATTENDEE;CN={Quoted(to.Name)};ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{to.Email}");
        Line(text, $"STATUS:{(i.Cancelled ? "CANCELLED" : "CONFIRMED")}");
        Line(text, "TRANSP:OPAQUE");
        Line(text, "END:VEVENT");
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A parameter in quotes may hold anything but quotes and control characters.</summary>
    private static string Quoted(string text) => $"\"{string.Concat(text.Where(c => c != '"' && !char.IsControl(c)))}\"";

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
