using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Storage;

namespace SencoFlows.Record.Plans;

/// <summary>How issuing a plan ended.</summary>
public abstract record Issuing
{
    public sealed record Done(int Version) : Issuing;

    /// <summary>The draft is not as the person saw it. Nothing was issued.</summary>
    public sealed record Changed : Issuing;

    /// <summary>There is no draft: somebody else issued it or put it away.</summary>
    public sealed record Gone : Issuing;

    public sealed record NotYet(IReadOnlyList<Refusal> Problems) : Issuing;

    /// <summary>The pupil's SEN support does not take it. Nothing was issued.</summary>
    public sealed record Refused(Refusal Refusal) : Issuing;

    private Issuing() { }
}

/// <summary>
/// Makes a draft the next version and tells the pupil's SEN support, when it is open, in one transaction: a host that dies leaves
/// both or neither.
/// </summary>
public sealed class PlanDesk(IStore store, CaseRunner runner, TimeProvider clock)
{
    /// <summary>What the pupil's log says of it.</summary>
    public const string Note = "plan-issued";

    /// <param name="school">Whose pupil it is.</param>
    /// <param name="pupil">By their opaque id.</param>
    /// <param name="seen">The mark of the draft that the person saw.</param>
    /// <param name="by">Who issues it.</param>
    /// <param name="request">The same id a second time issues nothing and is answered like the first.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was issued.</param>
    public async Task<Issuing> Issue(School school, string pupil, string seen, Actor by, string request, CancellationToken ct)
    {
        var rows = store.Rows(school.Urn);
        var book = new PlanBook(rows);
        if (await new PlanDrafts(rows).ToIssue(pupil, ct) is not var (draft, gone) || draft is null)
        {
            return await book.Head(pupil, ct) is { } head && head.Request == request ? new Issuing.Done(head.Version) : new Issuing.Gone();
        }

        if (draft.Mark != seen)
        {
            return new Issuing.Changed();
        }

        var rates = (await new ProvisionLibrary(rows).Rates(ct)).Value;
        var (plan, problems) = DraftReader.Read(draft, school.Calendar, rates, clock.Today);
        if (plan is null)
        {
            return new Issuing.NotYet(problems);
        }

        Refusal? refusal = null;
        var note = PupilLog.Adding(pupil, new(clock.GetUtcNow(), by, Note));
        var support = (await new Caseload(school.Urn, rows).About(pupil, ct)).FirstOrDefault(c => c.Process == All.GraduatedApproach.Name && !c.IsOver);
        try
        {
            var version = await book.Issue(pupil, plan, by, clock.GetUtcNow(), request, DraftReader.Why(draft), async (next, changes) =>
            {
                if (support is null)
                {
                    await rows.Save([.. changes, gone, note], ct);
                    return true;
                }

                var told = await runner.Tell(support.Id, All.GraduatedApproach, new GraduatedApproachProcess.Event.PlanIssued(next, plan.Review), by, request, ct, also: [.. changes, gone, note]);
                refusal = (told as Answer.Refused)?.Refusal;
                return refusal is null;
            }, ct);
            return refusal is null ? new Issuing.Done(version!.Value) : new Issuing.Refused(refusal);
        }
        catch (ConflictException conflict) when (conflict.Key == gone.Key)
        {
            return new Issuing.Changed();
        }
    }
}
