using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SencoFlows.Mail;

namespace SencoFlows.Adapters.SendGrid;

/// <summary>Takes what SendGrid reports, once its signature has been checked. Whatever is malformed is refused, and nothing is believed of it.</summary>
public sealed class SendGridEvents(SendGridOptions options, MailReports reports, TimeProvider clock, ILogger<SendGridEvents> log)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private static readonly TimeSpan _aheadAtMost = TimeSpan.FromMinutes(5);

    /// <summary>SendGrid repeats a call that is not answered with 2xx, so an outage of ours loses nothing.</summary>
    /// <returns>The status to answer with.</returns>
    public async Task<int> Take(string? timestamp, string? signature, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (!IsFresh(timestamp) || !IsSigned(timestamp!, signature, body.Span))
        {
            log.LogWarning("A call to the event webhook was refused: its signature is missing, wrong or too old");
            return StatusCodes.Status403Forbidden;
        }

        if (Read(body) is not { } events)
        {
            log.LogWarning("A signed call to the event webhook could not be read");
            return StatusCodes.Status400BadRequest;
        }

        await reports.Seen(ct);
        var ours = 0;
        foreach (var (key, report) in events)
        {
            ours += await reports.Take(key, report, ct) ? 1 : 0;
        }

        if (ours < events.Count)
        {
            log.LogInformation("{Count} reports were about no mail of ours", events.Count - ours);
        }

        return StatusCodes.Status200OK;
    }

    private bool IsFresh(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 100_000_000_000
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) is var age
        && age <= options.SignatureAge && age >= -_aheadAtMost;

    private bool IsSigned(string timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[256];
        if (signature is not { Length: > 0 and < 300 } || !Convert.TryFromBase64String(signature, bytes, out var length))
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        try
        {
            using var key = options.Key();
            return key.VerifyData(signed, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The reports in it that are about mails of ours; null when it is no list of events at all.</summary>
    private static List<(MailKey, MailReport)>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(Read).OfType<(MailKey, MailReport)>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (MailKey, MailReport)? Read(JsonElement e) =>
        MailKey.Parse(Text(e, SendGridMail.KeyArgument)) is { } key
        && News(Text(e, "event")) is { } news
        && Text(e, "sg_event_id") is { Length: > 0 and <= 200 } id
        && e.TryGetProperty("timestamp", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? (key, new(id, news, DateTimeOffset.FromUnixTimeSeconds(seconds), key.Attempt, Why(news, e)))
            : null;

    private static MailNews? News(string? name) => name switch
    {
        "processed" => MailNews.Processed,
        "deferred" => MailNews.Deferred,
        "delivered" => MailNews.Delivered,
        "bounce" => MailNews.Bounced,
        "dropped" => MailNews.Dropped,
        "spamreport" => MailNews.MarkedAsSpam,
        _ => null,
    };

    private static NotArrived? Why(MailNews news, JsonElement e) => news switch
    {
        MailNews.Bounced => Text(e, "bounce_classification")?.ToLowerInvariant() switch
        {
            "invalid address" => NotArrived.NoSuchAddress,
            "mailbox unavailable" => NotArrived.MailboxUnavailable,
            "content" or "reputation" or "frequency or volume too high" => NotArrived.Blocked,
            _ => Text(e, "type") == "blocked" ? NotArrived.Blocked : NotArrived.Unknown,
        },
        MailNews.Dropped => Text(e, "reason")?.ToLowerInvariant() switch
        {
            "bounced address" or "spam reporting address" or "unsubscribed address" => NotArrived.Suppressed,
            "invalid" => NotArrived.NoSuchAddress,
            "spam content" => NotArrived.Blocked,
            _ => NotArrived.Unknown,
        },
        _ => null,
    };

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
