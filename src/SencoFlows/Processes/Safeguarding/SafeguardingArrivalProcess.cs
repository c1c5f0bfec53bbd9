using System.Text.Json;
using System.Text.Json.Serialization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Record;
using static SencoFlows.Processes.Safeguarding.SafeguardingArrivalProcess.Event;
using static SencoFlows.Processes.Safeguarding.SafeguardingArrivalProcess.State;

namespace SencoFlows.Processes.Safeguarding;

/// <summary>The safeguarding lead of the next school confirms that a child protection file has arrived, or says that it has not.</summary>
public sealed class SafeguardingArrivalProcess : Process<SafeguardingArrivalProcess.State, SafeguardingArrivalProcess.Event>
{
    public override string Name => "safeguarding-arrival";

    public override string Title => "Child protection file on its way here";

    public override IReadOnlyList<Role> Readers => [Role.SafeguardingLead];

    public override State Start => new Nothing();

    public override IReadOnlyList<Rule> RulesFor(School school) => [SafeguardingRules.Confirm];

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing or Missing, Came c) => Go(new Waiting(new(at.By.Id, c.Case, c.Number, c.Sent, c.Way, c.Who, at.Today)), new Effect.Email(Role.SafeguardingLead, "safeguarding-coming")),
        (Nothing, _) => Refuse("", "No school has sent a file"),
        (Waiting s, Came) => Go(s, new Effect.Email(Role.SafeguardingLead, "safeguarding-coming"), new Effect.Email(Role.Head, "safeguarding-coming")),
        (_, Came) => Refuse("", "The file has been confirmed"),
        (Ended, _) => Refuse("", "This is over"),
        (Waiting or Missing, Confirmed) => Go(new Ended(Of(state)), Tell(Of(state), new SafeguardingFileProcess.Event.Received(Of(state).Number))),
        (Waiting s, NotHere n) => Go(new Missing(s.Coming with { On = at.Today, Chases = 0 }), Tell(s.Coming, new SafeguardingFileProcess.Event.NotThere(s.Coming.Number, n.Note))),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is Waiting or Missing)
        {
            var c = Of(state);
            var on = school.Calendar.After(c.On, c.Chases == 0 && state is Waiting ? 2 : 5);
            yield return new(on, SafeguardingRules.Confirm, c.On) { Provisional = school.Calendar.IsProvisional(c.On.AddDays(1), on) };
        }
    }

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var c = Of(state) with { On = at.Today, Chases = Of(state).Chases + 1 };
        return Go(state is Waiting ? new Waiting(c) : new Missing(c), c.Chases == 1 ? [new Effect.Email(Role.SafeguardingLead, "safeguarding-coming")] : [new Effect.Email(Role.SafeguardingLead, "safeguarding-coming"), new Effect.Email(Role.Head, "safeguarding-coming")]);
    }

    public override Standing Standing(State state) => state switch
    {
        Nothing => new("Nothing is on its way", Role.SafeguardingLead),
        Waiting => new("On its way to you", Role.SafeguardingLead, "Confirm that the file has arrived", "confirm"),
        Missing => new("Reported as not arrived", Role.SafeguardingLead, "Confirm that the file has arrived", "confirm"),
        _ => new("Confirmed", Role.Nobody),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e is Came ? role is Role.System : role is Role.SafeguardingLead;

    public override Mentions Mentions(State state, School school) => state is Waiting or Missing && Due(state, school).First() is var next ? new(Date: next.From, Rule: next.Rule, By: next.On) : new();

    public override string Tell(Event e) => e switch
    {
        Came => "Another school has sent a child protection file",
        Confirmed => "The file has arrived",
        NotHere => "The other school was told that the file has not arrived",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => (e as NotHere)?.Note;

    public override IEnumerable<Event> Examples(DateOnly today) =>
        [new Came("f1", 1, today, SendingWay.ByHand, new("Ada", "Okafor", new(2016, 3, 4), null)), new Confirmed(), new NotHere("Nothing has come")];

    private static Coming Of(State state) => state switch { Waiting w => w.Coming, Missing m => m.Coming, Ended d => d.Coming, _ => throw new ArgumentOutOfRangeException(nameof(state)) };

    private static Effect.TellCase Tell(Coming c, SafeguardingFileProcess.Event e) => new("safeguarding-file", c.Sender, c.Case, Role.NextSchool, [JsonSerializer.SerializeToElement(e, Wire.Json)]);

    /// <param name="Sender">The URN of the school that sent it.</param>
    /// <param name="Case">Its case, which is told the answer.</param>
    /// <param name="On">What the next chase is counted from.</param>
    public sealed record Coming(string Sender, string Case, int Number, DateOnly Sent, SendingWay Way, SoughtPupil Who, DateOnly On, int Chases = 0);

    // The quoted names stand in every stored case: add to them, never change one.
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Waiting), "waiting")]
    [JsonDerivedType(typeof(Missing), "missing")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        public sealed record Waiting(Coming Coming) : State;

        public sealed record Missing(Coming Coming) : State;

        public sealed record Ended(Coming Coming) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Came), "came")]
    [JsonDerivedType(typeof(Confirmed), "confirmed")]
    [JsonDerivedType(typeof(NotHere), "not-here")]
    public abstract record Event
    {
        public sealed record Came(string Case, int Number, DateOnly Sent, SendingWay Way, SoughtPupil Who) : Event;

        public sealed record Confirmed : Event;

        public sealed record NotHere(string? Note = null) : Event;

        private Event() { }
    }
}
