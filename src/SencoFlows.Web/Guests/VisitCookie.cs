using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Guests;

/// <summary>One cookie for each case, sent to the pages of that case only: two records open side by side are never mixed up.</summary>
internal sealed class VisitCookie(IDataProtectionProvider protection, SiteAddress site)
{
    private readonly string _name = CookieNames.Part(site, "visit");

    public Visit? Read(HttpContext http, string purpose)
    {
        if (http.Request.Cookies[_name] is not { Length: > 0 } kept)
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
        http.Response.Cookies.Append(_name, Protector(visit.Purpose).Protect(Wire.Write(visit)), Options(http, visit.Purpose, visit.Case));

    public void Remove(HttpContext http, Visit visit) => http.Response.Cookies.Delete(_name, Options(http, visit.Purpose, visit.Case));

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
