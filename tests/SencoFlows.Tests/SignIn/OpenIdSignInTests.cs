using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.SignIn;
using SencoFlows.Record;
using SencoFlows.Tests.Adapters;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;
using SencoFlows.Web.Pages.SignIn;

namespace SencoFlows.Tests.SignIn;

public sealed class OpenIdSignInTests
{
    private const string _senco = "s.reyes@oaklane.example";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static Task<TestSite> Site(FakeProvider provider, string? secret = "shared", bool provesEveryEmail = false) => TestSite.Start(
        services =>
        {
            services.AddSignIn();
            services.AddOpenIdSignIn(
                new() { Authority = new("https://login.test"), ClientId = FakeProvider.ClientId, ClientSecret = secret, ProvesEveryEmail = provesEveryEmail },
                new FakeIdentity(), SignInPages.Provider, SignInPages.Visitor, SignInPages.Callback);

            // Browsers and tokens go by the real time.
            services.Configure<OpenIdConnectOptions>(SignInPages.Provider, o => (o.BackchannelHttpHandler, o.TimeProvider) = (provider.Handler, TimeProvider.System));
        },
        pages => pages.MapSignIn());

    /// <summary>Presses the button, signs in at the provider, and follows the way back as far as a page.</summary>
    private static async Task<(Browser Browser, Shown Shown)> SignIn(TestSite site, FakeProvider provider, string wanted = "/sign-out")
    {
        var browser = site.Anybody();
        var page = await browser.Get($"/sign-in?to={Uri.EscapeDataString(wanted)}");
        var sent = await browser.Get(page.Document.QuerySelector("main a.govuk-button")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        var shown = await browser.Get(provider.SignIn(sent.Location!).ToString());
        while (shown.Location is { } next)
        {
            shown = await browser.Get(next.ToString());
        }

        return (browser, shown);
    }

    [Fact]
    public async Task Staff_sign_in_with_their_school_account_and_come_to_the_page_they_wanted()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco), ("email_verified", true)] };
        await using var site = await Site(provider);
        var (browser, shown) = await SignIn(site, provider);
        Assert.Equal("Sign out", shown.H1);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/")).Status);
        Assert.Equal("shared", provider.TokenRequest!["client_secret"]);
    }

    [Fact]
    public async Task Without_a_client_secret_the_app_proves_itself_by_its_own_identity()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco), ("xms_edov", "1")] };
        await using var site = await Site(provider, secret: null);
        Assert.Equal("Sign out", (await SignIn(site, provider)).Shown.H1);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", provider.TokenRequest!["client_assertion_type"]);
        Assert.Equal("token for api://AzureADTokenExchange/.default", provider.TokenRequest["client_assertion"]);
        Assert.False(provider.TokenRequest.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task An_address_that_the_provider_has_not_proved_opens_nothing()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco)] };
        await using var site = await Site(provider);
        var (browser, shown) = await SignIn(site, provider);
        Assert.Equal((HttpStatusCode.Forbidden, "We do not know you at any school"), (shown.Status, shown.H1));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/")).Status);
    }

    [Fact]
    public async Task A_provider_that_proves_every_address_without_saying_so_can_be_trusted_by_configuration()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco)] };
        await using var site = await Site(provider, provesEveryEmail: true);
        Assert.Equal("Sign out", (await SignIn(site, provider)).Shown.H1);
    }

    [Fact]
    public async Task Somebody_whom_no_school_employs_is_told_so_and_gets_no_session()
    {
        await using var provider = new FakeProvider { Says = [("email", "stranger@elsewhere.example"), ("email_verified", true)] };
        await using var site = await Site(provider);
        var (browser, shown) = await SignIn(site, provider);
        Assert.Equal(HttpStatusCode.Forbidden, shown.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/")).Status);
    }

    [Fact]
    public async Task Somebody_who_works_at_two_schools_chooses_and_cannot_choose_a_third()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco), ("email_verified", true)] };
        await using var site = await Site(provider);
        var schools = site.Get<Schools>();
        await schools.Save("100002", _ => new Tale().School with { Urn = "100002", Name = "Hill Top Academy", Staff = [new("x9", "Sofia Reyes", _senco, [Role.Senco])] }, _ct);
        await schools.Save("100003", _ => new Tale().School with { Urn = "100003", Name = "Not Hers", Staff = [] }, _ct);
        var (browser, shown) = await SignIn(site, provider, "/sign-out");
        Assert.Equal("Which school do you want to work in?", shown.H1.Trim());
        Assert.DoesNotContain("Not Hers", shown.Text, StringComparison.Ordinal);

        Assert.Equal(["Select the school you want to work in"], (await browser.Send(shown, "/sign-in/school")).Errors);
        Assert.Equal(["Select the school you want to work in"], (await browser.Send(shown, "/sign-in/school", ("school", "100003"))).Errors);
        Assert.Equal("/sign-out", (await browser.Send(shown, "/sign-in/school", ("school", "100002"))).Location!.ToString());
        Assert.Contains("Hill Top Academy", (await browser.Get("/sign-out")).Document.Body!.TextContent, StringComparison.Ordinal);

        // The proof is spent: going back to the choice means signing in again.
        Assert.Equal("/sign-in", (await browser.Get("/sign-in/school")).Location!.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string wanted)
    {
        await using var provider = new FakeProvider { Says = [("email", _senco), ("email_verified", true)] };
        await using var site = await Site(provider);
        var browser = site.Anybody();
        var page = await browser.Get($"/sign-in?to={Uri.EscapeDataString(wanted)}");
        Assert.Equal("/sign-in/account?to=%2F", page.Document.QuerySelector("main a.govuk-button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Cancelling_at_the_provider_leads_back_to_the_sign_in_page()
    {
        await using var provider = new FakeProvider();
        await using var site = await Site(provider);
        Assert.Equal("/sign-in", (await site.Anybody().Get("/signed-in?error=access_denied&state=x")).Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_offers_to_leave_the_school_account_too()
    {
        await using var provider = new FakeProvider { Says = [("email", _senco), ("email_verified", true)] };
        await using var site = await Site(provider);
        var (browser, shown) = await SignIn(site, provider);
        var left = await browser.Get((await browser.Send(shown, "/sign-out")).Location!.ToString());
        Assert.Equal("You have signed out", left.H1);
        Assert.Equal("login.test", (await browser.Get(left.Document.QuerySelector("main a")!.GetAttribute("href")!)).Location!.Host);
    }
}
