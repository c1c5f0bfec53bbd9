using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.GovUk;

public sealed class StaticAssetsTests : IAsyncLifetime
{
    private readonly WebApplication _app = Start();

    private HttpClient Browser => field ??= _app.GetTestClient();

    private static WebApplication Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapAssets();
        return app;
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("app.css", "text/css")]
    [InlineData("app.js", "text/javascript")]
    [InlineData("govuk-frontend.min.js", "text/javascript")]
    [InlineData("favicon.svg", "image/svg+xml")]
    public async Task A_file_may_be_kept_for_ever(string name, string type)
    {
        using var answer = await Browser.GetAsync(StaticAssets.Url(name), TestContext.Current.CancellationToken);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Asking_again_with_the_tag_costs_nothing()
    {
        using var first = await Browser.GetAsync(StaticAssets.Url("app.css"), TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, StaticAssets.Url("app.css"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Browser.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_travels_packed_when_the_browser_can_unpack()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, StaticAssets.Url("app.css"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var answer = await Browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.InRange(answer.Content.Headers.ContentLength!.Value, 1_000, 40_000);
    }

    [Fact]
    public async Task An_old_page_gets_todays_file_but_may_not_keep_it()
    {
        using var answer = await Browser.GetAsync("/assets/0000000000000000/app.css", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (answer.StatusCode, answer.Headers.GetValues("Cache-Control").Single()));
    }

    [Theory]
    [InlineData("/assets/x/nothing.css")]
    [InlineData("/assets/x/..%2Fapp.css")]
    public async Task What_is_not_there_is_not_found(string url)
    {
        using var answer = await Browser.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void A_page_cannot_name_a_file_that_is_not_there() => Assert.Throws<ArgumentException>(() => StaticAssets.Url("nothing.css"));

    [Fact]
    public async Task The_type_and_pictures_of_government_stay_out()
    {
        var css = await Browser.GetStringAsync(StaticAssets.Url("app.css"), TestContext.Current.CancellationToken);
        Assert.All((string[])["GDS Transport", "@font-face", "crown", "url("], word => Assert.DoesNotContain(word, css, StringComparison.OrdinalIgnoreCase));
    }
}
