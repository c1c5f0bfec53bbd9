using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Pages.Cases;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>What a transfer shows on its page: the receipts of its parcel, who gets it, and what is in it.</summary>
internal static class TransferParts
{
    /// <summary>One read more, for the current pack.</summary>
    public static async Task<CaseParts> Of(CaseFile file, IRows rows, CancellationToken ct)
    {
        if (All.RecordTransfer.Read(file.Case.State) is not State.Moving state)
        {
            return new();
        }

        var pack = state.Transfer.Parcels.Count > 0 ? await new KeptPacks(rows).Find(file.Case.Id.Id, state.Transfer.Parcel.Number, ct) : null;
        return new(
            b =>
            {
                b.OpenComponent<ParcelLine>(0);
                b.AddComponentParameter(1, nameof(ParcelLine.State), state);
                b.CloseComponent();
            },
            b =>
            {
                b.OpenComponent<TransferContents>(0);
                b.AddComponentParameter(1, nameof(TransferContents.State), state);
                b.AddComponentParameter(2, nameof(TransferContents.Pack), pack);
                b.CloseComponent();
            });
    }
}
