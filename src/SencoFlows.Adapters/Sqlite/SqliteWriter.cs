using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>The one connection that writes.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteVersion;

    public SqliteWriter(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        using (var setUp = _connection.CreateCommand())
        {
            // FULL: a commit returns when it is on disk. Ordering of ASCII keys by bytes is the ordinal order.
            setUp.CommandText = """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                CREATE TABLE IF NOT EXISTS rows (key TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, version INTEGER NOT NULL);
                """;
            setUp.ExecuteNonQuery();
        }

        _add = _connection.Prepared("INSERT INTO rows (key, body, version) VALUES ($key, $body, $version) ON CONFLICT DO NOTHING", "$key", "$body", "$version");
        _replace = _connection.Prepared("UPDATE rows SET body = $body, version = $version WHERE key = $key AND version = $was", "$key", "$body", "$version", "$was");
        _put = _connection.Prepared("INSERT INTO rows (key, body, version) VALUES ($key, $body, $version) ON CONFLICT DO UPDATE SET body = excluded.body, version = excluded.version", "$key", "$body", "$version");
        _delete = _connection.Prepared("DELETE FROM rows WHERE key = $key", "$key");
        _deleteVersion = _connection.Prepared("DELETE FROM rows WHERE key = $key AND version = $was", "$key", "$was");
    }

    public IReadOnlyList<string> Save(IReadOnlyList<Change> changes)
    {
        // Drawn, not counted: a row that is deleted and added again never has a version that somebody may still hold.
        var version = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var change in changes)
        {
            if (!Make(change, version, transaction))
            {
                throw new ConflictException(change.Key); // Leaving the transaction takes everything back.
            }
        }

        transaction.Commit();
        var text = version.ToString("x16", CultureInfo.InvariantCulture);
        return [.. changes.Select(change => change is Change.Delete ? "" : text)];
    }

    public void Dispose()
    {
        _add.Dispose();
        _replace.Dispose();
        _put.Dispose();
        _delete.Dispose();
        _deleteVersion.Dispose();
        _connection.Dispose();
    }

    private bool Make(Change change, long version, SqliteTransaction within) => change switch
    {
        Change.Add add => _add.Run(within, add.Key, add.Body, version) == 1,
        Change.Replace replace => Parse(replace.Version) is { } was && _replace.Run(within, replace.Key, replace.Body, version, was) == 1,
        Change.Put put => _put.Run(within, put.Key, put.Body, version) == 1,
        Change.Delete { Version: { } text } delete => Parse(text) is { } was && _deleteVersion.Run(within, delete.Key, was) == 1,
        Change.Delete delete => _delete.Run(within, delete.Key) >= 0,
        _ => throw new UnreachableException(),
    };

    private static long? Parse(string version) =>
        long.TryParse(version, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal static class SqliteCommands
{
    /// <summary>A command that SQLite parses once, with values set by position.</summary>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    public static int Run(this SqliteCommand command, SqliteTransaction within, params ReadOnlySpan<object> values)
    {
        command.Transaction = within;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQuery();
    }
}
