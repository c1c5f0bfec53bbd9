namespace SencoFlows.Local;

/// <summary>Work that goes on beside a loop: in each lane one thing after another, in the order in which it came, and the lanes beside each other.</summary>
internal sealed class Lanes
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _inHand = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <param name="lane">Nothing in it waits for what is in another.</param>
    /// <param name="name">Of the work: what waits or goes on already is not taken twice.</param>
    /// <param name="work">Catches what it throws.</param>
    public void Add(string lane, string name, Func<Task> work)
    {
        lock (_lock)
        {
            if (_inHand.Add(name))
            {
                _last[lane] = After(_last.GetValueOrDefault(lane, Task.CompletedTask), name, work);
            }
        }
    }

    private async Task After(Task before, string name, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            await work();
        }
        finally
        {
            lock (_lock)
            {
                _inHand.Remove(name);
            }
        }
    }
}
