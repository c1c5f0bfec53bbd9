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
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess;

namespace SencoFlows.Web.Pages.RecordArrival;

/// <summary>The machine compares files and looks for likely pupils; a person says whose record it is.</summary>
internal static class MatchingPages
{
    /// <summary>Chosen in place of a pupil of the school.</summary>
    public const string NewPupil = "new";

    /// <summary>It is nobody of ours and nobody who is coming.</summary>
    public const string Nobody = "nobody";

    public static void MapMatching(this IEndpointRouteBuilder arrival)
    {
        arrival.MapGet("/file", async (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await Open(id, me, store, clock, ct) is (var desk, var problem) && desk is not null ? Show(desk, FormErrors.None, null) : problem!);
        arrival.MapPost("/file", Decide);
    }

    private static async Task<IResult> Decide(string id, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (desk, problem) = await Open(id, me, store, clock, ct);
        if (desk is null)
        {
            return problem!;
        }

        var chosen = form["pupil"].ToString();
        if (chosen == Nobody)
        {
            return TypedResults.LocalRedirect($"{desk.Arrived.Home}/refuse");
        }

        var match = desk.Choices.FirstOrDefault(c => c.Pupil.Id == chosen);
        if (!desk.Check.IsWhole || (match is null && !(chosen == NewPupil && desk.MayBeNew)))
        {
            return Show(desk, FormErrors.Of("pupil", "Select whose record it is"), chosen);
        }

        var back = match?.Pupil.OnRoll(clock.Today) is false && form["back"] == "yes";
        var decided = new Event.Matched(match?.Pupil.Id ?? desk.Arrived.Case.About.Id, match is null, desk.Check.ManifestHash!, back);
        return await ArrivalPages.Tell(desk.Arrived, decided, http, me, runner, ct) is { } no
            ? ArrivalPages.Refused(desk.Arrived, no)
            : TypedResults.LocalRedirect($"/cases/{desk.Arrived.Case.Id}?done");
    }

    private static async Task<(MatchDesk? Desk, IResult? Problem)> Open(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Arrived.Find(id, me, store, ct) is not { } a)
        {
            return (null, Page.NotFound);
        }

        if (a.State is not State.Reading)
        {
            return (null, TypedResults.LocalRedirect($"/cases/{a.Case.Id}"));
        }

        if (await a.Read(store, ct) is not { } sent)
        {
            return (null, ArrivalPages.Damaged(a));
        }

        var rows = store.Rows(me.School.Urn);
        var like = PupilMatch.Find(sent.Record.Pupil, (await new Pupils(rows).All(ct)).Select(p => p.Value));
        List<OpenCase> leaving = [.. (await new Caseload(me.School.Urn, rows).Open(ct)).Where(c => c.Agenda.Process == All.RecordTransfer.Name && like.Any(l => l.Pupil.Id == c.Agenda.About.Id))];
        return (new(a, sent, await a.Check(store, ct), like, leaving, clock.Today), null);
    }

    private static IResult Show(MatchDesk desk, FormErrors errors, string? chosen) =>
        Page.Of<MatchPage>(new { Desk = desk, Errors = errors, Chosen = chosen }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}

/// <summary>What a person needs to see to decide whose record it is.</summary>
/// <param name="Like">Pupils of this school who are like the one of the record.</param>
/// <param name="Leaving">Open transfers of these pupils to other schools: a leaver who comes back has one.</param>
public sealed record MatchDesk(Arrived Arrived, SentRecord Sent, PackCheck Check, IReadOnlyList<LikePupil> Like, IReadOnlyList<OpenCase> Leaving, DateOnly Today)
{
    public IEnumerable<LikePupil> Choices => Like.Where(l => !l.OtherNumber);

    /// <summary>Two pupils never share a number: whoever has it is the pupil, or the number is wrong somewhere.</summary>
    public bool MayBeNew => Like.All(l => l.Likeness != Likeness.SameNumber);
}
