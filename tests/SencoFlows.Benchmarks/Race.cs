using System.Diagnostics;

namespace SencoFlows.Benchmarks;

/// <summary>
/// Two kinds of work against each other in one run: short turns, again and again, so that a machine which is busy with something else
/// slows both alike.
/// </summary>
internal static class Race
{
    private const int _rounds = 40;
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(250);

    /// <param name="first">Does one thing for worker n.</param>
    /// <param name="second">Does one thing for worker n.</param>
    /// <param name="workers">How many work at once.</param>
    /// <returns>Things per second of each, and the median over the rounds of the first's rate as a part of the second's.</returns>
    public static async Task<(double First, double Second, double Ratio)> Run(Func<int, Task> first, Func<int, Task> second, int workers)
    {
        await Rate(first, workers);
        await Rate(second, workers);
        List<(double First, double Second)> rounds = [];
        for (var i = 0; i < _rounds; i++)
        {
            if (i % 2 == 0)
            {
                var a = await Rate(first, workers);
                rounds.Add((a, await Rate(second, workers)));
            }
            else
            {
                var b = await Rate(second, workers);
                rounds.Add((await Rate(first, workers), b));
            }
        }

        return (rounds.Average(r => r.First), rounds.Average(r => r.Second), Median([.. rounds.Select(r => r.First / r.Second)]));
    }

    private static async Task<double> Rate(Func<int, Task> work, int workers)
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(n => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < _turn; count++)
            {
                await work(n);
            }

            return count;
        })));
        return done.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
