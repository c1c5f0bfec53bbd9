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
using SencoFlows.Web.Pages.Cases;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>One page for each thing that staff do with a running transfer.</summary>
public static class ActPages
{
    public static void MapTransferActs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/record-transfer/{id}/{act}", Open).ForAnyStaff();
        app.MapPost("/record-transfer/{id}/{act}", Send).ForAnyStaff();
    }

    /// <summary>What the page of a case offers: the process is asked, so that nothing is offered which it would refuse.</summary>
    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today)
    {
        if (All.RecordTransfer.Read(file.Case.State) is not State.Moving state || state is State.Closed)
        {
            return [];
        }

        var asked = new Asked(file.Case, state, me, today, [], null);
        return [.. Act.All.Where(a => asked.May(a.Sample(asked)) && asked.WhyNot(a.Sample(asked)) is null).Select(a => new CaseAction(a.Link, $"/record-transfer/{file.Case.Id}/{a.Name}"))];
    }

    private static async Task<IResult> Open(string id, string act, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var (page, asked, problem) = await Find(id, act, me, store, clock, ct);
        return problem ?? Page.Of<ActPage>(new { Act = page, Asked = asked, Once = Once.New(asked!.Case.Length), TooLate = asked.WhyNot(page!.Sample(asked))?.Reason });
    }

    private static async Task<IResult> Send(string id, string act, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var (page, asked, problem) = await Find(id, act, me, store, clock, ct);
        if (problem is not null)
        {
            return problem;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        asked = asked! with { Answers = new(form) };
        var (e, errors) = page!.Read(asked);
        errors = asked.Answers.TooLong is { Any: true } tooLong ? tooLong : errors;
        if (e is null || errors.Any)
        {
            return Again(errors, once, StatusCodes.Status422UnprocessableEntity);
        }

        switch (await runner.Tell(asked.Case.Id, All.RecordTransfer, e, me.Actor(All.RecordTransfer, e), once.Request, ct, seen: once.Seen))
        {
            case Answer.Accepted:
                return TypedResults.LocalRedirect($"/cases/{asked.Case.Id}?done");
            case Answer.Refused { Refusal: var no }:
                return Again(FormErrors.Of(no), once, StatusCodes.Status422UnprocessableEntity);
            default:
                var (_, now, gone) = await Find(id, act, me, store, clock, ct);
                return gone ?? Page.Of<ActPage>(new
                {
                    Act = page,
                    Asked = now! with { Answers = new(form) },
                    Once = Once.New(now.Case.Length),
                    Happened = What(now, once.Seen ?? now.Case.Length, me.School),
                    TooLate = now.WhyNot(page.Sample(now))?.Reason,
                }, StatusCodes.Status409Conflict);
        }

        IResult Again(FormErrors errors, Once once, int status) => Page.Of<ActPage>(new { Act = page, Asked = asked, Once = once, Errors = errors }, status);
    }

    /// <summary>What happened since somebody opened the page, each with who and when.</summary>
    private static IReadOnlyList<string> What(Asked now, int seen, School school)
    {
        var involved = new Involved(school, [.. (now.Pupil?.Contacts ?? []).Select(c => c.Value)]);
        return [.. now.History.Where(e => e.Number > seen).Select(e => HistoryLine.Of(e, All.RecordTransfer, school))
            .Select(l => $"{l.Words} ({involved.Who(l.Entry.By)}, {EnglishWords.Moment(l.Entry.At)})")];
    }

    /// <summary>The act and the case, or the answer for somebody who may not see it.</summary>
    private static async Task<(Act? Act, Asked? Asked, IResult? Problem)> Find(string id, string act, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var caseload = new Caseload(me.School.Urn, rows);
        if (Act.Find(act) is not { } page || !CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await caseload.Find(caseId.Id, ct) is not { Process: "record-transfer" } @case
            || All.RecordTransfer.Read(@case.State) is not State.Moving state)
        {
            return (null, null, Page.NotFound);
        }

        var asked = new Asked(@case, state, me, clock.Today, [], null);
        return me.MaySee(All.RecordTransfer, @case.Agenda) && asked.May(page.Sample(asked))
            ? (page, asked with
            {
                History = await caseload.History(caseId.Id, ct),
                Pupil = await new Pupils(rows).File(@case.About.Id, ct),
                Pack = act == "custody" && state.Transfer is { OnPaper: null, Parcels.Count: > 0 } ? await new KeptPacks(rows).Find(caseId.Id, state.Transfer.Parcel.Number, ct) : null,
            }, null)
            : (null, null, Results.StatusCode(StatusCodes.Status403Forbidden));
    }
}
