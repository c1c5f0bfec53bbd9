using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.SignIn;

namespace SencoFlows.Web.Pages;

public static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-out", () => Page.Of<SignOutPage>()).ForAnyone();
        app.MapPost("/sign-out", async (HttpContext http, Sessions sessions, CancellationToken ct) =>
        {
            await sessions.End(http, everywhere: (await http.Request.ReadFormAsync(ct))["everywhere"] == "yes", ct);
            return TypedResults.LocalRedirect("/signed-out");
        }).ForAnyone();

        // Home would sign them straight in again where the provider remembers them.
        app.MapGet("/signed-out", async (IAuthenticationSchemeProvider schemes) =>
            Page.Of<SignedOutPage>(new { HasAccount = await schemes.GetSchemeAsync(SignInPages.Provider) is not null })).ForAnyone();
    }
}
