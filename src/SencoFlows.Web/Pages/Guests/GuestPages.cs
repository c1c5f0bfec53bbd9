using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Parcel;
using SencoFlows.Web.Pages.Receiving;
using SencoFlows.Web.Pages.RecordRequest;
using SencoFlows.Web.Pages.Safeguarding;
using SencoFlows.Web.Receipts;

namespace SencoFlows.Web.Pages.Guests;

/// <summary>The way in for people without an account: an invitation, and a button.</summary>
internal static class GuestPages
{
    internal static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapGuests(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/receive/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = true })).ForGuests();
        app.MapPost("/receive/{token}", EnterAsReceiver).ForGuests();
        app.MapMethods("/parcel/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = false })).ForGuests();
        app.MapPost("/parcel/{token}", EnterAsRelative).ForGuests();
        app.MapMethods("/asked/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = true, Heading = "Answer a school that asks for a record" })).ForGuests();
        app.MapPost("/asked/{token}", (string token, HttpContext http, GuestBook book, VisitCookie cookie, AccessCodes codes, CancellationToken ct) => EnterAsCaller(RecordRequestProcess.LinkToAnswer, token, http, book, cookie, codes, ct)).ForGuests();
        app.MapMethods("/safeguarding/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = true, Heading = "Confirm that something has arrived" })).ForGuests();
        app.MapPost("/safeguarding/{token}", (string token, HttpContext http, GuestBook book, VisitCookie cookie, AccessCodes codes, CancellationToken ct) => EnterAsCaller(SafeguardingFileProcess.LinkToConfirm, token, http, book, cookie, codes, ct)).ForGuests();
        app.MapFileReceipts();
        app.MapAsked();
        app.MapReceiving();
        app.MapParcel();
        app.MapReceipts();
    }

    private static async Task<IResult> EnterAsReceiver(string token, HttpContext http, GuestBook book, VisitCookie cookie, AccessCodes codes, CancellationToken ct)
    {
        if (await book.Invited(RecordTransferProcess.LinkToReceive, token, ct) is not { } visit || await book.Receiver(visit, ct) is not { } receiver)
        {
            return ClosedDoor.Page;
        }

        await codes.Ask(receiver, ct);
        cookie.Write(http, visit);
        return TypedResults.LocalRedirect($"{receiver.Home}/code");
    }

    private static async Task<IResult> EnterAsCaller(string purpose, string token, HttpContext http, GuestBook book, VisitCookie cookie, AccessCodes codes, CancellationToken ct)
    {
        if (await book.Invited(purpose, token, ct) is not { } visit || await book.Caller(visit, ct) is not { } caller)
        {
            return ClosedDoor.Page;
        }

        await codes.Ask(caller, ct);
        cookie.Write(http, visit);
        return TypedResults.LocalRedirect($"{caller.Home}/code");
    }

    private static async Task<IResult> EnterAsRelative(string token, HttpContext http, GuestBook book, VisitCookie cookie, CancellationToken ct)
    {
        if (await book.Invited(RecordTransferProcess.LinkForParents, token, ct) is not { } visit || await book.Relative(visit, ct) is not { } relative)
        {
            return ClosedDoor.Page;
        }

        cookie.Write(http, visit);
        return TypedResults.LocalRedirect(relative.Home);
    }
}
