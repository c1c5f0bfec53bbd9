namespace SencoFlows.Web.Access;

/// <summary>At most so many of a kind in any stretch of time, in memory: each machine counts for itself, and a new one begins at nothing.</summary>
/// <param name="most">In one window.</param>
/// <param name="mostKeys">Beyond them whoever was counted first is forgotten, so that nobody fills the memory with made-up ones.</param>
internal sealed class SlidingLimit(int most, TimeSpan window, int mostKeys, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _times = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public int Keys => _times.Count;

    /// <summary>Counts one more. Null when there was room, else how long until there is: what is refused is not counted.</summary>
    public TimeSpan? Wait(string key)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!_times.TryGetValue(key, out var times))
            {
                if (_times.Count >= mostKeys)
                {
                    _times.Remove(_order.Dequeue());
                }

                _times[key] = times = new();
                _order.Enqueue(key);
            }

            while (times.TryPeek(out var first) && now - first >= window)
            {
                times.Dequeue();
            }

            if (times.Count >= most)
            {
                return times.Peek() + window - now;
            }

            times.Enqueue(now);
            return null;
        }
    }
}
