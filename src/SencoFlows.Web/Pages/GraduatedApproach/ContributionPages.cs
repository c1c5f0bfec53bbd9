using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        app.MapMethods($"/{LinkForTeachers}/{{token}}", GuestPages.Reading, () => Page.Of<ContributionDoorPage>()).ForGuests();
        app.MapEntrance(LinkForTeachers);
        var say = app.MapGroup($"{GuestAddress.Say}/{{case}}");
        say.MapMethods("", GuestPages.Reading, (Colleague colleague) => Ask(colleague, new(), FormErrors.None)).ForColleagues();
        say.MapPost("", Say).ForColleagues();
        say.MapMethods("/thank-you", GuestPages.Reading, (Colleague colleague) => Page.Of<ContributionThanksPage>(new { colleague.Home })).ForColleagues();
    }

    private static async Task<IResult> Say(Colleague colleague, HttpContext http, Voices voices, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var view = TypedView.Read(form);
        return await voices.Take(colleague, ViewOf.Teacher, form, view, Tongue.English, errors => Ask(colleague, view, errors), ct);
    }

    private static IResult Ask(Colleague colleague, TypedView view, FormErrors errors) =>
        Page.Of<ContributionPage>(new { View = view, Errors = errors, colleague.Child }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
