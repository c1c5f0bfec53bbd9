using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.GraduatedApproach;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>The parents' pages and mails with the words as they are typed, so that whoever checks them sees them where they stand.</summary>
internal static class PreviewPages
{
    public static void MapPreviews(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/school/languages/{language}/preview");
        pages.MapGet("", (string language, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) => Look(language, "", http, me, store, clock, ct));
        pages.MapGet("/{page}", Look);
        pages.MapGet("/mail/{template}", Mail);

        // What a parent would press leads on to the page that they would see, and is kept nowhere.
        pages.MapPost("/{**pressed}", IResult (string language, string? pressed) => Languages.Written(language) ? TypedResults.LocalRedirect(Preview.At(language) + pressed switch
        {
            "view" => "/thank-you",
            "code" or "plan" => "/plan",
            "new-code" => "/code",
            _ => "",
        }) : Page.NotFound);
    }

    private static async Task<IResult> Look(string language, string page, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await new Translations(store.Rows(me.School.Urn)).Find(language, ct) is not { Value: var translation })
        {
            return Page.NotFound;
        }

        http.Items[typeof(Shell)] = new Shell
        {
            Home = Preview.At(language),
            Phase = ("Preview", $"How parents will see this page in {Languages.Words(language)} when it is checked. The family is made up, and nothing that you press or type is kept."),
            Nav = [new("Back to the phrases", $"/school/languages/{language}")],
        };
        var now = clock.GetUtcNow();
        var family = Preview.Of(me.School, translation.Draft, clock.Today, now);
        return page switch
        {
            "" => Page.Of<FamilyPage>(new { Family = family, clock.Today }),
            "link" => Page.Of<FamilyDoorPage>(new { Tongues = (IReadOnlyList<Tongue>)[family.Own] }),
            "view" => Page.Of<FamilyViewPage>(new { Family = family, View = new TypedView(), Once = Once.New(), Errors = FormErrors.None }),
            "thank-you" => Page.Of<FamilyThanksPage>(new { Family = family }),
            "code" => Page.Of<FamilyCodePage>(new { Family = family, Standing = new CodeStanding(now, Failed: false, Works: true, null), Errors = FormErrors.None }),
            "plan" => Page.Of<FamilyPlanPage>(new { Family = family, Plan = Preview.Plan(now, family.State.Support.Cycle.Review!.Value), Words = Preview.Words(now) }),
            _ => Page.NotFound,
        };
    }

    private static async Task<IResult> Mail(string language, string template, Me me, IStore store, ITemplates templates, SiteAddress site, TimeProvider clock, CancellationToken ct)
    {
        if (!FamilyText.All.SelectMany(t => t.Templates).Any(t => t.Name == template) || await new Translations(store.Rows(me.School.Urn)).Find(language, ct) is not { Value: var translation })
        {
            return Page.NotFound;
        }

        var wording = await templates.Write(template, Preview.Mail(Preview.Of(me.School, translation.Draft, clock.Today, clock.GetUtcNow()), site.Base, clock.Today));
        return Page.Of<MailPreviewPage>(new { In = translation.Draft, Template = template, wording.Subject, Words = LetterPages.Words(wording) });
    }
}
