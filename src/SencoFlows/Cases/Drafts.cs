using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>What somebody has answered of a long form and not sent: kept by their school under an opaque id, so that nothing typed is lost.</summary>
/// <param name="Kind">The name of the form.</param>
/// <param name="By">The opaque id of the member of staff. Nobody else is shown it.</param>
public sealed record Draft<T>(string Kind, string By, DateTimeOffset Begun, T Answers)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Id { get; init; } = "";
}

/// <summary>Whatever somebody has begun and not sent, of all forms: nothing stays with a person who has left.</summary>
public static class UnsentForms
{
    public static async Task<int> Count(IRows rows, string by, CancellationToken ct) => (await Of(rows, by, ct)).Count;

    /// <summary>Gives them to somebody else, as they are. Doing it again changes nothing.</summary>
    public static async Task PassOn(IRows rows, string from, string to, CancellationToken ct)
    {
        foreach (var (row, draft) in await Of(rows, from, ct))
        {
            try
            {
                await rows.Save([new Change.Replace(row.Key, Wire.Write(draft with { By = to }), row.Version)], ct);
            }
            catch (ConflictException)
            {
                // Sent or thrown away in this moment.
            }
        }
    }

    private static async Task<IReadOnlyList<(Row Row, Draft<System.Text.Json.JsonElement> Draft)>> Of(IRows rows, string by, CancellationToken ct)
    {
        List<(Row, Draft<System.Text.Json.JsonElement>)> found = [];
        await foreach (var row in rows.List("draft|", ct))
        {
            if (Wire.Read<Draft<System.Text.Json.JsonElement>>(row.Body) is var draft && draft.By == by)
            {
                found.Add((row, draft));
            }
        }

        return found;
    }
}

/// <summary>The drafts of one form at one school.</summary>
public sealed class Drafts<T>(string kind, IRows rows)
{
    private const string _prefix = "draft|";

    /// <summary>Null when there is none, or it is somebody else's.</summary>
    public async Task<Draft<T>?> Find(string? id, string by, CancellationToken ct) =>
        RecordId.Is(id) && await rows.Read(_prefix + id, ct) is { } row && Mine(row, by) is { } draft ? draft : null;

    /// <summary>Whether this can only be a form that was sent or thrown away: an id as we make them, and nobody keeps a draft under it.</summary>
    public async Task<bool> IsPast(string? id, CancellationToken ct) => RecordId.IsRandom(id) && await rows.Read(_prefix + id, ct) is null;

    /// <summary>What one person has begun, the newest first.</summary>
    public async Task<IReadOnlyList<Draft<T>>> Of(string by, CancellationToken ct)
    {
        List<Draft<T>> mine = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            if (Mine(row, by) is { } draft)
            {
                mine.Add(draft);
            }
        }

        return [.. mine.OrderByDescending(d => d.Begun)];
    }

    /// <summary>Changes a draft from what it is now, or begins it. Two windows never undo each other's answers.</summary>
    /// <param name="id">Chosen by the page, so that a repeated click begins one draft.</param>
    /// <param name="by">Whose it is.</param>
    /// <param name="begun">When it is a new one.</param>
    /// <param name="change">May run more than once.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was saved.</param>
    public async Task<Draft<T>> Save(string id, string by, DateTimeOffset begun, Func<T?, T> change, CancellationToken ct)
    {
        for (RecordId.Checked(id); ;)
        {
            var key = _prefix + id;
            var row = await rows.Read(key, ct);
            if (row is not null && Mine(row, by) is null)
            {
                id = RecordId.New(); // A forged form: what somebody else has begun stays as it is.
                continue;
            }

            var before = row is null ? null : Wire.Read<Draft<T>>(row.Body);
            var now = before is null ? new(kind, by, begun, change(default)) : before with { Answers = change(before.Answers) };
            var body = Wire.Write(now);
            try
            {
                await rows.Save([row is null ? new Change.Add(key, body) : new Change.Replace(key, body, row.Version)], ct);
                return now with { Id = id };
            }
            catch (ConflictException)
            {
                // Another window was quicker: change what it has left.
            }
        }
    }

    public async Task Remove(string id, CancellationToken ct)
    {
        if (await rows.Read(_prefix + RecordId.Checked(id), ct) is { } row)
        {
            try
            {
                await rows.Save([new Change.Delete(row.Key, row.Version)], ct);
            }
            catch (ConflictException)
            {
                // Gone already, or answered anew in another window, which then stays.
            }
        }
    }

    private Draft<T>? Mine(Row row, string by) =>
        Wire.Read<Draft<T>>(row.Body) is var draft && draft.Kind == kind && draft.By == by ? draft with { Id = row.Key[_prefix.Length..] } : null;
}
