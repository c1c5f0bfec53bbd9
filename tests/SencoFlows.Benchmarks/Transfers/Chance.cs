namespace SencoFlows.Benchmarks.Transfers;

/// <summary>Chance from a seed (splitmix64): the same on every machine and with every version of .NET.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public bool Of(double probability) => Next() / (double)ulong.MaxValue < probability;

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    public T One<T>(IReadOnlyList<T> of) => of[Between(0, of.Count - 1)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
