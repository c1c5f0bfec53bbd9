using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Custody;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.PupilRecord;
using SencoFlows.Web.Pages.RecordTransfer.Custody;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>What a transfer shows on its page: the receipts of its parcel, who gets it, and what is in it.</summary>
internal static class TransferParts
{
    /// <summary>One read more, for the current pack.</summary>
    public static async Task<CaseParts> Of(CaseFile file, Me me, IRows rows, CancellationToken ct)
    {
        if (All.RecordTransfer.Read(file.Case.State) is not State.Moving state)
        {
            return new();
        }

        var passedOn = state.Transfer.ChildProtectionFile && (await new Caseload(file.Case.Id.School, rows).About(file.Case.About.Id, ct))
            .Any(c => c.Process == All.SafeguardingFile.Name && All.SafeguardingFile.Read(c.State) is Processes.Safeguarding.SafeguardingFileProcess.State.Ended { End: Processes.Safeguarding.FileEnd.Received });
        var pack = state.Transfer.Parcels.Count > 0 ? await new KeptPacks(rows).Find(file.Case.Id.Id, state.Transfer.Parcel.Number, ct) : null;
        var certificate = Certificates.WasRecalledUnopened(state) || (state is State.Closed { Ending: Ending.Complete } && await Destruction.Find(rows, file.Case.Id.Id, ct) is not null);
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
                b.AddComponentParameter(3, nameof(TransferContents.Id), file.Case.Id);
                b.AddComponentParameter(4, nameof(TransferContents.Due), file.Due);
                b.AddComponentParameter(5, nameof(TransferContents.HasCertificate), certificate);
                b.AddComponentParameter(6, nameof(TransferContents.FilePassedOn), passedOn);
                b.AddComponentParameter(7, nameof(TransferContents.NamesDocuments), me.MaySeeRestricted());
                b.CloseComponent();
            });
    }
}
