namespace SencoFlows.Record.Systems;

/// <summary>Calls other systems, and keeps the secrets that calls are signed with unreadable for everybody else.</summary>
public interface IWebhooks
{
    /// <summary>Whether this machine itself may be called: only in the host that runs on one machine.</summary>
    bool ThisMachine { get; }

    /// <summary>A secret as it is stored: this deployment alone can read it.</summary>
    string Seal(string secret);

    /// <summary>Signs a message and posts it once. Never follows a redirect, and keeps nothing of the answer but its number.</summary>
    Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct);
}

/// <summary>How a call went. Stored: add to it, never rename.</summary>
/// <param name="Status">The number of the answer; null when there was none.</param>
/// <param name="Trouble">Why there was none.</param>
public sealed record HookAnswer(int? Status, HookTrouble? Trouble = null)
{
    /// <summary>For how long the other side asks not to be called again (Retry-After), counted from its answer; null when it asks for nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsTaken => Status is >= 200 and < 300;

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGone => Status == 410;

    /// <summary>For lists and advice: a few words that go on after "Last answer:".</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => (Status, Trouble) switch
    {
        ( >= 200 and < 300, _) => $"accepted ({Status})",
        (410, _) => "this address is gone for good (410)",
        ( >= 300 and < 400, _) => $"a pointer to another address ({Status}), which is not followed",
        (401 or 403, _) => $"not permitted ({Status})",
        (404, _) => "there is nothing at this address (404)",
        (429, _) => "too many at once (429)",
        ( >= 500, _) => $"their server has a problem ({Status})",
        ({ } other, _) => $"{other}",
        (_, HookTrouble.NotAllowed) => "none: the address does not lead to the public internet",
        (_, HookTrouble.NotFound) => "none: no server has this name",
        (_, HookTrouble.NotTrusted) => "none: their server has no valid certificate",
        (_, HookTrouble.NoAnswer) => "none within 10 seconds",
        (_, HookTrouble.NoSecret) => "none: the secret cannot be read any more",
        _ => "none: their server could not be reached",
    };
}

/// <summary>Stored: add to it, never rename.</summary>
public enum HookTrouble
{
    /// <summary>Where the name leads today nothing may be sent.</summary>
    NotAllowed,
    NotFound,
    NotReached,
    NotTrusted,
    NoAnswer,

    /// <summary>It was encrypted by another deployment, or its keys are lost.</summary>
    NoSecret,
}
