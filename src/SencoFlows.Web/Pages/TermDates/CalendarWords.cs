using SencoFlows.Law;
using SencoFlows.Record.TermDates;

namespace SencoFlows.Web.Pages.TermDates;

internal static class CalendarWords
{
    /// <summary>What one calendar has that the other has not, a sentence for each line.</summary>
    public static IReadOnlyList<string> Changes(SchoolCalendar was, SchoolCalendar becomes) =>
    [
        .. was.Entries.Except(becomes.Entries).Select(e => $"Taken out: {What(e)}, {TypedTerms.Line(e)}"),
        .. becomes.Entries.Except(was.Entries).Select(e => $"New: {What(e)}, {TypedTerms.Line(e)}"),
    ];

    private static string What(CalendarEntry e) => e.Kind switch { EntryKind.Term => "term", EntryKind.Inset => "INSET day", EntryKind.Closure => "closed", _ => throw new ArgumentOutOfRangeException(nameof(e)) };
}
