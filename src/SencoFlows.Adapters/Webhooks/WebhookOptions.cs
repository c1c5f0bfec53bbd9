using System.Net;

namespace SencoFlows.Adapters.Webhooks;

/// <summary>How other systems are called.</summary>
public sealed record WebhookOptions
{
    /// <summary>Whether this machine itself may be called, without encryption too. For trying things out on one machine, never for a server.</summary>
    public bool ThisMachine { get; init; }

    /// <summary>After this the call counts as unanswered.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Looks up where a name leads. Of tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Lookup { get; init; } = Dns.GetHostAddressesAsync;
}
