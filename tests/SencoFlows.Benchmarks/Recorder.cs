using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>Keeps what is saved at schools, so that it can be done again without the work around it.</summary>
internal sealed class Recorder(IStore store) : IStore
{
    public List<IReadOnlyList<Change>> Saves { get; } = [];

    public IRows Directory => store.Directory;

    public IDocuments DirectoryDocuments => store.DirectoryDocuments;

    public IRows Rows(string urn) => new Recorded(store.Rows(urn), Saves);

    public IDocuments Documents(string urn) => store.Documents(urn);

    private sealed class Recorded(IRows rows, List<IReadOnlyList<Change>> saves) : IRows
    {
        public Task<Row?> Read(string key, CancellationToken ct) => rows.Read(key, ct);

        public IAsyncEnumerable<Row> Range(string from, string to, CancellationToken ct) => rows.Range(from, to, ct);

        public Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct)
        {
            saves.Add(changes);
            return rows.Save(changes, ct);
        }

        public Task RemoveAll(CancellationToken ct) => rows.RemoveAll(ct);
    }
}
