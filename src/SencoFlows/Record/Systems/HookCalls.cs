using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Systems;

/// <summary>How telling a system one thing went so far, for those who look after it. Stored: add to it, never rename.</summary>
/// <param name="Type">Of the event.</param>
/// <param name="Delivery">Null for a test event.</param>
/// <param name="Asked">When it happened.</param>
/// <param name="Last">The last answer.</param>
/// <param name="Again">When it is sent again; null when it is not.</param>
/// <param name="Errand">The key of the errand while it is still to be performed; null for a test event.</param>
public sealed record HookCall(string Type, string? Delivery, DateTimeOffset Asked, int Attempts, DateTimeOffset Tried, HookAnswer Last, DateTimeOffset? Again = null, string? Errand = null)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    public static HookCall Of(HookMessage message, HookAnswer answer, DateTimeOffset now) => new(message.Type, message.Delivery, message.At, 1, now, answer);

    internal static Change Put(string system, HookMessage message, HookCall call) => new Change.Put(HookCalls.Key(system, message.At, message.Id), Wire.Write(call));
}

/// <summary>What a system was told lately, the latest first. Reads what is shown, however much there was before.</summary>
public sealed class HookCalls(IRows rows)
{
    public const int Days = 30;
    public const int Most = 30;

    private const long _end = 99_999_999_999_999;

    public Task Keep(string system, HookMessage message, HookCall call, CancellationToken ct) => rows.Save([HookCall.Put(system, message, call)], ct);

    public async Task<IReadOnlyList<HookCall>> Latest(string system, DateTimeOffset now, CancellationToken ct)
    {
        List<HookCall> calls = [];
        await foreach (var row in rows.Range($"told|{RecordId.Checked(system)}|", Key(system, now.AddDays(-Days), "~"), ct))
        {
            calls.Add(Wire.Read<HookCall>(row.Body));
            if (calls.Count == Most)
            {
                break;
            }
        }

        return calls;
    }

    /// <summary>Nothing is tried again, as a change that goes with others; none when the call was never listed.</summary>
    internal static async Task<Change[]> Stopped(IRows rows, string system, HookMessage message, CancellationToken ct) =>
        await rows.Read(Key(system, message.At, message.Id), ct) is { } row ? [new Change.Put(row.Key, Wire.Write(Wire.Read<HookCall>(row.Body) with { Again = null }))] : [];

    // The later it happened, the smaller the number: lists begin with the latest.
    internal static string Key(string system, DateTimeOffset at, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"told|{system}|{_end - at.ToUnixTimeMilliseconds():D14}|{message}");
}
