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

namespace SencoFlows.Tests.Web;

/// <summary>A school that lets other systems deliver to it, and such a system, which speaks our API.</summary>
internal static class DeliveringSite
{
    public const string HillUrn = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    public static readonly byte[] Pack = Samples.All.Single(s => s.Name == "good-with-documents.zip").Bytes;

    /// <summary>The sample with another content of one file, which its manifest lists truly.</summary>
    public static byte[] With(string path, byte[] content)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Pack);
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

    public static async Task<TestSite> Hill(Action<IServiceCollection>? more = null)
    {
        var site = await TestSite.Start(s =>
        {
            s.AddSingleton<IMail, Ledger>();
            more?.Invoke(s);
        });
        await site.Get<Schools>().Save(HillUrn, _ => new SencoFlows.Tests.Processes.RecordTransfer.Tale().School with
        {
            Urn = HillUrn,
            Name = "Hill Top Academy",
            Staff = [new("n2", "Ines Roe", "i.roe@hill.example", [Role.Senco]), new("h2", "Hana Poe", "h.poe@hill.example", [Role.Head]), new("a2", "Olu Fay", "office@hill.example", [Role.Admin]), new("t2", "Tom Ray", "t.ray@hill.example", [Role.Teacher])],
        }, _ct);
        return site;
    }

    public static async Task<(string Client, string Secret)> LetIn(TestSite site, string urn = HillUrn)
    {
        var head = await site.SignedIn(urn == HillUrn ? "h2" : "h1", urn);
        return Secret(await head.Send(Form(await head.Get("/systems")), "/systems", ("name", "Another system")));
    }

    public static (string Client, string Secret) Secret(Shown shown)
    {
        var values = shown.Document.QuerySelectorAll(".govuk-summary-list__value").Select(v => v.TextContent.Trim()).ToList();
        Assert.Equal(64, values[1].Length);
        return (values[0], values[1]);
    }

    public static AngleSharp.Html.Dom.IHtmlFormElement Form(Shown page) => (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("form[action='/systems']")!;

    public static async Task<(HttpStatusCode Status, JsonNode Body)> Token(TestSite site, string client, string secret)
    {
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]);
        using var answer = await site.Anybody().Http.PostAsync("/api/oauth/token", content, _ct);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(_ct))!);
    }

    public static async Task<Client> Api(TestSite site, string client, string secret)
    {
        var http = site.Anybody().Http;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await Token(site, client, secret)).Body["access_token"]!);
        return new(http);
    }

    public static StringContent Announcement(byte[] pack, string transfer) =>
        new($$"""{ "transfer": "{{transfer}}", "attempt": 1, "sha256": "{{PackFormat.Hash(pack)}}", "bytes": {{pack.Length}} }""", Encoding.UTF8, "application/json");

    public static async Task Tell(TestSite site, string id, RecordArrivalProcess.Event e) =>
        Assert.IsType<Answer.Accepted>(await site.Runner.Tell(new(HillUrn, id), All.RecordArrival, e, new(Role.Senco, "n2"), RecordId.New(), _ct));

    public sealed record Client(HttpClient Http)
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
