using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks;

/// <summary>100 MB in 40 documents: packed at one school, sent over HTTP in parts with a line that breaks, checked and filed at another. Time, and how much memory the process ever had.</summary>
internal static class PacksProgram
{
    private const string _from = "100001";
    private const string _to = "100002";
    private const int _documents = 40;
    private const int _bytes = 100_000_000 / _documents;
    private const int _rounds = 5;

    private static readonly DateOnly _today = TimeProvider.System.Today;

    // One for all rounds: the sender's own is not what is measured.
    private static readonly byte[] _buffer = new byte[Inbound.MostBytesOfAPart];

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using (var files = new SqliteStore(folder))
            {
                await Measure("SQLite and files", files);
            }

            await using var azurite = await Azurite.Start(".tools", Path.Combine(folder, "azurite"), ports: null, [], CancellationToken.None);
            await Measure("Azurite", new TableStore(azurite.ConnectionString()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(string name, IStore store)
    {
        Console.WriteLine(name);
        await using var site = await MeasuredSite.Start(store);
        var (before, from) = (Peak(), Stopwatch.GetTimestamp());
        var pack = await Pack(site.Services, store);
        Line("packed", from, $"{pack.Bytes:N0} bytes, {pack.Read().Files.Count} files");

        var (id, breaks) = ("", 0);
        List<(TimeSpan Took, TimeSpan Busy)> sent = [], bare = [];
        var peak = 0L;
        for (var round = 0; round <= _rounds; round++)
        {
            await LetIn(site.Http, store); // The same pack from another system is another delivery.
            sent.Add(await Timed(async () => (id, breaks) = await Send(site.Http, store, pack)));
            peak = round == 0 ? Peak() : peak;
            bare.Add(await Timed(() => Bare(store, pack, round)));
        }

        var first = sent[0].Took;
        (sent, bare) = (sent[1..], bare[1..]);
        var ratio = sent.Zip(bare, (s, b) => b.Took / s.Took).Order().ElementAt(_rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P12 | sent in parts, every hash compared, the line broke {breaks} times | {Middle(sent, s => s.Took):F2} s, the first time {first.TotalSeconds:F2} s |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P12 | against a bare put and get of the same bytes, {_rounds} times each in turn | {ratio:P0} of {Middle(bare, b => b.Took):F2} s; of the processor {Middle(sent, s => s.Busy):F2} s against {Middle(bare, b => b.Busy):F2} s | {Storages.Load} |"));

        from = Stopwatch.GetTimestamp();
        await Resume(store, id);
        Line("read from the middle of the last document on, as a broken download goes on", from, "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| most memory the process had | {(peak - before) / 1048576.0:F0} MB more than before, when the first had come; {(Peak() - before) / 1048576.0:F0} MB in the end |"));
    }

    private static async Task<KeptPack> Pack(IServiceProvider services, IStore store)
    {
        var calendar = new SchoolCalendar([new(_today.AddDays(-30), _today.AddDays(60))], [], []);
        foreach (var (urn, name) in new[] { (_from, "Oak Lane Primary"), (_to, "Hill Top Academy") })
        {
            await services.GetRequiredService<Schools>().Save(urn, _ => new School(urn, urn + "1", name, Phase.Primary, false, calendar, new Policies(), [new("s1", "Sofia", "s@school.example", [Role.Senco])]), CancellationToken.None);
        }

        List<Document> documents = [];
        var chance = new byte[_bytes];
        for (var i = 0; i < _documents; i++)
        {
            new Random(i).NextBytes(chance);
            "%PDF-1.7\n"u8.CopyTo(chance); // What is no document is not taken from another system.
            using var content = new MemoryStream(chance);
            var stored = await store.Documents(_from).Put(Document.Holder("p1", $"d{i}"), content, _bytes, CancellationToken.None);
            documents.Add(new($"d{i}", stored.Sha256, $"Report {i}.pdf", "application/pdf", stored.Bytes, DocumentKind.SpecialistReport, Confidentiality.Record, DateTimeOffset.UnixEpoch.AddDays(i), "s1") { Place = stored.Name });
        }

        await new Pupils(store.Rows(_from)).Save(new Pupil("p1", "Sample", "Pupil", new(2016, 3, 4), "6") { Documents = documents }, 0, CancellationToken.None);
        var to = new Destination("Hill Top Academy", "office@hilltop.example", _to) { FromRegister = true };
        var answer = (Answer.Accepted)await services.GetRequiredService<CaseRunner>().Tell(new(_from, "t1"), All.RecordTransfer, new Event.Started(to, _today, new(Sharing.Agreed)), new(Role.Senco, "s1"), "start", CancellationToken.None, new Subject("pupil", "p1", "Pupil, Sample"));
        await services.GetRequiredService<IPacks>().Deliver(answer.Case, new Effect.Deliver(1), "todo|t1|000001-00", CancellationToken.None);
        return (await new KeptPacks(store.Rows(_from)).Find("t1", 1, CancellationToken.None))!;
    }

    private static async Task LetIn(HttpClient http, IStore store)
    {
        var id = RecordId.New();
        var secret = await new SystemClients(store.Rows(_to)).Create(id, "Benchmark", "s1", approved: true, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", $"{_to}-{id}"), new("client_secret", secret)]);
        using var answer = await http.PostAsync(new Uri("/api/oauth/token", UriKind.Relative), form);
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!);
    }

    /// <summary>Every third part is lost on the way once: the sender asks how much has come and goes on from there.</summary>
    private static async Task<(string Id, int Breaks)> Send(HttpClient http, IStore store, KeptPack pack)
    {
        using var announced = await http.PostAsJsonAsync("/api/v1/deliveries", new { transfer = pack.Read().Transfer, attempt = 1, sha256 = pack.Sha256, bytes = pack.Bytes });
        var id = (string)(await announced.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await using var bytes = (await store.Documents(_from).Open(pack.Kept, CancellationToken.None))!;
        var breaks = 0;
        for (var (received, n) = (0L, 0); received < pack.Bytes; n++)
        {
            bytes.Position = received;
            var size = await bytes.ReadAtLeastAsync(_buffer, _buffer.Length, throwOnEndOfStream: false);
            if (n % 3 == 1)
            {
                // Announces a whole part, sends half of it, and the line breaks.
                breaks++;
                using var broken = Part(id, _buffer, size / 2, received, size, pack.Bytes);
                try
                {
                    using var _ = await http.SendAsync(broken);
                }
                catch (HttpRequestException)
                {
                    // As a line does.
                }
            }
            else
            {
                using var part = Part(id, _buffer, size, received, size, pack.Bytes);
                using var answer = await http.SendAsync(part);
                answer.EnsureSuccessStatusCode();
            }

            received = (long)JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/v1/deliveries/{id}", UriKind.Relative)))!["received"]!;
        }

        var state = (string)JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/v1/deliveries/{id}", UriKind.Relative)))!["state"]!;
        return state == "delivered" ? (id, breaks) : throw new InvalidOperationException($"The pack is {state}.");
    }

    private static HttpRequestMessage Part(string id, byte[] buffer, int sent, long from, int size, long all)
    {
        var content = new StreamContent(new MemoryStream(buffer, 0, sent));
        content.Headers.ContentRange = new(from, from + size - 1, all);
        content.Headers.ContentLength = size;
        return new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/v1/deliveries/{id}/content", UriKind.Relative)) { Content = content };
    }

    private static async Task Bare(IStore store, KeptPack pack, int round)
    {
        await using var bytes = (await store.Documents(_from).Open(pack.Kept, CancellationToken.None))!;
        var stored = await store.Documents(_to).Put($"bare-{round}", bytes, pack.Bytes, CancellationToken.None);
        await using var back = (await store.Documents(_to).Open(stored.Name, CancellationToken.None))!;
        await back.CopyToAsync(Stream.Null);
    }

    private static async Task<(TimeSpan Took, TimeSpan Busy)> Timed(Func<Task> work)
    {
        var (from, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return (Stopwatch.GetElapsedTime(from), Environment.CpuUsage.TotalTime - busy);
    }

    private static double Middle(List<(TimeSpan Took, TimeSpan Busy)> rounds, Func<(TimeSpan Took, TimeSpan Busy), TimeSpan> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2).TotalSeconds;

    private static async Task Resume(IStore store, string id)
    {
        var kept = await new KeptPacks(store.Rows(_to)).Find(id, 1, CancellationToken.None);
        await using var pack = (await OpenPack.Open(store.Documents(_to), kept, CancellationToken.None))!;
        var file = pack.Manifest.Files[^1];
        await using var document = pack.Read(file)!;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var half = 0; half < 2; half++)
        {
            document.Position = half * (file.Bytes / 2);
            for (var left = half == 0 ? file.Bytes / 2 : file.Bytes - (file.Bytes / 2); left > 0;)
            {
                var read = await document.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)));
                sha.AppendData(buffer, 0, read);
                left -= read;
            }
        }

        if (Convert.ToHexStringLower(sha.GetHashAndReset()) != file.Sha256)
        {
            throw new InvalidOperationException("Two halves are not the whole.");
        }
    }

    private static long Peak()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static void Line(string what, long from, string more) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Stopwatch.GetElapsedTime(from).TotalSeconds:F2} s {more} |"));
}
