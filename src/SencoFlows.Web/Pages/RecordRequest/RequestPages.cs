using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.RecordTransfer;
using SencoFlows.Web.Pages.Register;
using static SencoFlows.Processes.RecordRequest.RecordRequestProcess;

namespace SencoFlows.Web.Pages.RecordRequest;

/// <summary>A record that has not come: ask for it, check the address of whom is asked, or say why it is not needed.</summary>
internal static class RequestPages
{
    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var request = app.MapGroup("/record-request/{id}");
        request.MapGet("/ask", async (string id, Me me, IStore store, SchoolRegister register, CancellationToken ct) =>
            await Missing.Find(id, me, store, ct) is not { Case.IsOver: false } m ? await Past(id, me, store, ct)
            : Show(m, await register.Find(m.Want.Of?.Urn ?? m.Pupil?.CameFrom, ct) is { } known ? SchoolChoice.Of(known) : new(), m.Want.CameBack ? "" : null, FormErrors.None));
        request.MapPost("/ask", Ask);
        request.MapGet("/address", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Missing.Find(id, me, store, ct) is { State: State.AddressInDoubt } m ? Page.Of<RequestAddressPage>(new { Missing = m }) : await Past(id, me, store, ct)).For(Role.Senco, Role.Head, Role.Admin);
        request.MapPost("/address", async (string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            return await Missing.Find(id, me, store, ct) is not { } m ? Page.NotFound
                : m.State is not State.AddressInDoubt ? Back(m) // Somebody else was quicker: the case says what they did.
                : await Tell(m, new Event.AddressChecked(form["how"].ToString().Trim()), form, me, runner, ct) is { } no
                    ? Page.Of<RequestAddressPage>(new { Missing = m, Errors = FormErrors.Of(no), How = form["how"].ToString() }, StatusCodes.Status422UnprocessableEntity) : Back(m);
        }).For(Role.Senco, Role.Head, Role.Admin);
        request.MapGet("/not-needed", async (string id, Me me, IStore store, CancellationToken ct) =>
            await Missing.Find(id, me, store, ct) is { Case.IsOver: false } m ? Page.Of<NotNeededPage>(new { Missing = m }) : await Past(id, me, store, ct));
        request.MapPost("/not-needed", async (string id, HttpContext http, Me me, IStore store, CaseRunner runner, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            Event e = form["what"] == "came" ? new Event.Came() : new Event.NotNeeded(form["why"].ToString().Trim());
            return await Missing.Find(id, me, store, ct) is not { } m ? Page.NotFound
                : await Tell(m, e, form, me, runner, ct) is { } no ? Page.Of<NotNeededPage>(new { Missing = m, Errors = FormErrors.Of(no), What = form["what"].ToString(), Typed = form["why"].ToString() }, StatusCodes.Status422UnprocessableEntity) : Back(m);
        });
        app.MapAnswers();
    }

    internal static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today) => file.Case.IsOver || !me.Has(Role.Senco, Role.Head) ? []
        : [.. All.RecordRequest.Read(file.Case.State) is State.Waiting ? Array.Empty<CaseAction>() : [new("Ask for the record", $"/record-request/{file.Case.Id}/ask")],
            new("It has come, or is not needed", $"/record-request/{file.Case.Id}/not-needed")];

    private static async Task<IResult> Ask(string id, HttpContext http, Me me, IStore store, SchoolRegister register, Schools schools, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Missing.Find(id, me, store, ct) is not { } m)
        {
            return Page.NotFound;
        }

        var (choice, errors) = await SchoolChoice.Read(form, "school", register, ct);
        var office = form["office"].ToString().Trim();
        if (choice.Chosen is not { } school || errors.Any)
        {
            return Show(m, choice, office, errors);
        }

        var here = await schools.Find(school.Urn, ct) is not null;
        if (!here && office.Length == 0)
        {
            return Show(m, choice, school.Domain is { } domain ? $"office@{domain}" : "", FormErrors.Of("office", school.Domain is null ? "Enter the email address of the school office" : "Check the email address of the school office, and ask again"));
        }

        var of = new FormerSchool(school.Name, here ? "" : office, school.Urn, here ? $"q{Handover.Hash($"{m.Case.Id}|{m.Want.Number + 1}")}" : null) { Certain = here || (school.Domain is { } own && MailAddress.IsOf(office, own)) };
        var pupil = m.Pupil!;
        var asked = new Event.Asked(of, new(pupil.Forename, pupil.Surname, pupil.DateOfBirth, pupil.Upn?.ToString()));
        return await Tell(m, asked, form, me, runner, ct) is { } no ? Show(m, choice, office, FormErrors.Of(no)) : Back(m);
    }

    private static IResult Show(Missing m, SchoolChoice choice, string? office, FormErrors errors) => m.Pupil is null
        ? Page.NotFound
        : Page.Of<AskPage>(new { Missing = m, Choice = choice, Office = office ?? (choice.Chosen?.Domain is { } d ? $"office@{d}" : ""), Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<Refusal?> Tell(Missing m, Event e, IFormCollection form, Me me, CaseRunner runner, CancellationToken ct) =>
        new Answers(form).TooLong is { Errors: [var tooLong, ..] } ? new(tooLong.Field, tooLong.Message)
        : await runner.Tell(m.Case.Id, All.RecordRequest, e, me.Actor(All.RecordRequest, e), Once.From(form).Request, ct) is Answer.Refused { Refusal: var no } ? no : null;

    private static Task<IResult> Past(string id, Me me, IStore store, CancellationToken ct) => WayOn.ToCase(All.RecordRequest, id, me, store, ct);

    private static IResult Back(Missing m) => TypedResults.LocalRedirect($"/cases/{m.Case.Id}?done");
}

/// <summary>A request of the school of the person who looks.</summary>
public sealed record Missing(Case Case, State.Wanting State, Pupil? Pupil)
{
    public Want Want => State.Want;

    internal static async Task<Missing?> Find(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        return CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
            && await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct) is { } @case && @case.Process == All.RecordRequest.Name && me.MaySee(All.RecordRequest, @case.Agenda)
            && All.RecordRequest.Read(@case.State) is State.Wanting state
                ? new(@case, state, (await new Pupils(rows).Find(@case.About.Id, ct))?.Value)
                : null;
    }
}
