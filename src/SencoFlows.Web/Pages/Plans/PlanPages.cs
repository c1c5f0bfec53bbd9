using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>The plans of pupils as everybody reads them.</summary>
public static class PlanPages
{
    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/plan", Show).For(PlanAccess.WithTeachers);
        app.MapGet("/pupils/{id}/plan/{version:int}", ShowVersion).For(PlanAccess.WithTeachers);
        app.MapGet("/pupils/{id}/plan/{version:int}/changes", ShowChanges).For(PlanAccess.WithTeachers);
        app.MapDrafts();
        app.MapProfile();
        app.MapGet($"/{All.GraduatedApproach.Name}/{{id}}/plan", FromSupport).For(PlanAccess.Writers);
        app.MapLibrary();
        app.MapProvision();
    }

    private static async Task<IResult> Show(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (await Reading(id, me, rows, clock, ct) is not { } pupil)
        {
            return Page.NotFound;
        }

        return Page.Of<PlanPage>(new
        {
            Pupil = pupil,
            Versions = await new PlanBook(rows).Versions(id, ct),
            Draft = me.MayWritePlans() ? await new PlanDrafts(rows).Find(id, ct) : null,
            Me = me,
            clock.Today,
            Issued = http.Request.Query.ContainsKey("issued"),
            Gone = http.Request.Query.ContainsKey("gone"),
        });
    }

    /// <summary>Where SEN support sends somebody to make the plan: to what is being written, to the plan there is, or to a first one.</summary>
    private static async Task<IResult> FromSupport(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is not { } @case || @case.Process != All.GraduatedApproach.Name || !me.MaySee(All.GraduatedApproach, @case.Agenda))
        {
            return Page.NotFound;
        }

        var pupil = @case.About.Id;
        return TypedResults.LocalRedirect($"/pupils/{pupil}/plan"
            + (await new PlanDrafts(rows).Find(pupil, ct) is not null ? "/draft" : await new PlanBook(rows).Head(pupil, ct) is null ? "/start" : ""));
    }

    private static async Task<IResult> ShowVersion(string id, int version, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return await Reading(id, me, rows, clock, ct) is { } pupil && await new PlanBook(rows).Version(id, version, ct) is { } issued && await new PlanBook(rows).Head(id, ct) is { } head
            ? Page.Of<VersionPage>(new { Pupil = pupil, Issued = issued, Latest = head.Version, me.School })
            : Page.NotFound;
    }

    private static async Task<IResult> ShowChanges(string id, int version, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var book = new PlanBook(rows);
        return await Reading(id, me, rows, clock, ct) is { } pupil && await book.Version(id, version, ct) is { } after && await book.Version(id, version - 1, ct) is { } before
            ? Page.Of<ChangesPage>(new { Pupil = pupil, Before = before, After = after, me.School })
            : Page.NotFound;
    }

    /// <summary>The pupil, for those who may read the plan. That a teacher looked is noted.</summary>
    internal static async Task<Pupil?> Reading(string id, Me me, IRows rows, TimeProvider clock, CancellationToken ct)
    {
        if (await new Pupils(rows).Find(id, ct) is not { } pupil || !await me.MaySeePlan(rows, pupil.Value, clock.Today, ct))
        {
            return null;
        }

        if (!me.MaySeePlans())
        {
            await new PupilLog(rows).Note(id, new(clock.GetUtcNow(), new(Role.Teacher, me.Staff.Id), PupilNotes.ProfileRead), ct);
        }

        return pupil.Value;
    }
}
