using Microsoft.AspNetCore.Http;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Api;

/// <summary>
/// How often tokens may be asked for in a minute. A secret of 256 bits is not found by trying; this is so that trying costs the schools
/// nothing. A client's id is as hard to guess as a secret, so nobody else can use up its share.
/// </summary>
internal sealed class TokenLimits(ClientAddress address, TimeProvider clock)
{
    public const int OfAClient = 10;
    public const int OfAnAddress = 60;
    private const int _mostKeys = 10_000;

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly SlidingLimit _clients = new(OfAClient, _minute, _mostKeys, clock);
    private readonly SlidingLimit _addresses = new(OfAnAddress, _minute, _mostKeys, clock);

    /// <summary>Whole seconds to wait, or null.</summary>
    public int? Wait(HttpContext http) => Seconds(_addresses.Wait(address.Of(http)));

    /// <param name="client">As it was sent, whether it is one or not.</param>
    public int? Wait(string client) => Seconds(_clients.Wait(client.Length < 60 ? client : "long"));

    private static int? Seconds(TimeSpan? wait) => wait is { } left ? Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) : null;
}
