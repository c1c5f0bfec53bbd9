using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Access;

/// <summary>Decides before any handler runs whether this person may use this endpoint, and whether a form is really theirs.</summary>
internal sealed class Gate(RequestDelegate next, Schools schools, IStore store, ILogger<Gate> log)
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
            Refuse(http, me, StatusCodes.Status403Forbidden);
        }
        else if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } || IsFromElsewhere(http))
        {
            Refuse(http, me, StatusCodes.Status400BadRequest);
        }
        else
        {
            await next(http);
        }
    }

    /// <summary>A form that the browser itself says was sent by a page of another site. Programs and old browsers say nothing.</summary>
    private static bool IsFromElsewhere(HttpContext http) =>
        http.Features.Get<IAntiforgeryValidationFeature>() is not null && http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    /// <summary>For whoever watches: the page as a pattern, because an address may hold a token.</summary>
    private void Refuse(HttpContext http, Me? me, int status)
    {
        log.LogWarning("Refused {Status}: {Page} to {Staff} of {School}", status, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, me?.Staff.Id ?? "nobody", me?.School.Urn ?? "no school");
        http.Response.StatusCode = status;
    }
}
