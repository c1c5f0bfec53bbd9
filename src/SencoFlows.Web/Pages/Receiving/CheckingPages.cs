using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>The machine compares every file with the list; a person says whether it is the right pupil.</summary>
internal static class CheckingPages
{
    public static void MapChecking(this IEndpointRouteBuilder received)
    {
        received.MapMethods("/check", GuestPages.Reading, Show).ForReceivers();
        received.MapPost("/check", Confirm).ForReceivers();
    }

    private static Task<IResult> Show(Receiver receiver, Shelf shelf, CancellationToken ct) => Render(receiver, shelf, FormErrors.None, [], null, ct);

    private static async Task<IResult> Confirm(Receiver receiver, Shelf shelf, Telling telling, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var right = form["right"].ToString();
        if (right == "no")
        {
            return TypedResults.LocalRedirect($"{receiver.Home}/refuse?reason=wrong-pupil");
        }

        if (right != "yes")
        {
            return await Render(receiver, shelf, FormErrors.Of("right", "Select yes if this is the pupil who is coming to your school"), [], null, ct);
        }

        if (await shelf.Check(receiver, ct) is not { IsWhole: true, ManifestHash: { } manifest })
        {
            return await Render(receiver, shelf, FormErrors.None, [], right, ct);
        }

        var reply = await telling.Tell(receiver.Case, new Event.Verified(receiver.Parcel.Number, manifest), receiver.Actor, Once.From(form), ct);
        return reply.Done ? TypedResults.LocalRedirect($"{receiver.Home}/file") : await Render(receiver, shelf, FormErrors.Of(reply.Refusal), reply.Since, right, ct);
    }

    private static async Task<IResult> Render(Receiver receiver, Shelf shelf, FormErrors errors, IReadOnlyList<Entry> since, string? right, CancellationToken ct)
    {
        if (!receiver.MayRead)
        {
            return ReceivingPages.Back(receiver);
        }

        var check = await shelf.Check(receiver, ct);
        return await shelf.Read(receiver, ct) is { } shown
            ? Page.Of<CheckPage>(new { Receiver = receiver, Sent = shown, Check = check, Errors = errors, Since = since, Right = right }, Status(errors, since))
            : ReceivingPages.Damaged(receiver);
    }

    internal static int Status(FormErrors errors, IReadOnlyList<Entry> since) =>
        since.Count > 0 ? StatusCodes.Status409Conflict : errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
}
