using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Files;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;

namespace SencoFlows.Record.Custody;

/// <summary>What was destroyed of a copy, kept for good. Holds nothing about the child: kinds, sizes and hashes only. Stored: add to it, never rename.</summary>
/// <param name="Begun">When destroying began; it is finished once the errand is done.</param>
/// <param name="By">The opaque id of the member of staff who decided it.</param>
/// <param name="Documents">Every document whose bytes went.</param>
/// <param name="Stayed">Documents that nobody else holds and that nobody chose to destroy.</param>
public sealed record Destroyed(DateTimeOffset Begun, string By, IReadOnlyList<DestroyedDocument> Documents, int Contacts, int Plans, int Stayed)
{
    /// <summary>Views, and words of meetings and reviews; null where none were looked for.</summary>
    public int? Said { get; init; }

    /// <summary>Cases that are part of the record; null where none were looked for.</summary>
    public int? Cases { get; init; }
}

/// <param name="Passed">The next school has it: it was in the pack that was filed.</param>
/// <param name="Name">Under which its bytes were kept: nothing of what people called it.</param>
public sealed record DestroyedDocument(DocumentKind Kind, long Bytes, string Sha256, bool Passed, string Name);

/// <summary>
/// Destroys what a school keeps of a pupil whose record another school holds. What stays: that the pupil was here, until when, who
/// looked at the record, and the history of the cases that passed it on. Begun in the store first, so that a host which dies in the middle finishes the same list.
/// </summary>
public sealed class Destruction(string school, IRows rows, IDocuments documents, TimeProvider clock)
{
    /// <param name="case">The transfer whose receipt allows it.</param>
    /// <param name="effect">What was decided.</param>
    /// <param name="leaving">The last day on the roll here.</param>
    /// <param name="parcel">The number of the delivery that was filed; 0 when it went on paper.</param>
    /// <param name="ct">Cancelling leaves the rest to the next try.</param>
    public async Task<Outcome> Destroy(Case @case, Effect.Destroy effect, DateOnly leaving, int parcel, CancellationToken ct)
    {
        var pupils = new Pupils(rows);
        if (await pupils.File(@case.About.Id, ct) is not { } file)
        {
            return new Outcome.Dropped("This pupil is no longer in the record");
        }

        var cases = new Caseload(school, rows);
        var about = await cases.About(@case.About.Id, ct);
        if (about.Any(c => !c.IsOver))
        {
            return new Outcome.Failed("Another case about this pupil is still open. End it, then try again");
        }

        var passed = await Passed(@case.Id.Id, parcel, ct);
        var go = file.Pupil.Value.Documents.Where(d => effect.AlsoUnsent || passed.Contains(d.Sha256)).ToList();
        var begun = await Begin(@case.Id.Id, new(clock.GetUtcNow(), effect.By, [.. go.Select(d => new DestroyedDocument(d.Kind, d.Bytes, d.Sha256, passed.Contains(d.Sha256), d.Kept))],
            file.Contacts.Count, await new PlanBook(rows).KeysOf(@case.About.Id, ct).CountAsync(ct), file.Pupil.Value.Documents.Count - go.Count)
        {
            Said = (await new SaidBook(rows).KeysOf(@case.About.Id, ct)).Count, Cases = about.Count(IsPartOfTheRecord),
        }, ct);

        await pupils.Change(@case.About.Id, p => Remains(p, leaving, [.. p.Documents.Where(d => begun.Documents.All(g => g.Name != d.Kept))]), ct);
        var shredder = new Shredder(rows, documents);
        foreach (var document in begun.Documents)
        {
            await shredder.Delete(document.Name, ct);
        }

        foreach (var contact in file.Contacts)
        {
            await pupils.Remove(@case.About.Id, contact.Value.Id, contact.Revision, ct);
        }

        await foreach (var key in new PlanBook(rows).KeysOf(@case.About.Id, ct))
        {
            await rows.Save([new Change.Delete(key)], ct);
        }

        foreach (var some in (await new SaidBook(rows).KeysOf(@case.About.Id, ct)).Chunk(Limits.ChangesOfASave))
        {
            await rows.Save([.. some.Select(key => new Change.Delete(key))], ct);
        }

        await new Teaching(rows).Set(@case.About.Id, new HashSet<string>(), ct);
        await ForgetUnsent(@case.About.Id, ct);
        foreach (var other in about)
        {
            await Destroy(other, cases, shredder, ct);
        }

        return new Outcome.Done();
    }

