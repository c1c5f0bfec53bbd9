using System.Collections.Concurrent;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>What was asked of a store. A list costs a page for each 1,000 rows, and at least one.</summary>
internal sealed record Requests(int Reads = 0, int Pages = 0, int Saves = 0, int Documents = 0)
{
    public int Total => Reads + Pages + Saves + Documents;

    public static Requests operator +(Requests a, Requests b) => new(a.Reads + b.Reads, a.Pages + b.Pages, a.Saves + b.Saves, a.Documents + b.Documents);

    public static Requests operator -(Requests now, Requests before) =>
        new(now.Reads - before.Reads, now.Pages - before.Pages, now.Saves - before.Saves, now.Documents - before.Documents);
}

/// <summary>Counts what is asked of a real store: <c>Assert.Equal(new Requests(Reads: 1, Saves: 1), await store.During(() => runner.Tell(...)))</c>.</summary>
internal sealed class CountingStore(IStore store) : WatchedStore(store)
{
    private readonly ConcurrentQueue<StoreCall> _calls = [];
    private int _pages;

    public Requests Requests => new(Count("read"), Volatile.Read(ref _pages), Count("save"), Count("put") + Count("open") + Count("delete"));

    /// <summary>Every call in order, for messages of failed tests.</summary>
    public IReadOnlyList<string> Calls => [.. _calls.Select(c => c.ToString())];

    public async Task<Requests> During(Func<Task> work)
    {
        var before = Requests;
        await work();
        return Requests - before;
    }

    protected override void Before(StoreCall call) => _calls.Enqueue(call);

    protected override void After(StoreCall call, int rows)
    {
        if (call.Kind == "range")
        {
            Interlocked.Add(ref _pages, Math.Max(1, (rows + Limits.RowsOfAPage - 1) / Limits.RowsOfAPage));
        }
    }

    private int Count(string kind) => _calls.Count(c => c.Kind == kind);
}
