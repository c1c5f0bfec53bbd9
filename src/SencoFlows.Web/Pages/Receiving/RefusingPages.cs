using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>A refusal with a reason the sender can act on. Also before opening: whoever sees a stranger's name need not read on to say so.</summary>
internal static class RefusingPages
{
    public const int MostNote = 1000;

    public static void MapRefusing(this IEndpointRouteBuilder received)
    {
        received.MapMethods("/refuse", GuestPages.Reading, Show).ForReceivers();
        received.MapPost("/refuse", Refuse).ForReceivers();
    }

    public static IEnumerable<RefusalReason> Reasons(Receiver receiver) =>
        Enum.GetValues<RefusalReason>().Where(r => receiver.MayRead || r is not (RefusalReason.Damaged or RefusalReason.Incomplete));

    public static string Code(RefusalReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    private static IResult Show(Receiver receiver, HttpContext http) => Render(receiver, FormErrors.None, [], http.Request.Query["reason"].ToString(), null);

    private static async Task<IResult> Refuse(Receiver receiver, Telling telling, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (chosen, note) = (form["reason"].ToString(), form["note"].ToString().Trim());
        RefusalReason[] reasons = [.. Reasons(receiver).Where(r => Code(r) == chosen)];
        var errors = FormErrors.None.And("reason", reasons is [] ? "Select why you refuse the record" : null)
            .And("note", note.Length > MostNote ? $"What you write must be {MostNote.ToString("N0", EnglishWords.Culture)} characters or fewer" : null);
        if (errors.Any)
        {
            return Render(receiver, errors, [], chosen, note);
        }

        var reply = await telling.Tell(receiver.Case, new Event.Refused(receiver.Parcel.Number, reasons[0], note.Length > 0 ? note : null), receiver.Actor, Once.From(form), ct);
        return reply.Done ? ReceivingPages.Back(receiver) : Render(receiver, FormErrors.Of(reply.Refusal), reply.Since, chosen, note);
    }

    private static IResult Render(Receiver receiver, FormErrors errors, IReadOnlyList<Entry> since, string? chosen, string? note) =>
        receiver.State is State.TurnedDown && since.Count == 0 && !errors.Any ? ReceivingPages.Back(receiver)
        : Page.Of<RefusePage>(new { Receiver = receiver, Errors = errors, Since = since, Chosen = chosen, Note = note }, CheckingPages.Status(errors, since));
}
