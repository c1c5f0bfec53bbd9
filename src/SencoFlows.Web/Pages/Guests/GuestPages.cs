using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
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
        app.MapEntrance(RecordTransferProcess.LinkToReceive, withCode: true);
        app.MapMethods("/parcel/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = false })).ForGuests();
        app.MapEntrance(RecordTransferProcess.LinkForParents);
        app.MapMethods("/asked/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = true, Heading = "Answer a school that asks for a record" })).ForGuests();
        app.MapEntrance(RecordRequestProcess.LinkToAnswer, withCode: true);
        app.MapMethods("/safeguarding/{token}", Reading, () => Page.Of<InvitationPage>(new { ForSchool = true, Heading = "Confirm that something has arrived" })).ForGuests();
        app.MapEntrance(SafeguardingFileProcess.LinkToConfirm, withCode: true);
        app.MapFileReceipts();
        app.MapAsked();
        app.MapReceiving();
        app.MapParcel();
        app.MapReceipts();
    }

    /// <summary>The button of an invitation, which begins a visit.</summary>
    /// <param name="app">The site.</param>
    /// <param name="purpose">Of the link: where it leads.</param>
    /// <param name="withCode">A code goes to the mailbox at once, because nothing is shown without it.</param>
    internal static void MapEntrance(this IEndpointRouteBuilder app, string purpose, bool withCode = false) =>
        app.MapPost($"/{purpose}/{{token}}", async (string token, HttpContext http, GuestBook book, VisitCookie cookie, AccessCodes codes, CancellationToken ct) =>
        {
            var visit = await book.Invited(purpose, token, ct);
            if (await book.Admit(visit, ct) is not { } guest)
            {
                return ClosedDoor.Page;
            }

            // Only a door with several languages says which one was chosen.
            visit = (await http.Request.ReadFormAsync(ct))["language"].ToString() is { Length: > 0 } chosen
                ? visit with { Language = Languages.Written(chosen) ? chosen : null, InEnglish = chosen == "en" } : visit;
            if (withCode)
            {
                await codes.Ask(guest, ct);
            }

            cookie.Write(http, visit);
            return TypedResults.LocalRedirect(withCode ? $"{guest.Home}/code" : guest.Home);
        }).ForGuests();
}
