using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Access;

/// <summary>Decides before any handler runs whether this person may use this endpoint, and whether a form is really theirs.</summary>
internal sealed class Gate(RequestDelegate next, Schools schools, IStore store)
{
    public async Task Invoke(HttpContext http)
    {
        var me = await Me.Find(http.User, schools, http.RequestAborted);
        if (me is not null && me.Has(Role.Teacher) && !me.Has(Role.Senco, Role.Head))
        {
            me = me with { Teaches = await new Teaching(store.Rows(me.School.Urn)).By(me.Staff.Id, http.RequestAborted) };
        }

        http.Items[typeof(Me)] = me;
        var audience = http.GetEndpoint()?.Metadata.GetMetadata<Audience>() ?? Audience.Default;
        if (http.GetEndpoint() is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!audience.Everybody && me is null)
        {
            await http.ChallengeAsync();
        }
        else if (!audience.Everybody && !audience.LetsIn(me!))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            await next(http);
        }
    }
}
