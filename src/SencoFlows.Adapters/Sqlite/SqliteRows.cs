using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>
/// One school's database. One save at a time, beside any number of reads: SQLite allows no more, and its busy errors never show.
/// SQLite works on the thread that calls it, so its calls are made on another than the caller's.
/// </summary>
internal sealed class SqliteRows(string folder) : IRows, IDisposable
{
    private readonly string _file = Path.Combine(folder, "rows.db");
    private readonly SemaphoreSlim _turn = new(1);

    // Held shared by whoever works with the files, alone by whoever creates or removes them: a database that is removed
    // while a connection is open can damage the next one of the same name.
    private readonly ReaderWriterLockSlim _files = new();
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private SqliteWriter? _writer;

    public Task<Row?> Read(string key, CancellationToken ct)
    {
        Limits.CheckKey(key);
        return Task.Run(() => Reading(reader => reader.Read(key), whenEmpty: null), ct);
    }

    public async IAsyncEnumerable<Row> Range(string from, string to, [EnumeratorCancellation] CancellationToken ct)
    {
        var (after, inclusive) = (from, true);
        while (true)
        {
            var start = (after, inclusive);
            var page = await Task.Run(() => Reading(reader => reader.Page(start.after, start.inclusive, to), new Page([], IsLast: true)), ct);
            foreach (var row in page.Rows)
            {
                ct.ThrowIfCancellationRequested();
                yield return row;
            }

            if (page.IsLast)
            {
                yield break;
            }

            (after, inclusive) = (page.Rows[^1].Key, false);
        }
    }

    public async Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        Limits.Check(changes);
        await _turn.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Write(changes), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task RemoveAll(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        _files.EnterWriteLock();
        try
        {
            Close();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
                Disk.FlushNames(Path.GetDirectoryName(folder)!);
            }
        }
        finally
        {
            _files.ExitWriteLock();
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _files.EnterWriteLock();
        Close();
        _files.ExitWriteLock();
        _files.Dispose();
        _turn.Dispose();
    }

    private IReadOnlyList<string> Write(IReadOnlyList<Change> changes)
    {
        Exists(create: true);
        _files.EnterReadLock();
        try
        {
            return _writer!.Save(changes);
        }
        finally
        {
            _files.ExitReadLock();
        }
    }

    private T Reading<T>(Func<SqliteReader, T> work, T whenEmpty)
    {
        if (!Exists(create: false))
        {
            return whenEmpty;
        }

        _files.EnterReadLock();
        try
        {
            if (_writer is null)
            {
                return whenEmpty; // Removed a moment ago.
            }

            var reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(_file);
            try
            {
                return work(reader);
            }
            finally
            {
                _idle.Add(reader);
            }
        }
        finally
        {
            _files.ExitReadLock();
        }
    }

    /// <summary>Opens the database. Reading never creates one, so that asking for a school that is not here leaves nothing behind.</summary>
    private bool Exists(bool create)
    {
        if (Volatile.Read(ref _writer) is not null)
        {
            return true;
        }

        if (!create && !File.Exists(_file))
        {
            return false;
        }

        _files.EnterWriteLock();
        try
        {
            if (_writer is null && (create || File.Exists(_file)))
            {
                Disk.CreateFolder(folder);
                _writer = new SqliteWriter(_file);
            }

            return _writer is not null;
        }
        finally
        {
            _files.ExitWriteLock();
        }
    }

    private void Close()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer?.Dispose();
        _writer = null;
    }
}
