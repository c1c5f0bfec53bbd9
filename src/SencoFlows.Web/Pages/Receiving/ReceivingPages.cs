using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>The next school's way through a record: code, who sends what about whom, open, read, check, file, the teacher reads. No account.</summary>
internal static class ReceivingPages
{
    public static void MapReceiving(this IEndpointRouteBuilder app)
    {
        var received = app.MapGroup($"{GuestAddress.Received}/{{case}}");
        received.MapCode(Processes.RecordTransfer.RecordTransferProcess.LinkToReceive);
        received.MapMethods("", GuestPages.Reading, Show).ForReceivers();
        received.MapPost("/open", Open).ForReceivers();
        received.MapPost("/leave", Leave).ForReceivers().LeavesNothing();
        received.MapReading();
        received.MapDownloads();
        received.MapChecking();
        received.MapFiling();
        received.MapRefusing();
        app.MapMethods("/record-closed", GuestPages.Reading, () => Page.Of<LeftPage>()).ForGuests();
    }

    private static async Task<IResult> Show(Receiver receiver, Shelf shelf, HttpContext http, CancellationToken ct)
    {
        if (receiver.State is State.TurnedDown refused)
        {
            return Page.Of<RefusedPage>(new { Receiver = receiver, refused.Reason });
        }

        return await shelf.Read(receiver, ct) is not { } shown ? Damaged(receiver)
            : receiver.MayRead ? Page.Of<RecordHomePage>(new { Receiver = receiver, Sent = shown, Done = http.Request.Query["done"].ToString() })
            : Page.Of<CoverPage>(new { Receiver = receiver, Sent = shown });
    }

    private static async Task<IResult> Open(Receiver receiver, Telling telling, HttpContext http, CancellationToken ct)
    {
        var once = Once.From(await http.Request.ReadFormAsync(ct));
        var reply = await telling.Tell(receiver.Case, new Event.Opened(receiver.Parcel.Number), receiver.Actor, once with { Seen = null }, ct);
        return reply.Refusal is { } no
            ? Page.Of<NotNowPage>(new { Receiver = receiver, Why = no.Reason }, StatusCodes.Status422UnprocessableEntity)
            : TypedResults.LocalRedirect(receiver.Home);
    }

    private static RedirectHttpResult Leave(Receiver receiver, HttpContext http, VisitCookie cookie)
    {
        cookie.Remove(http, receiver.Visit);
        return TypedResults.LocalRedirect("/record-closed");
    }

    /// <summary>The bytes are gone or are not what was sent: nothing of it is shown.</summary>
    internal static IResult Damaged(Receiver receiver) => Page.Of<DamagedPage>(new { Receiver = receiver }, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Back to where the record stands, for pages that it has moved past or not reached.</summary>
    internal static IResult Back(Receiver receiver) => TypedResults.LocalRedirect(receiver.Home);
}
