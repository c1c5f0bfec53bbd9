using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.Access;

namespace SencoFlows.Tests.Web;

/// <summary>Whatever can be reached without signing in, or without the guard against forged forms, stands in a list here.</summary>
public sealed class OpenDoorsTests
{
    private static readonly string[] _open =
    [
        "/contribute/{token}", "/family/{token}", "/our-child/{case}/", "/our-child/{case}/code", "/our-child/{case}/language", "/our-child/{case}/new-code", "/our-child/{case}/plan", "/our-child/{case}/print", "/our-child/{case}/thank-you", "/our-child/{case}/view",
        "/api/oauth/token", "/api/v1/deliveries", "/api/v1/deliveries/{id}", "/api/v1/deliveries/{id}/content", // Behind a token of their own.
        "/say/{case}/", "/say/{case}/thank-you",
        "/asked/{token}", "/assets/{version}/{name}", "/calculator", "/calculator.json", "/dates/{token}.ics", "/health/deep", "/health/live", "/health/ready", "/law", "/law/why", "/law/{id}", "/openapi.json",
        "/parcel/{token}", "/receipts/key.pem", "/receive/{token}",
        "/record-closed", "/safeguarding/{token}", "/sign-out", "/signed-out", "/where/{case}/", "/where/{case}/print", "/where/{case}/thank-you", "/where/{case}/wrong",
    ];

    [Fact]
    public async Task Only_these_pages_open_without_signing_in()
    {
        var open = await Endpoints();
        var found = open.Where(e => e.Metadata.GetMetadata<Audience>() is { Everybody: true })
            .Select(e => e.RoutePattern.RawText!).Where(p => !p.StartsWith("/received", StringComparison.Ordinal) && !p.StartsWith("/asked-for", StringComparison.Ordinal) && !p.StartsWith("/file-sent", StringComparison.Ordinal) && !p.StartsWith("/test/", StringComparison.Ordinal)).Distinct();
        Assert.True(_open.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)), $"These stand open: {string.Join(' ', found.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task Every_form_is_guarded_except_what_a_signature_guards()
    {
        var posts = (await Endpoints()).Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is { } m && m.HttpMethods.Contains("POST"));
        Assert.All(posts.Where(e => e.RoutePattern.RawText is not ("/webhooks/sendgrid" or "/api/oauth/token" or "/api/v1/deliveries" or "/test/sign-in/{urn}/{staff}")),
            e => Assert.True(e.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }, e.RoutePattern.RawText));
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> Endpoints()
    {
        IEndpointRouteBuilder? all = null;
        await using var site = await TestSite.Start(pages: e => all = e);
        return [.. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }
}
