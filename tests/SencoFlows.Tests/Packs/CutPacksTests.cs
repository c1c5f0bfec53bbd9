using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Tests.Processes.RecordTransfer;
using There = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Packs;

/// <summary>The shelf of documents breaks off in the middle of a file, wherever it is read or written, while a pack is built and handed over: done again, it is one pack, and the same.</summary>
public sealed class CutPacksTests
{
    private const string _hill = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_whose_building_is_cut_anywhere_is_built_once_and_is_the_same()
    {
        var start = await Started();
        var undisturbed = new Host(start.Copy());
        Assert.IsType<Outcome.Done>(await undisturbed.Deliver());
        var good = (await undisturbed.Pack())!;
        foreach (var at in Places(undisturbed.Store.Passed))
        {
            var host = new Host(start.Copy());
            host.Store.CutAt(at);
            await Assert.ThrowsAsync<IOException>(host.Deliver);
            Assert.Null(await host.Pack());
            Assert.IsType<Outcome.Done>(await host.Deliver());
            Assert.Equal(good.Sha256, (await host.Pack())!.Sha256);
            Assert.Equal(undisturbed.Memory.Kept(TransferDesk.Urn), host.Memory.Kept(TransferDesk.Urn));
            Assert.Single(Assert.IsType<There.OnItsWay>(All.RecordTransfer.Read((await host.Case()).State)).Transfer.Parcels);
        }
    }

    [Fact]
    public async Task A_pack_whose_way_to_the_next_school_is_cut_anywhere_arrives_once_and_whole()
    {
        var before = new Host(await Started());
        await before.Deliver();
        var start = before.Memory;
        var undisturbed = new Host(start.Copy());
        Assert.IsType<Outcome.Done>(await undisturbed.HandOver());
        foreach (var at in Places(undisturbed.Store.Passed))
        {
            var host = new Host(start.Copy());
            host.Store.CutAt(at);
            await Assert.ThrowsAsync<IOException>(host.HandOver);
            Assert.Empty(await host.Arrived.Open(_ct));
            Assert.IsType<Outcome.Done>(await host.HandOver());
            Assert.IsType<Outcome.Done>(await host.HandOver());
            var arrival = Assert.Single(await host.Arrived.Open(_ct));
            Assert.Equal(1, host.Memory.Kept(_hill));
            var kept = (await new KeptPacks(host.Memory.Rows(_hill)).Find(arrival.Id.Id, 1, _ct))!;
            Assert.Equal((await host.Pack())!.Sha256, kept.Sha256);
            await using var bytes = (await kept.Open(host.Memory.Documents(_hill), _ct))!;
            Assert.True((await PackReader.Check(bytes, _ct)).IsWhole);
        }
    }

    /// <summary>The first and last bytes, both sides of each chunk that is read or written at once, and some fifty places between.</summary>
    private static IEnumerable<long> Places(long all) =>
        Enumerable.Range(1, (int)(all >> 16)).SelectMany(i => (long[])[((long)i << 16) - 1, (long)i << 16, ((long)i << 16) + 1])
            .Concat(Enumerable.Range(0, 50).Select(i => all * i / 50)).Concat([0, 1, 2, all - 2, all - 1]).Where(i => i >= 0 && i < all).Distinct().Order();

    /// <summary>A pupil with a report who moves to a school that keeps its cases here.</summary>
    private static async Task<MemoryStore> Started()
    {
        var desk = new TransferDesk();
        await desk.Schools.Save(_hill, _ => new Tale().School with { Urn = _hill, Name = "Hill Top Academy" }, _ct);
        byte[] report = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 30_000).Select(i => (byte)(i % 251))];
        await desk.Start(TransferDesk.Pupil with { Documents = [await desk.AddDocument("d1", "report.pdf", report)] });
        return desk.Store;
    }

    private sealed class Host
    {
        private readonly RecordPackBuilder _packs;

        public Host(MemoryStore memory)
        {
            (Memory, Store) = (memory, new(memory));
            var clock = new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
            var schools = new Schools(Store, clock);
            _packs = new(Store, schools, new CaseRunner(All.ByName, Store, schools, new NoAlarm(), clock), clock, PrintedOnce.Print);
        }

        public MemoryStore Memory { get; }

        public CutStore Store { get; }

        public Caseload Arrived => new(_hill, Memory.Rows(_hill));

        public async Task<Case> Case() => (await new Caseload(TransferDesk.Urn, Memory.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, _ct))!;

        public Task<KeptPack?> Pack() => new KeptPacks(Memory.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, 1, _ct);

        public async Task<Outcome> Deliver() => await _packs.Deliver(await Case(), new Effect.Deliver(1), "todo|t1|000001-00", _ct);

        public async Task<Outcome> HandOver() => await _packs.HandOver(await Case(), new Effect.HandOver(1), "todo|t1|000002-00", _ct);
    }

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }

    /// <summary>Rows as they are. Of the bytes of documents, read and written, so many pass, and then the shelf is away once.</summary>
    private sealed class CutStore(MemoryStore store) : IStore
    {
        private long _left = long.MaxValue;

        public long Passed { get; private set; }

        public IRows Directory => store.Directory;

        public IDocuments DirectoryDocuments => store.DirectoryDocuments;

        public IRows Rows(string urn) => store.Rows(urn);

        public IDocuments Documents(string urn) => new CutDocuments(this, store.Documents(urn));

        public void CutAt(long bytes) => _left = bytes;

        private void Pass(int bytes)
        {
            Passed += bytes;
            _left -= bytes;
            if (_left < 0)
            {
                _left = long.MaxValue;
                throw new IOException("The shelf broke off.");
            }
        }

        private sealed class CutDocuments(CutStore cut, IDocuments documents) : IDocuments
        {
            public Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct) => documents.Put(holder, new Passing(cut, content), most, ct);

            public async Task<Stream?> Open(string name, CancellationToken ct) => await documents.Open(name, ct) is { } stream ? new Passing(cut, stream) : null;

            public Task Delete(string name, CancellationToken ct) => documents.Delete(name, ct);

            public Task RemoveAll(CancellationToken ct) => documents.RemoveAll(ct);
        }

        private sealed class Passing(CutStore cut, Stream inner) : Stream
        {
            public override bool CanRead => true;

            public override bool CanSeek => inner.CanSeek;

            public override bool CanWrite => false;

            public override long Length => inner.Length;

            public override long Position { get => inner.Position; set => inner.Position = value; }

            public override int Read(byte[] buffer, int offset, int count) => Passed(inner.Read(buffer, offset, count));

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Passed(await inner.ReadAsync(buffer, cancellationToken));

            public override void Flush() { }

            public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            private int Passed(int bytes)
            {
                cut.Pass(bytes);
                return bytes;
            }
        }
    }
}
