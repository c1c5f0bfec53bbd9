using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Cases;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>What a member of staff may do with a transfer now. The process itself is asked: what it would refuse is not offered.</summary>
internal static class TransferActions
{
    private static readonly (string Action, string Text, Func<Transfer, DateOnly, Event> Sample)[] _all =
    [
        ("address", "Check the address", (_, _) => new Event.AddressChecked("checked")),
        ("breach", "Decide about the data breach", (_, _) => new Event.BreachAssessed(false, "assessed")),
        ("answer", "Answer the parent", (_, _) => new Event.ParentAnswered("answered")),
        ("late", "Say why it is late", (_, _) => new Event.LateExplained(LateReason.Other)),
        ("correct", "Correct the school or the documents", (t, _) => new Event.Corrected(t.To)),
        ("leaving-date", "Change the leaving date", (_, today) => new Event.LeavingDateChanged(today)),
        ("paper", "Record that it went on paper", (_, today) => new Event.SentOnPaper(today)),
        ("paper-arrived", "Confirm that the paper arrived", (_, _) => new Event.PaperConfirmed("confirmed")),
        ("read", "Record that the teacher has read it", (t, _) => new Event.ReadByTeacher(t.Parcels.Count)),
        ("parent", "Record what a parent says is wrong", (_, _) => new Event.ParentSaysWrong("said")),
        ("recall", "Take the record back", (_, _) => new Event.Recalled(RecallReason.WrongSchool)),
        ("came-back", "The pupil came back", (_, today) => new Event.CameBack(today)),
        ("custody", "Destroy or keep our copy", (_, today) => new Event.CopyDestroyed(today)),
    ];

    public static IReadOnlyList<CaseAction> For(CaseFile file, Me me, DateOnly today) =>
        All.RecordTransfer.Read(file.Case.State) is State.Moving state and not State.Closed
            ? [.. _all.Where(a => Possible(state, a.Sample(state.Transfer, today), me, today)).Select(a => new CaseAction(a.Text, $"/record-transfer/{file.Case.Id}/{a.Action}"))]
            : [];

    private static bool Possible(State.Moving state, Event e, Me me, DateOnly today) =>
        me.Actor(All.RecordTransfer, e) is var actor
        && All.RecordTransfer.May(actor.Role, e)
        && All.RecordTransfer.Decide(state, e, new At(today, me.School, actor)) is Step<State>.Go go && !ReferenceEquals(go.State, state);
}
