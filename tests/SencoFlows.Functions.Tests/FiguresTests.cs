using SencoFlows.Cases;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Functions.Tests;

/// <summary>What a case asks of the engine and of the store, exactly. These numbers are in docs/measurements-azure.md.</summary>
public sealed class FiguresTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_with_one_mail_is_one_wake_which_performs_it()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await Asleep(hub);
        hub.Ran.Clear();
        await hub.Tell("b1", new Fed(), "r2");
        await hub.Mailed("fed");
        await Asleep(hub);
        Assert.Equal([nameof(CaseActivities.WakeCase)], hub.Ran);
    }

    [Fact]
    public async Task An_idle_day_of_a_case_is_one_wake_which_is_two_requests_and_writes_nothing()
    {
        await using var hub = await Hub.Start();
        await hub.Tell("b1", new Lit(), "r1");
        await hub.Mailed("lit");
        await Asleep(hub);
        hub.Ran.Clear();
        var (requests, saves) = (hub.Rows.Requests, hub.Rows.Saves);
        await hub.Alarm.Ring(new CaseId(Hub.Urn, "b1"), _ct);
        await Hub.Until(() => Task.FromResult(!hub.Ran.IsEmpty), "the case was woken");
        await Asleep(hub);
        Assert.Equal([nameof(CaseActivities.WakeCase)], hub.Ran);
        Assert.Equal((2, 0), (hub.Rows.Requests - requests, hub.Rows.Saves - saves));
    }

    /// <summary>Nothing is left to perform, and no activity has begun for a while.</summary>
    private static async Task Asleep(Hub hub)
    {
        for (var (quiet, seen) = (0, -1); quiet < 10; (quiet, seen) = (hub.Ran.Count == seen ? quiet + 1 : 0, hub.Ran.Count))
        {
            await Task.Delay(50, _ct);
        }
    }
}
