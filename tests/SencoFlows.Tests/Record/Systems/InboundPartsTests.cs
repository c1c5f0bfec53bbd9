using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web;

namespace SencoFlows.Tests.Record.Systems;

/// <summary>A pack that came in parts stays as it came: every byte is written once, and read as one.</summary>
public sealed class InboundPartsTests
{
    private const string _hill = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly byte[] _pack = Samples.All.Single(s => s.Name == "good-with-documents.zip").Bytes;

    [Fact]
    public async Task Nothing_is_written_twice_and_what_is_read_is_what_came()
    {
        await using var site = await Hill(new MemoryStore());
        var came = await Deliver(site, parts: 3);
        Assert.Equal(InboundEnd.Delivered, came.End);
        Assert.Equal(3, ((MemoryStore)site.Store).Kept(_hill));

        var kept = (await Packs(site).Find(came.Id, came.Attempt, _ct))!;
        Assert.Equal((3, PackFormat.Hash(_pack)), (kept.Parts!.Count, kept.Sha256));
        await using var whole = (await kept.Open(site.Store.Documents(_hill), _ct))!;
        Assert.True((await PackReader.Check(whole, _ct)).IsWhole);
        var back = new byte[_pack.Length];
        whole.Position = 0;
        await whole.ReadExactlyAsync(back, _ct);
        Assert.Equal(_pack, back);

        // From any place, over the seams between the parts.
        foreach (var at in (int[])[0, 1, (_pack.Length / 3) - 1, _pack.Length / 3, _pack.Length - 2, _pack.Length])
        {
            whole.Position = at;
            var some = new byte[Math.Min(5, _pack.Length - at)];
            await whole.ReadExactlyAsync(some, _ct);
            Assert.Equal(_pack.AsSpan(at, some.Length).ToArray(), some);
            Assert.Equal(at + some.Length, whole.Position);
        }

        Assert.Equal(0, await whole.ReadAsync(new byte[5], _ct));
    }

