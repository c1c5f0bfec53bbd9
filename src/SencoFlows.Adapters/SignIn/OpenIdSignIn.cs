using System.Security.Claims;
using System.Text.Json;
using Azure.Core;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SencoFlows.Mail;

namespace SencoFlows.Adapters.SignIn;

/// <summary>Asks the provider who somebody is, and keeps of its answer the proved email address and nothing else.</summary>
public static class OpenIdSignIn
{
    private const string _assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TokenRequestContext _exchange = new(["api://AzureADTokenExchange/.default"]);

    /// <param name="services">Of the host.</param>
    /// <param name="options">The provider.</param>
    /// <param name="identity">The app's own, which stands in for a client secret when there is none.</param>
    /// <param name="scheme">The name under which the site asks for it.</param>
    /// <param name="keepIn">The scheme of the cookie that keeps the answer.</param>
    /// <param name="callback">The path that people come back to.</param>
    public static IServiceCollection AddOpenIdSignIn(this IServiceCollection services, OpenIdOptions options, TokenCredential? identity, string scheme, string keepIn, string callback)
    {
        services.AddAuthentication().AddOpenIdConnect(scheme, o =>
        {
            o.SignInScheme = keepIn;
            o.Authority = options.Authority.ToString();
            o.ClientId = options.ClientId;
            o.ClientSecret = options.ClientSecret;
            o.CallbackPath = callback;
            o.SignedOutCallbackPath = callback + "-out";
            o.ResponseType = OpenIdConnectResponseType.Code;

            // By query, so that the cookies of the way back need not travel on posts from elsewhere. The code is worthless without its verifier.
            o.ResponseMode = OpenIdConnectResponseMode.Query;
            o.UsePkce = true;
            o.MapInboundClaims = false;
            o.SaveTokens = false;
            o.GetClaimsFromUserInfoEndpoint = options.AskForUserInfo;
            o.Scope.Clear();
            o.Scope.Add("openid");
            o.Scope.Add("email");
            o.NonceCookie.SameSite = o.CorrelationCookie.SameSite = SameSiteMode.Lax;
            o.NonceCookie.SecurePolicy = o.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.Events.OnAuthorizationCodeReceived = code => ProveOurselves(code, options, identity);
            o.Events.OnUserInformationReceived = told =>
            {
                AddClaims((ClaimsIdentity)told.Principal!.Identity!, told.User.RootElement);
                return Task.CompletedTask;
            };
            o.Events.OnTicketReceived = ticket =>
            {
                ticket.Principal = Proved(ticket.Principal!, options);
                return Task.CompletedTask;
            };
            o.Events.OnRemoteFailure = failure =>
            {
                // Somebody pressed "cancel", or took longer than the cookies last.
                failure.Response.Redirect("/sign-in");
                failure.HandleResponse();
                return Task.CompletedTask;
            };
        });

        // Over http, on one's own machine, browsers refuse names that promise https.
        services.AddOptions<OpenIdConnectOptions>(scheme).PostConfigure<SiteAddress>((o, site) =>
            (o.NonceCookie.Name, o.CorrelationCookie.Name) = site.Base.Scheme == Uri.UriSchemeHttps ? ("__Secure-nonce.", "__Secure-correlation.") : ("nonce.", "correlation."));
        return services;
    }

    private static async Task ProveOurselves(AuthorizationCodeReceivedContext code, OpenIdOptions options, TokenCredential? identity)
    {
        if (options.ClientSecret is null && identity is not null)
        {
            code.TokenEndpointRequest!.ClientAssertionType = _assertionType;
            code.TokenEndpointRequest.ClientAssertion = (await identity.GetTokenAsync(_exchange, code.HttpContext.RequestAborted)).Token;
        }
    }

    private static void AddClaims(ClaimsIdentity identity, JsonElement user)
    {
        foreach (var name in (string[])["email", "email_verified"])
        {
            if (!identity.HasClaim(c => c.Type == name) && user.TryGetProperty(name, out var value))
            {
                identity.AddClaim(new(name, value.ToString()));
            }
        }
    }

    /// <summary>An address that anybody can give themselves must not open a school: only one that the provider says it has proved counts.</summary>
    private static ClaimsPrincipal Proved(ClaimsPrincipal told, OpenIdOptions options)
    {
        var proved = options.ProvesEveryEmail || IsTrue(told.FindFirstValue("email_verified")) || IsTrue(told.FindFirstValue("xms_edov"));
        return new(new ClaimsIdentity(proved && told.FindFirstValue("email") is { } email ? [new(ClaimTypes.Email, email)] : [], "provider"));
    }

    private static bool IsTrue(string? claim) => claim is "1" || string.Equals(claim, "true", StringComparison.OrdinalIgnoreCase);
}
