using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SencoFlows.Cases;

namespace SencoFlows.Record.Systems;

/// <summary>One event as another system is told it: which delivery, what became of it, when, and a code. Nothing about anybody.</summary>
/// <param name="Id">The same with every try, so that the receiver can drop what it has already.</param>
/// <param name="At">When it happened.</param>
/// <param name="Delivery">The id under which the system reads it over the API; null for a test event.</param>
/// <param name="Reason">The code of a refusal.</param>
public sealed record HookMessage(string Id, string Type, DateTimeOffset At, string? Delivery = null, string? Reason = null)
{
    /// <summary>Of the body: rises when something in it gets another meaning.</summary>
    public const int Version = 1;

    public const string Ping = "ping";

    /// <summary>What an errand says. Its id follows from the errand's key, which outlives every try.</summary>
    public static HookMessage Of(CaseId id, Errand errand, Effect.Notify notify) =>
        new($"msg_{Keys.Derived($"{id.School}|{Keys.Todo(errand.Key)}")}", TypeOf(notify.News), errand.Asked, id.Id, notify.Reason);

    public static string TypeOf(DeliveryNews news) => $"delivery.{JsonNamingPolicy.KebabCaseLower.ConvertName(news.ToString())}";

    public string Body => Wire.Write(new { type = Type, version = Version, timestamp = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), data = new { delivery = Delivery, reason = Reason } });
}

/// <summary>How messages are signed: https://www.standardwebhooks.com, version 1, with a secret that both sides hold.</summary>
public static class HookSignature
{
    private const string _mark = "whsec_";

    /// <summary>256 bits of chance, in the form that the libraries of receivers take.</summary>
    public static string NewSecret() => _mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <param name="secret">As it was shown: "whsec_" and base64.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="seconds">When it is sent, in seconds since 1970.</param>
    /// <param name="body">Every byte of it.</param>
    public static string Of(string secret, string id, long seconds, string body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[_mark.Length..]), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"))))}";
}
