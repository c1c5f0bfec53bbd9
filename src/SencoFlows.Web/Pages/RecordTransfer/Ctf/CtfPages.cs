using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Ctf;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Web.Pages.RecordTransfer.Ctf;

/// <summary>A draft of the common transfer file for a pupil who moves. It leaves the program only by a button, and the pupil's log notes it.</summary>
internal static class CtfPages
{
    private static readonly Role[] _writers = [Role.Senco, Role.Head, Role.Admin];

    public static void MapCtf(this IEndpointRouteBuilder app)
    {
        app.MapGet("/transfers/{id}/ctf", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Find(id, me, store, ct) is { } found ? Page.Of<CtfPage>(new { Id = id, found.Transfer, found.Pupil, me.School, Once = Once.New() }) : Page.NotFound).For(_writers);
        app.MapPost("/transfers/{id}/ctf", Write).For(_writers);
    }

    private static async Task<IResult> Write(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, store, ct) is not { } found)
        {
            return Page.NotFound;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        var destination = found.Transfer.To.Laestab is { Length: 7 } number && number.All(char.IsAsciiDigit) ? number : form["outside"] == "yes" ? CtfWriter.Outside : CtfWriter.NotKnown;
        var content = PackContent.Of(found.Pupil, found.Contacts, found.Transfer, clock.Today);
        var n = await new CtfNumbers(rows).Next(destination, Once.From(form).Request, ct);
        var bytes = CtfWriter.Write(content.Record, found.Pupil.Sex, me.School, new(found.Transfer.To.Name, found.Transfer.To.Urn, found.Transfer.To.Laestab), destination, me.School.Policies.CtfVersion, clock.GetUtcNow());
        await new PupilLog(rows).Note(found.Pupil.Id, new(clock.GetUtcNow(), new Actor(me.Staff.Roles.First(r => _writers.Contains(r)), me.Staff.Id), "ctf-written", found.Case), ct);
        return Results.File(bytes, "application/xml", CtfWriter.FileName(me.School.Laestab, destination, n));
    }

    private static async Task<(string Case, Transfer Transfer, Pupil Pupil, IReadOnlyList<Contact> Contacts)?> Find(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
            && await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is { Process: "record-transfer" } @case
            && All.RecordTransfer.Read(@case.State) is State.Moving { Transfer: var transfer } and not (State.Closed or State.TakenBack)
            && await new Pupils(rows).File(@case.About.Id, ct) is { } file
                ? (caseId.Id, transfer, file.Pupil.Value, [.. file.Contacts.Select(c => c.Value)]) : null;
    }
}
