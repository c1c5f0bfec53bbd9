using System.Text.Json;
using Microsoft.DurableTask.Client;
using SencoFlows.Cases;
using SencoFlows.Record.Systems;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Functions.Tests;

public sealed class CaseOrchestratorTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_lives_under_the_durable_engine_from_its_first_click_to_its_end()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        Assert.True((await hub.Instance("b1")).IsRunning);

        await hub.Tell("b1", new PutOut(), "r2");
        await hub.Mailed("put-out");
        var done = await hub.Client.WaitForInstanceCompletionAsync($"{Hub.Urn}-b1", _ct);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(["lit", "put-out"], hub.Post.Sent);
    }

    [Fact]
    public async Task A_date_that_passed_lapses_at_the_next_wake()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        hub.Clock.Advance(TimeSpan.FromDays(Beacon.Days + 2));
        await hub.Alarm.Ring(new CaseId(Hub.Urn, "b1"), _ct);
        await hub.Mailed("burnt-out");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.Client.WaitForInstanceCompletionAsync($"{Hub.Urn}-b1", _ct)).RuntimeStatus);
    }

    [Fact]
    public async Task The_custom_status_says_process_stage_and_next_look_and_nothing_about_anybody()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await Hub.Until(async () => (await hub.Instance("b1")).SerializedCustomStatus is not null, "there was a custom status");
        using var status = JsonDocument.Parse((await hub.Instance("b1")).SerializedCustomStatus!);
        Assert.Equal(["process", "stage", "next"], status.RootElement.EnumerateObject().Select(p => p.Name.ToLowerInvariant()));
        Assert.Equal("beacon", status.RootElement.EnumerateObject().First().Value.GetString());
    }

    [Fact]
    public async Task Bursts_of_clicks_lose_no_mail_and_double_none()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r0");
        for (var burst = 0; burst < 10; burst++)
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => hub.Tell("b1", new Fed(), $"r{burst}-{i}")));
        }

        await hub.Mailed("fed", 50);
        await hub.Tell("b1", new PutOut(), "end");
        await hub.Client.WaitForInstanceCompletionAsync($"{Hub.Urn}-b1", _ct);
        Assert.Equal(50, hub.Post.Sent.Count(s => s == "fed"));
        Assert.Equal(52, hub.Post.Sent.Count);
        Assert.DoesNotContain(hub.Rows.Keys, k => k.StartsWith("todo|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_that_is_over_keeps_its_loop_until_another_system_has_taken_the_news()
    {
        await using var hub = await Hub.Start();
        var systems = new SystemClients(hub.Rows);
        await systems.Create("ship", "A ship", "s1", approved: true, hub.Clock.GetUtcNow(), _ct);
        await systems.Change("ship", _ => new Webhook("https://ship.example/", "", "s1", hub.Clock.GetUtcNow(), "r"), _ct);
        hub.Ship.Status = 503;
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Tell("b1", new Seen(), "r2");
        await Hub.Until(() => Task.FromResult(hub.Ship.Ids.Count == 1), "the ship was called");
        await Hub.Until(async () => (await hub.Instance("b1")).SerializedCustomStatus?.Contains("Out", StringComparison.Ordinal) is true, "the loop went to sleep");
        Assert.True((await hub.Instance("b1")).IsRunning);

        hub.Ship.Status = 204;
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await hub.Alarm.Ring(new CaseId(Hub.Urn, "b1"), _ct);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.Client.WaitForInstanceCompletionAsync($"{Hub.Urn}-b1", _ct)).RuntimeStatus);
        Assert.Equal((2, 1), (hub.Ship.Ids.Count, hub.Ship.Ids.Distinct().Count()));
    }

    [Fact]
    public async Task A_case_whose_school_has_gone_ends_its_loop()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        await hub.Rows.RemoveAll(_ct);
        await hub.Alarm.Ring(new CaseId(Hub.Urn, "b1"), _ct);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.Client.WaitForInstanceCompletionAsync($"{Hub.Urn}-b1", _ct)).RuntimeStatus);
    }
}
