using SencoFlows.Cases;
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

    private Issuing() { }
}

/// <summary>Makes a draft the next version, in one transaction with everything that follows from it.</summary>
public sealed class PlanDesk(IStore store, TimeProvider clock)
{
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

        try
        {
            var version = await book.Issue(pupil, plan, by, clock.GetUtcNow(), request, DraftReader.Why(draft), async (_, changes) =>
            {
                await rows.Save([.. changes, gone], ct);
                return true;
            }, ct);
            return new Issuing.Done(version!.Value);
        }
        catch (ConflictException conflict) when (conflict.Key == gone.Key)
        {
            return new Issuing.Changed();
        }
    }
}
