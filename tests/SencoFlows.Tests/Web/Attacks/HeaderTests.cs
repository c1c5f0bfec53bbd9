using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>What every answer tells a browser, also those that say no and those that fell.</summary>
public sealed class HeaderTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/pupils", 200)]
    [InlineData("/senco/trust", 403)]
    [InlineData("/nowhere", 404)]
    [InlineData("/falls", 500)]
    [InlineData("/openapi.json", 200)]
    [InlineData("/api/v1/deliveries/x", 401)]
    [InlineData("/sign-in", 404)]
    [InlineData("asset", 200)]
    public async Task Every_answer_runs_only_our_files_stands_in_no_frame_and_comes_by_https_alone(string address, int status)
    {
        await using var site = await Site();
        var browser = await site.SignedIn();
        using var answer = await browser.Http.GetAsync(new Uri(address == "asset" ? StaticAssets.Url("app.css") : address, UriKind.Relative), _ct);
        Assert.Equal(status, (int)answer.StatusCode);
        string One(string name) => Assert.Single(answer.Headers.GetValues(name));
        var policy = One("Content-Security-Policy");
        Assert.All((string[])["default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"], part => Assert.Contains(part, policy, StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-referrer", "max-age=31536000"), (One("X-Content-Type-Options"), One("Referrer-Policy"), One("Strict-Transport-Security")));
        Assert.Equal(address == "asset" ? "public, max-age=31536000, immutable" : "no-store", address == "asset" ? One("Cache-Control") : answer.Headers.CacheControl!.NoStore ? "no-store" : One("Cache-Control"));
        Assert.False(answer.Headers.Contains("X-Powered-By") || answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Cookies_are_kept_from_scripts_from_http_and_from_other_sites()
    {
        await using var site = await Site();
        var browser = await site.SignedIn();
        using var signedIn = await browser.Http.PostAsync(new Uri($"/test/sign-in/{TestSite.Urn}/h1", UriKind.Relative), null, _ct);
        using var form = await site.Anybody().Http.GetAsync(new Uri("/sign-out", UriKind.Relative), _ct);
        Assert.All(signedIn.Headers.GetValues("Set-Cookie").Concat(form.Headers.GetValues("Set-Cookie")), cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
        });
    }

    [Fact]
    public async Task What_a_page_had_said_before_it_fell_does_not_stand_on_the_page_that_says_so()
    {
        await using var site = await Site();
        using var answer = await site.Anybody().Http.GetAsync(new Uri("/falls", UriKind.Relative), _ct);
        var body = await answer.Content.ReadAsStringAsync(_ct);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Content.Headers.ContentLength is null || answer.Content.Headers.ContentLength == System.Text.Encoding.UTF8.GetByteCount(body));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.Null(answer.Headers.ETag);
        Assert.Equal(["allow"], answer.Headers.GetValues("blazor-enhanced-nav")); // Each page says it of itself, and a second time is an error.
        Assert.Contains("Sorry, there is a problem with the service", body, StringComparison.Ordinal);
        Assert.All((string[])["Zebedee", "InvalidOperationException", " at Senco", "HeaderTests"], secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_on_this_machine_alone_asks_no_browser_to_remember_https()
    {
        var http = new DefaultHttpContext();
        await Headers.Add(http, _ => Task.CompletedTask);
        Assert.False(http.Response.Headers.ContainsKey("Strict-Transport-Security"));
    }

    private static Task<TestSite> Site() => TestSite.Start(pages: pages => pages.MapGet("/falls", IResult (HttpContext http) =>
    {
        (http.Response.ContentType, http.Response.ContentLength) = ("application/zip", 4711);
        http.Response.Headers["blazor-enhanced-nav"] = "allow";
        (http.Response.Headers.ContentDisposition, http.Response.Headers.ETag, http.Response.Headers.ContentEncoding) = ("attachment; filename=record.zip", "\"a\"", "br");
        throw new InvalidOperationException("Zebedee");
    }).ForAnyone());
}