    [Fact]
    public async Task Withdrawn_every_part_of_it_is_gone()
    {
        await using var site = await Hill(new MemoryStore());
        var came = await Deliver(site, parts: 3);
        var @case = (await new Caseload(_hill, site.Store.Rows(_hill)).Find(came.Id, _ct))!;
        await site.Get<IPacks>().Withdraw(@case, new Effect.Withdraw("Taken back"), "key", _ct);
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(_hill));
        Assert.Null(await OpenPack.Open(site.Store.Documents(_hill), await Packs(site).Find(came.Id, came.Attempt, _ct), _ct));
    }

    [Fact]
    public async Task A_pack_in_very_many_parts_is_put_together_so_that_nobody_opens_hundreds()
    {
        await using var site = await Hill(new MemoryStore());
        var came = await Deliver(site, Inbound.MostKeptParts + 1);
        Assert.Equal(1, ((MemoryStore)site.Store).Kept(_hill));
        var kept = (await Packs(site).Find(came.Id, came.Attempt, _ct))!;
        Assert.Null(kept.Parts);
        await using var whole = (await kept.Open(site.Store.Documents(_hill), _ct))!;
        Assert.True((await PackReader.Check(whole, _ct)).IsWhole);
    }

    [Fact]
    public async Task A_sender_of_tiny_parts_never_fills_the_row_of_its_delivery()
    {
        var store = new MemoryStore();
        await using var site = await Hill(store);
        var most = 0;
        var came = await Deliver(site, parts: (2 * Inbound.MostWaitingParts) + 10, watch: pack =>
        {
            most = Math.Max(most, pack.Parts.Count);
            Assert.Equal(pack.Parts.Count, store.Kept(_hill));
        });
        Assert.Equal(Inbound.MostWaitingParts, most);
        Assert.Equal(InboundEnd.Delivered, came.End);
        Assert.Equal(PackFormat.Hash(_pack), (await Packs(site).Find(came.Id, came.Attempt, _ct))!.Sha256);
    }

    [Fact]
    public async Task One_other_byte_in_a_part_and_nothing_of_it_is_kept()
    {
        await using var site = await Hill(new MemoryStore());
        var other = (byte[])_pack.Clone();
        other[_pack.Length / 2] ^= 1;
        var came = await Deliver(site, parts: 3, other);
        Assert.Equal((InboundEnd.Refused, "changed"), (came.End, Assert.Single(came.Problems).Code));
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(_hill));
    }

    [Fact]
    public async Task A_part_that_is_gone_from_its_shelf_is_a_damaged_record_and_never_a_shorter_one()
    {
        await using var site = await Hill(new MemoryStore());
        var came = await Deliver(site, parts: 3);
        var kept = (await Packs(site).Find(came.Id, came.Attempt, _ct))!;
        await site.Store.Documents(_hill).Delete(kept.Parts![1].Name, _ct);
        await using var whole = (await kept.Open(site.Store.Documents(_hill), _ct))!;
        Assert.False((await PackReader.Check(whole, _ct)).IsWhole);
        await site.Store.Documents(_hill).Delete(kept.Parts[0].Name, _ct);
        Assert.Null(await kept.Open(site.Store.Documents(_hill), _ct));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_host_killed_at_any_write_of_a_delivery_goes_on_and_keeps_the_pack_once(Fault how)
    {
        for (var n = 1; ; n++)
        {
            var memory = new MemoryStore();
            var store = new FaultyStore(memory).CountingWritesOnly();
            await using var site = await Hill(store);
            store.DieAt(n, how);
            try
            {
                await Deliver(site, parts: 2);
            }
            catch (StoreDownException)
            {
            }

            store.Revive();
            if (!store.HasFailed)
            {
                Assert.InRange(n, 5, 40);
                return;
            }

            var came = await Deliver(site, parts: 2);
            Assert.Equal(InboundEnd.Delivered, came.End);
            var kept = (await Packs(site).Find(came.Id, came.Attempt, _ct))!;
            await using var whole = (await kept.Open(site.Store.Documents(_hill), _ct))!;
            Assert.True((await PackReader.Check(whole, _ct)).IsWhole);
            Assert.Single(await new Caseload(_hill, site.Store.Rows(_hill)).Open(_ct));
            Assert.InRange(memory.Kept(_hill), kept.Parts!.Count, kept.Parts.Count + 1); // A part whose row was lost with the host: the sender sent it again.
        }
    }

    [Fact]
    public async Task A_line_that_breaks_after_any_byte_of_a_part_leaves_nothing_and_the_rest_comes_from_where_it_was()
    {
        await using var site = await Hill(new MemoryStore());
        var inbound = new Inbound(_hill, site.Store, site.Runner, site.Clock);
        var (begun, half) = (await Begin(inbound), _pack.Length / 2);
        (_, begun) = await inbound.Append(begun, 0, new MemoryStream(_pack, 0, half), _ct);
        for (var n = 0; n < _pack.Length - half; n++)
        {
            await Assert.ThrowsAsync<IOException>(() => inbound.Append(begun, half, new BrokenLine(_pack.AsMemory(half, n)), _ct));
        }

        Assert.Equal(1, ((MemoryStore)site.Store).Kept(_hill));
        begun = (await inbound.Find(begun.Id, begun.Client, _ct))!;
        Assert.Equal(half, begun.Received);
        (_, begun) = await inbound.Append(begun, half, new MemoryStream(_pack, half, _pack.Length - half), _ct);
        Assert.Equal(InboundEnd.Delivered, (await inbound.Finish(begun, _ct)).End);
        Assert.Single(await new Caseload(_hill, site.Store.Rows(_hill)).Open(_ct));
    }

    [Theory]
    [InlineData(10, InboundEnd.Delivered)]
    [InlineData(15, InboundEnd.Refused)]
    public async Task What_was_begun_is_waited_for_ten_days_and_put_away_after_two_weeks(int days, InboundEnd end)
    {
        await using var site = await Hill(new MemoryStore());
        var inbound = new Inbound(_hill, site.Store, site.Runner, site.Clock);
        var begun = await Begin(inbound);
        (_, begun) = await inbound.Append(begun, 0, new MemoryStream(_pack, 0, 100), _ct);
        site.Clock.Advance(TimeSpan.FromDays(days));
        Assert.True(await inbound.HasRoom(begun.Client, _ct)); // Asked whenever something is announced.
        var came = await Deliver(site, parts: 3);
        Assert.Equal(end, came.End);
        Assert.Equal(end == InboundEnd.Delivered ? 1 : 0, (await new Caseload(_hill, site.Store.Rows(_hill)).Open(_ct)).Count);
        Assert.Equal(end == InboundEnd.Delivered, ((MemoryStore)site.Store).Kept(_hill) > 0);
    }

    private static KeptPacks Packs(TestSite site) => new(site.Store.Rows(_hill));

    /// <summary>Sends what has not come yet, as a sender does who asks first how much has.</summary>
    private static async Task<InboundPack> Deliver(TestSite site, int parts, byte[]? sent = null, Action<InboundPack>? watch = null)
    {
        var inbound = new Inbound(_hill, site.Store, site.Runner, site.Clock);
        var pack = await Begin(inbound);
        var size = (_pack.Length + parts - 1) / parts;
        while (pack.End is null && pack.Received < pack.Bytes)
        {
            var from = (int)pack.Received;
            using var part = new MemoryStream(sent ?? _pack, from, Math.Min(size, _pack.Length - from));
            (_, pack) = await inbound.Append(pack, from, part, _ct);
            watch?.Invoke(pack);
        }

        return await inbound.Finish(pack, _ct);
    }

    private static async Task<InboundPack> Begin(Inbound inbound)
    {
        using var zip = new ZipArchive(new MemoryStream(_pack));
        await using var json = await zip.GetEntry(PackFormat.Manifest)!.OpenAsync(_ct);
        var manifest = JsonNode.Parse(json)!;
        return (await inbound.Announce("other-system", (string)manifest["transfer"]!, (int)manifest["attempt"]!, PackFormat.Hash(_pack), _pack.Length, _ct))!;
    }

    private static async Task<TestSite> Hill(IStore store)
    {
        var site = await TestSite.Start(s => s.AddSingleton(store));
        await site.Get<Schools>().Save(_hill, _ => new Tale().School with { Urn = _hill, Name = "Hill Top Academy", Staff = [new("n2", "Ines Roe", "i.roe@hill.example", [Role.Senco])] }, _ct);
        return site;
    }

    /// <summary>Some bytes, and then no more of them.</summary>
    private sealed class BrokenLine(ReadOnlyMemory<byte> bytes) : MemoryStream(bytes.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line is dead.");
    }
}
