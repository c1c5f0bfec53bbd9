using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>One page for each thing that staff do with the support of a pupil.</summary>
public static class SupportPages
{
    public static void MapSupport(this IEndpointRouteBuilder app)
    {
        app.MapSupportStart();
        app.MapSupportList();
        app.MapReviews();
        app.MapTeaching();
        app.MapFamily();
        app.MapContributions();
        app.MapGet("/graduated-approach/{id}/{act}", Open).ForAnyStaff();
        app.MapPost("/graduated-approach/{id}/{act}", Send).ForAnyStaff();
    }

    /// <summary>What the page of a case offers: the process is asked, so that nothing is offered which it would refuse.</summary>
    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today)
    {
        if (All.GraduatedApproach.Read(file.Case.State) is not State.Running state || state is State.Closed)
        {
            return [];
        }

        var asked = new Asked(file.Case, state, me, today, [], null) { Request = "sample" };
        return
        [
            .. state is State.Doing or State.Reviewing && me.Has(Role.Senco, Role.Head) ? [new CaseAction("Review the plan", $"/graduated-approach/{file.Case.Id}/review")] : Array.Empty<CaseAction>(),
            .. Act.All.Where(a => a.Sample(asked) is { } e && asked.WhyNot(e) is null).Select(a => new CaseAction(a.Link, $"/graduated-approach/{file.Case.Id}/{a.Name}")),
        ];
    }

    /// <summary>The case and the pupil for somebody who may see them; null for everybody else. A teacher sees one that is open.</summary>
    internal static async Task<Asked?> Find(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
            && await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is { } @case && @case.Process == All.GraduatedApproach.Name
            && All.GraduatedApproach.Read(@case.State) is State.Running state && (me.MayRead(All.GraduatedApproach, @case.Agenda) || (!@case.IsOver && me.MaySee(All.GraduatedApproach, @case.Agenda)))
            ? new(@case, state, me, clock.Today, await new SaidBook(rows).About(@case.About.Id, ct), await new Pupils(rows).File(@case.About.Id, ct))
            : null;
    }

    private static async Task<IResult> Open(string id, string act, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (Act.Find(act) is not { } page || await Find(id, me, store, clock, ct) is not { } asked)
        {
            return Page.NotFound;
        }

        asked = asked with { Request = RecordId.New() };
        return page.Sample(asked) is { } sample && !asked.May(sample)
            ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : Page.Of<ActPage>(new { Act = page, Asked = asked, Once = Once.New(asked.Case.Length), TooLate = TooLate(page, asked) });
    }

    private static async Task<IResult> Send(string id, string act, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        if (Act.Find(act) is not { } page || await Find(id, me, store, clock, ct) is not { } asked)
        {
            return Page.NotFound;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        asked = asked with { Answers = new(form), Request = once.Request };
        if (asked.Answers.Text("more") is { Length: > 0 })
        {
            return Page.Of<ActPage>(new { Act = page, Asked = asked, Once = once }); // More room on the page, and nothing is said yet.
        }

        var (e, errors, words) = page.Read(asked);
        if (e is null)
        {
            return Again(errors);
        }

        IReadOnlyList<Change> also = words is null ? [] : [SaidBook.Add(asked.Case.About.Id, words with { At = clock.GetUtcNow() })];
        switch (await runner.Tell(asked.Case.Id, All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct, seen: once.Seen, also: also))
        {
            case Answer.Accepted:
                return TypedResults.LocalRedirect($"/cases/{asked.Case.Id}?done");
            case Answer.Refused { Refusal: var no }:
                return Again(FormErrors.Of(no));
            default:
                asked = (await Find(id, me, store, clock, ct))! with { Answers = new(form), Request = once.Request };
                return Page.Of<ActPage>(new { Act = page, Asked = asked, Once = Once.New(asked.Case.Length), Happened = true, TooLate = TooLate(page, asked) }, StatusCodes.Status409Conflict);
        }

        IResult Again(FormErrors wrong) => Page.Of<ActPage>(new { Act = page, Asked = asked, Once = once, Errors = wrong }, StatusCodes.Status422UnprocessableEntity);
    }

    private static string? TooLate(Act act, Asked asked) => act.Sample(asked) is { } e ? asked.WhyNot(e)?.Reason : "There is nothing that this could be about";
}
