using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Custody;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Web.Pages.RecordTransfer.Custody;

/// <summary>The certificate of a transfer that has ended: on a page, and as a PDF to keep.</summary>
internal static class Certificates
{
    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id}/certificate", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Find(id, me, store, ct) is { } sheet ? Page.Of<CertificatePage>(new { Id = id, Sheet = sheet }) : Page.NotFound).For(Role.Senco, Role.Head, Role.Admin);
        app.MapGet("/cases/{id}/certificate.pdf", async (string id, Me me, IStore store, IPacks packs, CancellationToken ct) =>
            await Find(id, me, store, ct) is { } sheet ? Results.File(packs.Print(sheet), "application/pdf", $"certificate-{id}.pdf") : Page.NotFound).For(Role.Senco, Role.Head, Role.Admin);
    }

    /// <summary>Whether it is worth looking for one.</summary>
    public static bool MayExist(State.Moving state) => state is State.Closed { Ending: Ending.Complete } || WasRecalledUnopened(state);

    public static bool WasRecalledUnopened(State.Moving state) => state is State.TakenBack { Opened: false } or State.Closed { Ending: Ending.TakenBack } && state.Transfer.OnPaper is null && state.Transfer.Parcels.All(p => p.Opened is null);

    private static async Task<Sheet?> Find(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var caseload = new Caseload(me.School.Urn, rows);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await caseload.Find(caseId.Id, ct) is not { Process: "record-transfer" } @case
            || All.RecordTransfer.Read(@case.State) is not State.Moving state || !MayExist(state))
        {
            return null;
        }

        if (state is not State.Closed { Ending: Ending.Complete })
        {
            return Certificate.OfRecall(@case, state.Transfer, await caseload.History(caseId.Id, ct), me.School);
        }

        return await Destruction.Find(rows, caseId.Id, ct) is { } done
            ? Certificate.OfDestruction(@case, state.Transfer, done, (await caseload.Errands(caseId.Id, ct)).FirstOrDefault(e => e is { Effect: Effect.Destroy, Outcome: Outcome.Done })?.Ended, me.School)
            : null;
    }
}
