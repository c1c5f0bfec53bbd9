using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Cases;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>The SENCO's own page, the school's, and the trust's table of all its SENCOs.</summary>
public static class SencoPages
{
    public static void MapSenco(this IEndpointRouteBuilder app)
    {
        app.MapGet("/senco", Own).ForAnyStaff();
        app.MapGet("/senco/school", School).For(SencoActPages.Readers);
        app.MapGet("/senco/trust", async (Schools schools, IStore store, TimeProvider clock, CancellationToken ct) =>
            Page.Of<TrustPage>(new { Rows = await Trust(schools, store, clock.Today, ct), clock.Today })).For(Role.TrustLead);
        app.MapGet("/senco/trust.csv", async (Schools schools, IStore store, TimeProvider clock, CancellationToken ct) =>
            TypedResults.File(CsvText.Write(Lines(await Trust(schools, store, clock.Today, ct))), "text/csv; charset=utf-8", $"sencos-{Iso(clock.Today)}.csv")).For(Role.TrustLead);
        app.MapGet("/senco/forecast", async (Schools schools, IStore store, TimeProvider clock, CancellationToken ct) =>
            Page.Of<ForecastPage>(new { Rows = await Trust(schools, store, clock.Today, ct), clock.Today })).For(Role.TrustLead);
    }

    /// <summary>Whoever has a post of their own sees it; anybody else sees the school.</summary>
    private static async Task<IResult> Own(HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var school = await SchoolSenco.Read(me.School, rows, ct);
        var mine = school.Post is { } post && post.About.Id == me.Staff.Id ? post
            : (await new Caseload(me.School.Urn, rows).About(me.Staff.Id, ct)).LastOrDefault(c => c is { Process: "senco-post", IsOver: false });
        if (mine is null || await SencoActPages.Asked(All.SencoPost, mine.Id.ToString(), me, store, clock, ct) is not { } asked)
        {
            return me.Has(SencoActPages.Readers) ? TypedResults.LocalRedirect($"/senco/school{http.Request.QueryString}") : Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return Page.Of<OwnPage>(new { Asked = asked, Due = (IReadOnlyList<Deadline>)[.. All.SencoPost.Due((SencoPostProcess.State)asked.State, me.School).OrderBy(d => d.On)], Actions = SencoActPages.For(asked), Done = http.Request.Query.ContainsKey("done") });
    }

    private static async Task<IResult> School(Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var id = new CaseId(me.School.Urn, Roles.CaseId).ToString();
        var asked = (await SencoActPages.Asked(All.SencoRole, id, me, store, clock, ct))!;
        var post = asked.School.Post is { } p ? await SencoActPages.Asked(All.SencoPost, p.Id.ToString(), me, store, clock, ct) : null;
        List<SencoAsked> others = [];
        foreach (var open in (await new Caseload(me.School.Urn, rows).Open(ct)).Where(c => c.Agenda.Process is "shared-senco" or "senco-post" && c.Id.Id != asked.School.Holder?.Post))
        {
            if (await SencoActPages.Asked(All.ByName[open.Agenda.Process], open.Id.ToString(), me, store, clock, ct) is { } other)
            {
                others.Add(other);
            }
        }

        var state = (Roles.State)asked.State;
        return Page.Of<SchoolPage>(new
        {
            Asked = asked,
            Post = post,
            Others = (IReadOnlyList<SencoAsked>)others,
            Due = (IReadOnlyList<Deadline>)[.. All.SencoRole.Due(state, me.School).OrderBy(d => d.On)],
            Actions = (IReadOnlyList<CaseAction>)[.. SencoActPages.For(asked), .. post is null ? [] : SencoActPages.For(post), .. me.Has(Role.Head, Role.Governor, Role.TrustLead) && !others.Exists(o => o.Process == All.SharedSenco) ? (CaseAction[])[new("Record a shared SENCO", $"/shared-senco/{me.School.Urn}-{RecordId.New()}/start")] : []],
        });
    }

    /// <summary>Every school of this deployment: two reads each.</summary>
    private static async Task<IReadOnlyList<TrustRow>> Trust(Schools schools, IStore store, DateOnly today, CancellationToken ct)
    {
        List<TrustRow> rows = [];
        foreach (var some in (await schools.Urns(ct)).Chunk(16))
        {
            var found = await Task.WhenAll(some.Select(async urn => await schools.Find(urn, ct) is { } school ? TrustRow.Of(await SchoolSenco.Read(school, store.Rows(urn), ct), today) : []));
            rows.AddRange(found.SelectMany(r => r));
        }

        return [.. rows.OrderByDescending(r => r.Light).ThenBy(r => r.Senco is not null).ThenBy(r => r.Limit?.On ?? DateOnly.MaxValue).ThenBy(r => r.School, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<IEnumerable<string?>> Lines(IReadOnlyList<TrustRow> rows) =>
    [
        ["School", "URN", "SENCO", "In post since", "Light", "How it stands", "Because", "Qualification to be held by", "Latest safe start", "Course", "Provider", "Result expected", "Certificate", "Last day"],
        .. rows.Select(r => (string?[])[r.School, r.Urn, r.Senco, Iso(r.Since), r.Light.Word, r.Words, r.Because, Iso(r.Limit?.On), Iso(r.StartBy?.On), r.Course?.Kind.Words(), r.Course?.Provider, Iso(r.Course?.Ends), r.Certificate, Iso(r.Leaves?.On)]),
    ];

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
