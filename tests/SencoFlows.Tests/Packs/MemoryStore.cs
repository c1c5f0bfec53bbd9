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

    public int Kept(string urn) => _documents.TryGetValue(urn, out var documents) ? documents.Count : 0;

    private sealed class MemoryDocuments : IDocuments
    {
        private readonly ConcurrentDictionary<string, byte[]> _all = new(StringComparer.Ordinal);

        public MemoryDocuments Copy()
        {
            var copy = new MemoryDocuments();
            foreach (var (name, bytes) in _all)
            {
                copy._all[name] = bytes;
            }

            return copy;
        }

        public int Count => _all.Count;

        public async Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct)
        {
            DocumentName.CheckHolder(holder);
            ct.ThrowIfCancellationRequested();
            using var all = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (await content.ReadAsync(buffer, ct) is > 0 and var read)
            {
                all.Write(buffer, 0, read);
                if (all.Length > most)
                {
                    throw new DocumentTooLargeException(most);
                }
            }

            var bytes = all.ToArray();
            var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var name = DocumentName.Of(holder, sha);
            _all[name] = bytes;
            return new(name, sha, bytes.Length);
        }

        public Task<Stream?> Open(string name, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            return Task.FromResult<Stream?>(_all.TryGetValue(name, out var bytes) ? new MemoryStream(bytes, writable: false) : null);
        }

        public Task Delete(string name, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            _all.TryRemove(name, out _);
            return Task.CompletedTask;
        }

        public Task RemoveAll(CancellationToken ct)
        {
            _all.Clear();
            return Task.CompletedTask;
        }
    }
}
