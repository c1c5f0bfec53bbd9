using Microsoft.AspNetCore.Http;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Record.TermDates;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Law;

/// <summary>Whose school days are counted, as somebody chose it on the calculator.</summary>
/// <param name="Days">mine, school, typed or none.</param>
/// <param name="Calendar">Null when nobody knows.</param>
public sealed record TermChoice(string Days, string? Urn, string? Terms, string? Inset, SchoolCalendar? Calendar, string? School, FormErrors Errors)
{
    /// <summary>The same choice for a link to the answer for programs.</summary>
    public string Query => Calendar is not { } c ? "" : Days is not "typed" ? $"&school={Urn}"
        : string.Concat(c.Terms.Select(t => $"&terms={IsoDay.Of(t.From)}..{IsoDay.Of(t.To)}").Concat(c.Inset.Select(d => $"&inset={IsoDay.Of(d)}")));

    public static async Task<TermChoice> Read(IQueryCollection query, Me? me, Schools schools, DateOnly today, CancellationToken ct)
    {
        var (urn, terms, inset) = (query["school"].ToString().Trim(), string.Join('\n', query["terms"].ToArray()), string.Join('\n', query["inset"].ToArray()));
        var days = query["days"].ToString() is { Length: > 0 } chosen ? chosen : urn.Length > 0 ? "school" : terms.Length > 0 ? "typed" : me is not null ? "mine" : "none";
        var choice = new TermChoice(days, urn, terms, inset, null, null, FormErrors.None);
        return days switch
        {
            "mine" when me is not null => choice with { Urn = me.School.Urn, Calendar = me.School.Calendar, School = me.School.Name },
            "school" => await CalculatorJson.TermDates(urn, schools, ct) is { } known
                ? choice with { Calendar = known, School = (await schools.Find(urn, ct))!.Name }
                : choice with { Errors = FormErrors.Of("school", "Enter the URN of a school that keeps its term dates here: six digits") },
            "typed" => choice.Typed(today),
            _ => choice,
        };
    }

    private TermChoice Typed(DateOnly today)
    {
        var (entries, wrong) = new TypedTerms(Terms ?? "", Inset ?? "", "").Read(AcademicYear.Of(today));
        var errors = wrong.Aggregate(FormErrors.None, (e, w) => e.And(w.Field, w.Why));
        return entries.Count == 0 && wrong.Count == 0
            ? this with { Errors = FormErrors.Of("terms", "Enter the first and last day of each half term, a line for each") }
            : this with { Errors = errors, Calendar = errors.Any ? null : CalendarEntries.Of([.. entries]) };
    }
}
