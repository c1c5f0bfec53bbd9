using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Register;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer.Start;

/// <summary>A transfer that is being prepared, and the person who prepares it.</summary>
/// <param name="Id">Of the draft, and later of the case, so that sending twice opens one.</param>
/// <param name="Pupil">Null until one is chosen.</param>
public sealed record Preparing(string Id, TransferDraft Draft, Me Me, DateOnly Today, PupilFile? Pupil)
{
    public Answers Answers { get; init; } = new();

    /// <summary>False until the first answer has been kept.</summary>
    public bool IsKept { get; init; }

    /// <summary>For the question of the pupil.</summary>
    public IReadOnlyList<Pupil> Pupils { get; init; } = [];

    /// <summary>For the question of the school.</summary>
    public SchoolChoice School { get; init; } = new();

    /// <summary>What the same person has begun before and not sent.</summary>
    public IReadOnlyList<Draft<TransferDraft>> Begun { get; init; } = [];

    public string Address(string question) => $"/record-transfer/start/{Id}/{question}";

    public Actor Actor => Me.Actor(All.RecordTransfer, Draft.Event(Today));

    /// <summary>What the process says to the answers so far.</summary>
    public Step<State> Decide() => All.RecordTransfer.Decide(All.RecordTransfer.Start, Draft.Event(Today), new At(Today, Me.School, Actor));

    /// <summary>Why the process would not take the answer to one of these fields.</summary>
    public Refusal? WhyNot(params ReadOnlySpan<string> fields) =>
        Decide() is Step<State>.Refuse no && fields.Contains(no.Field) ? new(no.Field, no.Reason) : null;

    /// <summary>How the case will stand once the record has gone out, for the dates that follow.</summary>
    public State? AfterSending()
    {
        var packed = new Event.Packed(1, "", "", 0, 0);
        return Decide() switch
        {
            Step<State>.Go { State: State.Packing s } when All.RecordTransfer.Decide(s, packed, new At(Today, Me.School, new(Role.System, "packs"))) is Step<State>.Go go => go.State,
            Step<State>.Go go => go.State,
            _ => null,
        };
    }
}
