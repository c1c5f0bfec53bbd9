using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.Register;
using static SencoFlows.Processes.Safeguarding.SafeguardingFileProcess;

namespace SencoFlows.Web.Pages.Safeguarding;

/// <summary>The safeguarding leads' own pages. Every one of them is open to them alone.</summary>
internal static class SafeguardingPages
{
    public static void MapSafeguarding(this IEndpointRouteBuilder app)
    {
        var lead = app.MapGroup("").For(Role.SafeguardingLead);
        lead.MapGet("/safeguarding-file/start", async (string? pupil, Me me, IStore store, CancellationToken ct) =>
            await new Pupils(store.Rows(me.School.Urn)).Find(pupil ?? "", ct) is { } found ? Page.Of<StartFilePage>(new { Pupil = found.Value }) : Page.NotFound);
        lead.MapPost("/safeguarding-file/start", Start);
        lead.MapGet("/safeguarding-file/{id}/{act}", async (string id, string act, Me me, IStore store, SchoolRegister register, Schools schools, CancellationToken ct) =>
            act is not ("sent" or "received" or "no-file") ? Page.NotFound
            : await FileCase.Find(id, me, store, register, schools, ct) is { State: not State.Ended } file ? Page.Of<FileActPage>(new { File = file, Act = act }) : await WayOn.ToCase(All.SafeguardingFile, id, me, store, ct));
        lead.MapPost("/safeguarding-file/{id}/{act}", Tell);
        lead.MapGet("/safeguarding-arrival/{id}/confirm", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Coming(id, me, store, ct) is (var @case, var coming) ? Page.Of<ConfirmFilePage>(new { Case = @case, Coming = coming }) : await WayOn.ToCase(All.SafeguardingArrival, id, me, store, ct));
        lead.MapPost("/safeguarding-arrival/{id}/confirm", Confirm);
    }

    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today)
    {
        var home = $"/safeguarding-file/{file.Case.Id}";
        return All.SafeguardingFile.Read(file.Case.State) switch
        {
            State.ToSend => [new("Record that you have sent the file", $"{home}/sent"), new("There is no file", $"{home}/no-file")],
            State.OnItsWay => [new("Record the receipt", $"{home}/received"), new("Record that it was sent again", $"{home}/sent")],
            _ => [],
        };
    }

    private static async Task<IResult> Start(HttpContext http, Me me, IStore store, SchoolRegister register, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await new Pupils(store.Rows(me.School.Urn)).Find(form["pupil"].ToString(), ct) is not { Value: var pupil })
        {
            return Page.NotFound;
        }

        var once = Once.From(form);
        var (choice, errors) = await SchoolChoice.Read(form, "school", register, ct);
        var leaving = DateAnswer.From(form, "leaving");
        var (on, wrong) = leaving.Read("leaving date");
        errors = form["do"] == "search" ? errors : errors.And("leaving", wrong);
        if (choice.Chosen is not { } school || errors.Any)
        {
            return Page.Of<StartFilePage>(new { Pupil = pupil, Choice = choice, Leaving = leaving, Errors = errors, Once = once }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }

        var e = new Event.Needed(school.Name, school.Urn, on, null);
        return await runner.Tell(new(me.School.Urn, once.Request), All.SafeguardingFile, e, me.Actor(All.SafeguardingFile, e), once.Request, ct, new Subject("pupil", pupil.Id, pupil.ListName)) switch
        {
            Answer.Accepted { Case: var opened } => TypedResults.LocalRedirect($"/cases/{opened.Id}?done"),
            Answer.Taken { By: var theirs } => TypedResults.LocalRedirect($"/cases/{theirs.Id}"),
            Answer.Refused { Refusal: var no } => Page.Of<StartFilePage>(new { Pupil = pupil, Choice = choice, Leaving = leaving, Errors = FormErrors.Of(no), Once = once }, StatusCodes.Status422UnprocessableEntity),
            _ => Page.NotFound,
        };
    }

    private static async Task<IResult> Tell(string id, string act, HttpContext http, Me me, IStore store, SchoolRegister register, Schools schools, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await FileCase.Find(id, me, store, register, schools, ct) is not { } file)
        {
            return Page.NotFound;
        }

        var (e, errors) = Read(act, form, file);
        if (e is not null && await runner.Tell(file.Case.Id, All.SafeguardingFile, e, me.Actor(All.SafeguardingFile, e), Once.From(form).Request, ct) is Answer.Refused { Refusal: var no })
        {
            (e, errors) = (null, FormErrors.Of(no));
        }

        return e is not null ? TypedResults.LocalRedirect($"/cases/{file.Case.Id}?done")
            : errors.Any ? Page.Of<FileActPage>(new { File = file, Act = act, Errors = errors, Answers = form }, StatusCodes.Status422UnprocessableEntity) : Page.NotFound;
    }

    private static (Event? Event, FormErrors Errors) Read(string act, IFormCollection form, FileCase file)
    {
        switch (act)
        {
            case "received":
                return (new Event.Received(file.File.Number, form["how"].ToString().Trim()), FormErrors.None);
            case "no-file":
                return (new Event.NoFile(form["why"].ToString().Trim()), FormErrors.None);
            case "sent":
                var (on, wrong) = DateAnswer.From(form, "on").Read("date it was sent");
                var way = Enum.TryParse<SendingWay>(form["way"], out var w) && Enum.IsDefined(w) && !char.IsAsciiDigit(form["way"].ToString()[0]) ? w : (SendingWay?)null;
                var receiver = form["receiver"].ToString().Trim() is { Length: > 0 } address && file.There is null ? address : null;
                var errors = FormErrors.None.And("on", wrong).And("way", way is null ? "Select how it was sent" : null)
                    .And("receiver", receiver is null || (file.Domain is { } own && MailAddress.IsOf(receiver, own)) ? null
                        : file.Domain is { } domain ? $"Enter an address that ends in {domain}, or leave it empty and record the receipt when they call" : "The register does not know the school’s domain. Leave it empty and record the receipt when they call");
                return errors.Any || file.Pupil is not { } pupil ? (null, errors)
                    : (new Event.Sent(on, way!.Value, receiver, file.There, new(pupil.Forename, pupil.Surname, pupil.DateOfBirth, pupil.Upn?.ToString()), file.Case.Id.Id), errors);
            default:
                return (null, FormErrors.None);
        }
    }

    private static async Task<IResult> Confirm(string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Coming(id, me, store, ct) is not (var @case, var coming))
        {
            return await WayOn.ToCase(All.SafeguardingArrival, id, me, store, ct);
        }

        SafeguardingArrivalProcess.Event? e = form["there"].ToString() switch
        {
            "yes" => new SafeguardingArrivalProcess.Event.Confirmed(),
            "no" => new SafeguardingArrivalProcess.Event.NotHere(form["note"].ToString().Trim() is { Length: > 0 } note ? note : null),
            _ => null,
        };
        var problem = e is null ? FormErrors.Of("there", "Select whether the file has arrived")
            : await runner.Tell(@case.Id, All.SafeguardingArrival, e, me.Actor(All.SafeguardingArrival, e), Once.From(form).Request, ct) is Answer.Refused { Refusal: var no } ? FormErrors.Of(no) : FormErrors.None;
        return problem.Any ? Page.Of<ConfirmFilePage>(new { Case = @case, Coming = coming, Errors = problem, Typed = form }, StatusCodes.Status422UnprocessableEntity) : TypedResults.LocalRedirect($"/cases/{@case.Id}?done");
    }

    private static async Task<(Case Case, SafeguardingArrivalProcess.Coming Coming)?> Coming(string id, Me me, IStore store, CancellationToken ct) =>
        CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
        && await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is { } @case && @case.Process == All.SafeguardingArrival.Name
            ? All.SafeguardingArrival.Read(@case.State) switch
            {
                SafeguardingArrivalProcess.State.Waiting w => (@case, w.Coming),
                SafeguardingArrivalProcess.State.Missing m => (@case, m.Coming),
                _ => null,
            }
            : null;
}

/// <summary>A file that a lead of the school passes on.</summary>
/// <param name="Domain">Of the next school, as the register knows it.</param>
/// <param name="There">The case of the next school's lead, when the school keeps its cases here.</param>
public sealed record FileCase(Case Case, State.Moving State, Pupil? Pupil, string? Domain, string? There)
{
    public ProtectionFile File => State.File;

    internal static async Task<FileCase?> Find(string id, Me me, IStore store, SchoolRegister register, Schools schools, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn
            || await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is not { } @case || @case.Process != All.SafeguardingFile.Name
            || All.SafeguardingFile.Read(@case.State) is not State.Moving state)
        {
            return null;
        }

        var here = state.File.Urn is { } urn && await schools.Find(urn, ct) is not null;
        return new(@case, state, (await new Pupils(rows).Find(@case.About.Id, ct))?.Value, (await register.Find(state.File.Urn, ct))?.Domain, here ? $"s{Keys.Derived($"{@case.Id}|{state.File.Urn}")}" : null);
    }
}
