using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.Guests;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>Proving that the mailbox is theirs, before anything about the child is shown.</summary>
internal static class CodePages
{
    /// <param name="pages">Of the case.</param>
    /// <param name="purpose">Of the link.</param>
    /// <param name="then">Below the guest's first page: what the code opens.</param>
    public static void MapCode(this IEndpointRouteBuilder pages, string purpose, string then = "")
    {
        pages.MapMethods("/code", GuestPages.Reading, async (Guest guest, AccessCodes codes, CancellationToken ct) =>
            guest.Visit.Proved ? TypedResults.LocalRedirect(guest.Home + then) : await Ask(guest, codes, null, StatusCodes.Status200OK, ct)).ForCallers(purpose, proved: false);
        pages.MapPost("/code", (Guest guest, HttpContext http, AccessCodes codes, VisitCookie cookie, TimeProvider clock, CancellationToken ct) => Check(guest, then, http, codes, cookie, clock, ct)).ForCallers(purpose, proved: false).LeavesNothing();
        pages.MapPost("/new-code", Another).ForCallers(purpose, proved: false).LeavesNothing();
    }

    private static async Task<IResult> Check(Guest guest, string then, HttpContext http, AccessCodes codes, VisitCookie cookie, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await codes.Check(guest, form["code"], ct) is not CodeCheck.Right and var wrong)
        {
            return await Ask(guest, codes, wrong, StatusCodes.Status422UnprocessableEntity, ct);
        }

        cookie.Write(http, guest.Visit with { Proved = true, Seen = clock.GetUtcNow() });
        return TypedResults.LocalRedirect(guest.Home + then);
    }

    /// <summary>What to say about a code that is not right.</summary>
    private static string Wrong(CodeCheck check) => check switch
    {
        CodeCheck.Wrong => "Enter the code as it is in the newest email: this one is not right",
        CodeCheck.NotACode => "Enter the code from the email. It has 6 digits",
        CodeCheck.TooOld => "Ask for a new code: the last one was for 15 minutes",
        _ => "Ask for a new code: this one was tried too often",
    };

    /// <summary>Whatever comes of it, the page says it.</summary>
    private static async Task<IResult> Another(Guest guest, AccessCodes codes, CancellationToken ct)
    {
        await codes.Ask(guest, ct);
        return TypedResults.LocalRedirect($"{guest.Home}/code");
    }

    private static async Task<IResult> Ask(Guest guest, AccessCodes codes, CodeCheck? wrong, int status, CancellationToken ct)
    {
        var standing = await codes.Standing(guest, ct);
        return guest is Family family
            ? Page.Of<FamilyCodePage>(new { Family = family, Standing = standing, Errors = FamilyCodes.Errors(wrong, family.In(FamilyText.Code)) }, status)
            : Page.Of<CodePage>(new { guest.Home, guest.Language, Standing = standing, Errors = wrong is { } w ? FormErrors.Of("code", Wrong(w)) : FormErrors.None }, status);
    }

    /// <summary>"10:03am", rounded up to the minute, in English time.</summary>
    internal static string Clock(DateTimeOffset at) =>
        (at.Second > 0 ? at.AddSeconds(60 - at.Second) : at).English.ToString("h:mmtt", EnglishWords.Culture).ToLowerInvariant();
}
