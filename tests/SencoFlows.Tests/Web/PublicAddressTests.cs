using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SencoFlows.Web.Access;

namespace SencoFlows.Tests.Web;

public sealed class PublicAddressTests
{
    [Fact]
    public async Task Behind_a_proxy_the_site_goes_by_its_own_address_and_believes_no_header()
    {
        await using var site = await TestSite.Start(pages: pages => pages.MapGet("/where", (HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}").ForAnyone());
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://10.0.0.5/where");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "http");
        var answer = await site.Anybody().Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("https://senco.test", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cookies_are_for_https_only_although_the_proxy_speaks_http()
    {
        await using var site = await TestSite.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://10.0.0.5/sign-out");
        var answer = await site.Anybody().Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.Ordinal));
    }
}
