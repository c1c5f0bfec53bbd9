using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.Parcel;

/// <summary>For parents and carers: where the record is, like a parcel, and a plain way to say that something is wrong. No content, and no name of a child or of the next school.</summary>
internal static class ParcelPages
{
    public const int MostWords = 2000;

    public static void MapParcel(this IEndpointRouteBuilder app)
    {
        var where = app.MapGroup($"{GuestAddress.Where}/{{case}}");
        where.MapMethods("", GuestPages.Reading, (Relative relative) => Page.Of<ParcelPage>(new { Relative = relative })).ForRelatives();
        where.MapPost("/print", Print).ForRelatives().LeavesNothing();
        where.MapMethods("/wrong", GuestPages.Reading, (Relative relative) => Wrong(relative, FormErrors.None, null)).ForRelatives();
        where.MapPost("/wrong", SayWrong).ForRelatives();
        where.MapMethods("/thank-you", GuestPages.Reading, (Relative relative) => Page.Of<ThankYouPage>(new { Relative = relative })).ForRelatives();
    }

    private static RedirectHttpResult Print(Relative relative, HttpContext http, VisitCookie cookie, TimeProvider clock)
    {
        cookie.Write(http, relative.Visit with { Large = !relative.LargePrint, Seen = clock.GetUtcNow() });
        return TypedResults.LocalRedirect(relative.Home);
    }

    private static async Task<IResult> SayWrong(Relative relative, Telling telling, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var words = form["words"].ToString().Trim();
        if (words.Length > MostWords)
        {
            return Wrong(relative, FormErrors.Of("words", $"What you write must be {MostWords.ToString("N0", EnglishWords.Culture)} characters or fewer"), words);
        }

        var reply = await telling.Tell(relative.Case, new Event.ParentSaysWrong(words), relative.Actor, Once.From(form) with { Seen = null }, ct);
        return reply.Refusal is null ? TypedResults.LocalRedirect($"{relative.Home}/thank-you") : Wrong(relative, FormErrors.Of(reply.Refusal), words);
    }

    private static IResult Wrong(Relative relative, FormErrors errors, string? words) =>
        Page.Of<WrongPage>(new { Relative = relative, Errors = errors, Words = words }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
