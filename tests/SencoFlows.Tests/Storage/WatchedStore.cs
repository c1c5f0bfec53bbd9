using System.Runtime.CompilerServices;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>One call of a store: "save", what it is about, and where ("100001" or "directory").</summary>
internal sealed record StoreCall(string Kind, string Place, string About)
{
    /// <summary>Given by the watcher in <see cref="WatchedStore.Before"/>.</summary>
    public int Number { get; set; }

    public override string ToString() => $"{Kind} {Place} {About}";
}

/// <summary>A real store with somebody watching every call, of rows and of documents.</summary>
internal abstract class WatchedStore(IStore store) : IStore
{
    public IRows Directory => new WatchedRows(this, "directory", store.Directory);

    public IDocuments DirectoryDocuments => new WatchedDocuments(this, "directory", store.DirectoryDocuments);

    public IRows Rows(string urn) => new WatchedRows(this, urn, store.Rows(urn));

    public IDocuments Documents(string urn) => new WatchedDocuments(this, urn, store.Documents(urn));

    protected abstract void Before(StoreCall call);

    /// <param name="call">The call that was made.</param>
    /// <param name="rows">How many rows it gave.</param>
    protected abstract void After(StoreCall call, int rows);

    private async Task<T> Watch<T>(string kind, string place, string about, Func<Task<T>> call)
    {
        var watched = new StoreCall(kind, place, about);
        Before(watched);
        var result = await call();
        After(watched, 1);
        return result;
    }

    private async Task Watch(string kind, string place, string about, Func<Task> call) =>
        await Watch(kind, place, about, async () =>
        {
            await call();
            return true;
        });

    private sealed class WatchedRows(WatchedStore watcher, string place, IRows rows) : IRows
    {
        public Task<Row?> Read(string key, CancellationToken ct) => watcher.Watch("read", place, key, () => rows.Read(key, ct));

        public async IAsyncEnumerable<Row> Range(string from, string to, [EnumeratorCancellation] CancellationToken ct)
        {
            var call = new StoreCall("range", place, $"{from} to {to}");
            watcher.Before(call);
            var given = 0;
            try
            {
                await foreach (var row in rows.Range(from, to, ct))
                {
                    given++;
                    yield return row;
                }
            }
            finally
            {
                watcher.After(call, given);
            }
        }

        public Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct) =>
            watcher.Watch("save", place, string.Join(' ', changes.Select(c => $"{c.GetType().Name.ToLowerInvariant()}:{c.Key}")), () => rows.Save(changes, ct));

        public Task RemoveAll(CancellationToken ct) => watcher.Watch("remove", place, "rows", () => rows.RemoveAll(ct));
    }

    private sealed class WatchedDocuments(WatchedStore watcher, string place, IDocuments documents) : IDocuments
    {
        public Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct) => watcher.Watch("put", place, "document", () => documents.Put(holder, content, most, ct));

        public Task<Stream?> Open(string name, CancellationToken ct) => watcher.Watch("open", place, name, () => documents.Open(name, ct));

        public Task Delete(string name, CancellationToken ct) => watcher.Watch("delete", place, name, () => documents.Delete(name, ct));

        public Task RemoveAll(CancellationToken ct) => watcher.Watch("remove", place, "documents", () => documents.RemoveAll(ct));
    }
}
