using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>What one delivered record costs from the first click to the destroyed copy. The figures stand in docs/measurements-azure.md.</summary>
public sealed class DeliveredRecordTests
{
    [Fact]
    public async Task A_delivered_record_costs_this_much()
    {
        CountingStore? store = null;
        var life = await Life.Begin(watch: kept => store = new CountingStore(kept));
        var cost = await store!.During(life.Run);

        Assert.Equal(new Requests(Reads: 46, Pages: 20, Saves: 37, Documents: 2), cost);
        Assert.Equal((6, 9), (life.Mail.Calls, (await life.Now()).Length));
    }
}
