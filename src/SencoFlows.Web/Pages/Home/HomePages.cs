using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Home;

/// <summary>"What must I do today?", and the list of what could not be done.</summary>
public static class HomePages
{
    private static readonly Role[] _menders = [Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead];

    public static void MapHome(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Home).ForAnyStaff();
        app.MapGet("/failed", (Me me, IStore store, IReadOnlyDictionary<string, Process> processes, IAlarm alarm, TimeProvider clock, CancellationToken ct) =>
            Failed(me, store, processes, alarm, clock, FormErrors.None, null, StatusCodes.Status200OK, ct)).For(_menders);
        app.MapPost("/failed", Mend).For(_menders);
    }

    private static async Task<IResult> Home(Me me, IStore store, IReadOnlyDictionary<string, Process> processes, IAlarm alarm, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var desk = Desk.Of(await new Caseload(me.School.Urn, rows).Open(ct), me, processes);
        var failed = me.Has(_menders) ? (await Seen(me, rows, processes, alarm, clock, ct)).Count : 0;
        return Page.Of<HomePage>(new { Desk = desk, Me = me, Failed = failed, clock.Today });
    }

    private static async Task<IResult> Failed(Me me, IStore store, IReadOnlyDictionary<string, Process> processes, IAlarm alarm, TimeProvider clock, FormErrors errors, string? at, int status, CancellationToken ct) =>
        Page.Of<FailedPage>(new { Failed = await Seen(me, store.Rows(me.School.Urn), processes, alarm, clock, ct), Errors = errors, At = at }, status);

    private static async Task<IResult> Mend(HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, IAlarm alarm, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        var failures = new Failures(me.School.Urn, rows, alarm, clock);
        if ((await Seen(me, rows, processes, alarm, clock, ct)).FirstOrDefault(f => f.Failure.Errand.Key == form["key"]) is not { } found)
        {
            return TypedResults.LocalRedirect("/failed"); // Somebody else has dealt with it, or this is the second click.
        }

        if (form["do"] == "again")
        {
            await failures.TryAgain(found.Failure, ct);
        }
        else if (form["why"].ToString().Trim() is { Length: > 0 } why)
        {
            await failures.PutAside(found.Failure, why, ct);
        }
        else
        {
            return await Failed(me, store, processes, alarm, clock, FormErrors.Of("why", "Enter why it need not be done"), found.Failure.Errand.Key, StatusCodes.Status422UnprocessableEntity, ct);
        }

        return TypedResults.LocalRedirect("/failed");
    }

    /// <summary>What failed in cases that this person may see: one range read, and one read for each case with a failure.</summary>
    private static async Task<IReadOnlyList<SeenFailure>> Seen(Me me, IRows rows, IReadOnlyDictionary<string, Process> processes, IAlarm alarm, TimeProvider clock, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, rows);
        List<SeenFailure> seen = [];
        foreach (var ofCase in (await new Failures(me.School.Urn, rows, alarm, clock).All(ct)).GroupBy(f => f.Case))
        {
            if (await caseload.Find(ofCase.Key.Id, ct) is { } @case && me.MaySee(processes[@case.Process], @case.Agenda))
            {
                seen.AddRange(ofCase.Select(f => new SeenFailure(f, @case, processes[@case.Process].Title)));
            }
        }

        return seen;
    }
}

public sealed record SeenFailure(Failure Failure, Case Case, string Process);
