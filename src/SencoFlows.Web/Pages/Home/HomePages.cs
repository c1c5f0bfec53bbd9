using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Ahead;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.RecordTransfer;
using SencoFlows.Web.Pages.Systems;

namespace SencoFlows.Web.Pages.Home;

/// <summary>"What must I do today?", and the list of what could not be done.</summary>
public static class HomePages
{
    private static readonly Role[] _menders = [Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead];

    public static void MapHome(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Home).ForAnyStaff();
        app.MapGet("/failed", (Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, CancellationToken ct) =>
            Failed(me, store, processes, templates, clock, FormErrors.None, null, null, ct)).For(_menders);
        app.MapPost("/failed", Mend).For(_menders);
    }

    private static async Task<IResult> Home(Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var caseload = new Caseload(me.School.Urn, rows);
        var (open, failed) = await caseload.OpenAndFailed(ct);
        if (failed is null)
        {
            // Nobody has looked since the version that makes notes came: once for each school.
            await Failures.Mend(me.School.Urn, rows, ct);
            (open, failed) = await caseload.OpenAndFailed(ct);
        }

        return Page.Of<HomePage>(new { Desk = Desk.Of(open, me, processes), Me = me, Waits = me.Has(_menders) ? Seen(me, open, failed ?? [], processes) : [], clock.Today });
    }

    /// <summary>Of what failed, what this person may see. A case that is over waits for nobody.</summary>
    private static IReadOnlyList<Failing> Seen(Me me, IReadOnlyList<OpenCase> open, IReadOnlyList<Failing> failed, IReadOnlyDictionary<string, Process> processes)
    {
        var agendas = failed.Count == 0 ? [] : open.ToDictionary(c => c.Id, c => c.Agenda);
        return [.. failed.Where(f => f.Process == DailyMails.Name || processes.TryGetValue(f.Process, out var process)
            && ((f.OfSystem is true && me.Has(SystemPages.Keepers)) || me.MaySee(process, agendas.GetValueOrDefault(f.Case) ?? new Agenda(f.Process, f.About, "", Role.Nobody, null, null, []))))];
    }

    private static async Task<IResult> Failed(Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, FormErrors errors, string? at, string? why, CancellationToken ct) =>
        Page.Of<FailedPage>(new { Failed = await Seen(me, store.Rows(me.School.Urn), processes, templates, clock.Today, ct), Errors = errors, At = at, Why = why }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Mend(HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, IAlarm alarm, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        var failures = new Failures(me.School.Urn, rows, alarm, clock);
        if ((await Seen(me, rows, processes, templates, clock.Today, ct)).FirstOrDefault(f => f.Failure.Errand.Key == form["key"]) is not { } found)
        {
            return TypedResults.LocalRedirect("/failed"); // Somebody else has dealt with it, or this is the second click.
        }

        if (form["do"] == "again")
        {
            await failures.TryAgain(found.Failure, ct);
        }
        else if (form["do"] == "posted" || form["do"] == "called")
        {
            await failures.PutAside(found.Failure, $"{(form["do"] == "posted" ? "Posted as a letter" : "Told by telephone")} on {EnglishWords.Of(clock.Today)}", ct);
        }
        else
        {
            var answers = new Answers(form);
            var errors = answers.TooLong is { Any: true } tooLong ? tooLong : answers.Words("why").Length == 0 ? FormErrors.Of("why", "Enter why it need not be done") : FormErrors.None;
            if (errors.Any)
            {
                return await Failed(me, store, processes, templates, clock, errors, found.Failure.Errand.Key, answers.Text("why"), ct);
            }

            await failures.PutAside(found.Failure, answers.Words("why"), ct);
        }

        return TypedResults.LocalRedirect("/failed");
    }

    /// <summary>
    /// What failed in cases that this person may see: two range reads, one read for each case with a failure, and one for its contacts when
    /// a mail to them failed. Who looks after other systems sees what those could not be told, too, but not in which case.
    /// </summary>
    private static async Task<IReadOnlyList<SeenFailure>> Seen(Me me, IRows rows, IReadOnlyDictionary<string, Process> processes, ITemplates templates, DateOnly today, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, rows);
        var failed = await Failures.Mend(me.School.Urn, rows, ct);
        var subjects = await MailSubjects.Of(failed.Select(f => f.Errand.Effect).OfType<Effect.Email>().SelectMany(m => m.Reminders?.Select(r => new Effect.Email(r.To, r.Template, r.Link)) ?? [m]), templates, me.School, today);
        List<SeenFailure> seen = [];
        foreach (var ofCase in failed.GroupBy(f => f.Case))
        {
            if (DailyMails.Is(ofCase.Key))
            {
                foreach (var f in ofCase)
                {
                    seen.Add(new(f, null, "None")
                    {
                        Subject = "The reminders of a day",
                        To = new Involved(me.School, []).To(Role.Self, f.Errand.Recipient),
                        Said = f.Errand.Effect is Effect.Email { Reminders: { } reminders } ? await Said(reminders, me, caseload, processes, subjects, ct) : null,
                    });
                }
            }
            else if (await caseload.Find(ofCase.Key.Id, ct) is { } @case)
            {
                var process = processes[@case.Process];
                var all = me.MaySee(process, @case.Agenda);
                var toParents = ofCase.Any(f => f.Errand.Effect is Effect.Email { To: Role.Parents }) && me.MayRead(process, @case.Agenda);
                var involved = new Involved(me.School, toParents && await new Pupils(rows).File(@case.About.Id, ct) is { } file ? [.. file.Contacts.Select(c => c.Value)] : []);
                seen.AddRange(ofCase.Where(f => all || (f.Errand.Effect is Effect.Notify && me.Has(SystemPages.Keepers))).Select(f => new SeenFailure(f, all ? @case : null, process.Title)
                {
                    Subject = f.Errand.Effect is Effect.Email mail ? subjects.Of(mail) : null,
                    To = f.Errand.Effect is Effect.Email m ? involved.To(m.To, f.Errand.Recipient) : null,
                }));
            }
        }

        return seen;
    }

    /// <summary>What a daily email would have said, of the cases that are still open and that this person may see: one read for each.</summary>
    private static async Task<IReadOnlyList<(Case Case, string Subject)>> Said(IReadOnlyList<Reminder> reminders, Me me, Caseload caseload, IReadOnlyDictionary<string, Process> processes, MailSubjects subjects, CancellationToken ct)
    {
        List<(Case, string)> said = [];
        foreach (var reminder in reminders)
        {
            if (await caseload.Find(reminder.Case, ct) is { IsOver: false } @case && me.MaySee(processes[@case.Process], @case.Agenda))
            {
                said.Add((@case, subjects.Of(new Effect.Email(reminder.To, reminder.Template))));
            }
        }

        return said;
    }
}

/// <param name="Case">Null when this person may not see it, and for the daily email of somebody, which belongs to none.</param>
public sealed record SeenFailure(Failure Failure, Case? Case, string Process)
{
    /// <summary>Of a mail.</summary>
    public string? Subject { get; init; }

    /// <summary>Whom a mail was for.</summary>
    public string? To { get; init; }

    /// <summary>What the daily email of somebody would have said; null for everything else.</summary>
    public IReadOnlyList<(Case Case, string Subject)>? Said { get; init; }
}
