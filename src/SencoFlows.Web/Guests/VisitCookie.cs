using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;

namespace SencoFlows.Web.Guests;

/// <summary>One cookie for each case, sent to the pages of that case only: two records open side by side are never mixed up.</summary>
internal sealed class VisitCookie(IDataProtectionProvider protection)
{
    public const string Name = "visit";

    public Visit? Read(HttpContext http, string purpose)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } kept)
        {
            return null;
        }

        try
        {
            return Wire.Read<Visit>(Protector(purpose).Unprotect(kept));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Write(HttpContext http, Visit visit) =>
        http.Response.Cookies.Append(Name, Protector(visit.Purpose).Protect(Wire.Write(visit)), Options(http, visit.Purpose, visit.Case));

    public static void Remove(HttpContext http, Visit visit) => http.Response.Cookies.Delete(Name, Options(http, visit.Purpose, visit.Case));

    private IDataProtector Protector(string purpose) => protection.CreateProtector("SencoFlows.Visit", purpose);

    private static CookieOptions Options(HttpContext http, string purpose, CaseId id) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = GuestAddress.Of(purpose, id),
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
    };
}
