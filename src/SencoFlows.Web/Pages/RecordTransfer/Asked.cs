using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>A transfer, the person in front of it, and what they have typed so far.</summary>
/// <param name="Typed">Null when the page is opened.</param>
/// <param name="History">Of the case, so that what somebody else has just done can be shown.</param>
/// <param name="Pupil">Null when the pupil is no longer in the record.</param>
public sealed record Asked(Case Case, State.Moving State, Me Me, DateOnly Today, IReadOnlyList<Entry> History, PupilFile? Pupil, IFormCollection? Typed = null)
{
    public Transfer Transfer => State.Transfer;

    /// <summary>What stands in a box: as typed, or as it was before anybody typed.</summary>
    public string? Text(string name, string? before = null) => Typed is null ? before : Typed[name].ToString();

    public DateAnswer Date(string name, DateOnly? before = null) => Typed is null ? DateAnswer.Of(before) : DateAnswer.From(Typed, name);

    /// <summary>Which boxes are ticked.</summary>
    public IReadOnlyCollection<string> Ticked(string name, IEnumerable<string> before) => Typed is null ? [.. before] : [.. Typed[name].OfType<string>()];

    /// <summary>Documents that usually go and are not ticked.</summary>
    public IReadOnlyList<string> LeftOut => Typed is null ? Transfer.LeftOut : [.. SharedDocuments.Usual(Pupil).Select(d => d.Id).Except(Ticked("goes", []))];

    /// <summary>Restricted documents that are ticked.</summary>
    public IReadOnlyList<string> Chosen => Typed is null ? Transfer.Chosen : [.. SharedDocuments.Restricted(Pupil).Select(d => d.Id).Intersect(Ticked("restricted", []))];

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
