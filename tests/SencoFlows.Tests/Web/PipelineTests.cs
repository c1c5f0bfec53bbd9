using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages;

namespace SencoFlows.Tests.Web;

public sealed class PipelineTests
{
    private static void Pages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/closed", (Me me) => me.Staff.Name);
        pages.MapGet("/office", () => "office").For(Role.Admin);
        pages.MapGet("/staff", () => "staff").ForAnyStaff();
        pages.MapGet("/open", () => "open").ForAnyone();
        pages.MapGet("/form", () => Page.Of<SignOutPage>()).ForAnyone();
        pages.MapPost("/form", () => "done").ForAnyone();
        pages.MapGet("/falls-late", IResult (HttpContext http) =>
        {
            http.Response.ContentType = "text/html";
            throw new InvalidOperationException("Zebedee");
        }).ForAnyone();
        pages.MapGet("/falls", IResult () => throw new InvalidOperationException("Zebedee")).ForAnyone();
    }

    [Theory]
    [InlineData("s1", "/closed", 200)]
    [InlineData("h1", "/closed", 200)]
    [InlineData("t1", "/closed", 403)]
    [InlineData("a1", "/closed", 403)]
    [InlineData("a1", "/office", 200)]
    [InlineData("s1", "/office", 403)]
    [InlineData("t1", "/staff", 200)]
    public async Task An_endpoint_lets_in_whom_it_names_and_without_a_word_only_senco_and_head(string staff, string page, int status)
    {
        await using var site = await TestSite.Start(pages: Pages);
        Assert.Equal(status, (int)(await (await site.SignedIn(staff)).Get(page)).Status);
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in_and_comes_back_to_the_page()
    {
        await using var site = await TestSite.Start(pages: Pages);
        var shown = await site.Anybody().Get("/closed");
        Assert.Equal(HttpStatusCode.Redirect, shown.Status);
        Assert.Equal("/sign-in?to=%2Fclosed", shown.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, (await site.Anybody().Get("/open")).Status);
    }

    [Fact]
    public async Task Somebody_who_left_the_school_is_signed_in_no_longer()
    {
        await using var site = await TestSite.Start(pages: Pages);
        var browser = await site.SignedIn();
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x with { Left = x.Id == "s1" })] }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/closed")).Status);
    }

    [Fact]
    public async Task A_forged_form_is_answered_400_and_a_real_one_is_taken()
    {
        await using var site = await TestSite.Start(pages: Pages);
        var browser = site.Anybody();
        using var forged = new FormUrlEncodedContent([]);
        var answer = await Browser.Read(await browser.Http.PostAsync(new Uri("/form", UriKind.Relative), forged, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("This form could not be checked", answer.H1);
        Assert.Equal(HttpStatusCode.OK, (await browser.Send(await browser.Get("/form"), "/form")).Status);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        await using var site = await TestSite.Start(pages: Pages);
        var browser = await site.SignedIn();
        await browser.Send(await browser.Get("/sign-out"), "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/closed")).Status);
    }

    [Theory]
    [InlineData("/falls")]
    [InlineData("/falls-late")]
    public async Task What_falls_says_nothing_of_what_it_held_and_gives_a_reference(string page)
    {
        await using var site = await TestSite.Start(pages: Pages);
        var shown = await site.Anybody().Get(page);
        Assert.Equal(HttpStatusCode.InternalServerError, shown.Status);
        Assert.Equal("Sorry, there is a problem with the service", shown.H1);
        Assert.DoesNotContain("Zebedee", shown.Text, StringComparison.Ordinal);
        Assert.Contains(shown.Response.Headers.GetValues("X-Request-Id").Single(), shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_keeps_addresses_and_pages_to_itself()
    {
        await using var site = await TestSite.Start(pages: Pages);
        var shown = await site.Anybody().Get("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, shown.Status);
        Assert.Equal("no-referrer", shown.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("no-store", shown.Response.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", shown.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
