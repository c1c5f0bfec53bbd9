using Microsoft.AspNetCore.Http;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.SignIn;

namespace SencoFlows.Functions;

/// <summary>The whole site, built once, as what a function returns.</summary>
public sealed class SiteOnce(IServiceProvider services, bool hasMail) : IResult
{
    private readonly RequestDelegate _site = Site.Build(services, pages =>
    {
        pages.MapSignIn();
        if (hasMail)
        {
            pages.MapSendGridEvents().ForAnyone().WithoutAntiforgery();
        }
    });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        // The host's router matched the trigger. The site's own must match the page, or the request comes back here without end.
        httpContext.SetEndpoint(null);
        return _site(httpContext);
    }
}
