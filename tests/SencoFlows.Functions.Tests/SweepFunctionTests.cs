using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SencoFlows.Cases;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Functions.Tests;

public sealed class SweepFunctionTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_on_which_all_is_well_mends_nothing()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        var report = await Sweep(hub);
        Assert.Equal((1, 1, 0, 0, 0), (report.Schools, report.Open, report.Started, report.Rung, report.Replaced));
        Assert.Equal(report, await SweepReport.Last(hub.Store, _ct));
    }

    [Fact]
    public async Task A_lost_task_hub_is_rebuilt_from_the_rows_and_no_case_notices()
    {
        await using var hub = await Hub.Start();
        for (var i = 0; i < 20; i++)
        {
            await hub.Tell($"b{i}", new Lit(), $"r{i}");
        }

        await hub.Mailed("lit", 20);
        await hub.NewEngine();
        Assert.Null(await hub.Client.GetInstanceAsync($"{Hub.Urn}-b7", _ct));
        hub.Clock.Advance(TimeSpan.FromDays(Beacon.Days + 2));

        Assert.Equal(20, (await Sweep(hub)).Started);
        await hub.Mailed("burnt-out", 20);
        for (var i = 0; i < 20; i++)
        {
            // What ends before the sweep does is old by the clock of the cases, and cleared away with the rest.
            await Hub.Until(async () => await hub.Client.GetInstanceAsync($"{Hub.Urn}-b{i}", _ct) is null or { RuntimeStatus: OrchestrationRuntimeStatus.Completed }, $"b{i} had ended");
        }

        Assert.Equal(40, hub.Post.Sent.Count);
        Assert.Equal(0, (await Sweep(hub)).Started);
    }

    [Fact]
    public async Task A_case_that_is_over_but_owes_a_mail_gets_its_loop_back()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        await hub.NewEngine();
        hub.Alarm.Use(new Deaf());
        await hub.Tell("b1", new PutOut(), "r2");
        hub.Alarm.Use(hub.Client);
        Assert.Equal(1, (await Sweep(hub)).Started);
        await hub.Mailed("put-out");
    }

    [Fact]
    public async Task A_case_that_the_engine_does_not_mend_keeps_no_other_waiting()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Tell("b2", new Lit(), "r2");
        await hub.Mailed("lit", 2);
        await hub.NewEngine();
        Assert.Equal(1, (await Sweep(hub, client: new Deaf(hub.Client, to: $"{Hub.Urn}-b1"))).Started);
        Assert.Null(await hub.Client.GetInstanceAsync($"{Hub.Urn}-b1", _ct));
        Assert.NotNull(await hub.Client.GetInstanceAsync($"{Hub.Urn}-b2", _ct));
        Assert.Equal(1, (await Sweep(hub)).Started);
    }

    [Fact]
    public async Task An_orchestration_that_says_nothing_for_two_days_is_replaced()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        hub.Clock.Advance(TimeSpan.FromHours(26));
        Assert.Equal(1, (await Sweep(hub)).Rung);
        hub.Clock.Advance(TimeSpan.FromHours(26));
        Assert.Equal(1, (await Sweep(hub)).Replaced);
        await Hub.Until(async () => (await hub.Instance("b1")).IsRunning, "the case had a running loop again");
    }

    internal static async Task<SweepReport> Sweep(Hub hub, ILogger<SweepFunction>? log = null, DurableTaskClient? client = null) =>
        await new SweepFunction(hub.Schools, hub.Store, new([], hub.Runner, hub.Store, hub.Schools), new(hub.Store, hub.Schools, hub.Runner, hub.Clock), new(hub.Store, hub.Schools, hub.Runner, hub.Clock), new(hub.Store, hub.Schools, new(hub.Store, hub.Clock), hub.Runner, hub.Clock), hub.Clock, log ?? NullLogger<SweepFunction>.Instance).Run(new(), client ?? hub.Client, _ct);
}
