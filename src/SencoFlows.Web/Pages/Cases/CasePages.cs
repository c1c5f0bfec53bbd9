using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Cases;

/// <summary>The page of a case, of whatever process.</summary>
public static class CasePages
{
    public static void MapCases(this IEndpointRouteBuilder app) => app.MapGet("/cases/{id}", Show).ForAnyStaff();

    /// <summary>Reads of the page: five for the case, two for the pupil and the contacts, and what its process adds.</summary>
    private static async Task<IResult> Show(string id, HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn)
        {
            return Page.NotFound;
        }

        var rows = store.Rows(me.School.Urn);
        if (await CaseFile.Read(new(me.School.Urn, rows), processes, me.School, caseId.Id, ct) is not { } file)
        {
            return Page.NotFound;
        }

        if (!me.MaySee(file.Process, file.Case.Agenda))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var pupil = file.Case.About.Kind == "pupil" ? await new Pupils(rows).File(file.Case.About.Id, ct) : null;
        var contacts = (IReadOnlyList<Contact>)[.. (pupil?.Contacts ?? []).Select(c => c.Value)];
        var side = CaseSide.Of(file.Case.Process);
        return Page.Of<CasePage>(new
        {
            File = file,
            Me = me,
            clock.Today,
            Involved = new Involved(me.School, contacts),
            Parents = pupil is null ? null : ContactRules.For(Role.Parents, pupil.Pupil.Value, contacts, me.School, clock.Today),
            Actions = side.Actions(file, me, clock.Today),
            Done = http.Request.Query.ContainsKey("done") ? file.History.LastOrDefault(l => l.Entry.Kind == "told" && l.Entry.By.Id == me.Staff.Id)?.Words : null,
            Parts = await side.Parts(file, rows, ct),
        });
    }
}
