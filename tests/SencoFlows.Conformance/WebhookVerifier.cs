using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SencoFlows.Conformance;

/// <summary>A message as a receiver has it before it believes a word of it.</summary>
/// <param name="Secret">Which it was given by the school.</param>
/// <param name="Now">By its own clock, in seconds since 1970.</param>
/// <param name="Headers">By their names in lower case.</param>
/// <param name="Body">Every byte of it, read as UTF-8.</param>
internal sealed record ReceivedMessage(string Secret, long Now, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>What every receiver of events has to do first: written from the scheme, and not from the code that signs.</summary>
internal static class WebhookVerifier
{
    /// <summary>How far two clocks may differ, and how long a message that was caught on its way can be played back.</summary>
    public const int Seconds = 300;

    /// <returns>Null for a message that is right, or the code of what is wrong.</returns>
    public static string? Check(ReceivedMessage message)
    {
        if (!message.Headers.TryGetValue("webhook-id", out var id) || !message.Headers.TryGetValue("webhook-timestamp", out var timestamp) || !message.Headers.TryGetValue("webhook-signature", out var signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
        {
            return "no-signature";
        }

        if (sent < message.Now - Seconds)
        {
            return "too-old";
        }

        if (sent > message.Now + Seconds)
        {
            return "too-new";
        }

        var expected = HMACSHA256.HashData(Convert.FromBase64String(message.Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{message.Body}"));
        return signatures.Split(' ').Any(s => s.Split(',') is ["v1", var signature] && IsBase64(signature, out var bytes) && CryptographicOperations.FixedTimeEquals(bytes, expected)) ? null : "bad-signature";
    }

    private static bool IsBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return false;
        }

        bytes = bytes[..length];
        return true;
    }
}
