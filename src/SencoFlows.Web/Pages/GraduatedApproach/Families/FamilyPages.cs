using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>For parents and carers who come by a link: where things stand, what they think, and, after a code, the plan and what was agreed.</summary>
internal static class FamilyPages
{
    public static void MapFamily(this IEndpointRouteBuilder app)
    {
        app.MapMethods($"/{LinkForParents}/{{token}}", GuestPages.Reading, Door).ForGuests();
        app.MapEntrance(LinkForParents);
        var ours = app.MapGroup($"{GuestAddress.OurChild}/{{case}}");
        ours.MapMethods("", GuestPages.Reading, (Family family, TimeProvider clock) => Page.Of<FamilyPage>(new { Family = family, clock.Today })).ForFamilies();
        ours.MapPost("/print", (Family family, HttpContext http, VisitCookie cookie, TimeProvider clock) =>
        {
            cookie.Write(http, family.Visit with { Large = !family.LargePrint, Seen = clock.GetUtcNow() });
            return TypedResults.LocalRedirect(family.Home);
        }).ForFamilies().LeavesNothing();
        ours.MapPost("/language", ChangeLanguage).ForFamilies().LeavesNothing();
        ours.MapMethods("/language", GuestPages.Reading, (Family family) => TypedResults.LocalRedirect($"{family.Home}/view")).ForFamilies(); // Who asks again for a page that a form has shown.
        ours.MapMethods("/view", GuestPages.Reading, (Family family) => Ask(family, new(), Once.New(), FormErrors.None)).ForFamilies();
        ours.MapPost("/view", Say).ForFamilies();
        ours.MapMethods("/thank-you", GuestPages.Reading, (Family family) => Page.Of<FamilyThanksPage>(new { Family = family })).ForFamilies();
        ours.MapMethods("/plan", GuestPages.Reading, Plan).ForFamilies(proved: true);
        ours.MapPost("/plan", Reply).ForFamilies(proved: true);
        ours.MapCode(LinkForParents, then: "/plan");
    }

    /// <summary>In English, and in every language that the school of the address has had this page checked in.</summary>
    private static async Task<IResult> Door(string token, Schools schools, IStore store, CancellationToken ct)
    {
        var others = Links.Parse(token) is (var urn, _) && await schools.Find(urn, ct) is not null ? await new Translations(store.Rows(urn)).All(ct) : [];
        return Page.Of<FamilyDoorPage>(new { Tongues = (IReadOnlyList<Tongue>)[Tongue.English, .. others.Select(t => t.Value.Tongue).Where(FamilyText.Door.IsIn)] });
    }

    /// <summary>From the page with the questions it only shows that page in the other language, with everything that was typed.</summary>
    private static async Task<IResult> ChangeLanguage(Family family, HttpContext http, VisitCookie cookie, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var changed = family with { Visit = family.Visit with { InEnglish = form[LanguageChoice.Name] == "en", Seen = clock.GetUtcNow() } };
        cookie.Write(http, changed.Visit);
        return form.ContainsKey("well") ? Ask(changed, TypedView.Read(form), Once.From(form), FormErrors.None)
            : TypedResults.LocalRedirect(form["page"].ToString() is var page && page is "plan" or "code" or "thank-you" ? $"{family.Home}/{page}" : family.Home);
    }

    private static async Task<IResult> Say(Family family, HttpContext http, Voices voices, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var language = family.In(FamilyText.View);
        var view = TypedView.Read(form);
        view = view with { Errors = FamilyView.Errors(view, language) };
        return await voices.Take(family, ViewOf.Parents, form, view, language, errors => Ask(family, view, Once.From(form), FamilyView.Refused(errors, language)), ct);
    }

    private static IResult Ask(Family family, TypedView view, Once once, FormErrors errors) =>
        Page.Of<FamilyViewPage>(new { Family = family, View = view, Once = once, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Plan(Family family, IStore store, TimeProvider clock, CancellationToken ct)
    {
        await new PupilLog(store.Rows(family.School.Urn)).Note(family.Case.About.Id, new(clock.GetUtcNow(), family.Actor, "plan-read"), ct);
        return await ShowPlan(family, store, FormErrors.None, null, ct);
    }

    private static async Task<IResult> Reply(Family family, HttpContext http, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        (string? Agrees, string? Words) typed = (form["agrees"], form["words"]);
        var answer = PlanAnswerForm.Read(typed.Agrees, typed.Words);
        if (answer.Errors.Any)
        {
            return await ShowPlan(family, store, answer.Errors, typed, ct);
        }

        var once = Once.From(form);
        var e = new Event.PlanAnswered(family.Contact.Id, int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0, answer.Agrees, answer.Words is null ? null : once.Request);
        IReadOnlyList<Change> also = answer.Words is null ? [] : [SaidBook.Add(family.Case.About.Id, new(once.Request, SaidKind.View, family.Case.Id.Id, clock.GetUtcNow(), family.Actor, family.Contact.Id, [new("plan", answer.Words)]) { Language = family.In(FamilyText.Plan) is { IsEnglish: false } other ? other.Code : null })];
        return await runner.Tell(family.Case.Id, All.GraduatedApproach, e, family.Actor, once.Request, ct, also: also) is Answer.Refused { Refusal: var no }
            ? await ShowPlan(family, store, FormErrors.Of("", no.Reason), typed, ct)
            : TypedResults.LocalRedirect($"{family.Home}/plan#answer");
    }

    /// <summary>What the school gives and what was agreed. What another parent wrote is theirs and is not shown.</summary>
    private static async Task<IResult> ShowPlan(Family family, IStore store, FormErrors errors, (string?, string?)? typed, CancellationToken ct)
    {
        var shown = await Enclosed.Of(family.Case, family.Contact, family.In(FamilyText.Plan), store.Rows(family.School.Urn), ct, alsoOwn: true);
        return Page.Of<FamilyPlanPage>(new { Family = family, shown!.Plan, shown.Words, Errors = FamilyPlanWords.Errors(errors, family.In(FamilyText.Plan)), Typed = typed }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
