using System.Text.Json;
using System.Text.Json.Serialization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordRequest.RecordAskedProcess.Event;
using static SencoFlows.Processes.RecordRequest.RecordAskedProcess.State;

namespace SencoFlows.Processes.RecordRequest;

/// <summary>Another school of this deployment asks for the record of a pupil who was here: an item for the SENCO until it is answered.</summary>
public sealed class RecordAskedProcess : Process<RecordAskedProcess.State, RecordAskedProcess.Event>
{
    public override string Name => "record-asked";

    public override string Title => "Record asked for";

    public override State Start => new Nothing();

    public override IReadOnlyList<Rule> RulesFor(School school) => [RequestRules.Answer];

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing, Came c) => Go(new Waiting(new(at.By.Id, c.Request, c.Number, c.Who, at.Today)), new Effect.Email(Role.Senco, "asked-for-record")),
        (Nothing, _) => Refuse("", "No school has asked yet"),
        (Waiting s, Came c) when at.By.Id == s.Question.Asker && c.Request == s.Question.Request => Go(s, new Effect.Email(Role.Senco, "asked-for-record"), new Effect.Email(Role.Head, "asked-for-record")),
        (_, Came) => Refuse("", "This has been answered"),
        (Ended, _) => Refuse("", "This is over"),
        (Waiting s, Replied r) => Go(new Ended(s.Question, r.Answer), Tell(s.Question, r)),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school) =>
        state is Waiting s ? [RequestRules.After(s.Question.Chased ?? s.Question.On, s.Question.Chases == 0 ? 2 : 5, RequestRules.Answer, school)] : [];

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var q = ((Waiting)state).Question;
        return Go(new Waiting(q with { Chases = q.Chases + 1, Chased = at.Today }),
            q.Chases == 0 ? [Effect.Email.Reminder(Role.Senco, "asked-for-record")] : [Effect.Email.Reminder(Role.Senco, "asked-for-record"), Effect.Email.Reminder(Role.Head, "asked-for-record")]);
    }

    public override Standing Standing(State state) => state switch
    {
        Nothing => new("No school has asked", Role.Senco),
        Waiting => new("Another school asks for the record", Role.Senco, "Send the record, or answer the school", "answer"),
        Ended { Answer: var answer } => new($"Answered: {answer.Words.ToLowerInvariant()}", Role.Nobody),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e is Came ? role is Role.System : role is Role.Senco or Role.Head;

    public override Mentions Mentions(State state, School school) => state is Waiting && Due(state, school).First() is var next ? new(Date: next.From, Rule: next.Rule, By: next.On) : new();

    public override string Tell(Event e) => e switch
    {
        Came => "Another school asked for the record",
        Replied r => $"The school was answered: {r.Answer.Words.ToLowerInvariant()}",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => (e as Replied)?.Note;

    public override IEnumerable<Event> Examples(DateOnly today) =>
        [new Came("r1", 1, new("Ada", "Okafor", new(2016, 3, 4), null)), new Replied(RequestAnswer.WillSend), new Replied(RequestAnswer.NotOurs, "Try Mill Field")];

    private static Effect.TellCase Tell(Question q, Replied r) => new("record-request", q.Asker, q.Request, Role.FormerSchool,
        [JsonSerializer.SerializeToElement<RecordRequestProcess.Event>(new RecordRequestProcess.Event.Replied(q.Number, r.Answer, r.Note), Wire.Json)]);

    /// <summary>What another school asks. Stored: add to it, never rename.</summary>
    /// <param name="Asker">Its URN.</param>
    /// <param name="Request">Its case, which is told the answer.</param>
    public sealed record Question(string Asker, string Request, int Number, SoughtPupil Who, DateOnly On, int Chases = 0, DateOnly? Chased = null);

    // The quoted names stand in every stored case: add to them, never change one.
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Waiting), "waiting")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        public sealed record Waiting(Question Question) : State;

        public sealed record Ended(Question Question, RequestAnswer Answer) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Came), "came")]
    [JsonDerivedType(typeof(Replied), "replied")]
    public abstract record Event
    {
        public sealed record Came(string Request, int Number, SoughtPupil Who) : Event;

        public sealed record Replied(RequestAnswer Answer, string? Note = null) : Event;

        private Event() { }
    }
}
