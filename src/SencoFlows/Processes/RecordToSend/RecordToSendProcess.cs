using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordToSend.RecordToSendProcess.Event;
using static SencoFlows.Processes.RecordToSend.RecordToSendProcess.State;

namespace SencoFlows.Processes.RecordToSend;

/// <summary>
/// The roll says that a pupil with special educational needs leaves, and no transfer of the record has been started. The case opens
/// itself, and does not rest until a transfer has begun, the pupil stays, or somebody says why no record need go.
/// </summary>
public sealed partial class RecordToSendProcess : Process<RecordToSendProcess.State, RecordToSendProcess.Event>
{
    public override string Name => "record-to-send";

    public override string Title => "Record to send";

    public override bool OneAtATime => true;

    public override State Start => new Nothing();

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Admin];

    public override IReadOnlyList<Rule> RulesFor(School school) => ToSendRules.All(school);

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing, Leaves l) => Await(new(l.On), at),
        (Nothing, _) => Refuse("", "Nobody leaves yet"),
        (Ended, _) => Refuse("", "This is over"),
        (Leaver s, Leaves l) when l.On == s.Departure.Leaving => Go(s),
        (Leaver s, Leaves l) => Await(s.Departure with { Leaving = l.On, Missed = false }, at),
        (Leaver s, Begun) => Go(new Ended(s.Departure, ToSendEnd.Begun)),
        (Leaver s, Stays) => Go(new Ended(s.Departure, ToSendEnd.Stays)),
        (_, NotNeeded { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter why no record need go"),
        (Leaver s, NotNeeded) => Go(new Ended(s.Departure, ToSendEnd.NotNeeded)),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is Coming { Departure.Leaving: var on })
        {
            return [ToSendRules.List(on, school)];
        }

        return state is not Unsent { Departure: var d } ? []
            : [.. d.Missed ? Array.Empty<Deadline>() : [TransferRules.For(school).After(d.Leaving, school.Calendar)],
                d.Chased is { } last ? ToSendRules.Again(last, d.Chases, school) : ToSendRules.First(d.Leaving, school)];
    }

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at) => (state, deadline.Rule.Id) switch
    {
        (Unsent s, "ctf") => Go(new Unsent(s.Departure with { Missed = true }), new Effect.Email(Role.Head, "leaver-late"), new Effect.Email(Role.Senco, "leaver-late")),
        (Unsent s, _) => Write(s.Departure, at),
        _ => Go(new Unsent(((Leaver)state).Departure)),
    };

    public override Standing Standing(State state) => state switch
    {
        Nothing => new("Nobody leaves", Role.Senco),
        Coming => new("The pupil leaves, and there is time", Role.System),
        Unsent { Departure.Missed: true } => new("The pupil has left, and the limit has passed", Role.Senco, "Send the record", "send"),
        Unsent => new("The pupil leaves, and no record is on its way", Role.Senco, "Send the record", "send"),
        Ended { End: ToSendEnd.Begun } => new("A transfer was started", Role.Nobody),
        Ended { End: ToSendEnd.Stays } => new("The pupil stays", Role.Nobody),
        Ended => new("No record need go", Role.Nobody),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e is NotNeeded ? role is Role.Senco or Role.Head : role is Role.System;

    public override Mentions Mentions(State state, School school) => state is Leaver { Departure.Leaving: var on }
        ? new(null, on, TransferRules.For(school), TransferRules.For(school).After(on, school.Calendar).On)
        : new();

    public override string Tell(Event e) => e switch
    {
        Leaves => "The roll says on which day the pupil leaves",
        Begun => "A transfer of the record was started",
        Stays => "The roll says that the pupil stays",
        NotNeeded => "It was decided that no record need go",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => (e as NotNeeded)?.Why;

    public override IEnumerable<Event> Examples(DateOnly today) =>
        [new Leaves(today.AddMonths(2)), new Leaves(today.AddDays(10)), new Leaves(today), new Begun(), new Stays(), new NotNeeded("The family moves abroad and takes the papers along")];

    /// <summary>On the list at once when the day is near, with a mail when it is very near or past.</summary>
    private static Step<State>.Go Await(Departure d, At at) =>
        at.Today < ToSendRules.List(d.Leaving, at.School).On ? Go(new Coming(d with { Chases = 0, Chased = null }))
        : d.Chased is null && at.Today >= ToSendRules.First(d.Leaving, at.School).On ? Write(d, at)
        : Go(new Unsent(d));

    /// <summary>In the mail of the day, for in July many leave at once: to the SENCO, and from the third time on to the head too.</summary>
    private static Step<State>.Go Write(Departure d, At at)
    {
        var written = new Unsent(d with { Chases = d.Chases + 1, Chased = at.Today });
        var reminder = Effect.Email.Reminder(Role.Senco, "leaver-not-started");
        return written.Departure.Chases < 3 ? Go(written, reminder) : Go(written, reminder, reminder with { To = Role.Head });
    }
}
