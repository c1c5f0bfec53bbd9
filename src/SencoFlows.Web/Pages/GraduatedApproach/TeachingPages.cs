using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Who teaches a pupil, and what a teacher sees of theirs.</summary>
internal static class TeachingPages
{
    private static readonly Role[] _setters = [Role.Senco, Role.Head, Role.Admin];

    public static void MapTeaching(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/teachers", Show).For(_setters);
        app.MapPost("/pupils/{id}/teachers", Save).For(_setters);
        app.MapGet("/my-pupils/{id}", async (string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await SupportPages.Find(id, me, store, clock, ct) is { } asked ? Page.Of<TeacherPage>(new { Asked = asked, Done = http.Request.Query.ContainsKey("done") }) : Page.NotFound).ForAnyStaff();
    }

    private static async Task<IResult> Show(string id, Me me, IStore store, CancellationToken ct) =>
        await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is { } pupil
            ? Page.Of<TeachersPage>(new { Pupil = pupil.Value, me.School, Now = await new Teaching(store.Rows(me.School.Urn)).Of(id, ct) })
            : Page.NotFound;

    private static async Task<IResult> Save(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is null)
        {
            return Page.NotFound;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var chosen = form["staff"].OfType<string>().Where(s => me.School.Staff.Any(x => x.Id == s && !x.Left)).ToHashSet(StringComparer.Ordinal);
        await new Teaching(rows).Set(id, chosen, ct);
        await new PupilLog(rows).Note(id, new(clock.GetUtcNow(), new(me.Staff.Roles[0], me.Staff.Id), "teachers-changed"), ct);
        return TypedResults.LocalRedirect($"/pupils/{id}");
    }
}
