using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Plans;
using SencoFlows.Web.Pages.PupilImport;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>The pupils of a school and the record of each.</summary>
public static class PupilPages
{
    public static void MapPupils(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils", (HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct) =>
            List(PupilQuery.From(http.Request.Query), me, store, processes, clock, ct)).For(PupilAccess.Readers);
        app.MapPost("/pupils", async (HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct) =>
            await List(PupilQuery.From(http.Request.Query) with { Name = (await http.Request.ReadFormAsync(ct))["name"].ToString().Trim() }, me, store, processes, clock, ct)).For(PupilAccess.Readers);
        app.MapGet("/pupils/{id}", Show).For(PupilAccess.Readers);
        app.MapGet("/pupils/{id}/log", ShowLog).For(PupilAccess.Trusted);
        app.MapPupilEdits();
        app.MapContacts();
        app.MapDocuments();
        app.MapPupilImport();
    }

    /// <summary>Two requests for 500 pupils, both at once: the pupils, and the open cases.</summary>
    private static async Task<IResult> List(PupilQuery query, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var (reading, opening) = (new Pupils(rows).All(ct), new Caseload(me.School.Urn, rows).Open(ct));
        await Task.WhenAll(reading, opening);
        var (pupils, cases) = (await reading, await opening);
        return Page.Of<PupilListPage>(new
        {
            Query = query,
            Lines = PupilList.Of(query, pupils, [.. cases.Where(c => me.MaySee(processes[c.Agenda.Process], c.Agenda))], clock.Today),
            Me = me,
            Any = pupils.Count > 0,
        });
    }

    private static async Task<IResult> Show(string id, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).File(id, ct) is not { } file)
        {
            return Page.NotFound;
        }

        var cases = await new Caseload(me.School.Urn, rows).About(id, ct);
        return Page.Of<PupilPage>(new
        {
            File = file,
            Me = me,
            clock.Today,
            Cases = (IReadOnlyList<Case>)[.. cases.Where(c => processes.ContainsKey(c.Process) && me.MaySee(processes[c.Process], c.Agenda))],
            Titles = processes,
            Plan = me.MaySeePlans() ? await new PlanBook(rows).Head(id, ct) : null,
        });
    }

    private static async Task<IResult> ShowLog(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return await new Pupils(rows).File(id, ct) is { } file
            ? Page.Of<PupilLogPage>(new { File = file, me.School, Log = await new PupilLog(rows).Of(id, ct) })
            : Page.NotFound;
    }
}
