using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Deciding that a pupil gets SEN support: one page from the pupil's own.</summary>
internal static class StartPages
{
    public static void MapSupportStart(this IEndpointRouteBuilder app)
    {
        app.MapGet("/graduated-approach/start", async (string? pupil, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await new Pupils(store.Rows(me.School.Urn)).Find(pupil ?? "", ct) is { } found ? await Show(found.Value, new(), FormErrors.None, Once.New(), me, store, clock, ct) : Page.NotFound);
        app.MapPost("/graduated-approach/start", Begin);
        app.MapGet("/graduated-approach/start-all", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            Page.Of<StartAllPage>(new { Waiting = await Waiting(me, store, clock, ct), Once = Once.New(), Errors = FormErrors.None, Answers = new Answers() }));
        app.MapPost("/graduated-approach/start-all", BeginAll);
    }

    private static async Task<IResult> Begin(string? pupil, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        if (await new Pupils(store.Rows(me.School.Urn)).Find(pupil ?? "", ct) is not { Value: var child })
        {
            return Page.NotFound;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (answers, once) = (new Answers(form), Once.From(form));
        var (on, noDay) = answers.Date("on").Read("day of the decision");
        var concern = answers.Chosen<Concern>("concern");
        var (told, noTold) = answers.Text("told") == "yes" ? answers.Date("toldOn").Read("day the parents were told") : (default, null);
        var way = answers.Chosen<Way>("way");
        var errors = FormErrors.None.And("on", noDay).And("concern", concern is null ? "Select where the concern came from" : null)
            .And("told", answers.Text("told") is "yes" or "no" ? null : "Select whether the parents have been told")
            .And("toldOn", noTold).And("way", answers.Text("told") == "yes" && way is null ? "Select how they were told" : null);
        if (errors.Any)
        {
            return await Show(child, answers, errors, once, me, store, clock, ct);
        }

        var e = new Event.Started(on, concern!.Value, YearGroups.IsEarlyYears(child.YearGroup), answers.Text("told") == "yes" ? new(told, way!.Value) : null);
        return await runner.Tell(new(me.School.Urn, once.Request), All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct, new Subject("pupil", child.Id, child.ListName)) switch
        {
            Answer.Accepted { Case: var begun } => TypedResults.LocalRedirect($"/cases/{begun.Id}?done"),
            Answer.Taken { By: var theirs } => TypedResults.LocalRedirect($"/cases/{theirs.Id}"),
            Answer.Refused { Refusal: var no } => await Show(child, answers, FormErrors.Of(no.Field == "told" ? "toldOn" : no.Field, no.Reason), once, me, store, clock, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Whom the register says to be on SEN support, and who has no case here yet.</summary>
    private static async Task<IReadOnlyList<Pupil>> Waiting(Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var kept = (await new Caseload(me.School.Urn, rows).Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name).Select(c => c.Agenda.About.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (await new Pupils(rows).All(ct)).Select(p => p.Value).Where(p => p.OnRoll(clock.Today) && p.Provision(clock.Today) == SenProvision.SenSupport && !kept.Contains(p.Id))];
    }

    /// <summary>A school that has given support for years begins here with all its pupils at once; a plan that is in force already is taken over.</summary>
    private static async Task<IResult> BeginAll(HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (answers, once) = (new Answers(form), Once.From(form));
        var waiting = await Waiting(me, store, clock, ct);
        var told = answers.Text("told");
        List<Pupil> chosen = [.. waiting.Where(p => answers.Ticked("pupil", []).Contains(p.Id))];
        var errors = FormErrors.None.And("told", told is "yes" or "no" ? null : "Select whether the parents have been told").And("pupil", chosen.Count > 0 ? null : "Select at least one pupil");
        if (errors.Any)
        {
            return Page.Of<StartAllPage>(new { Waiting = waiting, Once = once, Errors = errors, Answers = answers }, StatusCodes.Status422UnprocessableEntity);
        }

        var plans = await new PlanBook(store.Rows(me.School.Urn)).Heads(ct);
        foreach (var child in chosen)
        {
            var since = child.SenHistory.Last(s => s.From <= clock.Today).From;
            var e = new Event.Started(since, Concern.Earlier, YearGroups.IsEarlyYears(child.YearGroup), told == "yes" ? new(since, Way.Meeting) : null);
            var id = new CaseId(me.School.Urn, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{once.Request}|{child.Id}")))[..32]);
            if (await runner.Tell(id, All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct, new Subject("pupil", child.Id, child.ListName)) is Answer.Accepted && plans.GetValueOrDefault(child.Id) is { } plan)
            {
                // Refused when its review has passed: then a plan is asked for like any other.
                var issued = new Event.PlanIssued(plan.Version, plan.Review);
                await runner.Tell(id, All.GraduatedApproach, issued, me.Actor(All.GraduatedApproach, issued), $"{once.Request}:plan", ct);
            }
        }

        return TypedResults.LocalRedirect($"/graduated-approach?begun={chosen.Count}");
    }

    private static async Task<IResult> Show(Pupil child, Answers answers, FormErrors errors, Once once, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var running = (await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).About(child.Id, ct)).FirstOrDefault(c => !c.IsOver && c.Process == All.GraduatedApproach.Name);
        return Page.Of<StartPage>(new { Pupil = child, Answers = answers, Errors = errors, Once = once, clock.Today, Running = running }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
