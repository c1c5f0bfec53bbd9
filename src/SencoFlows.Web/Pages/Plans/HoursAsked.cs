using Microsoft.AspNetCore.Http;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>One kind of staff in the question "what if?".</summary>
/// <param name="Typed">Hours a week that there would be, as typed.</param>
/// <param name="Change">Null while nothing is asked of it.</param>
public sealed record HoursLine(Deliverer By, string Typed, decimal Needed, decimal? Have, StaffChange? Change);

/// <summary>What would a change of staff hours do? Asked in the address: it holds hours and nobody's name.</summary>
public sealed record HoursAsked(IReadOnlyList<HoursLine> Lines, FormErrors Errors)
{
    public static HoursAsked From(IQueryCollection query, ProvisionMap map, StaffRates rates, DateOnly today)
    {
        var errors = FormErrors.None;
        List<HoursLine> lines = [];
        foreach (var by in Enum.GetValues<Deliverer>())
        {
            var needed = map.HoursAWeek(by);
            var have = rates.Of(by, today)?.HoursAWeek;
            if (needed == 0 && have is null)
            {
                continue;
            }

            var typed = query[$"{by}"].ToString().Trim();
            var known = typed is { Length: > 0 and <= 20 };
            var before = errors;
            var would = known ? TemplateForm.Number(ref errors, $"{by}", typed, "hours a week", $"Hours a week ({by.Words})", 0, 5000, whole: false) : 0;
            lines.Add(new(by, known ? typed : have is { } h ? DraftFields.Write(h) : "", needed, have, known && ReferenceEquals(before, errors) ? StaffChange.Of(map, rates, by, would, today) : null));
        }

        return new(lines, errors);
    }
}
