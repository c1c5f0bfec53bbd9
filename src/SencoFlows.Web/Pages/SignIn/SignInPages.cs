using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.SignIn;

/// <summary>
/// Signing in with the account that the school gave. The provider proves an email address and nothing else; what somebody may do
/// here is what the school says of the member of staff with that address.
/// </summary>
public static class SignInPages
{
    /// <summary>The scheme that asks the provider: the host adds it.</summary>
    public const string Provider = "provider";

    /// <summary>The scheme that keeps, for minutes, what the provider has proved.</summary>
    public const string Visitor = "visitor";

    /// <summary>Where the provider sends people back to. The path that the host's scheme answers by itself.</summary>
    public const string Callback = "/signed-in";

    private static readonly TimeSpan _minutes = TimeSpan.FromMinutes(10);

    /// <summary>The cookie between the provider and the school that was chosen.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Visitor, o =>
        {
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.ExpireTimeSpan = _minutes;
            o.SlidingExpiration = false;
        });
        services.AddOptions<CookieAuthenticationOptions>(Visitor).Configure<SiteAddress>((o, site) => o.Cookie.Name = CookieNames.Whole(site, Visitor));
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (string? to) => Page.Of<SignInPage>(new { To = OurPath.Or(to) })).ForAnyone();
        app.MapGet("/sign-in/account", (HttpContext http, string? to) =>
            http.ChallengeAsync(Provider, new AuthenticationProperties { RedirectUri = "/sign-in/school" + QueryString.Create("to", OurPath.Or(to)) })).ForAnyone();
        app.MapGet("/sign-in/school", async (HttpContext http, Schools schools, string? to, CancellationToken ct) => await Posts(http, schools, ct) switch
        {
            null => Results.LocalRedirect("/sign-in"),
            [] => Page.Of<UnknownPage>(status: StatusCodes.Status403Forbidden),
            [var only] => await Enter(http, only, to),
            var several => Ask(several, to, FormErrors.None),
        }).ForAnyone();
        app.MapPost("/sign-in/school", Choose).ForAnyone();
        app.MapGet("/sign-out/account", (HttpContext http) => http.SignOutAsync(Provider, new AuthenticationProperties { RedirectUri = "/signed-out" })).ForAnyone();
    }

    private static async Task<IResult> Choose(HttpContext http, Schools schools, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var to = form["to"].ToString();
        return await Posts(http, schools, ct) is not { } posts
            ? Results.LocalRedirect("/sign-in")
            : posts.FirstOrDefault(p => p.School.Urn == form["school"]) is { } chosen
                ? await Enter(http, chosen, to)
                : Ask(posts, to, FormErrors.Of("school", "Select the school you want to work in"));
    }

    private static async Task<IReadOnlyList<Me>?> Posts(HttpContext http, Schools schools, CancellationToken ct)
    {
        var visitor = await http.AuthenticateAsync(Visitor);
        return !visitor.Succeeded ? null
            : visitor.Principal.FindFirstValue(ClaimTypes.Email) is { } email
                ? [.. (await schools.WhereWorks(email, ct)).Select(w => new Me(w.School, w.Staff))]
                : [];
    }

    private static async Task<IResult> Enter(HttpContext http, Me me, string? to)
    {
        await http.SignOutAsync(Visitor);
        await http.SignInAsync(me.Principal);
        return Results.LocalRedirect(OurPath.Or(to));
    }

    private static IResult Ask(IReadOnlyList<Me> posts, string? to, FormErrors errors) =>
        Page.Of<WhichSchoolPage>(new { Posts = posts, To = OurPath.Or(to), Errors = errors }, errors.Any ? 422 : 200);
}
