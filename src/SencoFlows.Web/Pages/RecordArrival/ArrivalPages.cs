using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.Receiving;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess;

namespace SencoFlows.Web.Pages.RecordArrival;

/// <summary>
/// A record that came from another school of this deployment: opened, read, matched and filed by people who are signed in. Open to
/// the SENCO and the head alone.
/// </summary>
internal static class ArrivalPages
{
    public static void MapArrivals(this IEndpointRouteBuilder app)
    {
        var arrival = app.MapGroup("/record-arrival/{id}");
        arrival.MapGet("/open", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Arrived.Find(id, me, store, ct) is not { } a ? Page.NotFound
            : a.State is not State.Waiting ? TypedResults.LocalRedirect(a.MayRead ? $"{a.Home}/record" : $"/cases/{a.Case.Id}")
            : await a.Read(store, ct) is { } sent ? Page.Of<OpenPage>(new { Arrived = a, Sent = sent }) : Damaged(a));
        arrival.MapPost("/open", async (string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct) =>
            await Arrived.Find(id, me, store, ct) is not { } a ? Page.NotFound
            : await Tell(a, new Event.Opened(), http, me, runner, ct) is { } no ? Refused(a, no) : TypedResults.LocalRedirect($"{a.Home}/record"));
        arrival.MapGet("/record", Record);
        arrival.MapGet("/files/{number:int}", File);
        arrival.MapMatching();
        arrival.MapGet("/first-day", (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) => FirstDay(id, me, store, clock, FormErrors.None, ct));
        arrival.MapPost("/first-day", TeacherHasRead);
        arrival.MapGet("/refuse", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Arrived.Find(id, me, store, ct) is { Case.IsOver: false } a ? Page.Of<RefuseArrivalPage>(new { Arrived = a }) : await WayOn.ToCase(All.RecordArrival, id, me, store, ct));
        arrival.MapPost("/refuse", Refuse);
        arrival.MapGet("/removed", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Arrived.Find(id, me, store, ct) is { State: State.ToRemove } a ? Page.Of<RemovedPage>(new { Arrived = a }) : await WayOn.ToCase(All.RecordArrival, id, me, store, ct));
        arrival.MapPost("/removed", async (string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct) =>
        {
            var answers = new Answers(await http.Request.ReadFormAsync(ct));
            if (await Arrived.Find(id, me, store, ct) is not { } a)
            {
                return Page.NotFound;
            }

            var errors = answers.TooLong is { Any: true } tooLong ? tooLong
                : await Tell(a, new Event.Removed(answers.Words("how")), http, me, runner, ct) is { } no ? FormErrors.Of(no) : FormErrors.None;
            return errors.Any
                ? Page.Of<RemovedPage>(new { Arrived = a, Errors = errors, How = answers.Text("how") }, StatusCodes.Status422UnprocessableEntity)
                : TypedResults.LocalRedirect($"/cases/{a.Case.Id}?done");
        });
    }

