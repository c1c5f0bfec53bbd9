namespace SencoFlows.Record.Systems;

/// <summary>Where a system is told what becomes of its deliveries. Stored with the system: add to it, never rename.</summary>
/// <param name="Address">A <see cref="HookAddress"/>.</param>
/// <param name="Secret">Encrypted for this deployment; "" when it is off.</param>
/// <param name="By">The opaque id of the member of staff who turned it on.</param>
/// <param name="Request">Of the form that made the secret, so that a repeated click makes one.</param>
public sealed record Webhook(string Address, string Secret, string By, DateTimeOffset Since, string Request)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>How long messages are signed with the old secret too, after a new one was made.</summary>
    public const int OverlapDays = 3;

    /// <summary>The secret before, encrypted.</summary>
    public string? OldSecret { get; init; }

    public DateTimeOffset? OldUntil { get; init; }

    public DateTimeOffset? Off { get; init; }

    public HookOff? Why { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOn => Off is null;

    /// <summary>What a message is signed with: the newest first.</summary>
    public IReadOnlyList<string> Secrets(DateTimeOffset now) => OldSecret is { } old && now < OldUntil ? [Secret, old] : [Secret];

    /// <summary>With another secret. The one before goes on for <see cref="OverlapDays"/>; one that is older still ends at once.</summary>
    /// <param name="secret">Encrypted.</param>
    /// <param name="request">Of the form.</param>
    /// <param name="now">When.</param>
    public Webhook Rotated(string secret, string request, DateTimeOffset now) => this with { Secret = secret, Request = request, OldSecret = Secret, OldUntil = now.AddDays(OverlapDays) };

    /// <summary>Off, and its secrets forgotten. What is off already stays as it is.</summary>
    public Webhook TurnedOff(HookOff why, DateTimeOffset now) => IsOn ? this with { Secret = "", OldSecret = null, OldUntil = null, Off = now, Why = why } : this;
}

/// <summary>Why no events are sent any more. Stored: add to it, never rename.</summary>
public enum HookOff
{
    ByStaff,

    /// <summary>The other side answered 410: this address is gone for good.</summary>
    Gone,
    ShutOut,
}
