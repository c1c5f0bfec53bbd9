using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>A transfer, the person in front of it, and what they have typed so far.</summary>
/// <param name="History">Of the case, so that what somebody else has just done can be shown.</param>
/// <param name="Pupil">Null when the pupil is no longer in the record.</param>
public sealed record Asked(Case Case, State.Moving State, Me Me, DateOnly Today, IReadOnlyList<Entry> History, PupilFile? Pupil)
{
    public Transfer Transfer => State.Transfer;

    public Answers Answers { get; init; } = new();

    /// <summary>Documents that usually go and are not ticked.</summary>
    public IReadOnlyList<string> LeftOut => Answers.Form is null ? Transfer.LeftOut : [.. SharedDocuments.Usual(Pupil).Select(d => d.Id).Except(Answers.Ticked("goes", []))];

    /// <summary>Restricted documents that are ticked.</summary>
    public IReadOnlyList<string> Chosen => Answers.Form is null ? Transfer.Chosen : [.. SharedDocuments.Restricted(Pupil).Select(d => d.Id).Intersect(Answers.Ticked("restricted", []))];

    /// <summary>Why the process would not take this now, or null when it would.</summary>
    public Refusal? WhyNot(Event e)
    {
        var actor = Me.Actor(All.RecordTransfer, e);
        return All.RecordTransfer.Decide(State, e, new At(Today, Me.School, actor)) switch
        {
            Step<State>.Refuse no => new(no.Field, no.Reason),
            Step<State>.Go go when ReferenceEquals(go.State, State) => new("", "This has already been recorded"),
            _ => null,
        };
    }

    public bool May(Event e) => All.RecordTransfer.May(Me.Actor(All.RecordTransfer, e).Role, e);
}
