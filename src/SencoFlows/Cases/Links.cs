using System.Security.Cryptography;
using System.Text;
using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>A one-time link as it is kept: an invitation, not a login. Only the hash of its token is stored.</summary>
/// <param name="Purpose">What it is for; it opens nothing else.</param>
/// <param name="Person">Whom it was sent to: an opaque id.</param>
/// <param name="Expires">The last English date on which it works.</param>
public sealed record Link(string Purpose, string Case, string Person, DateOnly Expires, bool Revoked = false)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }
}

/// <summary>One-time links of one school.</summary>
public sealed class Links(string school, IRows rows)
{
    /// <summary>A new link. The token exists only in the answer.</summary>
    public async Task<string> Create(Link link, CancellationToken ct)
    {
        var made = New(school, link);
        await rows.Save(made.Rows, ct);
        return made.Token;
    }

    /// <summary>A new link that works once its rows are saved. The token exists only in the answer.</summary>
    public static (string Token, IReadOnlyList<Change> Rows) New(string school, Link link)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return ($"{school}-{token}", [new Change.Add(Key(token), Wire.Write(link)), new Change.Put($"links|{link.Case}|{Hash(token)}", "{}")]);
    }

    /// <summary>The link of this token, or null: unknown, expired, revoked and forged look the same from outside.</summary>
    public Task<Link?> Find(string token, DateOnly today, CancellationToken ct) => FindHashed(Hash(token), today, ct);

    /// <summary>The same by the hash of its token, which is all that a visit remembers.</summary>
    public async Task<Link?> FindHashed(string hash, DateOnly today, CancellationToken ct) =>
        await rows.Read($"link|{hash}", ct) is { } row && Wire.Read<Link>(row.Body) is { Revoked: false } link && today <= link.Expires ? link : null;

    /// <summary>The links of a case that still stand, without their tokens: those are known to nobody but their owners.</summary>
    public async Task<IReadOnlyList<Link>> Standing(string caseId, DateOnly today, CancellationToken ct)
    {
        List<Link> links = [];
        await foreach (var index in rows.List($"links|{caseId}|", ct))
        {
            if (await rows.Read($"link|{index.Key[(index.Key.LastIndexOf('|') + 1)..]}", ct) is { } row && Wire.Read<Link>(row.Body) is { Revoked: false } link && today <= link.Expires)
            {
                links.Add(link);
            }
        }

        return links;
    }

    /// <summary>Ends every link of a case, or those for one purpose or person of it.</summary>
    public async Task Revoke(string caseId, Func<Link, bool> which, CancellationToken ct)
    {
        await foreach (var index in rows.List($"links|{caseId}|", ct))
        {
            var key = $"link|{index.Key[(index.Key.LastIndexOf('|') + 1)..]}";
            if (await rows.Read(key, ct) is { } row && Wire.Read<Link>(row.Body) is { Revoked: false } link && which(link))
            {
                await rows.Save([new Change.Replace(key, Wire.Write(link with { Revoked = true }), row.Version)], ct);
            }
        }
    }

    /// <summary>Splits what stands in an address into the school and its token; null when it cannot be one of ours.</summary>
    public static (string School, string Token)? Parse(string? text) =>
        text is { Length: 6 + 1 + 64 } && text[6] == '-' && text[..6].All(char.IsAsciiDigit) && text[7..].All(char.IsAsciiHexDigitLower)
            ? (text[..6], text[7..])
            : null;

    private static string Key(string token) => $"link|{Hash(token)}";

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
