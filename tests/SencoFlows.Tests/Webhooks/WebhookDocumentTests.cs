using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Web;

namespace SencoFlows.Tests.Webhooks;

/// <summary>What is written for those who receive events is what they get.</summary>
public sealed partial class WebhookDocumentTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly string[] _types = [.. Enum.GetValues<DeliveryNews>().Select(HookMessage.TypeOf), HookMessage.Ping];
    private static readonly string _guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "api.md"));

    [Fact]
    public async Task The_description_for_machines_has_every_event_and_every_reason()
    {
        await using var site = await TestSite.Start();
        var document = JsonNode.Parse(await site.Anybody().Http.GetStringAsync("/openapi.json", _ct))!;
        Assert.Equal(_types.Order(StringComparer.Ordinal), document["webhooks"]!.AsObject().Select(w => w.Key).Order(StringComparer.Ordinal));
        var data = document["components"]!["schemas"]!["Event"]!["properties"]!["data"]!["properties"]!;
        Assert.Equal(Enum.GetValues<RefusalReason>().Select(r => r.Code), data["reason"]!["enum"]!.AsArray().Select(r => (string)r!));
    }

    [Fact]
    public void The_guide_has_every_event_and_every_reason()
    {
        Assert.Equal(_types.Order(StringComparer.Ordinal), Row().Matches(_guide).Select(m => m.Groups["type"].Value).Order(StringComparer.Ordinal));
        Assert.All(Enum.GetValues<RefusalReason>(), r => Assert.Contains($"`{r.Code}`", _guide, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_documented_commands_make_the_signature_of_an_event()
    {
        var commands = _guide.Split("```\n").Single(b => b.StartsWith("key=", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("webhook-").FullName;
        try
        {
            foreach (var (_, _, message) in WebhookSamples.All.Where(s => s.Name is "good.json" or "good-refused.json" or "good-test-event.json"))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "body.json"), message.Body, _ct);
                Assert.Equal(message.Headers["webhook-signature"], $"v1,{await Run(folder, commands, message)}");
                await File.AppendAllTextAsync(Path.Combine(folder, "body.json"), " ", _ct);
                Assert.NotEqual(message.Headers["webhook-signature"], $"v1,{await Run(folder, commands, message)}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Run(string folder, string commands, ReceivedMessage message)
    {
        var start = new ProcessStartInfo("sh", ["-c", commands])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["secret"] = message.Secret, ["id"] = message.Headers["webhook-id"], ["timestamp"] = message.Headers["webhook-timestamp"] },
        };
        try
        {
            using var shell = System.Diagnostics.Process.Start(start)!;
            var (said, complained) = (shell.StandardOutput.ReadToEndAsync(_ct), shell.StandardError.ReadToEndAsync(_ct));
            await shell.WaitForExitAsync(_ct);
            Assert.SkipWhen((await complained).Contains("not found", StringComparison.Ordinal), "openssl is not installed");
            return (await said).Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no shell");
            throw;
        }
    }

    [GeneratedRegex("^\\| `(?<type>[a-z.]+)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
