using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer.Start;
using SencoFlows.Web.Pages.Register;

namespace SencoFlows.Web.Pages.Leavers;

/// <summary>What the pages of leavers read and write.</summary>
public sealed class LeaversDesk(IStore store, CaseRunner runner, Schools schools, SchoolRegister register, TimeProvider clock)
{
    public DateOnly Today => clock.Today;

    /// <summary>Null when there is no such list, it is somebody else's, or it has been sent.</summary>
    public async Task<LeaversList?> Find(string id, Me me, CancellationToken ct) =>
        await Drafts(me).Find(id, me.Staff.Id, ct) is { } found && await Sent(id, me, ct) is null ? await Open(found, me, ct) : null;

    public Task<IReadOnlyList<Draft<LeaversDraft>>> Begun(Me me, CancellationToken ct) => Drafts(me).Of(me.Staff.Id, ct);

    /// <summary>How many pupils each year group has, in the order of the years.</summary>
    public async Task<IReadOnlyList<(string YearGroup, int Pupils)>> YearGroupsOf(Me me, CancellationToken ct) =>
        [.. (await OnRoll(me, ct)).CountBy(p => p.YearGroup).Select(g => (g.Key, g.Value)).OrderByDescending(g => YearGroups.All.ToList().IndexOf(g.Key))];

    public async Task<LeaversList> Keep(string id, Me me, Func<LeaversDraft, LeaversDraft> change, CancellationToken ct) =>
        await Open(await Drafts(me).Save(id, me.Staff.Id, clock.GetUtcNow(), before => change(before ?? new LeaversDraft()), ct), me, ct);

    public Task<(SchoolChoice Choice, FormErrors Errors)> Read(IFormCollection form, CancellationToken ct) => SchoolChoice.Read(form, "school", register, ct);

    /// <summary>A school of the register with the addresses that are known of it, or that it is likely to have.</summary>
    public async Task<NextOfMany> Next(RegisteredSchool chosen, CancellationToken ct)
    {
        var single = Questions.With(new(), chosen, await schools.Find(chosen.Urn, ct));
        return new(single.To!, single.Domain);
    }

    public async Task Forget(string id, Me me, CancellationToken ct)
    {
        if (await Drafts(me).Find(id, me.Staff.Id, ct) is { } mine)
        {
            await Drafts(me).Remove(mine.Id, ct);
        }
    }

    /// <summary>One step for all of them. Its id is that of the list: pressed twice, or again after a host died, it is answered like the first time.</summary>
    public async Task<Refusal?> Send(LeaversList list, CancellationToken ct)
    {
        var sent = new LeaversProcess.Event.Sent([.. list.Ready.Select(l => new LeaversProcess.Leaver(l.Pupil.Id, l.Row!.Case, list.Draft.Started(l.Pupil.Id)!))]);
        var me = list.Me;
        var answer = await runner.Tell(new(me.School.Urn, list.Id), All.Leavers, sent, me.Actor(All.Leavers, sent), list.Id, ct, new Subject("school", me.School.Urn, "Leavers"));
        if (answer is Answer.Refused { Refusal: var no })
        {
            return no;
        }

        await Drafts(me).Remove(list.Id, ct);
        return null;
    }

    /// <summary>Whether this can only be a list that was thrown away, or sent.</summary>
    public Task<bool> IsPast(string id, Me me, CancellationToken ct) => Drafts(me).IsPast(id, ct);

    /// <summary>A list that was sent, with where each of its records is.</summary>
    public async Task<SentLeavers?> Sent(string id, Me me, CancellationToken ct)
    {
        var caseload = new Caseload(me.School.Urn, store.Rows(me.School.Urn));
        return RecordId.Is(id) && await caseload.Find(id, ct) is { Process: "leavers" } @case && All.Leavers.Read(@case.State) is LeaversProcess.State.UnderWay state
            ? new(@case, state, caseload) : null;
    }

    private async Task<LeaversList> Open(Draft<LeaversDraft> draft, Me me, CancellationToken ct)
    {
        var running = (await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Open(ct)).Where(c => c.Agenda.Process == All.RecordTransfer.Name).Select(c => c.Agenda.About.Id);
        return new(draft.Id, draft.Answers, me, clock.Today,
            [.. (await OnRoll(me, ct)).Where(p => p.YearGroup == draft.Answers.YearGroup).OrderBy(p => p.ListName, StringComparer.OrdinalIgnoreCase)], running.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<IEnumerable<Pupil>> OnRoll(Me me, CancellationToken ct) =>
        (await new Pupils(store.Rows(me.School.Urn)).All(ct)).Select(v => v.Value).Where(p => p.OnRoll(clock.Today));

    private Drafts<LeaversDraft> Drafts(Me me) => new(LeaversDraft.Kind, store.Rows(me.School.Urn));
}

/// <summary>A list that was sent.</summary>
public sealed record SentLeavers(Case Case, LeaversProcess.State.UnderWay State, Caseload Caseload)
{
    /// <summary>Each transfer as it stands; without a case it is about to start, or could not, for the reason given.</summary>
    public async Task<IReadOnlyList<(LeaversProcess.Begun Begun, Case? Case, string? Failed)>> Records(CancellationToken ct)
    {
        var failed = (await Caseload.Errands(Case.Id.Id, ct))
            .Where(e => e is { Effect: Effect.OpenCase, Outcome: Outcome.Failed })
            .ToDictionary(e => ((Effect.OpenCase)e.Effect).Id, e => ((Outcome.Failed)e.Outcome!).Why, StringComparer.Ordinal);
        List<(LeaversProcess.Begun, Case?, string?)> records = [];
        foreach (var some in State.Transfers.Chunk(16))
        {
            var cases = await Task.WhenAll(some.Select(b => Caseload.Find(b.Case, ct)));
            records.AddRange(some.Zip(cases, (b, c) => (b, c, failed.GetValueOrDefault(b.Case))));
        }

        return records;
    }
}
