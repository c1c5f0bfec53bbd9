using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Record.Register;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.PupilRecord;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer.Board;

/// <summary>Every transfer like a parcel: where, since when, what next, whose move. And the pack on paper, for when nobody opens the link.</summary>
public static class BoardPages
{
    private static readonly Role[] _readers = [Role.Senco, Role.Head, Role.Admin];

    public static void MapTransferBoard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/transfers", async (HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var view = BoardView.From(http.Request.Query);
            var all = await Rows(view, me, store, ct);
            return Page.Of<BoardPage>(new { View = view, All = all, Rows = view.Of(all), clock.Today, LetsSystemsIn = me.Has(Role.Head, Role.Admin) });
        }).For(_readers);
        app.MapGet("/transfers.csv", async (HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var view = BoardView.From(http.Request.Query);
            return TypedResults.File(CsvText.Write(Lines(view.Of(await Rows(view, me, store, ct)))), "text/csv; charset=utf-8", $"transfers-{Iso(clock.Today)}.csv");
        }).For(_readers);
        app.MapGet("/transfers/{id}/print", Print).For(_readers);
    }

    /// <summary>One range read: the index of open cases, or, for those that are over, the cases themselves.</summary>
    private static async Task<IReadOnlyList<BoardRow>> Rows(BoardView view, Me me, IStore store, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, store.Rows(me.School.Urn));
        var cases = view.Finished ? (await caseload.Over(All.RecordTransfer.Name, ct)).Select(c => (c.Id, c.Agenda)) : (await caseload.Open(ct)).Select(c => (c.Id, c.Agenda));
        return [.. cases.Where(c => c.Agenda.Process == All.RecordTransfer.Name && me.MaySee(All.RecordTransfer, c.Agenda)).Select(c => BoardRow.Of(c.Id, c.Agenda, me.School))];
    }

    private static IEnumerable<IEnumerable<string?>> Lines(IReadOnlyList<BoardRow> rows) =>
    [
        ["Pupil", "Next school", "Where it is", "Since", "Whose move", "Overdue since", "Next date", "Limit", "Because", "Reference"],
        .. rows.Select(r => (string?[])[r.Pupil, r.To, r.Agenda.Stage, Iso(r.Agenda.Since), r.Agenda.WaitsFor.Name, Iso(r.Overdue?.On), Iso(r.Next?.On), Iso(r.Limit?.On), r.Limit?.Rule.Source, r.Id.ToString()]),
    ];

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Built from the record as it is now, and noted in the pupil's log: paper leaves no other trace.</summary>
    private static async Task<IResult> Print(string id, Me me, IStore store, SchoolRegister register, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is not { Process: "record-transfer" } @case
            || All.RecordTransfer.Read(@case.State) is not State.Moving { Transfer: var transfer } || @case.IsOver
            || await new Pupils(rows).File(@case.About.Id, ct) is not { } file)
        {
            return Page.NotFound;
        }

        var content = PackContent.Of(file.Pupil.Value.AsSeen(me), [.. file.Contacts.Select(c => c.Value)], transfer, clock.Today, await new PlanBook(rows).Current(@case.About.Id, ct));
        var head = new PackManifest(PackFormat.Name, PackFormat.Version, @case.Id.ToString(), Math.Max(1, transfer.Parcels.Count), clock.Today,
            new(me.School.Name, me.School.Urn, me.School.Laestab), new(transfer.To.Name, transfer.To.Urn, transfer.To.Laestab), []);
        var role = me.Staff.Roles.First(r => _readers.Contains(r));
        await new PupilLog(rows).Note(@case.About.Id, new(clock.GetUtcNow(), new Actor(role, me.Staff.Id), "pack-printed", caseId.Id), ct);
        return Page.Of<PrintPage>(new { Case = @case, Transfer = transfer, Content = content, Head = head, me.School, Restricted = content.Documents.Any(d => !me.MaySee(d.Document)), To = await register.Find(transfer.To.Urn, ct) });
    }
}
