using SencoFlows.Conformance;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Packs;

/// <summary>Our own reader under the kit that others check theirs with.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. Samples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Our_reader_takes_the_good_packs_and_finds_what_is_wrong_with_the_others(string name)
    {
        var sample = Samples.All.Single(s => s.Name == name);
        using var bytes = new MemoryStream(sample.Bytes);
        var check = await PackReader.Check(bytes, TestContext.Current.CancellationToken);
        if (sample.Code is null)
        {
            Assert.Empty(check.Problems);
        }
        else
        {
            Assert.Contains(sample.Code, check.Problems.Select(p => p.Code));
        }
    }

    public static TheoryData<string> Events => [.. WebhookSamples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_receiver_believes_the_good_events_and_finds_what_is_wrong_with_the_others(string name)
    {
        var (_, code, message) = WebhookSamples.All.Single(s => s.Name == name);
        Assert.Equal(code, WebhookVerifier.Check(message));
    }

    [Fact]
    public void The_folder_holds_the_events_that_the_program_writes()
    {
        var folder = Path.Combine(Repository.Root, "docs", "conformance", "webhooks");
        Assert.Equal(WebhookSamples.All.Select(s => s.Name).Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(WebhookSamples.All, s => Assert.Equal(WebhookSamples.Write(s.Message), File.ReadAllText(Path.Combine(folder, s.Name))));
        Assert.Equal(string.Concat(WebhookSamples.All.Select(s => $"{s.Name}\t{s.Code ?? "ok"}\n")), File.ReadAllText(Path.Combine(folder, "expected.tsv")));
    }

    [Fact]
    public void The_folder_holds_what_the_program_writes()
    {
        var folder = Path.Combine(Repository.Root, "docs", "conformance");
        Assert.Equal(Samples.All.Select(s => s.Name).Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.zip").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(Samples.All, s => Assert.Equal(PackFormat.Hash(s.Bytes), PackFormat.Hash(File.ReadAllBytes(Path.Combine(folder, s.Name)))));
        Assert.Equal(string.Concat(Samples.All.Select(s => $"{s.Name}\t{s.Code ?? "ok"}\n")), File.ReadAllText(Path.Combine(folder, "expected.tsv")));
    }
}
