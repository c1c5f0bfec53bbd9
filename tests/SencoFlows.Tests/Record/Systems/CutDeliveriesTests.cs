using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Record.Systems;

/// <summary>One delivery of another system, cut at every seam of its pack and at places as close as one looks: it goes on and is one record, whole.</summary>
public sealed class CutDeliveriesTests
{
    private const string _hill = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly byte[] _pack = Samples.All.Single(s => s.Name == "good.zip").Bytes;

    [Fact]
    public async Task Cut_anywhere_it_goes_on_and_is_one_record_that_is_whole()
    {
        var places = Places();
        Assert.InRange(places.Count, 100, 1_000);
        foreach (var at in places)
        {
            var (store, inbound) = await Hill();

            // The line breaks there: nothing of the part is taken. Then a part ends there, and the one after it breaks half way.
            var pack = await Announced(inbound);
            await Assert.ThrowsAsync<IOException>(() => inbound.Append(pack, 0, new Cut(_pack, 0, at), _ct));
            pack = await Announced(inbound);
            Assert.Equal(0, pack.Received);
            (_, pack) = await inbound.Append(pack, 0, Part(0, at), _ct);
            await Assert.ThrowsAsync<IOException>(() => inbound.Append(pack, at, new Cut(_pack, at, (_pack.Length - at) / 2), _ct));
            pack = await inbound.Finish(await Announced(inbound), _ct);
            Assert.Equal((at, (InboundEnd?)null), ((int)pack.Received, pack.End));
            Assert.Equal(Appended.WrongOffset, (await inbound.Append(pack, 0, Part(0, at), _ct)).Answer);
            (_, pack) = await inbound.Append(pack, at, Part(at, _pack.Length), _ct);
            pack = await inbound.Finish(await inbound.Finish(pack, _ct), _ct);
            Assert.Equal(InboundEnd.Delivered, pack.End);
            await IsOneRecord(store, pack);
        }
    }

    [Fact]
    public async Task A_receiver_who_is_away_for_ten_days_half_way_gets_one_record()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var memory = new MemoryStore();
        var store = new FaultyStore(memory);
        var (_, inbound) = await Hill(memory, store, clock);
        var pack = await Announced(inbound);
        var half = _pack.Length / 2;
        (_, pack) = await inbound.Append(pack, 0, Part(0, half), _ct);

        // Its store is down. The sender asks twice a day, and tries to go on.
        store.DieAt(1, Fault.Before);
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<StoreDownException>(() => Announced(inbound));
            await Assert.ThrowsAsync<StoreDownException>(() => inbound.Append(pack, half, Part(half, _pack.Length), _ct));
            clock.Advance(TimeSpan.FromHours(12));
        }

        store.Revive();
        Assert.True(await inbound.HasRoom("other-system", _ct));
        pack = await Announced(inbound);
        Assert.Equal(half, pack.Received);
        (_, pack) = await inbound.Append(pack, half, Part(half, _pack.Length), _ct);
        pack = await inbound.Finish(pack, _ct);
        Assert.Equal(InboundEnd.Delivered, pack.End);
        await IsOneRecord(memory, pack);
        Assert.Equal(InboundEnd.Delivered, (await Announced(inbound)).End); // Announced once more, it is there already.
        await IsOneRecord(memory, pack);
    }

    /// <summary>Both sides of every seam of the ZIP, its first and last bytes, and every 41st byte.</summary>
    private static List<int> Places()
    {
        byte[][] marks = [[(byte)'P', (byte)'K', 3, 4], [(byte)'P', (byte)'K', 1, 2], [(byte)'P', (byte)'K', 5, 6]];
        using var zip = new ZipArchive(new MemoryStream(_pack));
        var names = zip.Entries.Select(e => Encoding.UTF8.GetBytes(e.FullName)).ToArray();
        var seams = Enumerable.Range(0, _pack.Length).Where(i => marks.Any(m => _pack.AsSpan(i).StartsWith(m)) || names.Any(n => _pack.AsSpan(0, i).EndsWith(n))).ToList();
        Assert.True(seams.Count >= (3 * names.Length) + 1, $"{seams.Count} seams of {names.Length} files");
        return [.. seams.SelectMany(i => (int[])[i - 1, i, i + 1]).Concat(Enumerable.Range(0, _pack.Length / 41).Select(i => i * 41)).Concat([1, 2, 3, _pack.Length - 2, _pack.Length - 1])
            .Where(i => i > 0 && i < _pack.Length).Distinct().Order()];
    }

    private static async Task IsOneRecord(MemoryStore store, InboundPack pack)
    {
        var @case = Assert.Single(await new Caseload(_hill, store.Rows(_hill)).Open(_ct));
        Assert.Equal(pack.Id, @case.Id.Id);
        var kept = (await new KeptPacks(store.Rows(_hill)).Find(pack.Id, pack.Attempt, _ct))!;
        Assert.Equal(PackFormat.Hash(_pack), kept.Sha256);
        Assert.Equal(2, store.Kept(_hill)); // Its two parts, and nothing of what broke off.
        await using var whole = (await kept.Open(store.Documents(_hill), _ct))!;
        var check = await PackReader.Check(whole, _ct);
        Assert.True(check.IsWhole);
        Assert.Equal(kept.ManifestHash, check.ManifestHash);
    }

    private static async Task<InboundPack> Announced(Inbound inbound) => (await inbound.Announce("other-system", "100001-sample", 1, PackFormat.Hash(_pack), _pack.Length, _ct))!;

    private static MemoryStream Part(int from, int to) => new(_pack, from, to - from);

    private static Task<(MemoryStore Store, Inbound Inbound)> Hill()
    {
        var memory = new MemoryStore();
        return Hill(memory, memory, new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)));
    }

    private static async Task<(MemoryStore Store, Inbound Inbound)> Hill(MemoryStore memory, SencoFlows.Storage.IStore store, FakeTimeProvider clock)
    {
        var schools = new Schools(memory, clock);
        await schools.Save(_hill, _ => new Tale().School with { Urn = _hill, Name = "Hill Top Academy" }, _ct);
        return (memory, new(_hill, store, new CaseRunner(All.ByName, store, schools, new NoAlarm(), clock), clock));
    }

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }

    /// <summary>A line that gives so many bytes and breaks.</summary>
    private sealed class Cut(byte[] all, int from, int most) : MemoryStream(all, from, most)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The line broke.");
    }
}
