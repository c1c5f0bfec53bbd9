namespace SencoFlows.Storage;

/// <summary>One stored thing: a key, its JSON, and the version that a later change must name.</summary>
/// <param name="Key">Made of opaque ids only: telemetry prints keys.</param>
/// <param name="Body">JSON, at most 900 KiB at two bytes a character.</param>
public sealed record Row(string Key, string Body, string Version);

/// <summary>One part of an atomic save.</summary>
public abstract record Change(string Key)
{
    /// <summary>Fails when the key is taken.</summary>
    public sealed record Add(string Key, string Body) : Change(Key);

    /// <summary>Fails when the row is gone or has moved on from <paramref name="Version"/>.</summary>
    public sealed record Replace(string Key, string Body, string Version) : Change(Key);

    /// <summary>Writes whatever was there before. Only for rows that nobody edits: indexes.</summary>
    public sealed record Put(string Key, string Body) : Change(Key);

    /// <summary>Fails when the row has moved on from <paramref name="Version"/>; with none, removes whatever is there.</summary>
    /// <remarks>Without a version a missing row is no failure, but in Azure it costs one more request: only delete rows that should be there.</remarks>
    public sealed record Delete(string Key, string? Version = null) : Change(Key);
}

/// <summary>
/// The rows of one school, with the promises of one partition of Azure Tables and no more.
/// Another school's rows cannot be named here: that is the wall between tenants.
/// </summary>
public interface IRows
{
    Task<Row?> Read(string key, CancellationToken ct);

    /// <summary>Rows with <paramref name="from"/> &lt;= key &lt; <paramref name="to"/> in ordinal order of keys, fetched a page (at most 1,000) at a time.</summary>
    IAsyncEnumerable<Row> Range(string from, string to, CancellationToken ct);

    /// <summary>All changes together or none. Returns the new version of each change, empty for a delete.</summary>
    /// <param name="changes">1 to 100, each key once, at most 4 MiB together on the wire (see <see cref="Limits"/>).</param>
    /// <param name="ct">Cancelling leaves it unknown whether the changes were made.</param>
    /// <exception cref="ConflictException">A row was not as the caller had read it. Nothing was changed.</exception>
    /// <exception cref="TooLargeException">A row would not fit. Nothing was changed.</exception>
    Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct);

    /// <summary>Removes the school and everything it holds, its documents too. Must not run beside anything else that uses the school.</summary>
    Task RemoveAll(CancellationToken ct);
}

public sealed class ConflictException(string key) : Exception($"Row {key} was changed by someone else.")
{
    /// <summary>The first row that was not as the caller had read it.</summary>
    public string Key => key;
}

public sealed class TooLargeException(string key, long bytes) : Exception($"Row {key} would hold {bytes:N0} bytes; the most a row can hold is 921,600.");

public static class RowsExtensions
{
    /// <summary>Every row whose key starts with <paramref name="prefix"/>.</summary>
    public static IAsyncEnumerable<Row> List(this IRows rows, string prefix, CancellationToken ct) =>
        rows.Range(prefix, prefix[..^1] + (char)(prefix[^1] + 1), ct);
}
