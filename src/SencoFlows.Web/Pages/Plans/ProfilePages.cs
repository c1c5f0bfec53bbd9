using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>One page about a pupil, to print and to show to anybody who teaches them.</summary>
internal static class ProfilePages
{
    public static void MapProfile(this IEndpointRouteBuilder app) => app.MapGet("/pupils/{id}/profile", Show).For(PlanAccess.Readers);

    private static async Task<IResult> Show(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return await new Pupils(rows).Find(id, ct) is { } pupil
            ? Page.Of<ProfilePage>(new { Pupil = pupil.Value, Issued = await new PlanBook(rows).Current(id, ct), Me = me })
            : Page.NotFound;
    }
}
