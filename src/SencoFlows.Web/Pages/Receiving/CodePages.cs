using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>Proving that the mailbox is theirs, before anything about the child is shown.</summary>
internal static class CodePages
{
    public static void MapCode(this IEndpointRouteBuilder received, string purpose)
    {
        received.MapMethods("/code", GuestPages.Reading, Show).ForCallers(purpose, proved: false);
        received.MapPost("/code", Check).ForCallers(purpose, proved: false);
        received.MapPost("/new-code", Another).ForCallers(purpose, proved: false);
    }

    private static async Task<IResult> Show(Guest receiver, AccessCodes codes, CancellationToken ct) =>
        receiver.Visit.Proved ? TypedResults.LocalRedirect(receiver.Home) : await Ask(receiver, codes, FormErrors.None, StatusCodes.Status200OK, ct);

    private static async Task<IResult> Check(Guest receiver, HttpContext http, AccessCodes codes, VisitCookie cookie, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var wrong = Wrong(await codes.Check(receiver, form["code"], ct));
        if (wrong is not null)
        {
            return await Ask(receiver, codes, FormErrors.Of("code", wrong), StatusCodes.Status422UnprocessableEntity, ct);
        }

        cookie.Write(http, receiver.Visit with { Proved = true, Seen = clock.GetUtcNow() });
        return TypedResults.LocalRedirect(receiver.Home);
    }

    /// <summary>What to say about a code, or null when it is right.</summary>
    internal static string? Wrong(CodeCheck check) => check switch
    {
        CodeCheck.Right => null,
        CodeCheck.Wrong => "Enter the code as it is in the newest email: this one is not right",
        CodeCheck.NotACode => "Enter the code from the email. It has 6 digits",
        CodeCheck.TooOld => "Ask for a new code: the last one was for 15 minutes",
        _ => "Ask for a new code: this one was tried too often",
    };

    /// <summary>Whatever comes of it, the page says it.</summary>
    private static async Task<IResult> Another(Guest receiver, AccessCodes codes, CancellationToken ct)
    {
        await codes.Ask(receiver, ct);
        return TypedResults.LocalRedirect($"{receiver.Home}/code");
    }

    private static async Task<IResult> Ask(Guest receiver, AccessCodes codes, FormErrors errors, int status, CancellationToken ct) =>
        Page.Of<CodePage>(new { receiver.Home, Standing = await codes.Standing(receiver, ct), Errors = errors }, status);

    /// <summary>"10:03am", rounded up to the minute, in English time.</summary>
    internal static string Clock(DateTimeOffset at) =>
        (at.Second > 0 ? at.AddSeconds(60 - at.Second) : at).English.ToString("h:mmtt", EnglishWords.Culture).ToLowerInvariant();
}
