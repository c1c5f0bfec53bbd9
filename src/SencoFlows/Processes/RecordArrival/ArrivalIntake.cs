using SencoFlows.Cases;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess;

namespace SencoFlows.Processes.RecordArrival;

/// <summary>
/// Adds a record that arrived to a pupil's own: documents, history, needs and people. Every part has an id that follows from the
/// case, so that a host which was killed in between begins again and adds nothing twice.
/// </summary>
public sealed class ArrivalIntake(IStore store, CaseRunner runner, TimeProvider clock)
{
    private static readonly Actor _intake = new(Role.System, "intake");

    public async Task<Outcome> Perform(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct)
    {
        if (All.RecordArrival.Read(@case.State) is not State.TakingIn { Arrival: var arrival } || arrival.Pupil != takeIn.Pupil)
        {
            return new Outcome.Dropped("The case has moved on");
        }

        try
        {
            var count = await Add(@case, arrival, ct);
            await runner.Tell(@case.Id, All.RecordArrival, new Event.TakenIn(count), _intake, $"{key}:in", ct);
            foreach (var request in (await new Caseload(@case.Id.School, store.Rows(@case.Id.School)).About(arrival.Pupil!, ct)).Where(c => c is { IsOver: false } && c.Process == All.RecordRequest.Name))
            {
                await runner.Tell(request.Id, All.RecordRequest, new RecordRequestProcess.Event.Came(), _intake, $"{key}:came", ct);
            }

            return new Outcome.Done();
        }
        catch (CannotTakeInException e)
        {
            await runner.Tell(@case.Id, All.RecordArrival, new Event.NotTakenIn(e.Message), _intake, $"{key}:not", ct);
            return new Outcome.Dropped(e.Message);
        }
    }

    private async Task<int> Add(Case @case, Arrival arrival, CancellationToken ct)
    {
        var rows = store.Rows(@case.Id.School);
        var kept = await new KeptPacks(rows).Find(@case.Id.Id, arrival.Number, ct);
        await using var pack = await OpenPack.Open(store.Documents(@case.Id.School), kept, ct);
        if (pack is null || kept!.ManifestHash != arrival.Manifest || await pack.Record(ct) is not { } record)
        {
            throw new CannotTakeInException("The record cannot be read any more. Refuse it as damaged, so that it is sent again");
        }

        var pupil = arrival.Pupil!;
        List<Document> documents = [];
        foreach (var (path, name, kind, who) in Parts(record, pack.Manifest, arrival.Sender))
        {
            documents.Add(await Copy(@case, pack, pupil, path, name, kind, who, ct));
        }

        await Save(rows, arrival, record, documents, ct);
        var pupils = new Pupils(rows);
        var held = (await pupils.File(pupil, ct))!.Contacts.Select(c => c.Value).ToList();
        foreach (var contact in PackMerge.Contacts(held, record, arrival.IsNew, i => IdOf(@case, $"contact|{i}")))
        {
            await pupils.Save(pupil, contact, 0, ct);
        }

        await Limit(pupils, pupil, record, ct);
        await rows.Save([new Change.Put(Keys.About(pupil, @case.Id.Id), Wire.Write(new { process = @case.Process, opened = clock.Today }))], ct);
        await new PupilLog(rows).Note(pupil, new Looked(clock.GetUtcNow(), _intake, "record-arrived", @case.Id.Id), ct);
        return record.Documents.Count;
    }

    /// <summary>Its documents, and the two sheets as they were sent: what the old school said stays readable whatever is changed here.</summary>
    private static IEnumerable<(string Path, string Name, DocumentKind Kind, Confidentiality Who)> Parts(PackRecord record, PackManifest manifest, string sender)
    {
        foreach (var d in record.Documents)
        {
            yield return (d.Path, d.Name, d.Kind, d.Restricted is true ? Confidentiality.Restricted : Confidentiality.Record);
        }

        foreach (var (path, name, kind) in new[] { (PackFormat.SummaryPdf, "SEN record", DocumentKind.Other), (PackFormat.ProfilePdf, "First-day sheet", DocumentKind.Profile) })
        {
            if (manifest.Files.Any(f => f.Path == path))
            {
                yield return (path, FileNames.Clean($"{name} from {sender}.pdf"), kind, Confidentiality.Record);
            }
        }
    }

    private async Task<Document> Copy(Case @case, OpenPack pack, string pupil, string path, string name, DocumentKind kind, Confidentiality who, CancellationToken ct)
    {
        var id = IdOf(@case, path);
        if (pack.Manifest.Files.FirstOrDefault(f => f.Path == path) is not { } file || pack.Read(file) is not { } bytes)
        {
            throw new CannotTakeInException($"“{name}” is missing. Refuse the record as damaged, so that it is sent again");
        }

        await using (bytes)
        {
            var documents = store.Documents(@case.Id.School);
            var stored = await documents.Put(Document.Holder(pupil, id), bytes, file.Bytes, ct);
            if (stored.Sha256 != file.Sha256)
            {
                await documents.Delete(stored.Name, ct);
                throw new CannotTakeInException($"“{name}” is damaged. Refuse the record as damaged, so that it is sent again");
            }

            return new(id, stored.Sha256, name, file.Type, stored.Bytes, kind, who, clock.GetUtcNow(), _intake.Id) { Place = stored.Name };
        }
    }

    private static async Task Save(IRows rows, Arrival arrival, PackRecord record, IReadOnlyList<Document> documents, CancellationToken ct)
    {
        var pupils = new Pupils(rows);
        var upnIsFree = true;
        while (true)
        {
            var found = await pupils.Find(arrival.Pupil!, ct);
            if (found is null && !arrival.IsNew)
            {
                throw new CannotTakeInException("This pupil is no longer in the record. Match it again");
            }

            var with = found is null ? PackMerge.New(arrival.Pupil!, record)
                : documents.All(d => found.Value.Documents.Any(h => h.Id == d.Id)) ? found.Value // An earlier try came this far.
                : PackMerge.Into(found.Value, record, upnIsFree, arrival.BackOnRoll);
            with = with with { Documents = [.. with.Documents, .. documents.Where(d => with.Documents.All(h => h.Id != d.Id))] };
            switch (await pupils.Save(with, found?.Revision ?? 0, ct))
            {
                case Saved<Pupil>.Done:
                    return;
                case Saved<Pupil>.UpnTaken when found is null:
                    throw new CannotTakeInException("A pupil with this unique pupil number has been added since. Match it again");
                case Saved<Pupil>.UpnTaken:
                    upnIsFree = false;
                    break;
            }
        }
    }

    /// <summary>Until nothing is left to add: somebody may change a contact meanwhile.</summary>
    private static async Task Limit(Pupils pupils, string pupil, PackRecord record, CancellationToken ct)
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            var held = (await pupils.File(pupil, ct))!.Contacts;
            foreach (var contact in PackMerge.Limited([.. held.Select(c => c.Value)], record))
            {
                changed |= await pupils.Save(pupil, contact, held.First(h => h.Value.Id == contact.Id).Revision, ct) is not Saved<Contact>.Done;
            }
        }
    }

    private static string IdOf(Case @case, string part) => Handover.Hash($"{@case.Id}|{part}");

    /// <summary>Something that a person has to decide about.</summary>
    private sealed class CannotTakeInException(string message) : Exception(message);
}
