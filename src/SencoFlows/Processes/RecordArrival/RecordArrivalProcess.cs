using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;
using static SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using Receipt = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Processes.RecordArrival;

/// <summary>
/// A record comes to a school that keeps its cases here: it is opened by somebody who is signed in, matched to its pupil by a
/// person, added to what the school holds, and read by the teacher. Each step is confirmed to the sender's own case.
/// </summary>
public sealed partial class RecordArrivalProcess : Process<RecordArrivalProcess.State, RecordArrivalProcess.Event>
{
    private const int _patientAfter = 3;

    /// <summary>What a school must not have, or does not want, it does not keep.</summary>
    private static readonly Effect.Withdraw _shred = new("Refused, or taken back by the sender");

    public override string Name => "record-arrival";

    public override string Title => "Record received";

    public override State Start => new Nothing();

    public override IReadOnlyList<Rule> RulesFor(School school) => ArrivalRules.All;

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing, Came c) => Go(new Waiting(new(c.Transfer, c.Number, c.SenderUrn, c.Sender, c.Manifest, c.Bytes, c.Files, c.Starts, at.Today) { System = c.System }), [new Effect.Email(Role.Senco, "arrival-waiting"), .. News(c.System, DeliveryNews.Delivered)]),
        (Nothing, _) => Refuse("", "No record has arrived yet"),
        (Ended, _) => Refuse("", "This is over"),
        (Here s, Came) => Go(s),
        (Here s, Withdrawn) when IsOfAnother(at.By, s.Arrival) => Refuse("", "Another school sent this record"),

        (Waiting or Reading, Withdrawn) => Go(new Ended(((Here)state).Arrival, ArrivalEnd.TakenBack), [_shred, new Effect.Email(Role.Senco, "arrival-withdrawn"), .. News(((Here)state).Arrival.System, DeliveryNews.Withdrawn)]),
        (TakingIn or Filed, Withdrawn) => Go(new ToRemove(((Here)state).Arrival.Afresh() with { Chased = at.Today }),
            [_shred, new Effect.Email(Role.Senco, "arrival-remove"), new Effect.Email(Role.Head, "arrival-remove"), .. News(((Here)state).Arrival.System, DeliveryNews.Withdrawn)]),
        (ToRemove s, Withdrawn) => Go(s),
        (ToRemove, Removed { How: var how }) when string.IsNullOrWhiteSpace(how) => Refuse("how", "Enter what you removed, or why something stays"),
        (ToRemove s, Removed) => Go(new Ended(s.Arrival, ArrivalEnd.TakenBack), News(s.Arrival.System, DeliveryNews.Removed)),
        (ToRemove s, TakenIn or NotTakenIn) => Go(s),
        (ToRemove, _) => Refuse("", "The sender has taken this record back"),

        (Waiting s, Opened) => Go(new Reading(s.Arrival.Afresh() with { Opened = at.Today }), Tell(s.Arrival, DeliveryNews.Opened, new Receipt.Opened(s.Arrival.Number))),
        (Here s, Opened) => Go(s),

        (Waiting, Matched) => Refuse("", "Open the record first"),
        (Reading s, Matched m) when m.Manifest != s.Arrival.Manifest => Refuse("", "What you checked is not what was sent"),
        (Reading s, Matched m) => Go(new TakingIn(s.Arrival.Afresh() with { Pupil = m.Pupil, IsNew = m.IsNew, BackOnRoll = m.BackOnRoll, Chased = at.Today }),
            [new Effect.TakeIn(m.Pupil), .. Tell(s.Arrival, DeliveryNews.Verified, new Receipt.Opened(s.Arrival.Number), new Receipt.Verified(s.Arrival.Number, m.Manifest))]),
        (TakingIn or Filed, Matched m) when m.Pupil == ((Here)state).Arrival.Pupil => Go(state),
        (TakingIn or Filed, Matched) => Refuse("", "Somebody else has already decided whose record this is"),

        (TakingIn s, TakenIn t) => Go(new Filed(s.Arrival.Afresh() with { Filed = at.Today, Documents = t.Documents }),
            Tell(s.Arrival, DeliveryNews.Filed, new Receipt.Opened(s.Arrival.Number), new Receipt.Verified(s.Arrival.Number, s.Arrival.Manifest), new Receipt.Filed(s.Arrival.Number))),
        (Filed s, TakenIn) => Go(s),
        (TakingIn s, NotTakenIn n) => Go(new Reading(s.Arrival.Afresh() with { Pupil = null, IsNew = false, BackOnRoll = false, Chased = at.Today }, n.Why), new Effect.Email(Role.Senco, "arrival-problem")),
        (Here s, TakenIn or NotTakenIn) => Go(s),

        (Filed s, TeacherHasRead r) => Go(new Ended(s.Arrival, ArrivalEnd.Complete), Tell(s.Arrival, DeliveryNews.Read, new Receipt.Opened(s.Arrival.Number), new Receipt.Verified(s.Arrival.Number, s.Arrival.Manifest),
            new Receipt.Filed(s.Arrival.Number), new Receipt.ReadByTeacher(s.Arrival.Number, r.By))),
        (_, TeacherHasRead) => Refuse("", "First file the record: then the teacher can find it"),

        (Waiting, Refused { Reason: RefusalReason.Damaged or RefusalReason.Incomplete }) => Refuse("reason", "Open the record first: nobody at your school has seen what is in it"),
        (Waiting or Reading, Refused { Reason: RefusalReason.Other, Note: null or "" }) => Refuse("note", "Enter what is wrong"),
        (Waiting or Reading, Refused r) => Go(new Ended(((Here)state).Arrival, ArrivalEnd.Refused), [_shred, .. Tell(((Here)state).Arrival, DeliveryNews.Refused, new Receipt.Refused(((Here)state).Arrival.Number, r.Reason, r.Note))]),
        (_, Refused) => Refuse("", "Your school has filed this record. Call the other school if something is wrong with it"),

        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school) => state switch
    {
        Waiting s => [Ladder(s.Arrival, s.Arrival.Came, school.Policies.ChaseUnopenedAfter, ArrivalRules.Open, school)],
        Reading s => [Ladder(s.Arrival, s.Arrival.Opened ?? s.Arrival.Came, school.Policies.ChaseUnfiledAfter, ArrivalRules.File, school)],
        TakingIn s => [Ladder(s.Arrival, s.Arrival.Came, 1, ArrivalRules.TakeIn, school)],
        Filed { Arrival: { Chases: 0 } a } => [new Deadline(FirstDay(a, school), ArrivalRules.Read, a.Filed!.Value)],
        Filed s => [After(s.Arrival.Chased!.Value, 5, ArrivalRules.Read, school)],
        ToRemove s => [Ladder(s.Arrival, s.Arrival.Came, 1, ArrivalRules.Remove, school)],
        _ => [],
    };

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var s = (Here)state;
        var n = s.Arrival.Chases + 1;
        var template = s switch { Waiting => "arrival-not-opened", Filed => "arrival-not-read", ToRemove => "arrival-remove", TakingIn => "arrival-problem", _ => "arrival-not-filed" };
        return Go(s with { Arrival = s.Arrival with { Chases = n, Chased = at.Today } },
            n == 1 ? [Effect.Email.Reminder(Role.Senco, template)] : [Effect.Email.Reminder(Role.Senco, template), Effect.Email.Reminder(Role.Head, template)]);
    }

    public override Standing Standing(State state) => Stands(state) with { With = (state as Here)?.Arrival.Sender };

    private static Standing Stands(State state) => state switch
    {
        Nothing => new("Nothing has arrived", Role.Senco),
        Waiting => new("Arrived, not opened yet", Role.Senco, "Open the record", "open"),
        Reading { Problem: not null } => new("The record could not be added to the pupil’s", Role.Senco, "Match and file it again", "file"),
        Reading => new("Opened, not filed yet", Role.Senco, "Match and file the record", "file"),
        TakingIn => new("Being added to the pupil’s record", Role.System),
        Filed => new("Filed, waiting for the teacher to read it", Role.Senco, "Say who has read the first-day sheet", "first-day"),
        ToRemove => new("Taken back after it was filed", Role.Senco, "Remove what came with it", "removed"),
        Ended { End: ArrivalEnd.Complete } => new("Filed and read", Role.Nobody),
        Ended { End: ArrivalEnd.Refused } => new("Refused", Role.Nobody),
        Ended => new("Taken back by the sender", Role.Nobody),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e is Came or TakenIn or NotTakenIn or Withdrawn ? role is Role.System : role is Role.Senco or Role.Head;

    public override Mentions Mentions(State state, School school) => state is Here { Arrival: var a }
        ? new Mentions(a.Sender, a.Came, Due(state, school).FirstOrDefault()?.Rule, Due(state, school).FirstOrDefault()?.On, Count: a.Files)
        : new();

    public override string Tell(Event e) => e switch
    {
        Came => "The record arrived from the other school",
        Opened => "The record was opened",
        Matched { IsNew: true } => "Every file was compared, and it was decided that the pupil is new here",
        Matched { BackOnRoll: true } => "Every file was compared, and it was decided which pupil it is, who comes back",
        Matched => "Every file was compared, and it was decided which pupil it is",
        TakenIn => "The record was added to the pupil’s own",
        NotTakenIn => "The record could not be added to the pupil’s own",
        TeacherHasRead => "The teacher who needs it has read the first-day sheet",
        Event.Refused r => $"The record was refused: {r.Reason.Words.ToLowerInvariant()}",
        Withdrawn => "The sender took the record back",
        Removed => "What came with the record was removed",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => e switch
    {
        NotTakenIn { Why: var why } => why,
        Event.Refused { Note: var note } => note,
        TeacherHasRead { By: var by } => by,
        Removed { How: var how } => how,
        _ => null,
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var manifest = new string('a', 64);
        return
        [
            new Came("t1", 1, "100001", "Oak Lane Primary", manifest, 1000, 4, today.AddDays(30)),
            new Opened(),
            new Matched("p1", false, manifest),
            new TakenIn(4),
            new NotTakenIn("A document is damaged"),
            new TeacherHasRead("The class teacher"),
            new Refused(RefusalReason.WrongSchool),
            new Refused(RefusalReason.Damaged, "The report does not open"),
            new Withdrawn(),
            new Removed("Everything was removed"),
        ];
    }

    /// <summary>A school of this deployment gets all receipts so far, so that it does not matter in which order they get there. Another system has no case here: it gets the news.</summary>
    private static IReadOnlyList<Effect> Tell(Arrival a, DeliveryNews news, params Receipt[] receipts) => a.System is not null
        ? News(a.System, news, receipts.OfType<Receipt.Refused>().FirstOrDefault()?.Reason.Code)
        : [new Effect.TellCase("record-transfer", a.SenderUrn, a.Transfer, Role.NextSchool, [.. receipts.Select(r => JsonSerializer.SerializeToElement(r, Wire.Json))])];

    private static IReadOnlyList<Effect> News(string? system, DeliveryNews news, string? reason = null) => system is null ? [] : [new Effect.Notify(system, news, reason)];

    /// <summary>A school speaks under its number.</summary>
    private static bool IsOfAnother(Actor by, Arrival a) => a.System is { } system ? by.Id != system : by.Id is { Length: 6 } urn && urn.All(char.IsAsciiDigit) && urn != a.SenderUrn;

    private static DateOnly FirstDay(Arrival a, School school) =>
        school.Calendar.After(a.Filed!.Value, 1) is var soonest && a.Starts is { } starts && starts > soonest ? starts : soonest;

    private static Deadline Ladder(Arrival a, DateOnly from, int first, Rule rule, School school) =>
        After(a.Chased ?? from, a.Chases == 0 ? first : a.Chases < _patientAfter ? 1 : 5, rule, school);

    private static Deadline After(DateOnly from, int days, Rule rule, School school)
    {
        var on = school.Calendar.After(from, days);
        return new(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
    }
}
