using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace SencoFlows.Web.Access;

/// <summary>What every answer tells the browser: keep nothing, send our addresses nowhere, run nothing but our own files.</summary>
internal static class Headers
{
    public const string Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin"; // No page that opened ours, or that ours opened, gets hold of it.
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000"; // For a year no browser asks by http, which somebody in between could answer.
        }

        headers["X-Request-Id"] = Reference(http);
        return next(http);
    }

    /// <summary>What a user can quote and an operator can look up.</summary>
    public static string Reference(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
