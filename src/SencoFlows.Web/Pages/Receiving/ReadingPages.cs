using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>The record on the page, and the sheet for the first morning.</summary>
internal static class ReadingPages
{
    public static void MapReading(this IEndpointRouteBuilder received)
    {
        received.MapMethods("/record", GuestPages.Reading, Whole).ForReceivers();
        received.MapMethods("/first-day", GuestPages.Reading, FirstDay).ForReceivers();
        received.MapPost("/first-day", TeacherHasRead).ForReceivers();
    }

    private static async Task<IResult> Whole(Receiver receiver, Shelf shelf, HttpContext http, CancellationToken ct) =>
        !receiver.MayRead ? ReceivingPages.Back(receiver)
        : await Read(receiver, shelf, "summary-read", http, ct) is { } shown ? Page.Of<WholeRecordPage>(new { Receiver = receiver, Sent = shown })
        : ReceivingPages.Damaged(receiver);

    private static Task<IResult> FirstDay(Receiver receiver, Shelf shelf, HttpContext http, CancellationToken ct) =>
        Sheet(receiver, shelf, http, FormErrors.None, ct);

    private static async Task<IResult> TeacherHasRead(Receiver receiver, Shelf shelf, Telling telling, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (FirstDayPage.Readers.FirstOrDefault(r => r.Value == form["by"]) is not { } by)
        {
            return await Sheet(receiver, shelf, http, FormErrors.Of("by", "Select who has read it"), ct);
        }

        var reply = await telling.Tell(receiver.Case, new Event.ReadByTeacher(receiver.Parcel.Number, by.Text), receiver.Actor, Once.From(form) with { Seen = null }, ct);
        return reply.Refusal is null ? TypedResults.LocalRedirect($"{receiver.Home}?done=read") : await Sheet(receiver, shelf, http, FormErrors.Of(reply.Refusal), ct);
    }

    private static async Task<IResult> Sheet(Receiver receiver, Shelf shelf, HttpContext http, FormErrors errors, CancellationToken ct) =>
        !receiver.MayRead ? ReceivingPages.Back(receiver)
        : await Read(receiver, shelf, "first-day-sheet-read", http, ct) is { } shown
            ? Page.Of<FirstDayPage>(new { Receiver = receiver, Sent = shown, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : ReceivingPages.Damaged(receiver);

    private static async Task<SentRecord?> Read(Receiver receiver, Shelf shelf, string what, HttpContext http, CancellationToken ct)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await shelf.Note(receiver, what, null, ct);
        }

        return await shelf.Read(receiver, ct);
    }
}
