using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Custody;
using SencoFlows.Record.Files;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Adapters.Packs;

/// <summary>A sheet as PDF/A.</summary>
public delegate byte[] Print(Sheet sheet, bool onOnePage);

/// <summary>Builds the pack of each delivery once, keeps it, and tells the transfer. Documents are streamed: a pack is never in memory.</summary>
/// <param name="print">Tests that build one pack hundreds of times remember its sheets.</param>
public sealed class RecordPackBuilder(IStore store, Schools schools, CaseRunner runner, TimeProvider clock, Print? print = null) : IPacks
{
    private readonly Print _print = print ?? SheetPdf.Print;

    private static readonly Actor _packs = new(Role.System, "packs");

    public async Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct)
    {
        var packs = new KeptPacks(store.Rows(@case.Id.School));
        var pack = await packs.Find(@case.Id.Id, deliver.Attempt, ct);
        if (pack is null)
        {
            if (All.RecordTransfer.Read(@case.State) is not State.Packing { Transfer: var transfer } || transfer.Parcel.Number != deliver.Attempt)
            {
                return new Outcome.Dropped("The transfer has moved on");
            }

            try
            {
                pack = await packs.Keep(@case.Id.Id, deliver.Attempt, await Build(@case, transfer, deliver.Attempt, ct), ct);
            }
            catch (CannotPackException e)
            {
                await runner.Tell(@case.Id, All.RecordTransfer, new Event.NotPacked(deliver.Attempt, e.Message), _packs, key, ct);
                return new Outcome.Failed(e.Message);
            }
        }

        var packed = new Event.Packed(deliver.Attempt, pack.ManifestHash, pack.Sha256, pack.Bytes, pack.Read().Files.Count);
        await runner.Tell(@case.Id, All.RecordTransfer, await IsHere(@case, deliver.Attempt, ct) ? packed with { Arrival = Handover.CaseAt(@case.Id, deliver.Attempt) } : packed, _packs, $"{key}:packed", ct);
        return new Outcome.Done(pack.Sha256);
    }

    public Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct) =>
        All.RecordTransfer.Read(@case.State) is State.Closed { Transfer: var t }
            ? new Destruction(@case.Id.School, store.Rows(@case.Id.School), store.Documents(@case.Id.School), clock).Destroy(@case, destroy, t.Leaving, t.OnPaper is null ? t.Parcels.Count : 0, ct)
            : throw new InvalidOperationException("Only what another school has filed is destroyed.");

    public byte[] Print(Sheet sheet) => SheetPdf.Write(sheet);

    public async Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct)
    {
        var shredder = new Shredder(store.Rows(@case.Id.School), store.Documents(@case.Id.School));
        foreach (var name in (await new KeptPacks(store.Rows(@case.Id.School)).Withdraw(@case.Id.Id, ct)).SelectMany(p => p.Names))
        {
            await shredder.Delete(name, ct);
        }

        return new Outcome.Done();
    }

    public Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct) => new Handover(store, schools, runner).Perform(@case, handOver, key, ct);

    public Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct) => new ArrivalIntake(store, runner, clock).Perform(@case, takeIn, key, ct);

    /// <summary>Whether the next school keeps its cases here today, so that nobody there needs a link.</summary>
    private async Task<bool> IsHere(Case @case, int attempt, CancellationToken ct) =>
        All.RecordTransfer.Read(@case.State) is State.Packing { Transfer: { To.Urn: { } urn } t } && t.Parcel.Number == attempt && await schools.Find(urn, ct) is not null;

    private async Task<KeptPack> Build(Case @case, Transfer transfer, int attempt, CancellationToken ct)
    {
        var file = await new Pupils(store.Rows(@case.Id.School)).File(@case.About.Id, ct) ?? throw new CannotPackException("This pupil is no longer in the record");
        var school = await schools.Get(@case.Id.School, ct);
        var built = clock.Today;
        var content = PackContent.Of(file.Pupil.Value, [.. file.Contacts.Select(c => c.Value)], transfer, built,
            await new PlanBook(store.Rows(@case.Id.School)).Current(@case.About.Id, ct));
        if (content.Documents.Sum(d => d.Document.Bytes) > PackFormat.MostBytes / 2)
        {
            throw new CannotPackException("The documents are more than 1 gigabyte together. Leave some out");
        }

        var head = new PackManifest(PackFormat.Name, PackFormat.Version, @case.Id.ToString(), attempt, built,
            new(school.Name, school.Urn, school.Laestab), new(transfer.To.Name, transfer.To.Urn, transfer.To.Laestab), []);

        var (profile, summary) = (Sheets.Profile(content.Record, head), Sheets.Summary(content.Record, head));
        List<(PackFile File, byte[] Bytes)> written =
        [
            Made(PackFormat.Record, "application/json", PackFormat.Write(content.Record)),
            Made(PackFormat.ProfileHtml, "text/html", SheetHtml.Write(profile)),
            Made(PackFormat.ProfilePdf, "application/pdf", _print(profile, true)),
            Made(PackFormat.SummaryHtml, "text/html", SheetHtml.Write(summary)),
            Made(PackFormat.SummaryPdf, "application/pdf", _print(summary, false)),
        ];
        var documents = store.Documents(@case.Id.School);
        List<(PackFile File, uint Crc)> attached = [];
        foreach (var d in content.Documents)
        {
            attached.Add(await Check(documents, d, ct));
        }

        var manifest = head with { Files = [.. written.Select(w => w.File), .. attached.Select(a => a.File)] };
        var manifestBytes = PackFormat.Write(manifest);
        await using var temporary = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var zip = new StoredZip(temporary);
        await Add(zip, PackFormat.Manifest, manifestBytes, ct);
        foreach (var (packed, bytes) in written)
        {
            await Add(zip, packed.Path, bytes, ct);
        }

        foreach (var ((packed, crc), from) in attached.Zip(content.Documents))
        {
            await using var stream = await Open(documents, from, ct);
            await zip.Add(packed.Path, stream, packed.Bytes, crc, ct);
        }

        await zip.Finish(ct);
        temporary.Position = 0;
        var stored = await documents.Put(KeptPack.Holder(@case.Id.Id, attempt), temporary, PackFormat.MostBytes, ct);
        return new(Encoding.UTF8.GetString(manifestBytes), PackFormat.Hash(manifestBytes), stored.Sha256, stored.Bytes) { Place = stored.Name };
    }

    private static (PackFile File, byte[] Bytes) Made(string path, string type, byte[] bytes) => (new(path, type, bytes.Length, PackFormat.Hash(bytes)), bytes);

    private static async Task Add(StoredZip zip, string path, byte[] bytes, CancellationToken ct)
    {
        await using var stream = new MemoryStream(bytes, writable: false);
        await zip.Add(path, stream, bytes.Length, Crc32.Of(bytes), ct);
    }

    /// <summary>Reads a document once through: a pack is never built around one that has changed on its shelf.</summary>
    private static async Task<(PackFile File, uint Crc)> Check(IDocuments documents, PackedDocument d, CancellationToken ct)
    {
        await using var stream = await Open(documents, d, ct);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var (crc, bytes) = (0u, 0L);
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; bytes += read)
        {
            sha.AppendData(buffer, 0, read);
            crc = Crc32.Of(buffer.AsSpan(0, read), crc);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset()) == d.Document.Sha256
            ? (new PackFile(d.Path, d.Document.Type, bytes, d.Document.Sha256), crc)
            : throw new CannotPackException($"{Called(d.Document)} is damaged. Add it again, or leave it out");
    }

    private static async Task<Stream> Open(IDocuments documents, PackedDocument d, CancellationToken ct) =>
        await documents.Open(d.Document.Kept, ct) ?? throw new CannotPackException($"{Called(d.Document)} is missing. Add it again, or leave it out");

    /// <summary>The case is read by people who may not know what restricted documents there are.</summary>
    private static string Called(Document document) => document.Confidentiality is Confidentiality.Restricted ? "A restricted document" : $"The document “{document.Name}”";

    /// <summary>Something that the SENCO can put right.</summary>
    private sealed class CannotPackException(string message) : Exception(message);
}
