using System.Collections.Concurrent;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>
/// Rows in SQLite and documents in files, under one folder on this machine's own disk. Acknowledged means on disk.
/// Each school has a folder with one database: that is the wall between schools, and what is backed up or deleted as one.
/// </summary>
public sealed class SqliteStore : IStore, IDisposable
{
    private readonly string _folder;
    private readonly FileStream _inUse;
    private readonly Incoming _incoming;
    private readonly ConcurrentDictionary<string, SqliteRows> _places = new(StringComparer.Ordinal);

    /// <exception cref="DataFolderInUseException">Another store, in this process or another, works with the folder.</exception>
    public SqliteStore(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Disk.CreateFolder(_folder);
        _inUse = Claim(_folder);
        _incoming = new Incoming(Path.Combine(_folder, "incoming"));
    }

    public IRows Directory => Place("directory");

    public IDocuments DirectoryDocuments => Papers("directory");

    public IRows Rows(string urn) => Place(Limits.CheckUrn(urn));

    public IDocuments Documents(string urn) => Papers(Limits.CheckUrn(urn));

    public void Dispose()
    {
        foreach (var place in _places.Values)
        {
            place.Dispose();
        }

        _inUse.Dispose();
    }

    private SqliteRows Place(string name) => _places.GetOrAdd(name, n => new(Path.Combine(_folder, n)));

    private FileDocuments Papers(string name) => new(Path.Combine(_folder, name, "documents"), _incoming);

    private static FileStream Claim(string folder)
    {
        try
        {
            // The system gives the file free when the process ends, however it ends.
            return new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataFolderInUseException(folder, e);
        }
    }
}

public sealed class DataFolderInUseException(string folder, Exception inner) : Exception($"SencoFlows is already running on the data folder {folder}", inner)
{
    public string Folder { get; } = folder;
}
