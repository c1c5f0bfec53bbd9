using System.Globalization;
using Microsoft.Data.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>Rows in the order of their keys.</summary>
internal sealed record Page(IReadOnlyList<Row> Rows, bool IsLast);

/// <summary>A connection that reads. Used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    // A page ends early when its rows are large, as it does in Azure.
    private const long _charactersOfAPage = 2 * 1024 * 1024;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _from;
    private readonly SqliteCommand _after;

    public SqliteReader(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        _one = _connection.Prepared("SELECT key, body, version FROM rows WHERE key = $key", "$key");
        _from = _connection.Prepared($"SELECT key, body, version FROM rows WHERE key >= $start AND key < $to ORDER BY key LIMIT {Limits.RowsOfAPage}", "$start", "$to");
        _after = _connection.Prepared($"SELECT key, body, version FROM rows WHERE key > $start AND key < $to ORDER BY key LIMIT {Limits.RowsOfAPage}", "$start", "$to");
    }

    public Row? Read(string key)
    {
        _one.Parameters[0].Value = key;
        using var found = _one.ExecuteReader();
        return found.Read() ? Current(found) : null;
    }

    public Page Page(string start, bool inclusive, string to)
    {
        var command = inclusive ? _from : _after;
        command.Parameters[0].Value = start;
        command.Parameters[1].Value = to;
        using var found = command.ExecuteReader();
        List<Row> rows = [];
        for (var characters = 0L; found.Read(); characters += rows[^1].Body.Length)
        {
            if (characters >= _charactersOfAPage)
            {
                return new(rows, IsLast: false);
            }

            rows.Add(Current(found));
        }

        return new(rows, rows.Count < Limits.RowsOfAPage);
    }

    public void Dispose()
    {
        _one.Dispose();
        _from.Dispose();
        _after.Dispose();
        _connection.Dispose();
    }

    private static Row Current(SqliteDataReader at) => new(at.GetString(0), at.GetString(1), at.GetInt64(2).ToString("x16", CultureInfo.InvariantCulture));
}
