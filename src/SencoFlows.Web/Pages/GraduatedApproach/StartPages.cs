using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
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

    private static async Task<IResult> Show(Pupil child, Answers answers, FormErrors errors, Once once, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var running = (await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).About(child.Id, ct)).FirstOrDefault(c => !c.IsOver && c.Process == All.GraduatedApproach.Name);
        return Page.Of<StartPage>(new { Pupil = child, Answers = answers, Errors = errors, Once = once, clock.Today, Running = running }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
