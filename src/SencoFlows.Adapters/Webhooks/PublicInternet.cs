using System.Net;
using System.Net.Sockets;

namespace SencoFlows.Adapters.Webhooks;

/// <summary>
/// Which addresses belong to the public internet. Everything of the registries of special-purpose addresses stays out (IANA, after RFC
/// 6890), and of IPv6 everything that has not been given out to the public.
/// </summary>
internal static class PublicInternet
{
    private static readonly IPNetwork[] _not =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Azure's own machinery behind an address that looks public.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork _global = IPNetwork.Parse("2000::/3");

    /// <summary>An IPv4 address within an IPv6 one is refused whatever it is, before it is looked for in ranges of IPv6: no name of the internet needs that.</summary>
    public static bool Has(IPAddress address) => !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetwork || (address.AddressFamily == AddressFamily.InterNetworkV6 && _global.Contains(address)))
        && !_not.Any(n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));
}
