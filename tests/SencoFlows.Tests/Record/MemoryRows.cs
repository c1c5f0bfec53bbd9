using System.Globalization;
using System.Runtime.CompilerServices;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Record;

/// <summary>Rows that count their requests and run a piece of code before the n-th save: for tests of what happens in between.</summary>
internal sealed class MemoryRows : IRows
{
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _version;

    /// <summary>Rows of their own with what stands here now.</summary>
    public MemoryRows Copy()
    {
        var copy = new MemoryRows();
        lock (_lock)
        {
            foreach (var (key, row) in _rows)
            {
                copy._rows.Add(key, row);
                copy._keys.Add(key);
            }

            copy._version = _version;
        }

        return copy;
    }

    public int Requests { get; private set; }

    public int Saves { get; private set; }

    /// <summary>Called with the number of the save, from 1, before it is made.</summary>
    public Func<int, Task>? Before { get; set; }

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock)
            {
                return [.. _keys];
            }
        }
    }

    public Task<Row?> Read(string key, CancellationToken ct)
    {
        lock (_lock)
        {
            Requests++;
            return Task.FromResult(_rows.GetValueOrDefault(key));
        }
    }

    public async IAsyncEnumerable<Row> Range(string from, string to, [EnumeratorCancellation] CancellationToken ct)
    {
        List<Row> found;
        lock (_lock)
        {
            found = [.. _keys.GetViewBetween(from, to).Where(k => k != to).Select(k => _rows[k])];
            Requests += Math.Max(1, (found.Count + 999) / 1000);
        }

        await Task.Yield();
        foreach (var row in found)
        {
            yield return row;
        }
    }

    public async Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        int n;
        lock (_lock)
        {
            Requests++;
            n = ++Saves;
        }

        if (Before is { } before)
        {
            await before(n);
        }

        Limits.Check(changes);
        lock (_lock)
        {
            foreach (var change in changes)
            {
                var stored = _rows.GetValueOrDefault(change.Key)?.Version;
                if (change switch
                {
                    Change.Add => stored is not null,
                    Change.Replace r => stored != r.Version,
                    Change.Delete { Version: { } v } => stored != v,
                    _ => false,
                })
                {
                    throw new ConflictException(change.Key);
                }
            }

            return [.. changes.Select(Apply)];
        }
    }

    public Task RemoveAll(CancellationToken ct)
    {
        lock (_lock)
        {
            _rows.Clear();
            _keys.Clear();
        }

        return Task.CompletedTask;
    }

    private string Apply(Change change)
    {
        var version = (++_version).ToString(CultureInfo.InvariantCulture);
        var body = change switch { Change.Add a => a.Body, Change.Replace r => r.Body, Change.Put p => p.Body, _ => null };
        if (body is null)
        {
            _rows.Remove(change.Key);
            _keys.Remove(change.Key);
            return "";
        }

        _rows[change.Key] = new(change.Key, body, version);
        _keys.Add(change.Key);
        return version;
    }
}
