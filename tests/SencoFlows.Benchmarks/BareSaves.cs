using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>The transactions of steps without the steps: the same kinds of change with bodies of the same size, and nothing read or decided.</summary>
internal sealed class BareSaves(IRows rows, IReadOnlyList<IReadOnlyList<Change>> like)
{
    private readonly Worker[] _workers = [.. Enumerable.Range(0, 64).Select(n => new Worker(n))];

    public async Task Save(int worker)
    {
        var me = _workers[worker];
        var changes = me.Next(like[me.Saves % like.Count]);
        me.Saved(changes, await rows.Save(changes, default));
    }

    /// <summary>Has one row that it replaces and one entry of an index that it moves, as a case has.</summary>
    private sealed class Worker(int number)
    {
        private readonly string _case = $"case|{number}";
        private string? _version;
        private string? _index;

        public int Saves { get; private set; }

        public List<Change> Next(IReadOnlyList<Change> like)
        {
            var moves = _index is null || like.Any(c => c is Change.Delete);
            List<Change> changes = [];
            foreach (var (i, change) in like.Index())
            {
                var fresh = $"{change.Key.Split('|')[0]}|{number}|{Saves:D7}-{i}";
                changes.AddRange(change switch
                {
                    Change.Replace c => [_version is null ? new Change.Add(_case, c.Body) : new Change.Replace(_case, c.Body, _version)],
                    Change.Add c => [new Change.Add(fresh, c.Body)],
                    Change.Put c => [new Change.Put(moves ? fresh : _index!, c.Body)],
                    _ => _index is null ? [] : (Change[])[new Change.Delete(_index)],
                });
            }

            return changes;
        }

        public void Saved(List<Change> changes, IReadOnlyList<string> versions)
        {
            Saves++;
            _version = versions[changes.FindIndex(c => c.Key == _case)];
            _index = changes.Find(c => c is Change.Put)?.Key ?? _index;
        }
    }
}
