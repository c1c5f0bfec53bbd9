using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.RecordRequest.RecordRequestProcess;

namespace SencoFlows.Web.Pages.RecordRequest;

/// <summary>The school before answers a request that came by mail: a code first, then who is asked for, and four answers.</summary>
internal static class AskedPages
{
    public const int MostNote = 500;

    public static void MapAsked(this IEndpointRouteBuilder app)
    {
        var asked = app.MapGroup($"{GuestAddress.Asked}/{{case}}");
        asked.MapCode(LinkToAnswer);
        asked.MapMethods("", GuestPages.Reading, (Caller caller) => Show(caller, FormErrors.None, null, null)).ForCallers(LinkToAnswer);
        asked.MapPost("", Answer).ForCallers(LinkToAnswer);
    }

    private static async Task<IResult> Answer(Caller caller, HttpContext http, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (answer, note, errors) = Read(form);
        if (answer is not { } chosen)
        {
            return Show(caller, errors, form["answer"], note);
        }

        var want = ((State.Wanting)All.RecordRequest.Read(caller.Case.State)).Want;
        return await runner.Tell(caller.Case.Id, All.RecordRequest, new Event.Replied(want.Number, chosen, note), caller.Actor, Once.From(form).Request, ct) is Answer.Refused { Refusal: var no }
            ? Show(caller, FormErrors.Of(no), form["answer"], note)
            : TypedResults.LocalRedirect(caller.Home);
    }

    /// <summary>What was chosen, or what is wrong.</summary>
    internal static (RequestAnswer? Answer, string? Note, FormErrors Errors) Read(IFormCollection form)
    {
        var note = form["note"].ToString().Trim() is { Length: > 0 } words ? words : null;
        var is1 = Enum.TryParse<RequestAnswer>(form["answer"], out var answer) && Enum.IsDefined(answer) && !char.IsAsciiDigit(form["answer"].ToString()[0]);
        var errors = FormErrors.None.And("answer", is1 ? null : "Select your answer").And("note", note?.Length > MostNote ? $"What you write must be {MostNote} characters or fewer" : null);
        return errors.Any ? (null, note, errors) : (answer, note, errors);
    }

    private static IResult Show(Caller caller, FormErrors errors, string? chosen, string? note) =>
        Page.Of<AskedForPage>(new { Caller = caller, Errors = errors, Chosen = chosen, Note = note }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
