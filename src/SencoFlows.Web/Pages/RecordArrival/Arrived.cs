using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Receiving;

namespace SencoFlows.Web.Pages.RecordArrival;

/// <summary>A record that arrived at the school of the person who looks.</summary>
public sealed record Arrived(Case Case, RecordArrivalProcess.State.Here State, KeptPack? Kept)
{
    public Arrival Arrival => State.Arrival;

    public string Home => $"/record-arrival/{Case.Id}";

    /// <summary>Somebody has opened it, and it was neither refused nor taken back.</summary>
    public bool MayRead => State is not (RecordArrivalProcess.State.Waiting or RecordArrivalProcess.State.ToRemove or RecordArrivalProcess.State.Ended { End: not ArrivalEnd.Complete });

    public static async Task<Arrived?> Find(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
            && await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is { } @case && @case.Process == All.RecordArrival.Name && me.MaySee(All.RecordArrival, @case.Agenda)
            && All.RecordArrival.Read(@case.State) is RecordArrivalProcess.State.Here state
                ? new(@case, state, await new KeptPacks(rows).Find(@case.Id.Id, state.Arrival.Number, ct))
                : null;
    }

    /// <summary>Null when it cannot be read: gone, or no longer what came.</summary>
    internal async Task<SentRecord?> Read(IStore store, CancellationToken ct)
    {
        await using var pack = await OpenPack.Open(store.Documents(Case.Id.School), Kept, ct);
        return pack is not null && await pack.Record(ct) is { } record ? new(record, pack.Manifest) : null;
    }

    /// <summary>Compares every file with the list that was sent.</summary>
    internal async Task<PackCheck> Check(IStore store, CancellationToken ct)
    {
        if (Kept is null or { Withdrawn: true } || await Kept.Open(store.Documents(Case.Id.School), ct) is not { } bytes)
        {
            return new(null, null, [new("missing", "", "The record is not there any more")]);
        }

        await using (bytes)
        {
            var check = await PackReader.Check(bytes, ct);
            return !check.IsWhole || check.ManifestHash == Arrival.Manifest ? check
                : check with { Problems = [new("changed", PackFormat.Manifest, "The list of files is not the one that was sent")] };
        }
    }
}
