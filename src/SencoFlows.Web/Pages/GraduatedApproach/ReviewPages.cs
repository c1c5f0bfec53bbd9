using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>The review of one pupil's plan, and of a group on the same provision.</summary>
internal static class ReviewPages
{
    public static void MapReviews(this IEndpointRouteBuilder app)
    {
        app.MapGet("/graduated-approach/{id}/review", Open);
        app.MapPost("/graduated-approach/{id}/review", Send);
        app.MapGet("/graduated-approach/group-review", OpenGroup);
        app.MapPost("/graduated-approach/group-review", SendGroup);
    }

    private static async Task<IResult> Open(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        await SupportPages.Find(id, me, store, clock, ct) is not { } asked ? Page.NotFound
        : await Of(asked with { Request = RecordId.New() }, store, ct) is { } review ? Page.Of<ReviewPage>(new { Review = review, Once = Once.New(asked.Case.Length) })
        : Page.Of<NoPlanPage>(new { Asked = asked });

    private static async Task<IResult> Send(string id, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        if (await SupportPages.Find(id, me, store, clock, ct) is not { } found)
        {
            return Page.NotFound;
        }

        // After the first of two clicks the plan is no longer there to be reviewed: the second is answered like it.
        if (found.Case.Recent.Contains(once.Request))
        {
            return TypedResults.LocalRedirect($"/cases/{found.Case.Id}?done");
        }

        if (await Of(found with { Answers = new(form), Request = once.Request }, store, ct) is not { } review)
        {
            return Page.Of<NoPlanPage>(new { Asked = found });
        }

        var (e, errors, words) = review.Read();
        if (e is null)
        {
            return Page.Of<ReviewPage>(new { Review = review, Once = once, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        IReadOnlyList<Change> also = words is null ? [] : [SaidBook.Add(found.Case.About.Id, words with { At = clock.GetUtcNow() })];
        return await runner.Tell(found.Case.Id, All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct, seen: once.Seen, also: also) switch
        {
            Answer.Accepted => TypedResults.LocalRedirect($"/cases/{found.Case.Id}?done"),
            Answer.Refused { Refusal: var no } => Page.Of<ReviewPage>(new { Review = review, Once = once, Errors = FormErrors.Of(no) }, StatusCodes.Status422UnprocessableEntity),
            Answer.Changed { Now: var now } => Page.Of<ReviewPage>(new { Review = review, Once = once with { Seen = now.Length }, Happened = true }, StatusCodes.Status409Conflict),
            _ => Page.NotFound,
        };
    }

    /// <summary>Null when no plan is at work.</summary>
    private static async Task<ReviewAsked?> Of(Asked asked, IStore store, CancellationToken ct) =>
        asked.State is State.Doing or State.Reviewing && asked.Support.Cycle.Plan is { } version
        && await new PlanBook(store.Rows(asked.Me.School.Urn)).Version(asked.Case.About.Id, version, ct) is { } plan ? new(asked, plan) : null;

    private static async Task<IResult> OpenGroup(string? provision, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var group = await Group.Find(provision, me, store, clock, ct);
        return Page.Of<GroupPage>(new { Group = group, Once = Once.New() });
    }

    /// <summary>Each pupil's review is a step of their own case: what is wrong with one does not hold up the others.</summary>
    private static async Task<IResult> SendGroup(string? provision, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (group, once) = (await Group.Find(provision, me, store, clock, ct) with { Answers = new(form) }, Once.From(form));
        var (events, errors) = group.Read();
        var done = 0;
        foreach (var (member, e) in events)
        {
            switch (await runner.Tell(member.Case.Id, All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct))
            {
                case Answer.Accepted:
                    done++;
                    group = group with { Members = [.. group.Members.Where(m => m != member)] };
                    break;
                case Answer.Refused { Refusal: var no }:
                    errors = errors.And(no.Field is "next" or "on" ? no.Field : member.First, $"{member.Case.About.Label}: {no.Reason}");
                    break;
            }
        }

        return errors.Any
            ? Page.Of<GroupPage>(new { Group = group, Once = once, Errors = errors, Done = done }, StatusCodes.Status422UnprocessableEntity)
            : TypedResults.LocalRedirect($"/graduated-approach?reviewed={done}");
    }
}
