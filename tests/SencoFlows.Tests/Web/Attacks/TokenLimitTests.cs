using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Api;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>The one address of the API that needs no token: asked too often it says when to come again, and it never says who is known.</summary>
public sealed class TokenLimitTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_comes_in_then()
    {
        await using var site = await TestSite.Start();
        var (client, secret) = await Client(site);
        for (var i = 0; i < TokenLimits.OfAClient; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(site, client, "wrong")).Status);
        }

        var (status, retry, body) = await Ask(site, client, secret);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(retry!.Value.TotalSeconds, 1, 60);
        Assert.Contains("temporarily_unavailable", body, StringComparison.Ordinal);
        site.Clock.Advance(retry.Value);
        Assert.Equal(HttpStatusCode.OK, (await Ask(site, client, secret)).Status);
    }

    [Fact]
    public async Task A_client_that_nobody_knows_is_limited_like_one_that_is_known_and_one_address_cannot_try_them_all()
    {
        await using var site = await TestSite.Start();
        var unknown = $"{TestSite.Urn}-{RecordId.New()}";
        for (var i = 0; i < TokenLimits.OfAClient; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(site, unknown, "wrong")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(site, unknown, "wrong")).Status);
        var others = 0;
        while ((await Ask(site, $"{TestSite.Urn}-{RecordId.New()}", "wrong")).Status == HttpStatusCode.Unauthorized)
        {
            Assert.True(++others < TokenLimits.OfAnAddress);
        }

        Assert.Equal(TokenLimits.OfAnAddress, TokenLimits.OfAClient + 1 + others);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(site, "nonsense", "wrong")).Status);
    }

    [Fact]
    public async Task Every_refusal_costs_the_same_reads_and_says_the_same()
    {
        CountingStore? store = null;
        await using var site = await TestSite.Start(s => s.AddSingleton<IStore>(store = new CountingStore(new Packs.MemoryStore())));
        var (waiting, right) = await Client(site, approved: false);
        var (gone, its) = await Client(site);
        await new SystemClients(site.Rows).Revoke(gone[7..], site.Clock.GetUtcNow(), _ct);
        var (known, _) = await Client(site);
        List<(string Kind, Requests Cost, string Body)> seen = [];
        foreach (var (kind, client, secret) in new[]
        {
            ("wrong secret", known, new string('0', 64)), ("unknown", $"{TestSite.Urn}-{RecordId.New()}", right), ("no such school", $"999999-{RecordId.New()}", right),
            ("not approved", waiting, right), ("shut out", gone, its), ("no client at all", "", right), ("no secret", known, ""), ("nonsense", "a|b\r\n", right), ("long", new string('9', 3000), right),
        })
        {
            await Ask(site, client, secret); // What is known of schools is remembered for a minute.
            var body = "";
            seen.Add((kind, await store!.During(async () => body = (await Ask(site, client, secret)).Body), body));
        }

        Assert.All(seen, s => Assert.Equal((seen[0].Cost, seen[0].Body, s.Kind), (s.Cost, s.Body, s.Kind)));
        Assert.Equal(new Requests(Reads: 1), seen[0].Cost);
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_slides()
    {
        var clock = new FakeTimeProvider();
        var limit = new SlidingLimit(2, TimeSpan.FromMinutes(1), mostKeys: 100, clock);
        Assert.Null(limit.Wait("a"));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(limit.Wait("a"));
        Assert.Equal(TimeSpan.FromSeconds(20), limit.Wait("a"));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(limit.Wait("a"));
        Assert.NotNull(limit.Wait("a"));
        for (var i = 0; i < 10_000; i++)
        {
            limit.Wait($"key {i}");
        }

        Assert.InRange(limit.Keys, 1, 100);
    }

    [Theory]
    [InlineData(false, "203.0.113.9, 198.51.100.7:4711", "10.0.0.1")]
    [InlineData(true, "203.0.113.9, 198.51.100.7:4711", "198.51.100.7")]
    [InlineData(true, "203.0.113.9,nonsense", "10.0.0.1")]
    [InlineData(true, "[2001:db8:1:2:aaaa::1]:80", "2001:db8:1:2::")]
    [InlineData(true, "2001:db8:1:2:bbbb::9", "2001:db8:1:2::")]
    [InlineData(true, "::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData(true, null, "10.0.0.1")]
    public void A_header_says_where_somebody_calls_from_only_behind_a_front_end_and_only_its_last_word(bool behind, string? header, string address)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.1") } };
        http.Request.Headers["X-Forwarded-For"] = header;
        Assert.Equal(address, new ClientAddress(behind).Of(http));
    }

    private static async Task<(string Client, string Secret)> Client(TestSite site, bool approved = true)
    {
        var id = RecordId.New();
        return ($"{TestSite.Urn}-{id}", (await new SystemClients(site.Rows).Create(id, "A system", "h1", approved, site.Clock.GetUtcNow(), _ct))!);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? Retry, string Body)> Ask(TestSite site, string client, string secret)
    {
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]);
        using var answer = await site.Anybody().Http.PostAsync(new Uri("/api/oauth/token", UriKind.Relative), content, _ct);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync(_ct));
    }
}
