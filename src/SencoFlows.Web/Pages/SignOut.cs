using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages;

public static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-out", () => Page.Of<SignOutPage>()).ForAnyone();
        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return TypedResults.LocalRedirect("/");
        }).ForAnyone();
    }
}