    /// <summary>A case that is part of the record goes. One that says who held the record and when stays, without the bytes of any pack.</summary>
    private async Task Destroy(Case about, Caseload cases, Shredder shredder, CancellationToken ct)
    {
        foreach (var name in (await new KeptPacks(rows).Withdraw(about.Id.Id, ct)).SelectMany(p => p.Names))
        {
            await shredder.Delete(name, ct);
        }

        if (IsPartOfTheRecord(about))
        {
            await cases.Remove(about, ct);
        }
    }

    private static bool IsPartOfTheRecord(Case about) => All.ByName[about.Process].IsPartOfTheRecord;

    /// <summary>What was begun about this pupil and never sent holds what parents said.</summary>
    private async Task ForgetUnsent(string pupil, CancellationToken ct)
    {
        List<Change> changes = [];
        await foreach (var row in rows.List("draft|", ct))
        {
            var draft = Wire.Read<Draft<JsonElement>>(row.Body);
            if (draft.Kind == TransferDraft.Kind && draft.Answers.Deserialize<TransferDraft>(Wire.Json)!.Pupil == pupil)
            {
                changes.Add(new Change.Delete(row.Key, row.Version));
            }
            else if (draft.Kind == LeaversDraft.Kind && draft.Answers.Deserialize<LeaversDraft>(Wire.Json)!.Without(pupil) is { } others)
            {
                changes.Add(new Change.Replace(row.Key, Wire.Write(new Draft<LeaversDraft>(draft.Kind, draft.By, draft.Begun, others) { More = draft.More }), row.Version));
            }
        }

        foreach (var change in changes)
        {
            await rows.Save([change], ct); // Somebody writes in it in this moment: the next try finds it as it is then.
        }
    }

    public static async Task<Destroyed?> Find(IRows rows, string caseId, CancellationToken ct) =>
        await rows.Read(Key(caseId), ct) is { } row ? Wire.Read<Destroyed>(row.Body) : null;

    /// <summary>That the child was here, and until when. Made anew, so that nothing which is added to a pupil later stays by oversight.</summary>
    private static Pupil Remains(Pupil p, DateOnly leaving, IReadOnlyList<Document> documents) => new(p.Id, p.Forename, p.Surname, p.DateOfBirth, p.YearGroup)
    {
        PreferredForename = p.PreferredForename, PreferredSurname = p.PreferredSurname, Upn = p.Upn, Left = p.Left ?? leaving, Documents = documents,
    };

    /// <summary>The hashes of what the next school confirmed that it holds.</summary>
    private async Task<IReadOnlySet<string>> Passed(string caseId, int parcel, CancellationToken ct) =>
        await new KeptPacks(rows).Find(caseId, parcel, ct) is { } pack ? pack.Read().Files.Select(f => f.Sha256).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    /// <summary>The list as an earlier try wrote it, when everything was still there, or this one.</summary>
    private async Task<Destroyed> Begin(string caseId, Destroyed now, CancellationToken ct)
    {
        try
        {
            await rows.Save([new Change.Add(Key(caseId), Wire.Write(now))], ct);
            return now;
        }
        catch (ConflictException)
        {
            return (await Find(rows, caseId, ct))!;
        }
    }

    private static string Key(string caseId) => $"destroyed|{RecordId.Checked(caseId)}";
}
