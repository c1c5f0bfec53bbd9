using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>How old a draft is. It never goes by itself: what somebody has written about a child is not lost because they were away.</summary>
/// <param name="Begun">An English date.</param>
/// <param name="Changed">An English date.</param>
/// <param name="Days">Since it was last changed.</param>
public sealed record DraftAge(DateOnly Begun, string BegunBy, DateOnly Changed, string ChangedBy, int Days)
{
    /// <summary>About half a term: dates and needs in it may no longer be right.</summary>
    private const int _old = 42;

    public bool IsOld => Days >= _old;

    public string Since => Days switch { 0 => "today", 1 => "yesterday", < 14 => $"{Days} days ago", < 60 => $"{Days / 7} weeks ago", < 730 => $"{Days / 30} months ago", _ => $"{Days / 365} years ago" };

    public static DraftAge? Of(PlanDraft draft, School school, DateOnly today) => draft.Written is not (var first, var last) ? null
        : new(first.At.EnglishDate, Name(school, first.By), last.At.EnglishDate, Name(school, last.By), today.DayNumber - last.At.EnglishDate.DayNumber);

    private static string Name(School school, string id) => school.Staff.FirstOrDefault(s => s.Id == id)?.Name ?? "somebody who has left";
}
