using System.IO.Compression;
using System.Text;
using SencoFlows.Adapters.Packs;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>Packs as they are, but without the sheets for the printer: drawing those takes most of the time and decides nothing here.</summary>
internal sealed class PlainPacks(IStore store, Schools schools, CaseRunner runner, TimeProvider clock) : IPacks
{
    private static readonly Actor _packs = new(Role.System, "packs");
    private readonly RecordPackBuilder _real = new(store, schools, runner, clock);

    public async Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct)
    {
        if (All.RecordTransfer.Read(@case.State) is not State.Packing { Transfer: var transfer } || transfer.Parcel.Number != deliver.Attempt)
        {
            return new Outcome.Dropped("The transfer has moved on");
        }

        var documents = store.Documents(@case.Id.School);
        var file = (await new Pupils(store.Rows(@case.Id.School)).File(@case.About.Id, ct))!;
        var content = PackContent.Of(file.Pupil.Value, [.. file.Contacts.Select(c => c.Value)], transfer, clock.Today);
        var head = new PackManifest(PackFormat.Name, PackFormat.Version, @case.Id.ToString(), deliver.Attempt, clock.Today,
            new(@case.Id.School, @case.Id.School, null), new(transfer.To.Name, transfer.To.Urn, null), []);
        List<(string Path, byte[] Bytes)> files =
        [
            (PackFormat.Record, PackFormat.Write(content.Record)),
            (PackFormat.ProfileHtml, SheetHtml.Write(Sheets.Profile(content.Record, head))),
            (PackFormat.SummaryHtml, SheetHtml.Write(Sheets.Summary(content.Record, head))),
        ];
        foreach (var d in content.Documents)
        {
            if (await documents.Open(d.Document.Kept, ct) is not { } stream)
            {
                await runner.Tell(@case.Id, All.RecordTransfer, new Event.NotPacked(deliver.Attempt, "A document is missing"), _packs, key, ct);
                return new Outcome.Failed("A document is missing");
            }

            await using (stream)
            {
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, ct);
                files.Add((d.Path, bytes));
            }
        }

        var pack = await new KeptPacks(store.Rows(@case.Id.School)).Keep(@case.Id.Id, deliver.Attempt, await Build(head, files, KeptPack.Holder(@case.Id.Id, deliver.Attempt), documents, ct), ct);
        await runner.Tell(@case.Id, All.RecordTransfer, new Event.Packed(deliver.Attempt, pack.ManifestHash, pack.Sha256, pack.Bytes, files.Count), _packs, $"{key}:packed", ct);
        return new Outcome.Done(pack.Sha256);
    }

    public Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct) => _real.Destroy(@case, destroy, ct);

    public byte[] Print(Sheet sheet) => _real.Print(sheet);

    public Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct) => _real.Withdraw(@case, withdraw, key, ct);

    public Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct) => _real.HandOver(@case, handOver, key, ct);

    public Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct) => _real.TakeIn(@case, takeIn, key, ct);

    private static async Task<KeptPack> Build(PackManifest head, List<(string Path, byte[] Bytes)> files, string holder, IDocuments documents, CancellationToken ct)
    {
        var manifest = PackFormat.Write(head with { Files = [.. files.Select(f => new PackFile(f.Path, "application/octet-stream", f.Bytes.Length, PackFormat.Hash(f.Bytes)))] });
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files.Prepend((PackFormat.Manifest, manifest)))
            {
                await using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                await entry.WriteAsync(content, ct);
            }
        }

        bytes.Position = 0;
        var stored = await documents.Put(holder, bytes, PackFormat.MostBytes, ct);
        return new(Encoding.UTF8.GetString(manifest), PackFormat.Hash(manifest), stored.Sha256, stored.Bytes) { Place = stored.Name };
    }
}
