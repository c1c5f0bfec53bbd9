using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Web.Access;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>A transfer, the person in front of it, and what they have typed so far.</summary>
/// <param name="History">Of the case, so that what somebody else has just done can be shown.</param>
/// <param name="Pupil">Null when the pupil is no longer in the record.</param>
public sealed record Asked(Case Case, State.Moving State, Me Me, DateOnly Today, IReadOnlyList<Entry> History, PupilFile? Pupil)
{
    public Transfer Transfer => State.Transfer;

    /// <summary>The pack of the delivery that counts, where a page needs to know what was in it.</summary>
    public KeptPack? Pack { get; init; }

    /// <summary>Documents of the record that no pack has carried to the next school: nobody else holds them.</summary>
    public IReadOnlyList<Document> Unsent => Pack?.Read().Files.Select(f => f.Sha256).ToHashSet(StringComparer.Ordinal) is var sent
        ? [.. (Pupil?.Pupil.Value.Documents ?? []).Where(d => sent is null || !sent.Contains(d.Sha256))] : [];

    /// <summary>When it was noticed that somebody had opened the record who should not have: the 72 hours run from then.</summary>
    public DateTimeOffset? BreachNoticed => History.LastOrDefault(e => e.Kind == "told" && All.RecordTransfer.ReadEvent(e.Event) is Event.Recalled or Event.Refused)?.At;

    public Answers Answers { get; init; } = new();

    /// <summary>Documents that usually go and are not ticked.</summary>
    public IReadOnlyList<string> LeftOut => Answers.Form is null ? Transfer.LeftOut : [.. SharedDocuments.Usual(Pupil).Select(d => d.Id).Except(Answers.Ticked("goes", []))];

    /// <summary>Restricted documents that are ticked.</summary>
    public IReadOnlyList<string> Chosen => Answers.Form is null ? Transfer.Chosen : [.. SharedDocuments.Restricted(Pupil, Me).Select(d => d.Id).Intersect(Answers.Ticked("restricted", []))];

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
