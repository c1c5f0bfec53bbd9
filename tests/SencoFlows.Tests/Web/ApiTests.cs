using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Crash;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;

namespace SencoFlows.Tests.Web;

/// <summary>Another system delivers a record pack over HTTP and reads its receipts.</summary>
public sealed class ApiTests
{
    private const string _hill = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly byte[] _pack = Samples.All.Single(s => s.Name == "good-with-documents.zip").Bytes;

    [Fact]
    public async Task A_pack_comes_in_parts_goes_on_after_a_break_and_its_receipts_can_be_read()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(_pack))["id"]!;
        Assert.Equal("receiving", (string)(await api.Part(id, _pack, 0, 1000)).Body["state"]!);

        // The line broke: the same part again is not added twice, and what was received is said.
        var (status, body) = await api.Part(id, _pack, 0, 1000);
        Assert.Equal((HttpStatusCode.Conflict, 1000), (status, (int)body["received"]!));
        Assert.Equal(1000, (int)(await api.Announce(_pack))["received"]!);
        Assert.Equal("delivered", (string)(await api.Part(id, _pack, 1000, _pack.Length)).Body["state"]!);
        Assert.Equal("delivered", (string)(await api.Get(id))["state"]!);

        var @case = (await new Caseload(_hill, site.Store.Rows(_hill)).Find(id, _ct))!;
        Assert.Equal(("record-arrival", "Pupil, Sample"), (@case.Process, @case.About.Label));
        await Tell(site, id, new RecordArrivalProcess.Event.Opened());
        await Tell(site, id, new RecordArrivalProcess.Event.Matched(RecordId.New(), IsNew: true, ((RecordArrivalProcess.State.Here)All.RecordArrival.Read(@case.State)).Arrival.Manifest));
        await site.Get<CaseWorker>().Work(new(_hill, id), site.Clock.GetUtcNow(), _ct);
        await Tell(site, id, new RecordArrivalProcess.Event.TeacherHasRead());
        var done = await api.Get(id);
        Assert.Equal(["delivered", "opened", "verified", "filed", "read"], done["receipts"]!.AsArray().Select(r => (string)r!["kind"]!));
        Assert.Equal("read", (string)done["state"]!);
        Assert.DoesNotContain("Sample", done.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(12, (await new Pupils(site.Store.Rows(_hill)).All(_ct)).Single().Value.Documents.Count);
        Assert.Empty(await new Failures(_hill, site.Store.Rows(_hill), site.Get<IAlarm>(), site.Clock).All(_ct));
        Assert.DoesNotContain(((MemoryRows)site.Store.Rows(_hill)).Keys, k => k.Contains("part-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_broken_pack_of_the_kit_is_refused_with_its_code_and_nothing_of_it_is_kept()
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

        Assert.Equal(0, ((MemoryStore)site.Store).Kept(_hill));
        Assert.Empty(await new Caseload(_hill, site.Store.Rows(_hill)).Open(_ct));
    }

    [Fact]
    public async Task A_pack_for_another_school_or_other_than_was_announced_is_refused()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site, TestSite.Urn);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(_pack))["id"]!;
        Assert.Contains("wrong-school", (await api.Part(id, _pack, 0, _pack.Length)).Body["problems"]!.ToJsonString(), StringComparison.Ordinal);

        (client, secret) = await LetIn(site);
        api = await Api(site, client, secret);
        byte[] changed = [.. _pack[..^1], (byte)(_pack[^1] ^ 1)];
        id = (string)(await api.Announce(_pack))["id"]!;
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
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(_hill));
    }

    /// <summary>The sample with another content of one file, which its manifest lists truly.</summary>
    internal static byte[] With(string path, byte[] content)
    {
        using var bytes = new MemoryStream();
        bytes.Write(_pack);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            var file = zip.Entries.Single(e => e.FullName.StartsWith(path, StringComparison.Ordinal));
            var name = file.FullName;
            Replace(zip, name, content);
            using var json = zip.GetEntry(PackFormat.Manifest)!.Open();
            var manifest = JsonNode.Parse(json)!;
            json.Dispose();
            var listed = manifest["files"]!.AsArray().Single(f => (string)f!["path"]! == name)!;
            (listed["bytes"], listed["sha256"]) = (content.Length, PackFormat.Hash(content));
            Replace(zip, PackFormat.Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        }

        return bytes.ToArray();

        static void Replace(ZipArchive zip, string name, byte[] with)
        {
            zip.GetEntry(name)!.Delete();
            using var to = zip.CreateEntry(name).Open();
            to.Write(with);
        }
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_right_secret_and_who_is_shut_out_stays_out()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(_pack))["id"]!;
        foreach (var (c, s) in new[] { (client, "wrong"), ($"{TestSite.Urn}-{client[7..]}", secret), ("", ""), (client, "") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, c, s)).Status);
        }

        Assert.DoesNotContain(((MemoryRows)site.Store.Rows(_hill)).Keys, k => k.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, (await site.Store.Rows(_hill).Read($"system|{client[7..]}", _ct))!.Body, StringComparison.Ordinal);

        // Another system of the same school sees nothing of it.
        var (second, itsSecret) = await LetIn(site);
        var stranger = await Api(site, second, itsSecret);
        using var hidden = await stranger.Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        var head = await site.SignedIn("h2", _hill);
        var page = await head.Get("/systems");
        Assert.DoesNotContain(secret, page.Text, StringComparison.Ordinal);
        await head.Send((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector($"form[action='/systems/{client[7..]}/shut-out']")!, "");
        using var shut = await api.Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);
        using var anybody = await site.Anybody().Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, anybody.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t2", _hill)).Get("/systems")).Status);
    }

    [Fact]
    public async Task What_the_office_lets_in_delivers_nothing_until_the_head_or_the_SENCO_approves_it()
    {
        await using var site = await Hill();
        var office = await site.SignedIn("a2", _hill);
        var (client, secret) = Secret(await office.Send(Form(await office.Get("/systems")), "/systems", ("name", "From the office")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);

        // The office sees that it waits, and cannot approve it, whatever it sends.
        var waiting = await office.Get("/systems");
        Assert.Contains("Waits for the headteacher or SENCO", waiting.Text, StringComparison.Ordinal);
        var approve = $"/systems/{client[7..]}/approve";
        Assert.Null(waiting.Document.QuerySelector($"form[action='{approve}']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Forged(office, waiting, approve)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);

        var senco = await site.SignedIn("n2", _hill);
        var page = await senco.Get("/systems");
        Assert.Contains("Olu Fay", page.Text, StringComparison.Ordinal);
        await senco.Send((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector($"form[action='{approve}']")!, "");
        Assert.Equal(HttpStatusCode.OK, (await Token(site, client, secret)).Status);
        Assert.Contains("Ines Roe", (await senco.Get("/systems")).Text, StringComparison.Ordinal);

        // Shut out, it stays out: it cannot be approved again.
        await office.Send((AngleSharp.Html.Dom.IHtmlFormElement)(await office.Get("/systems")).Document.QuerySelector($"form[action='/systems/{client[7..]}/shut-out']")!, "");
        await Forged(senco, page, approve);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);
    }

    /// <summary>A form of one page, sent to another address.</summary>
    private static async Task<Shown> Forged(Browser who, Shown page, string to)
    {
        using var content = new FormUrlEncodedContent(Browser.Standing(Form(page)));
        return await Browser.Read(await who.Http.PostAsync(to, content, _ct));
    }

    [Fact]
    public async Task A_token_ends_after_an_hour_and_a_secret_is_shown_once()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        await api.Announce(_pack);
        site.Clock.Advance(TimeSpan.FromMinutes(61));
        using var late = await api.Http.PostAsync("/api/v1/deliveries", Announcement(_pack, "100001-sample"), _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);

        var head = await site.SignedIn("h2", _hill);
        var form = Form(await head.Get("/systems"));
        Assert.Equal(HttpStatusCode.OK, (await head.Send(form, "/systems", ("name", "Once"))).Status);
        Assert.Equal("/systems", (await head.Send(form, "/systems", ("name", "Once"))).Location!.OriginalString);
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
            var id = (string)(await api.Announce(_pack, $"transfer-{i}"))["id"]!;
            first = first.Length == 0 ? id : first;
        }

        await api.Part(first, _pack, 0, 1000);
        using var more = await api.Http.PostAsync("/api/v1/deliveries", Announcement(_pack, "one-more"), _ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(15));
        api = await Api(site, client, secret);
        await api.Announce(_pack, "one-more");
        Assert.Equal("not-taken", (string)(await api.Get(first))["state"]!);
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(_hill));
    }

    [Fact]
    public async Task What_the_sender_takes_back_ends_here_and_what_it_says_wrongly_is_answered_in_words()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(_pack))["id"]!;
        using var early = await api.Http.DeleteAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        using var ranges = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/deliveries/{id}/content") { Content = new ByteArrayContent(_pack) };
        using var bad = await api.Http.SendAsync(ranges, _ct);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        await api.Part(id, _pack, 0, _pack.Length);
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

    internal static async Task<TestSite> Hill()
    {
        var site = await TestSite.Start(s => s.AddSingleton<IMail, Ledger>());
        await site.Get<Schools>().Save(_hill, _ => new SencoFlows.Tests.Processes.RecordTransfer.Tale().School with
        {
            Urn = _hill,
            Name = "Hill Top Academy",
            Staff = [new("n2", "Ines Roe", "i.roe@hill.example", [Role.Senco]), new("h2", "Hana Poe", "h.poe@hill.example", [Role.Head]), new("a2", "Olu Fay", "office@hill.example", [Role.Admin]), new("t2", "Tom Ray", "t.ray@hill.example", [Role.Teacher])],
        }, _ct);
        return site;
    }

    private static async Task<(string Client, string Secret)> LetIn(TestSite site, string urn = _hill)
    {
        var head = await site.SignedIn(urn == _hill ? "h2" : "h1", urn);
        return Secret(await head.Send(Form(await head.Get("/systems")), "/systems", ("name", "Another system")));
    }

    private static (string Client, string Secret) Secret(Shown shown)
    {
        var values = shown.Document.QuerySelectorAll(".govuk-summary-list__value").Select(v => v.TextContent.Trim()).ToList();
        Assert.Equal(64, values[1].Length);
        return (values[0], values[1]);
    }

    private static AngleSharp.Html.Dom.IHtmlFormElement Form(Shown page) => (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("form[action='/systems']")!;

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Token(TestSite site, string client, string secret)
    {
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]);
        using var answer = await site.Anybody().Http.PostAsync("/api/oauth/token", content, _ct);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(_ct))!);
    }

    private static async Task<Client> Api(TestSite site, string client, string secret)
    {
        var http = site.Anybody().Http;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await Token(site, client, secret)).Body["access_token"]!);
        return new(http);
    }

    private static StringContent Announcement(byte[] pack, string transfer) =>
        new($$"""{ "transfer": "{{transfer}}", "attempt": 1, "sha256": "{{PackFormat.Hash(pack)}}", "bytes": {{pack.Length}} }""", Encoding.UTF8, "application/json");

    private static async Task Tell(TestSite site, string id, RecordArrivalProcess.Event e) =>
        Assert.IsType<Answer.Accepted>(await site.Runner.Tell(new(_hill, id), All.RecordArrival, e, new(Role.Senco, "n2"), RecordId.New(), _ct));

    private sealed record Client(HttpClient Http)
    {
        public async Task<JsonNode> Announce(byte[] pack, string transfer = "100001-sample")
        {
            using var answer = await Http.PostAsync("/api/v1/deliveries", Announcement(pack, transfer), _ct);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(_ct))!;
        }

        public async Task<(HttpStatusCode Status, JsonNode Body)> Part(string id, byte[] pack, int from, int to)
        {
            using var content = new ByteArrayContent(pack[from..to]);
            content.Headers.ContentRange = new(from, to - 1, pack.Length);
            using var answer = await Http.PutAsync($"/api/v1/deliveries/{id}/content", content, _ct);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(_ct))!);
        }

        public async Task<JsonNode> Get(string id) => JsonNode.Parse(await Http.GetStringAsync($"/api/v1/deliveries/{id}", _ct))!;
    }
}
