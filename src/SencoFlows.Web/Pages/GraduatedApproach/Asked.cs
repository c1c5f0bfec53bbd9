using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Support of one pupil, the member of staff in front of it, and what they have typed so far.</summary>
/// <param name="Words">What was said about the pupil, the newest first.</param>
/// <param name="Pupil">Null when the pupil is no longer in the record.</param>
public sealed record Asked(Case Case, State.Running State, Me Me, DateOnly Today, IReadOnlyList<Said> Words, PupilFile? Pupil)
{
    public Support Support => State.Support;

    public Answers Answers { get; init; } = new();

    /// <summary>Names what is written down, so that a second click writes it once.</summary>
    public string Request { get; init; } = "";

    /// <summary>Meetings that are still to come or not recorded.</summary>
    public IReadOnlyList<Meeting> Open => [.. Support.Meetings.Where(m => m.Open).OrderBy(m => m.On)];

    /// <summary>Why the process would not take this now, or null when it would.</summary>
    public Refusal? WhyNot(Event e)
    {
        var actor = Me.Actor(All.GraduatedApproach, e);
        return !All.GraduatedApproach.May(actor.Role, e) ? new("", "You do not have permission to do this") : All.GraduatedApproach.Decide(State, e, new At(Today, Me.School, actor)) switch
        {
            Step<State>.Refuse no => new(no.Field, no.Reason),
            Step<State>.Go go when ReferenceEquals(go.State, State) => new("", "This has already been recorded"),
            _ => null,
        };
    }

    public bool May(Event e) => All.GraduatedApproach.May(Me.Actor(All.GraduatedApproach, e).Role, e);

    /// <summary>What was promised, in the words of the meeting.</summary>
    public string WordsOf(Promise promise) => Words.FirstOrDefault(s => s.Kind == SaidKind.Meeting && s.About(promise.Id) is not null)?.About(promise.Id) ?? (promise.Meeting.Length == 0 ? "Talk with a parent about the plan" : $"Promised by the {promise.Owner.Words.ToLowerInvariant()}");
}
