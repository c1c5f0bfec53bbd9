using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>One pupil on SEN support, as the list of all of them shows it.</summary>
/// <param name="Held">Meetings of this school year.</param>
/// <param name="ByNow">As many as terms that are over.</param>
/// <param name="Late">Promises that were not kept.</param>
public sealed record SupportLine(Case Case, DateOnly? Review, int Held, int Needed, int ByNow, int Late, int Missing)
{
    /// <summary>The review that was agreed, with its rule.</summary>
    public Deadline? Agreed { get; init; }

    public bool Behind => Held < Math.Min(Needed, ByNow);

    public static SupportLine? Of(Case @case, School school, DateOnly today)
    {
        if (All.GraduatedApproach.Read(@case.State) is not State.Running { Support: var s } state)
        {
            return null;
        }

        var year = AcademicYear.OfSchoolDay(today);
        return new(@case, s.Cycle.Review, s.Held(year), s.Needed(year, school.Policies.MeetingsAYear), TermsOver(year, s.Began, school, today),
            s.Promises.Count(p => p.Open && p.By < today), state is State.Reviewing or State.Assessing && s.Cycle.Asked is not null && s.Cycle.Answered.Count == 0 ? 1 : 0)
        {
            Agreed = s.Cycle is { Review: { } review, Planned: { } planned } ? new(review, GraduatedRules.Review(s.EarlyYears), planned) : null,
        };
    }

    private static int TermsOver(AcademicYear year, DateOnly began, School school, DateOnly today)
    {
        var over = 0;
        for (var end = GraduatedRules.TermEnd(began > year.From ? began : year.From, school); end < today && year.Has(end); end = GraduatedRules.TermEnd(end.AddDays(1), school))
        {
            over++;
        }

        return over;
    }
}

/// <summary>Everybody on SEN support: stages, reviews, and whether the three meetings a year are on their way.</summary>
internal static class ListPages
{
    public static void MapSupportList(this IEndpointRouteBuilder app)
    {
        app.MapGet("/graduated-approach", List);
        app.MapGet("/graduated-approach/reports", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            Page.Of<ReportsPage>(new { Cases = await Running(me, store, ct), Answers = new Answers(), Errors = FormErrors.None, Once = Once.New(), clock.Today })).For(_reporters);
        app.MapPost("/graduated-approach/reports", SendReports).For(_reporters);
    }

    private static readonly Role[] _reporters = [Role.Senco, Role.Head, Role.Admin];

    private static async Task<IReadOnlyList<OpenCase>> Running(Me me, IStore store, CancellationToken ct) =>
        [.. (await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name).OrderBy(c => c.Agenda.About.Label, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The yearly reports of a whole school go out together, so they are recorded together.</summary>
    private static async Task<IResult> SendReports(HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (answers, once, cases) = (new Answers(form), Once.From(form), await Running(me, store, ct));
        var (on, noDay) = answers.Date("on").Read("day the reports went out");
        List<OpenCase> chosen = [.. cases.Where(c => answers.Ticked("case", []).Contains(c.Id.Id))];
        var errors = FormErrors.None.And("on", noDay ?? (on > clock.Today ? "The date of the report must be today or in the past" : null)).And("case", chosen.Count > 0 ? null : "Select at least one pupil");
        if (errors.Any)
        {
            return Page.Of<ReportsPage>(new { Cases = cases, Answers = answers, Errors = errors, Once = once, clock.Today }, StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var one in chosen)
        {
            var e = new Event.ReportSent(on);
            await runner.Tell(one.Id, All.GraduatedApproach, e, me.Actor(All.GraduatedApproach, e), once.Request, ct);
        }

        return TypedResults.LocalRedirect(me.Has(Role.Senco, Role.Head) ? $"/graduated-approach?reports={chosen.Count}" : "/");
    }

    /// <summary>One range read, and one read for each pupil on SEN support.</summary>
    private static async Task<IResult> List(int? reviewed, int? begun, int? reports, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, store.Rows(me.School.Urn));
        List<SupportLine> lines = [];
        foreach (var some in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name).Chunk(16))
        {
            var cases = await Task.WhenAll(some.Select(c => caseload.Find(c.Id.Id, ct)));
            lines.AddRange(cases.OfType<Case>().Where(c => !c.IsOver).Select(c => SupportLine.Of(c, me.School, clock.Today)).OfType<SupportLine>());
        }

        return Page.Of<ListPage>(new
        {
            Lines = (IReadOnlyList<SupportLine>)[.. lines.OrderByDescending(l => l.Behind).ThenBy(l => l.Review ?? DateOnly.MaxValue).ThenBy(l => l.Case.About.Label, StringComparer.OrdinalIgnoreCase)],
            Year = AcademicYear.OfSchoolDay(clock.Today),
            Reviewed = reviewed ?? 0,
            Begun = begun ?? 0,
            Reports = reports ?? 0,
        });
    }
}
