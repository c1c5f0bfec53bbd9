using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Receiving;

internal static class FilingPages
{
    public static void MapFiling(this IEndpointRouteBuilder received)
    {
        received.MapMethods("/file", GuestPages.Reading, Show).ForReceivers();
        received.MapPost("/file", Confirm).ForReceivers();
    }

    private static IResult Show(Receiver receiver) => Render(receiver, FormErrors.None, [], ticked: false);

    private static async Task<IResult> Confirm(Receiver receiver, Telling telling, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (form["filed"] != "yes")
        {
            return Render(receiver, FormErrors.Of("filed", "Confirm that the record is saved in your school’s own files"), [], ticked: false);
        }

        var reply = await telling.Tell(receiver.Case, new Event.Filed(receiver.Parcel.Number), receiver.Actor, Once.From(form), ct);
        return reply.Done ? TypedResults.LocalRedirect($"{receiver.Home}?done=filed") : Render(receiver, FormErrors.Of(reply.Refusal), reply.Since, ticked: true);
    }

    private static IResult Render(Receiver receiver, FormErrors errors, IReadOnlyList<Entry> since, bool ticked) =>
        !receiver.MayRead || (receiver.Parcel.Filed is not null && !errors.Any && since.Count == 0) ? ReceivingPages.Back(receiver)
        : receiver.Parcel.Verified is null ? TypedResults.LocalRedirect($"{receiver.Home}/check")
        : Page.Of<FilePage>(new { Receiver = receiver, Errors = errors, Since = since, Ticked = ticked }, CheckingPages.Status(errors, since));
}
