using System.Text.Json;
using System.Text.Json.Serialization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using static SencoFlows.Processes.Leavers.LeaversProcess.Event;
using static SencoFlows.Processes.Leavers.LeaversProcess.State;

namespace SencoFlows.Processes.Leavers;

/// <summary>
/// Many pupils leave on one day. One click is one saved step; the transfers follow from it as effects, each under an id that was chosen
/// before, so that a host which dies in the middle goes on where it stopped and starts none twice.
/// </summary>
public sealed class LeaversProcess : Process<LeaversProcess.State, LeaversProcess.Event>
{
    /// <summary>A step is saved in one transaction, which takes a hundred rows.</summary>
    public const int Most = 90;

    public override string Name => "leavers";

    public override string Title => "Leavers";

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Admin];

    public override State Start => new NotSent();

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotSent, Sent { Leavers.Count: 0 }) => Refuse("", "Choose the next school of at least one pupil"),
        (NotSent, Sent { Leavers.Count: > Most }) => Refuse("", $"Send at most {Most} records at a time"),
        (NotSent, Sent s) when s.Leavers.DistinctBy(l => l.Pupil).Count() < s.Leavers.Count => Refuse("", "The same pupil stands there twice"),
        (NotSent, Sent s) when s.Leavers.Select(l => WhyNot(l.Started, at)).FirstOrDefault(no => no is not null) is { } why => Refuse("", why.Reason),
        (NotSent, Sent s) => Go(new UnderWay([.. s.Leavers.Select(l => new Begun(l.Pupil, l.Case))], at.Today), [.. s.Leavers.Select(l => Open(l, at))]),
        _ => Refuse("", "These records have already been sent"),
    };

    /// <summary>Why a transfer would not be taken, or null when it would.</summary>
    public static Refusal? WhyNot(RecordTransferProcess.Event.Started started, At at) =>
        All.RecordTransfer.Decide(All.RecordTransfer.Start, started, at) is Step<RecordTransferProcess.State>.Refuse no ? new(no.Field, no.Reason) : null;

    public override IEnumerable<Deadline> Due(State state, School school) => [];

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at) => throw new InvalidOperationException("No date runs here: each transfer has its own.");

    public override Standing Standing(State state) => state is UnderWay ? new("Every transfer goes its own way", Role.Nobody) : new("Not sent", Role.Senco);

    public override bool IsOver(State state) => state is UnderWay;

    public override bool May(Role role, Event e) => role is Role.Senco or Role.Head or Role.Admin;

    public override string Tell(Event e) => "The transfers of several pupils were started together";

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var to = new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { FromRegister = true };
        return [new Sent([new("p1", "c1", new(to, today, new(Sharing.Agreed))), new("p2", "c2", new(to, today, new(Sharing.Agreed)))])];
    }

    /// <summary>In the name of whoever pressed the button: a second person has to check an address that was typed.</summary>
    private static Effect.OpenCase Open(Leaver l, At at) =>
        new(All.RecordTransfer.Name, at.School.Urn, l.Case, new Subject("pupil", l.Pupil, ""), JsonSerializer.SerializeToElement<RecordTransferProcess.Event>(l.Started, Wire.Json)) { By = at.By };

    /// <param name="Case">The id that the transfer will have, chosen when the pupil came onto the list.</param>
    public sealed record Leaver(string Pupil, string Case, RecordTransferProcess.Event.Started Started);

    public sealed record Begun(string Pupil, string Case);

    // The quoted names stand in every stored case: add to them, never change one.
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotSent), "not-sent")]
    [JsonDerivedType(typeof(UnderWay), "under-way")]
    public abstract record State
    {
        public sealed record NotSent : State;

        public sealed record UnderWay(IReadOnlyList<Begun> Transfers, DateOnly On) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Sent), "sent")]
    public abstract record Event
    {
        public sealed record Sent(IReadOnlyList<Leaver> Leavers) : Event;

        private Event() { }
    }
}
