using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;

namespace SencoFlows.Web.Api;

/// <summary>Another system that has proved who it is, for the one school that let it in.</summary>
internal sealed record Caller(School School, SystemClient Client);

/// <summary>Tokens for other systems: an encrypted note of who asked and until when. It opens nothing once the school has shut the system out.</summary>
internal sealed class ApiTokens(IDataProtectionProvider protection, IStore store, Schools schools, TimeProvider clock)
{
    public const int Seconds = 3600;
    private const string _scheme = "Bearer ";
    private const string _nowhere = "000000";
    private const string _nobody = "nobody";
    private readonly IDataProtector _protector = protection.CreateProtector("SencoFlows.Api");

    /// <summary>A token for a system whose secret is right, or null: unknown, shut out and wrong look the same.</summary>
    /// <param name="client">"{urn}-{id}".</param>
    /// <param name="secret">As it was shown once.</param>
    /// <param name="ct">Nothing is changed.</param>
    public async Task<string?> Issue(string? client, string? secret, CancellationToken ct)
    {
        // Whatever is wrong costs the same read and the same comparison.
        var (urn, id) = Split(client) ?? (_nowhere, _nobody);
        var rows = await schools.Find(urn, ct) is null ? store.Directory : store.Rows(urn);
        return await new SystemClients(rows).Prove(id, secret is { Length: <= 200 } ? secret : "", ct) is not null
            ? _protector.Protect($"{urn}-{id}|{clock.GetUtcNow().AddSeconds(Seconds).ToUnixTimeSeconds()}") : null;
    }

    public async Task<Caller?> Read(HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.Authorization.ToString() is not { Length: > 7 and < 2000 } header || !header.StartsWith(_scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string note;
        try
        {
            note = _protector.Unprotect(header[_scheme.Length..].Trim());
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }

        return note.Split('|') is [var client, var until] && long.TryParse(until, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
            && Split(client) is (var urn, var id)
            && await schools.Find(urn, ct) is { } school
            && await new SystemClients(store.Rows(urn)).Find(id, ct) is { } found
                ? new(school, found) : null;
    }

    private static (string Urn, string Id)? Split(string? client) =>
        client is { Length: > 7 and < 60 } && client[6] == '-' && client[..6].All(char.IsAsciiDigit) && RecordId.Is(client[7..]) ? (client[..6], client[7..]) : null;
}
