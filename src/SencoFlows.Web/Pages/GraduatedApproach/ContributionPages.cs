using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>A teacher says what they see in class, by a link and without an account. They write; nothing of the record is shown.</summary>
internal static class ContributionPages
{
    public static void MapContributions(this IEndpointRouteBuilder app)
    {
        app.MapMethods($"/{LinkForTeachers}/{{token}}", GuestPages.Reading, () => Page.Of<DoorPage>(new { ForFamily = false })).ForGuests();
        app.MapPost($"/{LinkForTeachers}/{{token}}", Enter).ForGuests();
        var say = app.MapGroup($"{GuestAddress.Say}/{{case}}");
        say.MapMethods("", GuestPages.Reading, (Colleague colleague) => Ask(colleague, new(), FormErrors.None)).ForColleagues();
        say.MapPost("", Say).ForColleagues();
        say.MapMethods("/thank-you", GuestPages.Reading, (Colleague colleague) => Page.Of<ThanksPage>(new { colleague.Home, colleague.School, ForFamily = false })).ForColleagues();
    }

    private static async Task<IResult> Enter(string token, HttpContext http, GuestBook book, VisitCookie cookie, CancellationToken ct)
    {
        if (await book.Invited(LinkForTeachers, token, ct) is not { } visit || await book.Colleague(visit, ct) is not { } colleague)
        {
            return ClosedDoor.Page;
        }

        cookie.Write(http, visit);
        return TypedResults.LocalRedirect(colleague.Home);
    }

    private static async Task<IResult> Say(Colleague colleague, HttpContext http, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var view = TypedView.Read(form);
        if (view.Errors.Any)
        {
            return Ask(colleague, view, view.Errors);
        }

        var once = Once.From(form);
        var e = new Event.ViewGiven(colleague.Staff.Id, ViewOf.Teacher, once.Request);
        var said = new Said(once.Request, SaidKind.View, colleague.Case.Id.Id, clock.GetUtcNow(), colleague.Actor, colleague.Staff.Id, view.Lines);
        return await runner.Tell(colleague.Case.Id, All.GraduatedApproach, e, colleague.Actor, once.Request, ct, also: [SaidBook.Add(colleague.Case.About.Id, said)]) is Answer.Refused { Refusal: var no }
            ? Ask(colleague, view, FormErrors.Of("", no.Reason))
            : TypedResults.LocalRedirect($"{colleague.Home}/thank-you");
    }

    private static IResult Ask(Colleague colleague, TypedView view, FormErrors errors) =>
        Page.Of<ViewPage>(new { View = view, Errors = errors, Home = (string?)null, ForFamily = false, Child = colleague.Child }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
