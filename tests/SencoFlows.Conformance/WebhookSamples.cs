using System.Text.Json;
using SencoFlows.Record.Systems;

namespace SencoFlows.Conformance;

/// <summary>Events as a receiver gets them, good ones and ones that it must not believe. The same every time.</summary>
internal static class WebhookSamples
{
    private const string _secret = "whsec_c2VuY29mbG93cy1zYW1wbGUtc2VjcmV0LTAwMDAwMDE=";
    private const string _other = "whsec_c2VuY29mbG93cy1zYW1wbGUtc2VjcmV0LTAwMDAwMDI=";
    private const long _now = 1795737600;
    private static readonly HookMessage _opened = new("msg_0123456789abcdef0123456789abcdef", "delivery.opened", DateTimeOffset.FromUnixTimeSeconds(_now - 2), "a0123456789abcdef0123456789abcdef");

    public static IReadOnlyList<(string Name, string? Code, ReceivedMessage Message)> All { get; } = Make();

    public static string Write(ReceivedMessage message) => JsonSerializer.Serialize(message, ReceivedMessage.Json) + "\n";

    private static List<(string, string?, ReceivedMessage)> Make()
    {
        var good = Message(_opened, Of(_opened));
        return
        [
            ("good.json", null, good),
            ("good-refused.json", null, Message(_opened with { Type = "delivery.refused", Reason = "wrong-school" })),
            ("good-test-event.json", null, Message(_opened with { Type = HookMessage.Ping, Delivery = null })),
            ("good-unknown-type.json", null, Message(_opened with { Type = "delivery.something-new" })),
            ("good-two-secrets.json", null, Message(_opened, $"{Of(_opened, _other)} {Of(_opened)}")),
            ("good-other-scheme-beside.json", null, Message(_opened, $"v1a,bm90IG91cnM= {Of(_opened)}")),
            ("good-slow-clock.json", null, good with { Now = _now - 299 }),
            ("good-slow-road.json", null, good with { Now = _now + 299 }),
            ("changed-body.json", "bad-signature", good with { Body = good.Body.Replace("opened", "filed", StringComparison.Ordinal) }),
            ("body-written-anew.json", "bad-signature", good with { Body = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(good.Body), ReceivedMessage.Json) }),
            ("changed-id.json", "bad-signature", With(good, "webhook-id", "msg_0123456789abcdef0123456789abcdee")),
            ("changed-time.json", "bad-signature", With(good, "webhook-timestamp", $"{_now + 1}")),
            ("other-secret.json", "bad-signature", Message(_opened, Of(_opened, _other))),
            ("other-scheme-only.json", "bad-signature", Message(_opened, Of(_opened).Replace("v1,", "v2,", StringComparison.Ordinal))),
            ("cut-signature.json", "bad-signature", Message(_opened, Of(_opened)[..^4])),
            ("empty-signature.json", "bad-signature", Message(_opened, "v1,")),
            ("not-base64.json", "bad-signature", Message(_opened, "v1,***")),
            ("no-signature.json", "no-signature", Without(good, "webhook-signature")),
            ("no-id.json", "no-signature", Without(good, "webhook-id")),
            ("time-in-words.json", "no-signature", With(good, "webhook-timestamp", "today")),
            ("played-back.json", "too-old", good with { Now = _now + 301 }),
            ("from-the-future.json", "too-new", good with { Now = _now - 301 }),
        ];
    }

    private static string Of(HookMessage message, string secret = _secret) => HookSignature.Of(secret, message.Id, _now, message.Body);

    private static ReceivedMessage Message(HookMessage message, string? signature = null) => new(_secret, _now, new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["content-type"] = "application/json",
        ["webhook-id"] = message.Id,
        ["webhook-timestamp"] = $"{_now}",
        ["webhook-signature"] = signature ?? Of(message),
    }, message.Body);

    private static ReceivedMessage With(ReceivedMessage message, string header, string value) => message with { Headers = new SortedDictionary<string, string>(message.Headers.ToDictionary(), StringComparer.Ordinal) { [header] = value } };

    private static ReceivedMessage Without(ReceivedMessage message, string header) => message with { Headers = new SortedDictionary<string, string>(message.Headers.Where(h => h.Key != header).ToDictionary(), StringComparer.Ordinal) };
}
