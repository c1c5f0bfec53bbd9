using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>Who is given what in the whole school, what it costs, and what a change of staff hours would do.</summary>
internal static class ProvisionPages
{
    public static void MapProvision(this IEndpointRouteBuilder app)
    {
        app.MapGet("/provision", async (HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var view = MapView.From(http.Request.Query);
            var all = await Map(me, store, clock, ct);
            return Page.Of<MapPage>(new { View = view, All = all, Map = view.Of(all), me.School });
        }).For(PlanAccess.Writers);
        app.MapGet("/provision/drafts", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) => Page.Of<DraftsPage>(new { Drafts = await Drafts(me, store, clock, ct) })).For(PlanAccess.Writers);
        app.MapGet("/provision.csv", async (HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var map = MapView.From(http.Request.Query).Of(await Map(me, store, clock, ct));
            return TypedResults.File(CsvText.Write(Lines(map, me.School.Policies.TopUpThreshold)), "text/csv; charset=utf-8", $"provision-{Iso(clock.Today)}.csv");
        }).For(PlanAccess.Writers);
        app.MapGet("/provision/hours", async (HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var map = await Map(me, store, clock, ct);
            var rates = (await new ProvisionLibrary(store.Rows(me.School.Urn)).Rates(ct)).Value;
            var asked = HoursAsked.From(http.Request.Query, map, rates, clock.Today);
            return Page.Of<HoursPage>(new { Asked = asked }, asked.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }).For(PlanAccess.Writers);
    }

    /// <summary>Two range reads: the pupils, and where their plans stand.</summary>
    private static async Task<ProvisionMap> Map(Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var pupils = await new Pupils(rows).All(ct);
        return ProvisionMap.Of(pupils.Select(p => p.Value), await new PlanBook(rows).Heads(ct), me.School.Calendar, clock.Today);
    }

    /// <summary>What is being written, the longest untouched first.</summary>
    private static async Task<IReadOnlyList<(Pupil Pupil, DraftAge Age)>> Drafts(Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var drafts = await new PlanDrafts(rows).All(ct);
        var aged = (await new Pupils(rows).All(ct)).Select(p => (Pupil: p.Value, Age: drafts.TryGetValue(p.Value.Id, out var draft) ? DraftAge.Of(draft, me.School, clock.Today) : null));
        return [.. aged.Where(d => d.Age is not null).Select(d => (d.Pupil, Age: d.Age!)).OrderByDescending(d => d.Age.Days).ThenBy(d => d.Pupil.ListName, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<IEnumerable<string?>> Lines(ProvisionMap map, decimal threshold) =>
    [
        ["Pupil", "Year group", "Main need", "Provision", "Given by", "Name", "Group", "Pupils in it now", "Places free now", "Times a week", "Minutes", "Weeks", "Start", "End", "Hours a week of staff", "Cost so far", "Cost as planned this school year", "Cost if it goes on to the end of the school year", "Pupil's total if it goes on", "Threshold"],
        .. map.Pupils.SelectMany(p => p.Provisions.Select(x => (string?[])
        [
            p.Pupil.ListName, YearGroups.Words(p.Pupil.YearGroup), p.MainNeed?.Words, x.Provision.Name, x.Provision.By.Words, x.Provision.Who, Number(x.Provision.GroupSize), x.Group is { } g ? Number(g.Pupils) : "", x.Group is { } f ? Number(f.FreePlaces) : "", Number(x.Provision.TimesAWeek),
            Number(x.Provision.Minutes), Number(x.Provision.Weeks), Iso(x.Provision.Start), Iso(x.Provision.End), Number(x.HoursAWeek), Number(x.SoFar), Number(x.Planned), Number(x.Onward), Number(p.Onward), Number(threshold),
        ])),
    ];

    private static string Number(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
