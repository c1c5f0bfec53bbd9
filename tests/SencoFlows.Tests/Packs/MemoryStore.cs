using System.Collections.Concurrent;
using System.Security.Cryptography;
using SencoFlows.Storage;
using SencoFlows.Tests.Record;

namespace SencoFlows.Tests.Packs;

/// <summary>A store that lives as long as its test.</summary>
internal sealed class MemoryStore : IStore
{
    private readonly ConcurrentDictionary<string, MemoryRows> _rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MemoryDocuments> _documents = new(StringComparer.Ordinal);

    public IRows Directory => Rows("directory");

    public IDocuments DirectoryDocuments => Documents("directory");

    public IRows Rows(string urn) => _rows.GetOrAdd(urn, _ => new());

    public IDocuments Documents(string urn) => _documents.GetOrAdd(urn, _ => new());

    /// <summary>A store of its own that begins with what is in this one.</summary>
    public MemoryStore Copy()
    {
        var copy = new MemoryStore();
        foreach (var (urn, rows) in _rows)
        {
            copy._rows[urn] = rows.Copy();
        }

        foreach (var (urn, documents) in _documents)
        {
            copy._documents[urn] = documents.Copy();
        }

        return copy;
    }

    private sealed class MemoryDocuments : IDocuments
    {
        private readonly ConcurrentDictionary<string, byte[]> _all = new(StringComparer.Ordinal);

        public MemoryDocuments Copy()
        {
            var copy = new MemoryDocuments();
            foreach (var (sha, bytes) in _all)
            {
                copy._all[sha] = bytes;
            }

            return copy;
        }

        public async Task<StoredDocument> Put(Stream content, long most, CancellationToken ct)
        {
            using var all = new MemoryStream();
            await content.CopyToAsync(all, ct);
            if (all.Length > most)
            {
                throw new DocumentTooLargeException(most);
            }

            var bytes = all.ToArray();
            var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
            _all[sha] = bytes;
            return new(sha, bytes.Length);
        }

        public Task<Stream?> Open(string sha256, CancellationToken ct) => Task.FromResult<Stream?>(_all.TryGetValue(sha256, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

        public Task Delete(string sha256, CancellationToken ct)
        {
            _all.TryRemove(sha256, out _);
            return Task.CompletedTask;
        }

        public Task RemoveAll(CancellationToken ct)
        {
            _all.Clear();
            return Task.CompletedTask;
        }
    }
}
