using SencoFlows.Benchmarks.Transfers;

namespace SencoFlows.Tests.Simulation;

/// <summary>The small version of the program `transfers` of the benchmarks: the same people, the same faults, fewer schools.</summary>
public sealed class YearOfTransfersTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40, 3, true)]
    [InlineData(12, 4, false)]
    public async Task In_a_year_of_transfers_none_is_lost_or_filed_twice_and_somebody_always_knows(int transfers, ulong seed, bool heeds)
    {
        var found = await Year.Of(transfers, schools: 6, seed, heeds, _ct);

        Assert.Empty(found.Silent);
        Assert.Empty(found.Stuck);
        Assert.Empty(found.Lost);
        Assert.Empty(found.FiledTwice);
        Assert.Empty(found.KnewLate);
        Assert.Empty(found.BrokenHistories);
        Assert.Equal(transfers, found.Started);
        Assert.NotEqual(0, found.Looks);
        Assert.Equal(0, found.StillOpen);
        Assert.Equal(found.Due, found.InTime + found.Late.Values.Sum());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_year()
    {
        var (one, other) = (await Year.Of(3, 3, seed: 5, heeds: true, _ct), await Year.Of(3, 3, seed: 5, heeds: true, _ct));

        Assert.Equal((one.Steps, one.Mails, one.InTime), (other.Steps, other.Mails, other.InTime));
    }
}
