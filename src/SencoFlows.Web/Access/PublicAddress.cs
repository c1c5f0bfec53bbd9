using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Mail;

namespace SencoFlows.Web.Access;

/// <summary>
/// Behind a proxy a request says http and a name of the inside, and its headers say what their sender likes. The site knows its own
/// address, so addresses that it builds and cookies that it sets follow that, and forwarded headers are not believed.
/// </summary>
internal static class PublicAddress
{
    public static Task Use(HttpContext http, RequestDelegate next)
    {
        var site = http.RequestServices.GetRequiredService<SiteAddress>().Base;
        http.Request.Scheme = site.Scheme;
        http.Request.Host = new HostString(site.Authority);
        return next(http);
    }
}
