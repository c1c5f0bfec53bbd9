using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SencoFlows.Adapters.Telemetry;
using SencoFlows.Mail;
using SencoFlows.Tests.GovUk;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Functions.Tests;

/// <summary>What alerts and the morning view ask for, against what Azure Monitor's exporter really sends for what this code says.</summary>
public sealed partial class QueriesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    // The part of an envelope that becomes a table, and what of it becomes a column.
    private static readonly Dictionary<string, string> _tables = new(StringComparer.Ordinal) { ["MessageData"] = "AppTraces", ["ExceptionData"] = "AppExceptions", ["RequestData"] = "AppRequests", ["MetricData"] = "AppMetrics" };

    [Fact]
    public async Task Every_name_that_a_query_asks_for_is_sent()
    {
        var sent = await Sent();
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "infra", "queries"), "*.kql");
        Assert.True(files.Length > 8);
        foreach (var file in files)
        {
            var (name, query) = (Path.GetFileName(file), await File.ReadAllTextAsync(file, _ct));
            var table = query.Split('\n').First(l => !l.StartsWith("//", StringComparison.Ordinal)).Trim();
            var rows = sent.Where(s => s.Table == table).ToArray();
            Assert.True(rows.Length > 0, $"{name} asks {table}, to which nothing was sent");
            foreach (Match equal in Equal().Matches(query))
            {
                var (property, value) = (equal.Groups["it"].Value, equal.Groups["value"].Value);
                Assert.True(rows.Any(r => r.Properties.GetValueOrDefault(property) == value), $"{name}: no row of {table} says {property} {value}");
            }

            foreach (var property in Property().Matches(query).Select(m => m.Groups["it"].Value))
            {
                Assert.True(rows.Any(r => r.Properties.ContainsKey(property)), $"{name}: no row of {table} says {property}");
            }

            foreach (var metric in Metric().Matches(query).Select(m => m.Groups["it"].Value))
            {
                Assert.True(rows.Any(r => r.Name == metric), $"{name}: nobody counts {metric}");
            }
        }
    }

    [Fact]
    public async Task Nothing_that_is_sent_names_anybody()
    {
        var sent = await Sent();
        Assert.All(sent, s => Assert.DoesNotContain("Reyes", s.Whole, StringComparison.OrdinalIgnoreCase));
        Assert.All(sent, s => Assert.DoesNotContain(_token, s.Whole, StringComparison.Ordinal));
    }

    private static readonly string _token = new('a', 64);

    /// <summary>A morning of everything: a sweep that mends, a case that falls, a mail of the day, pages and webhooks that fail.</summary>
    private static async Task<IReadOnlyList<Row>> Sent()
    {
        var taken = new List<string>();
        await using var azure = await Listen(async http =>
        {
            using var reader = new StreamReader(http.Request.Headers.ContentEncoding == "gzip" ? new System.IO.Compression.GZipStream(http.Request.Body, System.IO.Compression.CompressionMode.Decompress) : http.Request.Body);
            var lines = (await reader.ReadToEndAsync(_ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lock (taken)
            {
                taken.AddRange(lines);
            }

            await http.Response.WriteAsJsonAsync(new { itemsReceived = lines.Length, itemsAccepted = lines.Length, errors = Array.Empty<string>() }, _ct);
        });

        var services = new ServiceCollection();
        services.AddTelemetry($"InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint={Address(azure)};LiveEndpoint={Address(azure)}", identity: null);
        await using (var made = services.BuildServiceProvider())
        {
            var (traces, metrics) = (made.GetRequiredService<TracerProvider>(), made.GetRequiredService<MeterProvider>());
            var logs = made.GetRequiredService<ILoggerFactory>();
            await Morning(logs);
            traces.ForceFlush();
            metrics.ForceFlush();
        }

        lock (taken)
        {
            return [.. taken.Select(Row.Read)];
        }
    }

    private static async Task Morning(ILoggerFactory logs)
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        hub.Post.Answer = new Posted.Refused("There is no such mailbox");
        await hub.Tell("b1", new Fed(), "r2");
        await Hub.Until(() => Task.FromResult(hub.Rows.Keys.Any(k => k.StartsWith("failed|", StringComparison.Ordinal))), "a mail had failed");
        hub.Clock.Advance(TimeSpan.FromHours(26));
        await SweepFunctionTests.Sweep(hub, logs.CreateLogger<SweepFunction>());
        await new DailyMailFunction(new DailyMails(hub.Store, hub.Schools, hub.Alarm, hub.Clock), hub.Alarm, logs.CreateLogger<DailyMailFunction>()).Run(new(), hub.Client, _ct);
        await Assert.ThrowsAnyAsync<Exception>(() => new CaseActivities(null!, null!, hub.Alarm, logs.CreateLogger<CaseActivities>()).WakeCase($"{Hub.Urn}-b1", hub.Client, _ct));
        await using var site = await Listen(http =>
        {
            http.Request.Is(http.Request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal) ? "webhook" : "page");
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        using var somebody = new HttpClient { BaseAddress = Address(site) };
        (await somebody.GetAsync(new Uri($"/parcel/{Hub.Urn}-{_token}?q=Reyes", UriKind.Relative), _ct)).Dispose();
        (await somebody.GetAsync(new Uri("/webhooks/sendgrid", UriKind.Relative), _ct)).Dispose();
    }

    private static async Task<WebApplication> Listen(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(_ct);
        return app;
    }

    private static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    [GeneratedRegex(@"Properties\.(?<it>\w+) == ""(?<value>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Equal();

    [GeneratedRegex(@"Properties\.(?<it>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Property();

    [GeneratedRegex(@"""(?<it>sencoflows\.\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    private sealed record Row(string Table, string? Name, Dictionary<string, string?> Properties, string Whole)
    {
        public static Row Read(string line)
        {
            using var envelope = JsonDocument.Parse(line);
            var data = envelope.RootElement.GetProperty("data");
            var of = data.GetProperty("baseData");
            var type = data.GetProperty("baseType").GetString()!;
            var name = type == "MetricData" ? of.GetProperty("metrics")[0].GetProperty("name").GetString() : null;
            var properties = of.TryGetProperty("properties", out var all) ? all.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString(), StringComparer.Ordinal) : [];
            return new(_tables.GetValueOrDefault(type, type), name, properties, line);
        }
    }
}
