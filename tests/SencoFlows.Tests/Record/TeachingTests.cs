using SencoFlows.Record;

namespace SencoFlows.Tests.Record;

public class TeachingTests
{
    [Fact]
    public async Task A_whole_staff_can_teach_one_pupil_and_stop()
    {
        var (teaching, ct) = (new Teaching(new MemoryRows()), TestContext.Current.CancellationToken);
        var staff = Enumerable.Range(0, 120).Select(i => $"t{i}").ToHashSet(StringComparer.Ordinal);
        await teaching.Set("p1", staff, ct);
        Assert.Equal(staff.Order(StringComparer.Ordinal), (await teaching.Of("p1", ct)).Order(StringComparer.Ordinal));
        Assert.Equal(["p1"], await teaching.By("t77", ct));
        await teaching.Set("p1", new HashSet<string>(), ct);
        Assert.Empty(await teaching.Of("p1", ct));
        Assert.Empty(await teaching.By("t77", ct));
    }
}
