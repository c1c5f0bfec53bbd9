using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.RecordToSend.RecordToSendProcess;

namespace SencoFlows.Web.Pages.RecordToSend;

/// <summary>A leaver whose record nobody has begun to pass on: start the transfer, or say why no record need go.</summary>
internal static class ToSendPages
{
    public static void MapToSend(this IEndpointRouteBuilder app)
    {
        var leaver = app.MapGroup("/record-to-send/{id}");
        leaver.MapGet("/send", async (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) => await ToSend.Find(id, me, store, ct) is { Case.IsOver: false } to
            ? Page.Of<SendPage>(new { To = to, Limit = TransferRules.For(me.School).After(to.Departure.Leaving, me.School.Calendar), Left = to.Departure.Leaving < clock.Today, MayEnd = me.Has(Role.Senco, Role.Head) })
            : await Past(id, me, store, ct)).For(Role.Senco, Role.Head, Role.Admin);
        leaver.MapGet("/not-needed", async (string id, Me me, IStore store, CancellationToken ct) => await ToSend.Find(id, me, store, ct) is { Case.IsOver: false } to ? Page.Of<NoRecordPage>(new { To = to }) : await Past(id, me, store, ct));
        leaver.MapPost("/not-needed", NotNeeded);
    }

    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today) =>
        file.Case.IsOver || !me.Has(Role.Senco, Role.Head) ? [] : [new("No record need go", $"/record-to-send/{file.Case.Id}/not-needed")];

    private static Task<IResult> Past(string id, Me me, IStore store, CancellationToken ct) => WayOn.ToCase(All.RecordToSend, id, me, store, ct);

    private static async Task<IResult> NotNeeded(string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await ToSend.Find(id, me, store, ct) is not { } to)
        {
            return Page.NotFound;
        }

        var answers = new Answers(form);
        var e = new Event.NotNeeded(answers.Words("why"));
        var errors = answers.TooLong;
        if (!errors.Any)
        {
            errors = await runner.Tell(to.Case.Id, All.RecordToSend, e, me.Actor(All.RecordToSend, e), Once.From(form).Request, ct) is Answer.Refused { Refusal: var no } ? FormErrors.Of(no) : FormErrors.None;
        }

        return errors.Any ? Page.Of<NoRecordPage>(new { To = to, Errors = errors, Why = answers.Text("why") }, StatusCodes.Status422UnprocessableEntity) : TypedResults.LocalRedirect($"/cases/{to.Case.Id}?done");
    }
}

/// <summary>A leaver of the school of the person who looks.</summary>
public sealed record ToSend(Case Case, Departure Departure, Pupil Pupil)
{
    internal static async Task<ToSend?> Find(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
            && await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is { } @case && @case.Process == All.RecordToSend.Name && me.MaySee(All.RecordToSend, @case.Agenda)
            && All.RecordToSend.Read(@case.State) is State.Leaver { Departure: var departure } && await new Pupils(rows).Find(@case.About.Id, ct) is { Value: var pupil }
                ? new(@case, departure, pupil)
                : null;
    }
}