    /// <summary>What the page of a case offers beside what it asks for.</summary>
    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today)
    {
        var home = $"/record-arrival/{file.Case.Id}";
        return !me.Has([.. All.RecordArrival.Readers]) ? [] : All.RecordArrival.Read(file.Case.State) switch
        {
            State.Waiting => [new("Open the record", $"{home}/open"), new("Refuse the record", $"{home}/refuse")],
            State.Reading => [new("Read the whole record", $"{home}/record"), new("First-day sheet", $"{home}/first-day"), new("Refuse the record", $"{home}/refuse")],
            State.TakingIn => [new("Read the whole record", $"{home}/record"), new("First-day sheet", $"{home}/first-day")],
            (State.Filed or State.Ended { End: Processes.RecordArrival.ArrivalEnd.Complete }) and State.Here { Arrival.Pupil: { } pupil } =>
                [new("The pupil’s record", $"/pupils/{pupil}"), new("Read the whole record", $"{home}/record"), new("First-day sheet", $"{home}/first-day")],
            _ => [],
        };
    }

    internal static async Task<Refusal?> Tell(Arrived a, Event e, HttpContext http, Me me, CaseRunner runner, CancellationToken ct) =>
        await runner.Tell(a.Case.Id, All.RecordArrival, e, me.Actor(All.RecordArrival, e), Once.From(await http.Request.ReadFormAsync(ct)).Request, ct) is Answer.Refused { Refusal: var no } ? no : null;

    internal static IResult Damaged(Arrived a) => Page.Of<ArrivalProblemPage>(new { Arrived = a, Words = "The record cannot be read. Refuse it as damaged, so that it is sent again." }, StatusCodes.Status503ServiceUnavailable);

    internal static IResult Refused(Arrived a, Refusal no) => Page.Of<ArrivalProblemPage>(new { Arrived = a, Words = no.Reason + "." }, StatusCodes.Status422UnprocessableEntity);

    internal static Task Note(Arrived a, Me me, IStore store, TimeProvider clock, string what, string? of, CancellationToken ct) =>
        new PupilLog(store.Rows(me.School.Urn)).Note(a.Arrival.Pupil ?? a.Case.About.Id, new(clock.GetUtcNow(), new(me.Staff.Roles is [var role, ..] ? role : Role.Nobody, me.Staff.Id), what, of), ct);

    private static async Task<IResult> Record(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Arrived.Find(id, me, store, ct) is not { } a)
        {
            return Page.NotFound;
        }

        if (!a.MayRead)
        {
            return TypedResults.LocalRedirect($"/cases/{a.Case.Id}");
        }

        await Note(a, me, store, clock, "arrival-read", a.Case.Id.Id, ct);
        return await a.Read(store, ct) is { } sent ? Page.Of<ArrivedRecordPage>(new { Arrived = a, Sent = sent }) : Damaged(a);
    }

    private static async Task<IResult> File(string id, int number, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Arrived.Find(id, me, store, ct) is not { MayRead: true } a || await OpenPack.Open(store.Documents(me.School.Urn), a.Kept, ct) is not { } pack)
        {
            return Page.NotFound;
        }

        http.Response.RegisterForDisposeAsync(pack);
        if (number < 1 || number > pack.Manifest.Files.Count || pack.Manifest.Files[number - 1] is not { } file || pack.Read(file) is not { } bytes || await pack.Record(ct) is not { } record)
        {
            return Page.NotFound;
        }

        await Note(a, me, store, clock, "document-read", file.Sha256, ct);
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Stream(bytes, file.Type, FileNames.Clean(record.Documents.FirstOrDefault(d => d.Path == file.Path)?.Name ?? file.Path), enableRangeProcessing: true);
    }

    private static async Task<IResult> FirstDay(string id, Me me, IStore store, TimeProvider clock, FormErrors errors, CancellationToken ct)
    {
        if (await Arrived.Find(id, me, store, ct) is not { MayRead: true } a)
        {
            return await WayOn.ToCase(All.RecordArrival, id, me, store, ct);
        }

        await Note(a, me, store, clock, "first-day-sheet-read", a.Case.Id.Id, ct);
        return await a.Read(store, ct) is { } sent
            ? Page.Of<ArrivedFirstDayPage>(new { Arrived = a, Sent = sent, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK) : Damaged(a);
    }

    private static async Task<IResult> TeacherHasRead(string id, HttpContext http, Me me, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Arrived.Find(id, me, store, ct) is not { } a)
        {
            return Page.NotFound;
        }

        if (FirstDayPage.Readers.FirstOrDefault(r => r.Value == form["by"]) is not { } by)
        {
            return await FirstDay(id, me, store, clock, FormErrors.Of("by", "Select who has read it"), ct);
        }

        return await Tell(a, new Event.TeacherHasRead(by.Text), http, me, runner, ct) is { } no ? Refused(a, no) : TypedResults.LocalRedirect($"/cases/{a.Case.Id}?done");
    }

    private static async Task<IResult> Refuse(string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Arrived.Find(id, me, store, ct) is not { } a)
        {
            return Page.NotFound;
        }

        var (chosen, note) = (form["reason"].ToString(), form["note"].ToString().Trim());
        RefusalReason[] reasons = [.. Enum.GetValues<RefusalReason>().Where(r => RefusingPages.Code(r) == chosen)];
        var errors = FormErrors.None.And("reason", reasons is [] ? "Select why you refuse the record" : null)
            .And("note", note.Length > RefusingPages.MostNote ? $"What you write must be {RefusingPages.MostNote.ToString("N0", EnglishWords.Culture)} characters or fewer" : null);
        if (!errors.Any && await Tell(a, new Event.Refused(reasons[0], note.Length > 0 ? note : null), http, me, runner, ct) is { } no)
        {
            errors = FormErrors.Of(no);
        }

        return errors.Any
            ? Page.Of<RefuseArrivalPage>(new { Arrived = a, Errors = errors, Chosen = chosen, Note = note }, StatusCodes.Status422UnprocessableEntity)
            : TypedResults.LocalRedirect($"/cases/{a.Case.Id}?done");
    }
}
