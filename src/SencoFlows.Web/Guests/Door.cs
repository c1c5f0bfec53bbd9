using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Guests;

namespace SencoFlows.Web.Guests;

/// <summary>Whom a page without an account is for.</summary>
/// <param name="Purpose">Of the link by which they must have come; null for the invitation itself.</param>
/// <param name="Proved">Only after the code.</param>
internal sealed record GuestPage(string? Purpose, bool Proved = false);

/// <summary>A form that leaves nothing behind at the school, or is counted in a way of its own: large print, codes, leaving.</summary>
internal sealed record LeavesNothing;

internal static class GuestPageExtensions
{
    public static T LeavesNothing<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new LeavesNothing());

    /// <summary>For somebody at the next school who has proved that the mailbox is theirs.</summary>
    public static T ForReceivers<T>(this T endpoint, bool proved = true) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(RecordTransferProcess.LinkToReceive, proved));

    /// <summary>For somebody who came by a link for this, after they have proved that the mailbox is theirs.</summary>
    public static T ForCallers<T>(this T endpoint, string purpose, bool proved = true) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(purpose, proved));

    public static T ForRelatives<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(RecordTransferProcess.LinkForParents));

    /// <summary>For parents and carers, by a link about their child's support.</summary>
    public static T ForFamilies<T>(this T endpoint, bool proved = false) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(GraduatedApproachProcess.LinkForParents, proved));

    /// <summary>For somebody who teaches the pupil, by a link and without an account.</summary>
    public static T ForColleagues<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(GraduatedApproachProcess.LinkForTeachers));

    public static T ForGuests<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(null));
}

/// <summary>Stands before every page for guests. Whoever is not let in sees the same page, whatever the reason.</summary>
internal sealed class Door(RequestDelegate next, GuestBook book, VisitCookie cookie, GuestWrites writes, TimeProvider clock)
{
    private static readonly TimeSpan _often = TimeSpan.FromMinutes(1);

    public async Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<GuestPage>() is not { } page)
        {
            await next(http);
            return;
        }

        http.Items[typeof(Shell)] = new Shell();
        if (page.Purpose is null)
        {
            await next(http);
        }
        else if (cookie.Read(http, page.Purpose) is not { } visit || visit.Case.ToString() != http.GetRouteValue("case") as string || !await Admit(http, visit))
        {
            await ClosedDoor.Page.ExecuteAsync(http);
        }
        else if (page.Proved && !visit.Proved)
        {
            await TypedResults.LocalRedirect($"{GuestAddress.Of(visit.Purpose, visit.Case)}/code").ExecuteAsync(http);
        }
        else
        {
            if (clock.GetUtcNow() is var now && now - visit.Seen > _often)
            {
                cookie.Write(http, visit with { Seen = now });
            }

            if (HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()!.Metadata.GetMetadata<LeavesNothing>() is null && await TooMuch(http, visit) is { } no)
            {
                await no.ExecuteAsync(http);
                return;
            }

            await next(http);
        }
    }

    /// <summary>What they typed stands on the answer, to be sent from there later.</summary>
    private async Task<IResult?> TooMuch(HttpContext http, Visit visit)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var guest = (Guest)http.Items[typeof(Guest)]!;
        if (guest.Case.Recent.Contains(Once.From(form).Request) // The same form a second time: it is answered like the first time, and adds nothing.
            || await writes.Wait(visit.Case, guest.Mailbox.Id, visit.Name, http.RequestAborted) is not { } wait)
        {
            return null;
        }

        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page.Of<TooMuchPage>(new { guest.School, guest.Language, To = http.Request.Path.Value, Form = form, Anew = wait == TimeSpan.Zero }, StatusCodes.Status429TooManyRequests);
    }

    private async Task<bool> Admit(HttpContext http, Visit visit)
    {
        if (await book.Admit(visit, http.RequestAborted) is not { } guest)
        {
            return false;
        }

        http.Items[typeof(Guest)] = guest;
        http.Items[typeof(Shell)] = new Shell { Home = guest.Home, LargePrint = guest.LargePrint };
        return true;
    }
}
