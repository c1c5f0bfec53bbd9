using System.Text.Json.Serialization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Functions.Tests;

/// <summary>The smallest process that has everything: a date, a mail for each step, an end. It burns for 30 days unless somebody puts it out.</summary>
internal sealed class Beacon : Process<Beacon.State, Beacon.Event>
{
    public const int Days = 30;

    public override string Name => "beacon";

    public override string Title => "Beacon";

    public override State Start => new(null, 0, false);

    public override Step<State> Decide(State state, Event e, At at) => e switch
    {
        Event.Lit => Go(state with { Lit = at.Today }, new Effect.Email(Role.Senco, "lit")),
        Event.Dimmed => Go(state, new Effect.Email(Role.Senco, "dimmed") { CanWait = true }),
        Event.Fed when state.Out => Refuse("", "The beacon is out"),
        Event.Fed => Go(state with { Logs = state.Logs + 1 }, new Effect.Email(Role.Senco, "fed")),
        Event.Seen => Go(state with { Out = true }, new Effect.Notify("ship", DeliveryNews.Read)),
        _ => Go(state with { Out = true }, new Effect.Email(Role.Senco, "put-out")),
    };

    public override IEnumerable<Deadline> Due(State state, School school) =>
        state is { Lit: { } lit, Out: false } ? [new(lit.AddDays(Days), Rules.Ctf, lit)] : [];

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at) => Go(state with { Out = true }, new Effect.Email(Role.Senco, "burnt-out"));

    public override Standing Standing(State state) => new(state.Out ? "Out" : "Burning", Role.Senco);

    public override bool IsOver(State state) => state.Out;

    public override bool May(Role role, Event e) => true;

    public override IEnumerable<Event> Examples(DateOnly today) => [new Event.Lit(), new Event.Dimmed(), new Event.Fed(), new Event.Seen(), new Event.PutOut()];

    public override string Tell(Event e) => "Something happened to the beacon";

    internal sealed record State(DateOnly? Lit, int Logs, bool Out);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Lit), "lit")]
    [JsonDerivedType(typeof(Dimmed), "dimmed")]
    [JsonDerivedType(typeof(Fed), "fed")]
    [JsonDerivedType(typeof(Seen), "seen")]
    [JsonDerivedType(typeof(PutOut), "put-out")]
    internal abstract record Event
    {
        internal sealed record Lit : Event;

        internal sealed record Dimmed : Event;

        internal sealed record Fed : Event;

        /// <summary>Put out, because a ship has seen it: the ship's system is told.</summary>
        internal sealed record Seen : Event;

        internal sealed record PutOut : Event;
    }
}
