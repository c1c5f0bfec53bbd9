using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Ahead;

/// <summary>What happens if nobody acts: to a case before it starts, an open case, a pupil, a whole year; and if the law changed.</summary>
public static class AheadPages
{
    private const int _years = 3;

    private static readonly Role[] _planners = [Role.Senco, Role.Head, Role.Admin];

    public static void MapAhead(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id}/ahead", OfCase).ForAnyStaff();
        app.MapGet("/pupils/{id}/ahead", OfPupil).For(Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead);
        app.MapGet("/ahead", OfStart).ForAnyStaff();
        app.MapGet("/school/planner", OfYear).For(_planners);
        app.MapGet("/school/law-change", (Me me) => Page.Of<LawChangePage>(new { me.School, Typed = new TypedDraft(null, new(), null, null, null, null, null) }));
        app.MapPost("/school/law-change", Rehearse);
    }

    private static async Task<IResult> OfCase(string id, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, CancellationToken ct)
    {
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is not { } @case)
        {
            return Page.NotFound;
        }

        var process = processes[@case.Process];
        if (!me.MaySee(process, @case.Agenda))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var forecast = process.Foresee(@case.State, me.School, clock.Today, clock.Today.AddYears(_years));
        return Page.Of<CaseAheadPage>(new { Case = @case, Process = process, Forecast = forecast, Subjects = await MailSubjects.Of([forecast], templates, me.School, clock.Today), clock.Today });
    }

    private static async Task<IResult> OfPupil(string id, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!RecordId.Is(id) || await new Pupils(rows).File(id, ct) is null)
        {
            return Page.NotFound;
        }

        var open = (await new Caseload(me.School.Urn, rows).About(id, ct)).Where(c => !c.IsOver && me.MaySee(processes[c.Process], c.Agenda));
        var cases = open.Select(c => (c, processes[c.Process], processes[c.Process].Foresee(c.State, me.School, clock.Today, clock.Today.AddYears(_years)))).ToList();
        return Page.Of<PupilAheadPage>(new { Pupil = id, Cases = cases, Subjects = await MailSubjects.Of(cases.Select(c => c.Item3), templates, me.School, clock.Today), clock.Today });
    }

    private static async Task<IResult> OfStart(HttpRequest request, Me me, IReadOnlyDictionary<string, Process> processes, ITemplates templates, TimeProvider clock, CancellationToken ct)
    {
        var query = request.Query;
        var startable = processes.Values.Where(p => p.IfStarted(me.School, clock.Today, clock.Today) is not null).ToList();
        DateAnswer on = new(query["on.Day"], query["on.Month"], query["on.Year"]);
        if (!query.ContainsKey("go"))
        {
            return Page.Of<StartAheadPage>(new { Processes = startable, On = DateAnswer.Of(clock.Today) });
        }

        var chosen = startable.FirstOrDefault(p => p.Name == query["process"]);
        var (day, error) = on.Read("day on which it would start");
        var errors = FormErrors.None
            .And("process", chosen is null ? "Choose what would be started" : null)
            .And("on", error ?? (day < clock.Today.AddYears(-1) || day > clock.Today.AddYears(_years) ? $"Enter a day from {EnglishWords.Of(clock.Today.AddYears(-1))} to {EnglishWords.Of(clock.Today.AddYears(_years))}" : null));
        var forecast = errors.Any ? null : chosen!.IfStarted(me.School, day, day.AddYears(_years));
        return Page.Of<StartAheadPage>(new
        {
            Processes = startable,
            Chosen = chosen?.Name,
            On = on,
            Day = day,
            Forecast = forecast,
            Subjects = forecast is null ? null : await MailSubjects.Of([forecast], templates, me.School, clock.Today),
            Errors = errors,
        }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> OfYear(HttpRequest request, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var now = AcademicYear.Of(clock.Today);
        var year = int.TryParse(request.Query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var starts) ? new(starts) : now;
        if (year < now || year.Starts > now.Starts + _years)
        {
            return Page.NotFound;
        }

        return Page.Of<PlannerPage>(new { me.School, Ahead = YearAhead.Of(processes, await Open(me, store, processes, ct), me.School, clock.Today, year), clock.Today, MayRehearse = me.Has(Role.Senco, Role.Head) });
    }

    private static async Task<IResult> Rehearse(HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct)
    {
        var (draft, typed, errors) = TypedDraft.Of(await http.Request.ReadFormAsync(ct)).Read();
        var open = draft is null ? [] : await Open(me, store, processes, ct);
        return Page.Of<LawChangePage>(new
        {
            me.School,
            Typed = typed,
            Draft = draft,
            Moved = draft is null ? null : Rehearsal.OfLaw(processes, open, me.School, draft),
            Open = open.Count,
            Errors = errors,
        }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IReadOnlyList<Case>> Open(Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct) =>
        [.. (await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).OpenWithState(ct)).Where(c => me.MaySee(processes[c.Process], c.Agenda))];
}
