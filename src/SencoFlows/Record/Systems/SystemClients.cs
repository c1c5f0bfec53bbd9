using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Systems;

/// <summary>Another system that may deliver records to a school. Only the hash of its secret is kept.</summary>
/// <param name="Name">As the school calls it.</param>
/// <param name="SecretHash">SHA-256 of the secret, which has 256 bits of chance: nothing can be guessed from it.</param>
/// <param name="By">The opaque id of the member of staff who let it in.</param>
public sealed record SystemClient(string Name, string SecretHash, string By, DateTimeOffset Created, DateTimeOffset? Revoked = null)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>Records of children come in by it, so the head or the SENCO has to stand for it. Null while nobody does: it delivers nothing.</summary>
    public Approval? Approved { get; init; }

    /// <summary>Where it is told what becomes of its deliveries; null when it asks for that itself.</summary>
    public Webhook? Webhook { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Id { get; init; } = "";

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Version { get; init; }

    /// <summary>Events off, as a change that goes with others: it fails when somebody has changed the system since it was read.</summary>
    internal Change TurnOff(HookOff why, DateTimeOffset now) => new Change.Replace(SystemClients.Key(Id), Wire.Write(this with { Webhook = Webhook?.TurnedOff(why, now) }), Version!);
}

/// <param name="By">The opaque id of the member of staff who approved it.</param>
public sealed record Approval(string By, DateTimeOffset At);

/// <summary>The systems of one school.</summary>
public sealed class SystemClients(IRows rows)
{
    private const string _prefix = "system|";

    /// <summary>No secret has this hash.</summary>
    private static readonly string _nothing = new('-', 64);

    /// <summary>Lets a system in. The secret exists only in the answer.</summary>
    /// <param name="id">Chosen by the page, so that a repeated click makes one; null in the answer then: its secret has been shown.</param>
    /// <param name="name">As the school calls it.</param>
    /// <param name="by">Who lets it in.</param>
    /// <param name="approved">Whether they may approve it, and so have.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was made.</param>
    public async Task<string?> Create(string id, string name, string by, bool approved, DateTimeOffset now, CancellationToken ct)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        try
        {
            await rows.Save([new Change.Add(_prefix + RecordId.Checked(id), Wire.Write(new SystemClient(name, Hash(secret), by, now) { Approved = approved ? new(by, now) : null }))], ct);
            return secret;
        }
        catch (ConflictException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<SystemClient>> All(CancellationToken ct)
    {
        List<SystemClient> all = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            all.Add(Read(row));
        }

        return [.. all.OrderByDescending(c => c.Created)];
    }

    /// <summary>One that is there, was approved and has not been shut out.</summary>
    public async Task<SystemClient?> Find(string id, CancellationToken ct) =>
        RecordId.Is(id) && await rows.Read(_prefix + id, ct) is { } row && Read(row) is { Revoked: null, Approved: not null } client ? client : null;

    /// <summary>The same when the secret is right. Takes as long for a wrong one as for a right one, and for a system that is none.</summary>
    public async Task<SystemClient?> Prove(string id, string secret, CancellationToken ct)
    {
        var client = await Find(id, ct);
        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(client?.SecretHash ?? _nothing), Encoding.ASCII.GetBytes(Hash(secret)));
        return right ? client : null;
    }

    /// <summary>From now on it may deliver, unless it was shut out meanwhile.</summary>
    public Task Approve(string id, string by, DateTimeOffset now, CancellationToken ct) => Change(id, c => c with { Approved = c.Approved ?? new(by, now) }, ct);

    /// <summary>Shuts a system out at once: tokens that it still holds open nothing, and it is told nothing more.</summary>
    public Task Revoke(string id, DateTimeOffset now, CancellationToken ct) => Change(id, c => c with { Revoked = now, Webhook = c.Webhook?.TurnedOff(HookOff.ShutOut, now) }, ct);

    /// <summary>Changes where a system is told what becomes of its deliveries.</summary>
    /// <param name="id">Of the system.</param>
    /// <param name="change">May be asked more than once, when somebody else changes the same.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was changed.</param>
    /// <returns>Null when there is no such system at this school, or nobody has approved it, or it was shut out.</returns>
    public Task<SystemClient?> Change(string id, Func<Webhook?, Webhook?> change, CancellationToken ct) => Change(id, c => c.Approved is null ? c : c with { Webhook = change(c.Webhook) }, ct);

    internal static string Key(string id) => _prefix + RecordId.Checked(id);

    private async Task<SystemClient?> Change(string id, Func<SystemClient, SystemClient> change, CancellationToken ct)
    {
        while (RecordId.Is(id) && await rows.Read(_prefix + id, ct) is { } row && Read(row) is { Revoked: null } client)
        {
            var now = change(client);
            try
            {
                if (now != client)
                {
                    await rows.Save([new Change.Replace(row.Key, Wire.Write(now), row.Version)], ct);
                }

                return now.Approved is null ? null : now;
            }
            catch (ConflictException)
            {
                // Somebody else changed it at the same time: look again.
            }
        }

        return null;
    }

    private static SystemClient Read(Row row) => Wire.Read<SystemClient>(row.Body) with { Id = row.Key[_prefix.Length..], Version = row.Version };

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
