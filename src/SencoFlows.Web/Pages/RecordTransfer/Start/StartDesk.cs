using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Register;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer.Start;

/// <summary>What the pages of the start read and write.</summary>
public sealed class StartDesk(IStore store, CaseRunner runner, Schools schools, SchoolRegister register, TimeProvider clock)
{
    public async Task<Preparing?> Find(string draft, Me me, CancellationToken ct) =>
        await Drafts(me).Find(draft, me.Staff.Id, ct) is { } found ? await Open(found.Id, me, found.Answers, ct) with { IsKept = true } : null;

    public async Task<Preparing> Open(string id, Me me, TransferDraft draft, CancellationToken ct) =>
        new(id, draft, me, clock.Today, draft.Pupil is { } pupil ? await Pupils(me).File(pupil, ct) : null);

    /// <summary>With everybody who may be leaving, and those who left within a year: some schools hear late where a pupil has gone.</summary>
    public async Task<Preparing> WithPupils(Preparing p, CancellationToken ct) =>
        p with { Pupils = [.. (await Pupils(p.Me).All(ct)).Select(v => v.Value).Where(v => v.OnRoll(clock.Today.AddYears(-1)))] };

    public Task<IReadOnlyList<Draft<TransferDraft>>> Begun(Me me, CancellationToken ct) => Drafts(me).Of(me.Staff.Id, ct);

    public async Task<Preparing> Keep(Preparing p, Func<TransferDraft, TransferDraft> change, CancellationToken ct)
    {
        var kept = await Drafts(p.Me).Save(p.Id, p.Me.Staff.Id, clock.GetUtcNow(), before => change(before ?? p.Draft), ct);
        return p with { Id = kept.Id, Draft = kept.Answers, IsKept = true };
    }

    public Task<(SchoolChoice Choice, FormErrors Errors)> Read(IFormCollection form, CancellationToken ct) => SchoolChoice.Read(form, "school", register, ct);

    public Task<RegisteredSchool?> Registered(string? urn, CancellationToken ct) => register.Find(urn, ct);

    public async Task<Preparing> Choose(Preparing p, RegisteredSchool chosen, CancellationToken ct)
    {
        var here = await schools.Find(chosen.Urn, ct);
        return await Keep(p, d => Questions.With(d, chosen, here), ct);
    }

    public async Task Forget(string draft, Me me, CancellationToken ct)
    {
        if (await Drafts(me).Find(draft, me.Staff.Id, ct) is { } mine)
        {
            await Drafts(me).Remove(mine.Id, ct);
        }
    }

    /// <summary>A transfer of this pupil that is not over.</summary>
    public async Task<Case?> Running(Preparing p, CancellationToken ct) =>
        p.Draft is { Case: null, Pupil: { } pupil }
            ? (await new Caseload(p.Me.School.Urn, store.Rows(p.Me.School.Urn)).About(pupil, ct)).FirstOrDefault(c => c.Process == All.RecordTransfer.Name && !c.IsOver)
            : null;

    /// <summary>A draft that sends a running transfer to another school.</summary>
    public async Task<Preparing?> BeginOtherSchool(string id, Once once, Me me, CancellationToken ct)
    {
        if (await Case(id, me, ct) is not { } @case || All.RecordTransfer.Read(@case.State) is not State.Moving { Transfer: var t }
            || !All.RecordTransfer.May(me.Actor(All.RecordTransfer, new Event.Corrected(t.To)).Role, new Event.Corrected(t.To)))
        {
            return null;
        }

        var draft = new TransferDraft { Pupil = @case.About.Id, Case = @case.Id.Id, Seen = once.Seen ?? @case.Length, LeftOut = t.LeftOut, Chosen = t.Chosen };
        return await Keep(new Preparing(once.Request, draft, me, clock.Today, null), d => d, ct);
    }

    /// <summary>A transfer that was sent by the pages of the start, for the page that confirms it.</summary>
    public async Task<(Case Case, State.Moving State)?> Sent(string id, Me me, CancellationToken ct) =>
        await Case(id, me, ct) is { } @case && All.RecordTransfer.Read(@case.State) is State.Moving state ? (@case, state) : null;

