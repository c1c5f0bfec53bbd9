using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.Plans;

namespace SencoFlows.Web.Pages.Cases;

/// <summary>A mail to a parent as a letter to print: for those who are written to by post, and where an email did not arrive.</summary>
public static class LetterPages
{
    /// <summary>Its address ends with the number of the errand within the case.</summary>
    internal static string Address(CaseId id, Errand errand) => $"/cases/{id}/letters/{Number(errand)}";

    /// <summary>Whether a parent still waits to be told what this says.</summary>
    internal static bool CanBe(Errand errand) => errand is { Effect: Effect.Email { To: Role.Parents }, Recipient: not null, Outcome: Outcome.Failed };

    public static void MapLetters(this IEndpointRouteBuilder app) =>
        app.MapGet("/cases/{id}/letters/{number}", Show).For(Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead);

    private static async Task<IResult> Show(string id, string number, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, Postman postman, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await CaseFile.Read(new(me.School.Urn, rows), processes, me.School, caseId.Id, ct) is not { } file
            || !me.MaySee(file.Process, file.Case.Agenda) || !me.MayRead(file.Process, file.Case.Agenda)
            || file.Errands.FirstOrDefault(e => CanBe(e) && Number(e) == number) is not { Effect: Effect.Email email } errand
            || await new Pupils(rows).File(file.Case.About.Id, ct) is not { } pupil
            || pupil.Contacts.FirstOrDefault(c => c.Value.Id == errand.Recipient)?.Value is not { } contact)
        {
            return Page.NotFound;
        }

        if (ContactRules.WhyNot(contact, clock.Today) is { } why)
        {
            return Page.Of<LetterPage>(new { File = file, Errand = errand, Contact = contact, me.School, clock.Today, WhyNot = why }, StatusCodes.Status409Conflict);
        }

        var wording = await postman.OnPaper(file.Case, file.Process, me.School, email, new(contact.Id, contact.Name, contact.Email ?? "", contact.Language), pupil.Pupil.Value.FirstName, clock.Today, ct);
        var tongue = await new Translations(rows).Tongue(contact.Language, ct);
        var enclosed = Enclosed.With(email.Template) && me.MaySeePlans() ? await Enclosed.Of(file.Case, contact, tongue, rows, ct) : null;
        return Page.Of<LetterPage>(new { File = file, Errand = errand, Contact = contact, me.School, clock.Today, Words = Words(wording), Slip = FamilyText.Slip.In(tongue), Enclosed = enclosed });
    }

    /// <summary>What stands under the name of the school, without the looks that mail programs need.</summary>
    internal static string Words(Wording wording)
    {
        var mail = XDocument.Parse(wording.Html[wording.Html.IndexOf("<html", StringComparison.Ordinal)..], LoadOptions.PreserveWhitespace).Root!;
        var main = mail.Descendants("main").Single();
        main.Elements("header").Remove();
        main.Name = "div";
        main.SetAttributeValue("lang", mail.Attribute("lang")?.Value);
        foreach (var element in main.DescendantsAndSelf())
        {
            element.SetAttributeValue("style", null);
        }

        foreach (var (name, look) in (ReadOnlySpan<(string, string)>)[("p", "govuk-body"), ("h2", "govuk-heading-m"), ("ul", "govuk-list govuk-list--bullet")])
        {
            foreach (var element in main.Descendants(name))
            {
                element.SetAttributeValue("class", look);
            }
        }

        return main.ToString(SaveOptions.DisableFormatting);
    }

    private static string Number(Errand errand) => errand.Key[(errand.Key.LastIndexOf('|') + 1)..];
}
