using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;

namespace SencoFlows.Processes.RecordArrival;

/// <summary>
/// Puts a pack into the next school's own tenant: the only way from one school to another. Everything in it has a name that follows
/// from the delivery, so that doing it again does nothing more.
/// </summary>
public sealed class Handover(IStore store, Schools schools, CaseRunner runner)
{
    private static readonly Actor _handover = new(Role.System, "handover");

    /// <summary>The case at the receiving school. A hash, so that no school can choose an id that another uses.</summary>
    public static string CaseAt(CaseId transfer, int number) => "a" + Hash($"{transfer}|{number}");

    /// <summary>An opaque id that follows from a text, so that whoever makes it again makes the same.</summary>
    public static string Hash(string text) => Keys.Derived(text);

    public async Task<Outcome> Perform(Case @case, Effect.HandOver handOver, string key, CancellationToken ct)
    {
        if (Current(@case, handOver.Attempt) is not { To.Urn: { } urn, Parcel: { Arrival: { } arrival } parcel } transfer)
        {
            return new Outcome.Dropped("The transfer has moved on");
        }

        if (await schools.Find(urn, ct) is null)
        {
            return new Outcome.Failed("The next school no longer keeps its cases here. Correct the transfer and send it again");
        }

        if (await Copy(@case, handOver.Attempt, urn, arrival, ct) is { } problem)
        {
            return problem;
        }

        var sender = await schools.Get(@case.Id.School, ct);
        var came = new RecordArrivalProcess.Event.Came(@case.Id.Id, parcel.Number, sender.Urn, sender.Name, parcel.Manifest!, parcel.Bytes, parcel.Files, transfer.Starts);
        var there = new CaseId(urn, arrival);
        await runner.Tell(there, All.RecordArrival, came, _handover, $"{key}:came", ct, new Subject("pupil", arrival, @case.About.Label));

        // Taken back or corrected while we were at it: whoever did that may have found nothing there to take back yet.
        if (await CaseRunner.Find(store.Rows(@case.Id.School), @case.Id, ct) is not { } now || Current(now, handOver.Attempt) is null)
        {
            await runner.Tell(there, All.RecordArrival, new RecordArrivalProcess.Event.Withdrawn(), _handover, $"{key}:withdrawn", ct);
            return new Outcome.Dropped("The transfer has moved on");
        }

        await runner.Tell(@case.Id, All.RecordTransfer, new RecordTransferProcess.Event.Delivered(parcel.Number), _handover, $"{key}:delivered", ct);
        return new Outcome.Done();
    }

    private async Task<Outcome?> Copy(Case @case, int number, string urn, string arrival, CancellationToken ct)
    {
        if (await new KeptPacks(store.Rows(urn)).Find(arrival, number, ct) is not null)
        {
            return null; // Copied by an earlier try, and perhaps refused or taken back since.
        }

        var kept = await new KeptPacks(store.Rows(@case.Id.School)).Find(@case.Id.Id, number, ct);
        if (kept is null or { Withdrawn: true } || await kept.Open(store.Documents(@case.Id.School), ct) is not { } bytes)
        {
            return new Outcome.Failed("The record that was put together is not there any more. Correct the transfer and send it again");
        }

        await using (bytes)
        {
            var copy = await store.Documents(urn).Put(KeptPack.Holder(arrival, number), bytes, PackFormat.MostBytes, ct);
            if (copy.Sha256 != kept.Sha256)
            {
                await store.Documents(urn).Delete(copy.Name, ct);
                return new Outcome.Failed("The record has changed on its shelf. Correct the transfer and send it again");
            }

            await new KeptPacks(store.Rows(urn)).Keep(arrival, number, kept with { Place = copy.Name, Parts = null }, ct);
            return null;
        }
    }

    /// <summary>The transfer while this delivery is the one that counts, on its way or with the next school.</summary>
    private static Transfer? Current(Case @case, int number) =>
        All.RecordTransfer.Read(@case.State) is RecordTransferProcess.State.Moving { Transfer: var t } s and not (RecordTransferProcess.State.TakenBack or RecordTransferProcess.State.Closed)
        && t.Parcels.Count > 0 && t.Parcel.Number == number && t.Parcel.Sent is not null && s is not RecordTransferProcess.State.Packing
            ? t : null;
}