    /// <summary>For who goes back to a form that is no longer there: the transfer that came of it, or a page that says so.</summary>
    public async Task<IResult> Past(string draft, Me me, CancellationToken ct) =>
        await Sent(new CaseId(me.School.Urn, draft).ToString(), me, ct) is { } sent ? To($"/record-transfer/{sent.Case.Id}/sent")
            : await Drafts(me).IsPast(draft, ct)
                ? WayOn.From("This transfer is no longer being prepared", ["It was sent, or thrown away. What was sent is on the list of transfers.", "Nothing was changed now."], ("See all transfers", "/transfers"), ("Start a transfer", "/record-transfer/start"))
                : Page.NotFound;

    /// <summary>The record was removed while the transfer was being prepared.</summary>
    public static IResult NoPupil => WayOn.From("This pupil is no longer here", ["The record was removed from your school after you began this transfer. Nothing was sent."], ("Start another transfer, or throw this one away", "/record-transfer/start"));

    /// <summary>Tells the process, and forgets the draft once it has been taken. The second click finds the case and is answered like the first.</summary>
    public async Task<IResult> Send(string draft, Me me, CancellationToken ct)
    {
        if (await Find(draft, me, ct) is not { } p)
        {
            return await Past(draft, me, ct);
        }

        if (Questions.Next(p.Draft) is var next && next != Questions.Check)
        {
            return To(p.Address(next));
        }

        if (p.Pupil is null)
        {
            return NoPupil;
        }

        if (await Running(p, ct) is { } running && running.Id.Id != p.Id)
        {
            return Page.Of<RunningPage>(new { Case = running }, StatusCodes.Status422UnprocessableEntity);
        }

        switch (await Tell(p, p.Pupil.Pupil.Value, ct))
        {
            case Answer.Accepted { Case: var told }:
                await Drafts(me).Remove(p.Id, ct);
                return To(p.Draft.Case is null ? $"/record-transfer/{told.Id}/sent" : $"/cases/{told.Id}?done");
            case Answer.Refused { Refusal: var no }:
                return Page.Of<CheckPage>(new { P = p, Errors = FormErrors.Of("", no.Reason) }, StatusCodes.Status422UnprocessableEntity);
            case Answer.Taken { By: var theirs }:
                return Page.Of<RunningPage>(new { Case = theirs }, StatusCodes.Status422UnprocessableEntity);
            case Answer.Changed { Now: var now }:
                p = await Keep(p, d => d with { Seen = now.Length }, ct);
                return Page.Of<CheckPage>(new { P = p, Happened = now.Agenda.Stage }, StatusCodes.Status409Conflict);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private Task<Answer> Tell(Preparing p, Pupil pupil, CancellationToken ct)
    {
        if (p.Draft.Case is { } running)
        {
            var corrected = new Event.Corrected(p.Draft.To!) { LeftOut = p.Draft.LeftOut, Chosen = p.Draft.Chosen };
            return runner.Tell(new(p.Me.School.Urn, running), All.RecordTransfer, corrected, p.Me.Actor(All.RecordTransfer, corrected), p.Id, ct, seen: p.Draft.Seen);
        }

        return runner.Tell(new(p.Me.School.Urn, p.Id), All.RecordTransfer, p.Draft.Event(p.Today), p.Actor, p.Id, ct, new Subject("pupil", pupil.Id, pupil.ListName));
    }

    private async Task<Case?> Case(string id, Me me, CancellationToken ct) =>
        CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn && await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is { } @case
        && @case.Process == All.RecordTransfer.Name && me.MaySee(All.RecordTransfer, @case.Agenda) ? @case : null;

    private Pupils Pupils(Me me) => new(store.Rows(me.School.Urn));

    private Drafts<TransferDraft> Drafts(Me me) => new(TransferDraft.Kind, store.Rows(me.School.Urn));

    private static IResult To(string address) => TypedResults.LocalRedirect(address);
}
