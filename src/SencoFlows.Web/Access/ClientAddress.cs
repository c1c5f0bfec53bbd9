using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace SencoFlows.Web.Access;

/// <summary>Where a request comes from, for limits alone: it is not kept, not logged and opens nothing.</summary>
/// <param name="BehindFrontEnd">
/// A front end of the platform stands before the site, and writes the address that it saw behind whatever the caller has claimed: the
/// last word of X-Forwarded-For, and nothing else of it, is believed.
/// </param>
public sealed record ClientAddress(bool BehindFrontEnd = false)
{
    public string Of(HttpContext http) =>
        Plain(BehindFrontEnd && IPEndPoint.TryParse(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var seen) ? seen.Address : http.Connection.RemoteIpAddress);

    /// <summary>Whoever has an IPv6 address has 2^64 of them.</summary>
    private static string Plain(IPAddress? address) => address switch
    {
        null => "nowhere",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        _ => address.ToString(),
    };
}
