using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Guests;

namespace SencoFlows.Web.Guests;

/// <summary>Whom a page without an account is for.</summary>
/// <param name="Purpose">Of the link by which they must have come; null for the invitation itself.</param>
/// <param name="Proved">Only after the code.</param>
internal sealed record GuestPage(string? Purpose, bool Proved = false);

internal static class GuestPageExtensions
{
    /// <summary>For somebody at the next school who has proved that the mailbox is theirs.</summary>
    public static T ForReceivers<T>(this T endpoint, bool proved = true) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(RecordTransferProcess.LinkToReceive, proved));

    /// <summary>For somebody at another school who is asked something, after they have proved that the mailbox is theirs.</summary>
    public static T ForCallers<T>(this T endpoint, string purpose, bool proved = true) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(purpose, proved));

    public static T ForRelatives<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(RecordTransferProcess.LinkForParents));

    /// <summary>For parents and carers, by a link about their child's support.</summary>
    public static T ForFamilies<T>(this T endpoint, bool proved = false) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(GraduatedApproachProcess.LinkForParents, proved));

    /// <summary>For somebody who teaches the pupil, by a link and without an account.</summary>
    public static T ForColleagues<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(GraduatedApproachProcess.LinkForTeachers));

    public static T ForGuests<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.ForAnyone().WithMetadata(new GuestPage(null));
}

/// <summary>Stands before every page for guests. Whoever is not let in sees the same page, whatever the reason.</summary>
internal sealed class Door(RequestDelegate next, GuestBook book, VisitCookie cookie, TimeProvider clock)
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

            await next(http);
        }
    }

    private async Task<bool> Admit(HttpContext http, Visit visit)
    {
        if (visit.Purpose == RecordTransferProcess.LinkToReceive && await book.Receiver(visit, http.RequestAborted) is { } receiver)
        {
            http.Items[typeof(Guest)] = receiver;
            http.Items[typeof(Shell)] = new Shell { Home = receiver.Home };
            return true;
        }

        if (visit.Purpose is RecordRequestProcess.LinkToAnswer or SafeguardingFileProcess.LinkToConfirm && await book.Caller(visit, http.RequestAborted) is { } caller)
        {
            http.Items[typeof(Guest)] = caller;
            http.Items[typeof(Shell)] = new Shell { Home = caller.Home };
            return true;
        }

        if (visit.Purpose == RecordTransferProcess.LinkForParents && await book.Relative(visit, http.RequestAborted) is { } relative)
        {
            http.Items[typeof(Relative)] = relative;
            http.Items[typeof(Shell)] = new Shell { Home = relative.Home, LargePrint = relative.LargePrint };
            return true;
        }

        if (visit.Purpose == GraduatedApproachProcess.LinkForParents && await book.Family(visit, http.RequestAborted) is { } family)
        {
            http.Items[typeof(Guest)] = family;
            http.Items[typeof(Shell)] = new Shell { Home = family.Home, LargePrint = family.LargePrint };
            return true;
        }

        if (visit.Purpose == GraduatedApproachProcess.LinkForTeachers && await book.Colleague(visit, http.RequestAborted) is { } colleague)
        {
            http.Items[typeof(Colleague)] = colleague;
            http.Items[typeof(Shell)] = new Shell { Home = colleague.Home };
            return true;
        }

        return false;
    }
}
