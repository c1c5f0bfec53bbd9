using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Register;

namespace SencoFlows.Web.Pages.RecordTransfer.Start;

/// <summary>Starting a transfer: one question a page, every answer kept at once, nothing in the address but opaque ids.</summary>
public static class StartPages
{
    private static readonly Role[] _starters = [Role.Senco, Role.Head, Role.Admin];

    public static void MapTransferStart(this IEndpointRouteBuilder app)
    {
        app.MapGet("/record-transfer/start", Begin).For(_starters);
        app.MapPost("/record-transfer/start", async (HttpContext http, Me me, StartDesk desk, CancellationToken ct) =>
        {
            var form = await http.Request.ReadFormAsync(ct);
            var once = Once.From(form);
            var pupil = form["for"].ToString();
            return await Answer(pupil.Length > 0 ? "school" : "pupil", await desk.Open(once.Request, me, new TransferDraft { Pupil = pupil.Length > 0 ? pupil : null }, ct), form, desk, ct);
        }).For(_starters);
        app.MapGet("/record-transfer/start/{draft}/{question}", Ask).For(_starters);
        app.MapPost("/record-transfer/start/{draft}/{question}", async (string draft, string question, HttpContext http, Me me, StartDesk desk, CancellationToken ct) =>
            question == Questions.Check ? await desk.Send(draft, me, ct)
            : await desk.Find(draft, me, ct) is not { } p ? await desk.Past(draft, me, ct)
            : Questions.Has(p.Draft, question) ? await Answer(question, p, await http.Request.ReadFormAsync(ct), desk, ct) : Page.NotFound).For(_starters);
        app.MapPost("/record-transfer/start/{draft}/forget", async (string draft, Me me, StartDesk desk, CancellationToken ct) =>
        {
            await desk.Forget(draft, me, ct);
            return TypedResults.LocalRedirect("/record-transfer/start");
        }).For(_starters);
        app.MapPost("/record-transfer/{id}/other-school", async (string id, HttpContext http, Me me, StartDesk desk, CancellationToken ct) =>
            await desk.BeginOtherSchool(id, Once.From(await http.Request.ReadFormAsync(ct)), me, ct) is { } p ? TypedResults.LocalRedirect(p.Address("school")) : Page.NotFound);
        app.MapGet("/record-transfer/{id}/sent", async (string id, Me me, StartDesk desk, CancellationToken ct) =>
            await desk.Sent(id, me, ct) is { } sent ? Page.Of<SentPage>(new { Case = sent.Case, State = sent.State }) : Page.NotFound).For(_starters);
    }

    /// <summary>The first question: the pupil, or the school when the pupil is known already.</summary>
    private static async Task<IResult> Begin(string? pupil, string? to, Me me, StartDesk desk, CancellationToken ct)
    {
        var p = await desk.Open(RecordId.New(), me, new TransferDraft { Pupil = pupil }, ct);
        return pupil is not null && p.Pupil is null ? Page.NotFound
            : pupil is not null ? await desk.Running(p, ct) is { } running ? Page.Of<RunningPage>(new { Case = running }) : Show("school", await desk.Registered(to, ct) is { } asker ? p with { School = SchoolChoice.Of(asker) } : p)
            : Show("pupil", await desk.WithPupils(p, ct) with { Begun = await desk.Begun(me, ct) });
    }

    private static async Task<IResult> Ask(string draft, string question, Me me, StartDesk desk, CancellationToken ct)
    {
        if (await desk.Find(draft, me, ct) is not { } p)
        {
            return await desk.Past(draft, me, ct);
        }

        if (!Questions.Has(p.Draft, question))
        {
            return Page.NotFound;
        }

        if (p.Draft.Pupil is not null && p.Pupil is null)
        {
            return StartDesk.NoPupil;
        }

        if (question == Questions.Check)
        {
            return Questions.Next(p.Draft) is var next && next != Questions.Check ? TypedResults.LocalRedirect(p.Address(next)) : Page.Of<CheckPage>(new { P = p });
        }

        p = question == "pupil" ? await desk.WithPupils(p, ct) : p;
        return Show(question, p with { School = question == "school" && await desk.Registered(p.Draft.To?.Urn, ct) is { } chosen ? SchoolChoice.Of(chosen) : new() });
    }

    private static async Task<IResult> Answer(string question, Preparing p, IFormCollection form, StartDesk desk, CancellationToken ct)
    {
        p = (question == "pupil" ? await desk.WithPupils(p, ct) : p) with { Answers = new(form) };
        if (p.Draft.Pupil is not null && p.Pupil is null)
        {
            return StartDesk.NoPupil;
        }

        if (question == "school")
        {
            return await AnswerSchool(p, form, desk, ct);
        }

        var (change, errors) = p.Answers.TooLong is { Any: true } tooLong ? (null, tooLong) : Questions.Read(question, p);
        if (change is null)
        {
            return Show(question, p, errors);
        }

        var kept = await desk.Keep(p, change, ct);
        return question == "pupil" && await desk.Running(kept, ct) is { } running
            ? Page.Of<RunningPage>(new { Case = running }, StatusCodes.Status422UnprocessableEntity)
            : TypedResults.LocalRedirect(kept.Address(Questions.Next(kept.Draft)));
    }

    private static async Task<IResult> AnswerSchool(Preparing p, IFormCollection form, StartDesk desk, CancellationToken ct)
    {
        if (form["do"] == Questions.Unlisted)
        {
            return TypedResults.LocalRedirect((await desk.Keep(p, d => d, ct)).Address(Questions.Unlisted));
        }

        var (choice, errors) = await desk.Read(form, ct);
        errors = choice.Chosen?.Urn == p.Me.School.Urn ? FormErrors.Of("school", "The next school must be a different school") : errors;
        if (choice.Chosen is not { } chosen || errors.Any)
        {
            return Show("school", p with { School = choice }, errors);
        }

        var kept = await desk.Choose(p, chosen, ct);
        return TypedResults.LocalRedirect(kept.Address(Questions.Next(kept.Draft)));
    }

    private static IResult Show(string question, Preparing p, FormErrors? errors = null) =>
        Page.Of<QuestionPage>(new { Question = question, P = p, Known = p.IsKept, Errors = errors ?? FormErrors.None }, errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
