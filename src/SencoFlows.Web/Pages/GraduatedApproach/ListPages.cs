using System.Text.Json;
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
public sealed record SupportLine(OpenCase Case, DateOnly? Review, int Held, int Needed, int ByNow, int Late)
{
    /// <summary>The review that was agreed, with its rule.</summary>
    public Deadline? Agreed { get; init; }

    public bool Behind => Held < Math.Min(Needed, ByNow);

    public static SupportLine Of(OpenCase @case, SupportFacts s, School school, DateOnly today)
    {
        var year = AcademicYear.OfSchoolDay(today);
        return new(@case, s.Review, s.Held.Count(year.Has), Support.Needed(s.Began, year, school.Policies.MeetingsAYear), TermsOver(year, s.Began, school, today), s.Promises.Count(by => by < today))
        {
            Agreed = s is { Review: { } review, Planned: { } planned } ? new(review, GraduatedRules.Review(s.EarlyYears), planned) : null,
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

    /// <summary>One range read, and one read for each case whose row older code has written.</summary>
    private static async Task<IResult> List(int? reviewed, int? begun, int? reports, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, store.Rows(me.School.Urn));
        List<SupportLine> lines = [];
        foreach (var some in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name).Chunk(16))
        {
            var facts = await Task.WhenAll(some.Select(c => Facts(c, caseload, ct)));
            lines.AddRange(some.Zip(facts).Where(p => p.Second is not null).Select(p => SupportLine.Of(p.First, p.Second!, me.School, clock.Today)));
        }

        return Page.Of<ListPage>(new
        {
            Lines = (IReadOnlyList<SupportLine>)[.. lines.OrderByDescending(l => l.Behind).ThenBy(l => l.Review ?? DateOnly.MaxValue).ThenBy(l => l.Case.Agenda.About.Label, StringComparer.OrdinalIgnoreCase)],
            Year = AcademicYear.OfSchoolDay(clock.Today),
            Reviewed = reviewed ?? 0,
            Begun = begun ?? 0,
            Reports = reports ?? 0,
        });
    }

    private static async Task<SupportFacts?> Facts(OpenCase open, Caseload caseload, CancellationToken ct) =>
        open.Agenda.Facts is { } facts ? facts.Deserialize<SupportFacts>(Wire.Json)
        : await caseload.Find(open.Id.Id, ct) is { } @case && All.GraduatedApproach.Read(@case.State) is State.Running { Support: var s } ? SupportFacts.Of(s)
        : null;
}
