using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Cases;

/// <summary>The page of a case, of whatever process.</summary>
public static class CasePages
{
    public static void MapCases(this IEndpointRouteBuilder app) => app.MapGet("/cases/{id}", Show).ForAnyStaff();

    /// <summary>Reads of the page: five for the case, two for the pupil and the contacts, and what its process adds.</summary>
    private static async Task<IResult> Show(string id, HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, CancellationToken ct)
    {
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn)
        {
            return Page.NotFound;
        }

        var rows = store.Rows(me.School.Urn);
        if (await CaseFile.Read(new(me.School.Urn, rows), processes, me.School, caseId.Id, ct) is not { } file)
        {
            return Page.NotFound;
        }

        if (!me.MaySee(file.Process, file.Case.Agenda))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!me.MayRead(file.Process, file.Case.Agenda))
        {
            return TypedResults.LocalRedirect($"/my-pupils/{caseId}{http.Request.QueryString}");
        }

        var pupil = file.Case.About.Kind == "pupil" ? await new Pupils(rows).File(file.Case.About.Id, ct) : null;
        var contacts = (IReadOnlyList<Contact>)[.. (pupil?.Contacts ?? []).Select(c => c.Value)];
        var side = CaseSide.Of(file.Case.Process);
        return Page.Of<CasePage>(new
        {
            File = file,
            Me = me,
            clock.Today,
            Involved = new Involved(me.School, contacts),
            Parents = pupil is null ? null : ContactRules.For(Role.Parents, pupil.Pupil.Value, contacts, me.School, clock.Today),
            Actions = side.Actions(file, me, clock.Today),
            Done = http.Request.Query.ContainsKey("done") ? file.History.LastOrDefault(l => l.Entry.Kind == "told" && l.Entry.By.Id == me.Staff.Id)?.Words : null,
            Subjects = await Subjects(file, templates, me.School, clock.Today),
            Parts = await side.Parts(file, me, clock.Today, rows, ct),
        });
    }

    /// <summary>What stands above each mail of a case. It holds nothing about a child, and so may stand in any list.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Subjects(CaseFile file, ITemplates templates, School school, DateOnly today)
    {
        Dictionary<string, string> subjects = new(StringComparer.Ordinal);
        foreach (var mail in file.Errands.Select(e => e.Effect).OfType<Effect.Email>().DistinctBy(m => m.Template))
        {
            var mentions = mail.To is Role.Parents ? file.Mentions.ForParents() : file.Mentions;
            var model = new MailModel(school.Name, school.Phone, school.Email, "", mentions, new("https://sencoflows.invalid"), today) { LinkUntil = mail.Link is null ? null : today };
            try
            {
                subjects[mail.Template] = (await templates.Write(mail.Template, model)).Subject;
            }
            catch (KeyNotFoundException)
            {
                // An old case may name a mail that is no longer written: its own name has to do.
                subjects[mail.Template] = mail.Template.Replace('-', ' ');
            }
        }

        return subjects;
    }
}
