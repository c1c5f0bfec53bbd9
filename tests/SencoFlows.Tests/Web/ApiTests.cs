using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;
using static SencoFlows.Tests.Web.DeliveringSite;

namespace SencoFlows.Tests.Web;

/// <summary>Another system delivers a record pack over HTTP and reads its receipts.</summary>
public sealed class ApiTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task APack_comes_in_parts_goes_on_after_a_break_and_its_receipts_can_be_read()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(Pack))["id"]!;
        Assert.Equal("receiving", (string)(await api.Part(id, Pack, 0, 1000)).Body["state"]!);

        // The line broke: the same part again is not added twice, and what was received is said.
        var (status, body) = await api.Part(id, Pack, 0, 1000);
        Assert.Equal((HttpStatusCode.Conflict, 1000), (status, (int)body["received"]!));
        Assert.Equal(1000, (int)(await api.Announce(Pack))["received"]!);
        Assert.Equal("delivered", (string)(await api.Part(id, Pack, 1000, Pack.Length)).Body["state"]!);
        Assert.Equal("delivered", (string)(await api.Get(id))["state"]!);

        var @case = (await new Caseload(HillUrn, site.Store.Rows(HillUrn)).Find(id, _ct))!;
        Assert.Equal(("record-arrival", "Pupil, Sample"), (@case.Process, @case.About.Label));
        await Tell(site, id, new RecordArrivalProcess.Event.Opened());
        await Tell(site, id, new RecordArrivalProcess.Event.Matched(RecordId.New(), IsNew: true, ((RecordArrivalProcess.State.Here)All.RecordArrival.Read(@case.State)).Arrival.Manifest));
        await site.Get<CaseWorker>().Work(new(HillUrn, id), site.Clock.GetUtcNow(), _ct);
        await Tell(site, id, new RecordArrivalProcess.Event.TeacherHasRead());
        var done = await api.Get(id);
        Assert.Equal(["delivered", "opened", "verified", "filed", "read"], done["receipts"]!.AsArray().Select(r => (string)r!["kind"]!));
        Assert.Equal("read", (string)done["state"]!);
        Assert.DoesNotContain("Sample", done.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(12, (await new Pupils(site.Store.Rows(HillUrn)).All(_ct)).Single().Value.Documents.Count);
        Assert.Empty(await new Failures(HillUrn, site.Store.Rows(HillUrn), site.Get<IAlarm>(), site.Clock).All(_ct));
        Assert.DoesNotContain(((MemoryRows)site.Store.Rows(HillUrn)).Keys, k => k.Contains("part-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_brokenPack_of_the_kit_is_refused_with_its_code_and_nothing_of_it_is_kept()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        foreach (var sample in Samples.All.Where(s => s.Code is not null))
        {
            var id = (string)(await api.Announce(sample.Bytes, sample.Name.Replace(".zip", "", StringComparison.Ordinal)))["id"]!;
            var (_, body) = await api.Part(id, sample.Bytes, 0, sample.Bytes.Length);
            Assert.Equal("not-taken", (string)body["state"]!);
            Assert.True(body["problems"]!.AsArray().Any(p => (string)p!["code"]! == sample.Code), $"{sample.Name}: {body["problems"]!.ToJsonString()}");
        }

        Assert.Equal(0, ((MemoryStore)site.Store).Kept(HillUrn));
        Assert.Empty(await new Caseload(HillUrn, site.Store.Rows(HillUrn)).Open(_ct));
    }

    [Fact]
    public async Task APack_for_another_school_or_other_than_was_announced_is_refused()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site, TestSite.Urn);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(Pack))["id"]!;
        Assert.Contains("wrong-school", (await api.Part(id, Pack, 0, Pack.Length)).Body["problems"]!.ToJsonString(), StringComparison.Ordinal);

        (client, secret) = await LetIn(site);
        api = await Api(site, client, secret);
        byte[] changed = [.. Pack[..^1], (byte)(Pack[^1] ^ 1)];
        id = (string)(await api.Announce(Pack))["id"]!;
        Assert.Contains("changed", (await api.Part(id, changed, 0, changed.Length)).Body["problems"]!.ToJsonString(), StringComparison.Ordinal);
        using var other = await api.Http.PostAsync("/api/v1/deliveries", Announcement(changed, "100001-sample"), _ct);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Theory]
    [InlineData("MZ\u0003\u0004 This program cannot be run in DOS mode")]
    [InlineData("<html><script>alert(1)</script></html>")]
    public async Task A_program_in_the_coat_of_a_report_is_refused(string content)
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var pack = With("documents/001", Encoding.UTF8.GetBytes(content));
        var id = (string)(await api.Announce(pack))["id"]!;
        var (_, body) = await api.Part(id, pack, 0, pack.Length);
        Assert.Equal("not-taken", (string)body["state"]!);
        Assert.Equal("forbidden-type", (string)body["problems"]!.AsArray().Single()!["code"]!);
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(HillUrn));
    }

    [Fact]
    public async Task A_system_begins_twenty_deliveries_at_a_time_and_what_is_never_finished_is_put_away()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var first = "";
        for (var i = 0; i < 20; i++)
        {
            var id = (string)(await api.Announce(Pack, $"transfer-{i}"))["id"]!;
            first = first.Length == 0 ? id : first;
        }

        await api.Part(first, Pack, 0, 1000);
        using var more = await api.Http.PostAsync("/api/v1/deliveries", Announcement(Pack, "one-more"), _ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(15));
        api = await Api(site, client, secret);
        await api.Announce(Pack, "one-more");
        Assert.Equal("not-taken", (string)(await api.Get(first))["state"]!);
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(HillUrn));
    }

    [Fact]
    public async Task What_the_sender_takes_back_ends_here_and_what_it_says_wrongly_is_answered_in_words()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(Pack))["id"]!;
        using var early = await api.Http.DeleteAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        using var ranges = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/deliveries/{id}/content") { Content = new ByteArrayContent(Pack) };
        using var bad = await api.Http.SendAsync(ranges, _ct);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        await api.Part(id, Pack, 0, Pack.Length);
        using var back = await api.Http.DeleteAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal("withdrawn", (string)JsonNode.Parse(await back.Content.ReadAsStringAsync(_ct))!["state"]!);
        using var nonsense = await api.Http.PostAsync("/api/v1/deliveries", new StringContent("{ nonsense", Encoding.UTF8, "application/json"), _ct);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task The_description_for_machines_names_every_address_of_the_api()
    {
        await using var site = await Hill();
        var document = JsonNode.Parse(await site.Anybody().Http.GetStringAsync("/openapi.json", _ct))!;
        Assert.Equal(["/api/oauth/token", "/api/v1/deliveries", "/api/v1/deliveries/{id}", "/api/v1/deliveries/{id}/content", "/calculator.json"], document["paths"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        foreach (var at in document.ToJsonString().Split("\"$ref\":\"#/").Skip(1).Select(r => r[..r.IndexOf('"', StringComparison.Ordinal)]))
        {
            Assert.NotNull(at.Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part]));
        }
    }
}
