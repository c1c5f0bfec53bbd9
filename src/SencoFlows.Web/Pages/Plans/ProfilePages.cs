using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>One page about a pupil, to print and to show to anybody who teaches them; and the pupils of a teacher.</summary>
internal static class ProfilePages
{
    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/profile", Show).For(PlanAccess.WithTeachers);
        app.MapGet("/my-pupils", ShowMine).For(Role.Teacher);
    }

    private static async Task<IResult> Show(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return await PlanPages.Reading(id, me, rows, clock, ct) is { } pupil
            ? Page.Of<ProfilePage>(new { Pupil = pupil, Issued = await new PlanBook(rows).Current(id, ct), Me = me })
            : Page.NotFound;
    }

    /// <summary>Those who are on the roll, with where their support and their plans stand. Four range reads for any number of them.</summary>
    private static async Task<IResult> ShowMine(Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var mine = await new Teaching(rows).By(me.Staff.Id, ct);
        var pupils = mine.Count == 0 ? [] : await new Pupils(rows).All(ct);
        return Page.Of<MyPupilsPage>(new
        {
            Pupils = (IReadOnlyList<Pupil>)[.. pupils.Select(p => p.Value).Where(p => mine.Contains(p.Id) && p.OnRoll(clock.Today))],
            Support = mine.Count == 0 ? [] : (await new Caseload(me.School.Urn, rows).Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name && mine.Contains(c.Agenda.About.Id)).DistinctBy(c => c.Agenda.About.Id).ToDictionary(c => c.Agenda.About.Id, StringComparer.Ordinal),
            Plans = mine.Count == 0 ? new Dictionary<string, PlanHead>(StringComparer.Ordinal) : await new PlanBook(rows).Heads(ct),
        });
    }
}
