using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>The plans of pupils as everybody reads them.</summary>
public static class PlanPages
{
    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/plan", Show).For(PlanAccess.Readers);
        app.MapGet("/pupils/{id}/plan/{version:int}", ShowVersion).For(PlanAccess.Readers);
        app.MapGet("/pupils/{id}/plan/{version:int}/changes", ShowChanges).For(PlanAccess.Readers);
        app.MapDrafts();
        app.MapProfile();
        app.MapLibrary();
        app.MapProvision();
    }

    private static async Task<IResult> Show(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is not { } pupil)
        {
            return Page.NotFound;
        }

        return Page.Of<PlanPage>(new
        {
            Pupil = pupil.Value,
            Versions = await new PlanBook(rows).Versions(id, ct),
            Draft = me.MayWritePlans() ? await new PlanDrafts(rows).Find(id, ct) : null,
            Me = me,
            clock.Today,
            Issued = http.Request.Query.ContainsKey("issued"),
        });
    }

    private static async Task<IResult> ShowVersion(string id, int version, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return await new Pupils(rows).Find(id, ct) is { } pupil && await new PlanBook(rows).Version(id, version, ct) is { } issued && await new PlanBook(rows).Head(id, ct) is { } head
            ? Page.Of<VersionPage>(new { Pupil = pupil.Value, Issued = issued, Latest = head.Version, me.School })
            : Page.NotFound;
    }

    private static async Task<IResult> ShowChanges(string id, int version, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var book = new PlanBook(rows);
        return await new Pupils(rows).Find(id, ct) is { } pupil && await book.Version(id, version, ct) is { } after && await book.Version(id, version - 1, ct) is { } before
            ? Page.Of<ChangesPage>(new { Pupil = pupil.Value, Before = before, After = after, me.School })
            : Page.NotFound;
    }
}
