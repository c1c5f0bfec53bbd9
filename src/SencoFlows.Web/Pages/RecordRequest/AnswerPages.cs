using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using static SencoFlows.Processes.RecordRequest.RecordAskedProcess;

namespace SencoFlows.Web.Pages.RecordRequest;

/// <summary>Another school of this deployment asks: who it may be, one click to start the transfer, or an answer.</summary>
internal static class AnswerPages
{
    public static void MapAnswers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/record-asked/{id}/answer", (string id, Me me, IStore store, Schools schools, CancellationToken ct) => Show(id, me, store, schools, FormErrors.None, null, ct));
        app.MapPost("/record-asked/{id}/answer", Answer);
    }

    private static async Task<IResult> Answer(string id, HttpContext http, Me me, IStore store, Schools schools, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Find(id, me, store, ct) is not { } @case)
        {
            return Page.NotFound;
        }

        var (answer, note, errors) = AskedPages.Read(form);
        if (answer is not { } chosen)
        {
            return await Show(id, me, store, schools, errors, form, ct);
        }

        var e = new Event.Replied(chosen, note);
        return await runner.Tell(@case.Id, All.RecordAsked, e, me.Actor(All.RecordAsked, e), Once.From(form).Request, ct) is Answer.Refused { Refusal: var no }
            ? await Show(id, me, store, schools, FormErrors.Of(no), form, ct)
            : TypedResults.LocalRedirect($"/cases/{@case.Id}?done");
    }

    private static async Task<IResult> Show(string id, Me me, IStore store, Schools schools, FormErrors errors, IFormCollection? form, CancellationToken ct)
    {
        if (await Find(id, me, store, ct) is not { } @case || All.RecordAsked.Read(@case.State) is not State.Waiting { Question: var question })
        {
            return await Find(id, me, store, ct) is { } over ? TypedResults.LocalRedirect($"/cases/{over.Id}") : Page.NotFound;
        }

        var who = question.Who;
        var like = PupilMatch.Find(new(who.Forename, who.Surname, who.DateOfBirth, "") { Upn = who.Upn }, (await new Pupils(store.Rows(me.School.Urn)).All(ct)).Select(p => p.Value));
        return Page.Of<AnswerPage>(new
        {
            Case = @case,
            Question = question,
            Asker = (await schools.Find(question.Asker, ct))?.Name ?? "Another school",
            Like = like,
            Errors = errors,
            Chosen = form?["answer"].ToString(),
            Note = form?["note"].ToString(),
        }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<Case?> Find(string id, Me me, IStore store, CancellationToken ct) =>
        CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
        && await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is { } @case && @case.Process == All.RecordAsked.Name && me.MaySee(All.RecordAsked, @case.Agenda) ? @case : null;
}
