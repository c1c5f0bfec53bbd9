using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>For parents and carers who come by a link: where things stand, what they think, and, after a code, the plan and what was agreed.</summary>
internal static class FamilyPages
{
    public static void MapFamily(this IEndpointRouteBuilder app)
    {
        app.MapMethods($"/{LinkForParents}/{{token}}", GuestPages.Reading, () => Page.Of<DoorPage>(new { ForFamily = true })).ForGuests();
        app.MapPost($"/{LinkForParents}/{{token}}", Enter).ForGuests();
        var ours = app.MapGroup($"{GuestAddress.OurChild}/{{case}}");
        ours.MapMethods("", GuestPages.Reading, (Family family, TimeProvider clock) => Page.Of<FamilyPage>(new { Family = family, clock.Today })).ForFamilies();
        ours.MapPost("/print", (Family family, HttpContext http, VisitCookie cookie, TimeProvider clock) =>
        {
            cookie.Write(http, family.Visit with { Large = !family.LargePrint, Seen = clock.GetUtcNow() });
            return TypedResults.LocalRedirect(family.Home);
        }).ForFamilies();
        ours.MapMethods("/view", GuestPages.Reading, (Family family) => Ask(family, new(), FormErrors.None)).ForFamilies();
        ours.MapPost("/view", Say).ForFamilies();
        ours.MapMethods("/thank-you", GuestPages.Reading, (Family family) => Page.Of<ThanksPage>(new { family.Home, family.School, ForFamily = true })).ForFamilies();
        ours.MapMethods("/plan", GuestPages.Reading, Plan).ForFamilies(proved: true);
        ours.MapMethods("/code", GuestPages.Reading, Code).ForFamilies();
        ours.MapPost("/code", Prove).ForFamilies();
        ours.MapPost("/new-code", async (Family family, AccessCodes codes, CancellationToken ct) =>
        {
            await codes.Ask(family, ct);
            return TypedResults.LocalRedirect($"{family.Home}/code");
        }).ForFamilies();
    }

    private static async Task<IResult> Enter(string token, HttpContext http, GuestBook book, VisitCookie cookie, CancellationToken ct)
    {
        if (await book.Invited(LinkForParents, token, ct) is not { } visit || await book.Family(visit, ct) is not { } family)
        {
            return ClosedDoor.Page;
        }

        cookie.Write(http, visit);
        return TypedResults.LocalRedirect(family.Home);
    }

    private static async Task<IResult> Say(Family family, HttpContext http, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var view = TypedView.Read(form);
        if (view.Errors.Any)
        {
            return Ask(family, view, view.Errors);
        }

        var once = Once.From(form);
        var e = new Event.ViewGiven(family.Contact.Id, ViewOf.Parents, once.Request);
        var said = new Said(once.Request, SaidKind.View, family.Case.Id.Id, clock.GetUtcNow(), family.Actor, family.Contact.Id, view.Lines);
        return await runner.Tell(family.Case.Id, All.GraduatedApproach, e, family.Actor, once.Request, ct, also: [SaidBook.Add(family.Case.About.Id, said)]) is Answer.Refused { Refusal: var no }
            ? Ask(family, view, FormErrors.Of("", no.Reason))
            : TypedResults.LocalRedirect($"{family.Home}/thank-you");
    }

    private static IResult Ask(Family family, TypedView view, FormErrors errors) =>
        Page.Of<ViewPage>(new { View = view, Errors = errors, family.Home, ForFamily = true, Child = (string?)null }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>What the school gives and what was agreed. What another parent wrote is theirs and is not shown.</summary>
    private static async Task<IResult> Plan(Family family, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(family.School.Urn);
        await new PupilLog(rows).Note(family.Case.About.Id, new(clock.GetUtcNow(), family.Actor, "plan-read"), ct);
        var words = (await new SaidBook(rows).About(family.Case.About.Id, ct)).Where(s => s.Case == family.Case.Id.Id && (s.Kind != SaidKind.View || s.Of == family.Contact.Id));
        return Page.Of<FamilyPlanPage>(new { Family = family, Plan = await Current(family, new(rows), ct), Words = (IReadOnlyList<Said>)[.. words] });
    }

    /// <summary>The version that is at work, which is not always the newest.</summary>
    private static async Task<IssuedPlan?> Current(Family family, PlanBook plans, CancellationToken ct) =>
        (family.State.Support.Cycle.Plan ?? (family.State.Support.Past is [.., var last] ? last.Plan : (int?)null)) is { } version ? await plans.Version(family.Case.About.Id, version, ct) : null;

    private static async Task<IResult> Code(Family family, AccessCodes codes, CancellationToken ct) =>
        family.Visit.Proved ? TypedResults.LocalRedirect($"{family.Home}/plan") : await ShowCode(family, codes, FormErrors.None, StatusCodes.Status200OK, ct);

    private static async Task<IResult> Prove(Family family, HttpContext http, AccessCodes codes, VisitCookie cookie, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (CodePages.Wrong(await codes.Check(family, form["code"], ct)) is { } wrong)
        {
            return await ShowCode(family, codes, FormErrors.Of("code", wrong), StatusCodes.Status422UnprocessableEntity, ct);
        }

        cookie.Write(http, family.Visit with { Proved = true, Seen = clock.GetUtcNow() });
        return TypedResults.LocalRedirect($"{family.Home}/plan");
    }

    private static async Task<IResult> ShowCode(Family family, AccessCodes codes, FormErrors errors, int status, CancellationToken ct) =>
        Page.Of<CodePage>(new { family.Home, Standing = await codes.Standing(family, ct), Errors = errors }, status);
}
