using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Law;
using SencoFlows.Record.TermDates;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.TermDates;

/// <summary>Term dates on their way from a form to the school: as typed, and which years they replace.</summary>
/// <param name="Years">Replaced as a whole; whatever else is typed brings its own year with it.</param>
/// <param name="Seen">The mark of the calendar that was shown when the form was opened.</param>
public sealed record CalendarDraft(TypedTerms Typed, IReadOnlyList<AcademicYear> Years, string Seen)
{
    /// <summary>Titles in an imported file that say nothing about school days, so that nobody misses one.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>Where the dates came from, when nobody typed them.</summary>
    public string? Origin { get; init; }

    public string YearList => string.Join(',', Years.Select(y => y.Starts.ToString(CultureInfo.InvariantCulture)));

    public static CalendarDraft Of(SchoolCalendar calendar, AcademicYear year) =>
        new(TypedTerms.Of(calendar.Entries.Where(e => e.Year == year)), [year], TermDatesBook.Mark(calendar));

    public static CalendarDraft Of(SchoolCalendar calendar, IReadOnlyList<CalendarEntry> entries, AcademicYear otherwise) =>
        new(TypedTerms.Of(entries.OrderBy(e => e.From)), entries.Count == 0 ? [otherwise] : [.. entries.Select(e => e.Year).Distinct().Order()], TermDatesBook.Mark(calendar));

    public static CalendarDraft From(IFormCollection form, AcademicYear now) => new(
        new(form["terms"].ToString(), form["inset"].ToString(), form["closures"].ToString()),
        form["years"].ToString().Split(',').Select(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var starts) && starts is >= 2000 and <= 2198 ? new AcademicYear(starts) : now).Distinct().Order().ToArray(),
        form["seen"].ToString());

    /// <summary>The whole calendar as it would be, or what is wrong with what was typed.</summary>
    public (SchoolCalendar? Calendar, IReadOnlyList<AcademicYear> Years, FormErrors Errors) Against(SchoolCalendar now)
    {
        var (entries, wrong) = Typed.Read(Years[0]);
        if (wrong.Count > 0)
        {
            return (null, Years, wrong.Aggregate(FormErrors.None, (e, w) => e.And(w.Field, w.Why)));
        }

        AcademicYear[] years = [.. Years.Union(entries.Select(e => e.Year)).Order()];
        return (now.With(years, entries), years, FormErrors.None);
    }
}
