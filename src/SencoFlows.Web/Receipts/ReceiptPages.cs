using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Receipts;

/// <summary>The receipt for both schools, and the key for everybody.</summary>
internal static class ReceiptPages
{
    public static void MapReceipts(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/receipts/key.pem", GuestPages.Reading, async (SigningKey key, CancellationToken ct) =>
            Results.File(Encoding.ASCII.GetBytes(await key.Public(ct)), "application/x-pem-file", "key.pem")).ForAnyone();
        app.MapMethods("/cases/{id}/receipt", GuestPages.Reading, ForSender).For(Role.Senco, Role.Head, Role.Admin);
        app.MapMethods($"{GuestAddress.Received}/{{case}}/receipt", GuestPages.Reading, Show).ForReceivers();
        app.MapMethods($"{GuestAddress.Received}/{{case}}/receipt.zip", GuestPages.Reading, ForReceiver).ForReceivers();
    }

    private static async Task<IResult> ForSender(string id, Me me, IStore store, SignedReceipts receipts, CancellationToken ct) =>
        CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
        && await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is { } @case && @case.Process == All.RecordTransfer.Name
        && All.RecordTransfer.Read(@case.State) is State.Moving { Transfer: { Parcels.Count: > 0 } transfer }
        && await receipts.Of(caseId, transfer.Parcel, ct) is { } signed
            ? Results.File(signed.Zip, "application/zip", signed.Name)
            : Page.NotFound;

    private static async Task<IResult> Show(Receiver receiver, SignedReceipts receipts, CancellationToken ct) =>
        receiver.MayRead && await receipts.Of(receiver.Case.Id, receiver.Parcel, ct) is { } signed
            ? Page.Of<ReceiptPage>(new { Receiver = receiver, signed.Receipt })
            : ReceivingPages.Back(receiver);

    private static async Task<IResult> ForReceiver(Receiver receiver, SignedReceipts receipts, CancellationToken ct) =>
        receiver.MayRead && await receipts.Of(receiver.Case.Id, receiver.Parcel, ct) is { } signed
            ? Results.File(signed.Zip, "application/zip", signed.Name)
            : ReceivingPages.Back(receiver);
}
