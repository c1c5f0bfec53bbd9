using SencoFlows.Mail;

namespace SencoFlows.Web.Access;

/// <summary>
/// By their names browsers know which cookies no other host, no path and no http may have set. Over http, on one's own machine, they
/// would refuse them.
/// </summary>
internal static class CookieNames
{
    /// <summary>Of a cookie for the whole site.</summary>
    public static string Whole(SiteAddress site, string name) => IsHttps(site) ? "__Host-" + name : name;

    /// <summary>Of a cookie for some pages alone.</summary>
    public static string Part(SiteAddress site, string name) => IsHttps(site) ? "__Secure-" + name : name;

    private static bool IsHttps(SiteAddress site) => site.Base.Scheme == Uri.UriSchemeHttps;
}
