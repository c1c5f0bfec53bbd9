using System.Net;
using System.Net.Sockets;
using SencoFlows.Adapters.Webhooks;

namespace SencoFlows.Tests.Webhooks;

/// <summary>Where events may go. Each line is a range, its edges and what lies beside it.</summary>
public sealed class PublicInternetTests
{
    [Theory]
    [InlineData("this network", "0.0.0.0", "0.255.255.255")]
    [InlineData("private", "10.0.0.0", "10.255.255.255")]
    [InlineData("carriers", "100.64.0.0", "100.127.255.255")]
    [InlineData("loopback", "127.0.0.0", "127.255.255.255")]
    [InlineData("link-local, metadata of clouds", "169.254.0.0", "169.254.255.255")]
    [InlineData("private", "172.16.0.0", "172.31.255.255")]
    [InlineData("protocols", "192.0.0.0", "192.0.0.255")]
    [InlineData("examples", "192.0.2.0", "192.0.2.255")]
    [InlineData("6to4 relays", "192.88.99.0", "192.88.99.255")]
    [InlineData("private", "192.168.0.0", "192.168.255.255")]
    [InlineData("measuring", "198.18.0.0", "198.19.255.255")]
    [InlineData("examples", "198.51.100.0", "198.51.100.255")]
    [InlineData("examples", "203.0.113.0", "203.0.113.255")]
    [InlineData("multicast", "224.0.0.0", "239.255.255.255")]
    [InlineData("reserved and broadcast", "240.0.0.0", "255.255.255.255")]
    [InlineData("machinery of Azure", "168.63.129.16", "168.63.129.16")]
    [InlineData("unspecified, loopback, IPv4 within", "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("IPv4-mapped", "::ffff:0:0", "::ffff:ffff:ffff")]
    [InlineData("NAT64", "64:ff9b::", "64:ff9b::ffff:ffff")]
    [InlineData("discard", "100::", "100::ffff:ffff:ffff:ffff")]
    [InlineData("protocols, Teredo, ORCHID", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("examples", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("6to4", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("AS112", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("examples", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("not given out, segment routing", "4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("unique local, metadata of clouds", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("link-local", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("site-local", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("multicast", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void No_address_of_a_range_that_is_not_public_is_public(string what, string first, string last)
    {
        var (from, to) = (IPAddress.Parse(first).GetAddressBytes(), IPAddress.Parse(last).GetAddressBytes());
        foreach (var address in Within(from, to))
        {
            Assert.False(PublicInternet.Has(address), $"{address}: {what}");
            if (address.AddressFamily == AddressFamily.InterNetwork)
            {
                Assert.False(PublicInternet.Has(address.MapToIPv6()), $"{address.MapToIPv6()}: {what}");
            }
        }
    }

    [Theory]
    [InlineData("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0")]
    [InlineData("168.63.129.15", "168.63.129.17", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.112.255", "203.0.114.0", "223.255.255.255")]
    [InlineData("2000::", "2001:200::", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::", "2003::", "2606:4700::1", "2a00:1450::1", "3ffe::")]
    public void What_lies_beside_them_is_public(params string[] addresses) => Assert.All(addresses, a => Assert.True(PublicInternet.Has(IPAddress.Parse(a)), a));

    [Fact]
    public void A_public_address_of_old_within_a_new_one_is_refused() => Assert.False(PublicInternet.Has(IPAddress.Parse("8.8.8.8").MapToIPv6()));

    /// <summary>The edges and what a thousand dice say in between.</summary>
    private static IEnumerable<IPAddress> Within(byte[] from, byte[] to)
    {
        yield return new(from);
        yield return new(to);
        var dice = new Random(20261126);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = new byte[from.Length];
            var (low, high) = (true, true); // Still on the edge of the range.
            for (var b = 0; b < bytes.Length; b++)
            {
                bytes[b] = (byte)dice.Next(low ? from[b] : 0, (high ? to[b] : 255) + 1);
                (low, high) = (low && bytes[b] == from[b], high && bytes[b] == to[b]);
            }

            yield return new(bytes);
        }
    }
}
