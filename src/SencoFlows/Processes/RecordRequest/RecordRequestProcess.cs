using System.Globalization;
using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordRequest.RecordRequestProcess.Event;
using static SencoFlows.Processes.RecordRequest.RecordRequestProcess.State;

namespace SencoFlows.Processes.RecordRequest;

/// <summary>
/// A pupil with special educational needs is new, and no record has come. The case opens itself, waits as long as the school has
/// decided, asks its SENCO to ask for the record, and does not rest until it has come or somebody says why it need not.
/// </summary>
public sealed partial class RecordRequestProcess : Process<RecordRequestProcess.State, RecordRequestProcess.Event>
{
    public const string LinkToAnswer = "asked";

    public override string Name => "record-request";

    public override string Title => "Record to ask for";

    public override bool OneAtATime => true;

    public override State Start => new Nothing();

    public override IReadOnlyList<Rule> RulesFor(School school) => RequestRules.Asking;

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing, Joined j) => Go(new Expected(new(j.On, j.Case))),
        (Nothing, _) => Refuse("", "No record is missed yet"),
        (Ended, _) => Refuse("", "This is over"),
        (Wanting s, Joined) => Go(s),

        (Wanting s, Came) => Go(new Ended(s.Want, RequestEnd.Came)),
        (_, NotNeeded { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter why no record is needed"),
        (Wanting s, NotNeeded) => Go(new Ended(s.Want, RequestEnd.NotNeeded)),

        (Waiting, Asked) => Refuse("", "The school has been asked already"),
        (Wanting, Asked { Of.Name: var name }) when string.IsNullOrWhiteSpace(name) => Refuse("school", "Select the school before"),
        (Wanting, Asked { Of.Urn: var urn }) when urn == at.School.Urn => Refuse("school", "The school before must be a different school"),
        (Wanting, Asked { Of: { Case: null, Office: var office } }) when !RecordTransfer.MailAddress.IsLikely(office) => Refuse("office", "Enter an email address in the correct format, like office@school.sch.uk"),
        (Wanting s, Asked a) => Ask(s.Want with { Of = a.Of, Who = a.Who, AskedBy = at.By.Id, Number = s.Want.Number + 1, CameBack = false }, a.Of.Certain || a.Of.Case is not null, at),

        (AddressInDoubt s, AddressChecked) when s.Want.AskedBy == at.By.Id => Refuse("how", "Somebody else must check the address: you entered it"),
        (AddressInDoubt, AddressChecked { How: var how }) when string.IsNullOrWhiteSpace(how) => Refuse("how", "Enter how you checked the address"),
        (AddressInDoubt s, AddressChecked) => Ask(s.Want, certain: true, at),

        (Waiting s, Bounced b) when b.Number == s.Want.Number => Go(new Missing(s.Want.Afresh(at.Today) with { CameBack = true }), new Effect.Email(Role.Senco, "request-bounced")),
        (Wanting s, Bounced) => Go(s),

        (Wanting s, Replied r) when r.Number != s.Want.Number => Refuse("", "Your school is not asked any more"),
        (Wanting, Replied) when at.By is { Role: Role.FormerSchool, Id: { Length: 6 } urn } && urn.All(char.IsAsciiDigit) && urn != ((Wanting)state).Want.Of?.Urn => Refuse("", "Another school was asked"),
        (Waiting or Answered, Replied r) => Go(new Answered(((Wanting)state).Want.Afresh(at.Today), r.Answer, r.Note), new Effect.Email(Role.Senco, "request-answered")),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school) => state switch
    {
        Expected s => [RequestRules.Missed(s.Want.Joined, school)],
        Missing s => [RequestRules.After(s.Want.Chased!.Value, s.Want.Chases == 0 ? 2 : 5, RequestRules.Ask, school)],
        AddressInDoubt s => [RequestRules.After(s.Want.Chased!.Value, 1, RequestRules.CheckAddress, school)],
        Waiting s => [RequestRules.After(s.Want.Chased!.Value, 5, RequestRules.Chase, school)],
        Answered { Answer: RequestAnswer.WillSend } s => [RequestRules.After(s.Want.Chased!.Value, 10, RequestRules.Decide, school)],
        Answered s => [RequestRules.After(s.Want.Chased!.Value, s.Want.Chases == 0 ? 2 : 5, RequestRules.Decide, school)],
        _ => [],
    };

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var s = (Wanting)state;
        var want = s.Want with { Chases = s.Want.Chases + 1, Chased = at.Today };
        return s switch
        {
            Expected => Go(new Missing(s.Want.Afresh(at.Today)), Effect.Email.Reminder(Role.Senco, "request-missing")),
            AddressInDoubt => Go(s with { Want = want }, Effect.Email.Reminder(Role.Head, "request-check-address"), Effect.Email.Reminder(Role.Admin, "request-check-address")),
            Waiting => Go(s with { Want = want }, [.. Post(want), .. want.Chases < 2 ? (Effect[])[Effect.Email.Reminder(Role.Senco, "request-silent")] : [Effect.Email.Reminder(Role.Senco, "request-silent"), Effect.Email.Reminder(Role.Head, "request-silent")]]),
            _ => Go(s with { Want = want }, want.Chases < 2 ? [Effect.Email.Reminder(Role.Senco, "request-missing")] : [Effect.Email.Reminder(Role.Senco, "request-missing"), Effect.Email.Reminder(Role.Head, "request-missing")]),
        };
    }

    public override Standing Standing(State state) => Stands(state) with { With = (state as Wanting)?.Want.Of?.Name };

    private static Standing Stands(State state) => state switch
    {
        Nothing => new("Nothing is missed", Role.Senco),
        Expected => new("New pupil, the record may still come", Role.System),
        Missing { Want.CameBack: true } => new("The email to the school before came back", Role.Senco, "Ask again for the record", "ask"),
        Missing => new("No record has come", Role.Senco, "Ask for the record", "ask"),
        AddressInDoubt => new("Waiting for a second person to check the address", Role.Admin, "Check the address", "address"),
        Waiting => new("The school before has been asked", Role.FormerSchool),
        Answered { Answer: RequestAnswer.WillSend } => new("The school before will send the record", Role.System),
        Answered { Answer: var answer } => new($"The school before answered: {answer.Words.ToLowerInvariant()}", Role.Senco, "Decide what to do next", "ask"),
        Ended { End: RequestEnd.Came } => new("The record has come", Role.Nobody),
        Ended => new("No record is needed", Role.Nobody),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e switch
    {
        Joined or Bounced => role is Role.System,
        Came or NotNeeded => role is Role.System or Role.Senco or Role.Head,
        Replied => role is Role.FormerSchool or Role.Senco or Role.Head,
        AddressChecked => role is Role.Senco or Role.Head or Role.Admin,
        _ => role is Role.Senco or Role.Head,
    };

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Admin];

    public override Mentions Mentions(State state, School school) => state is Wanting { Want: var w } && Due(state, school).FirstOrDefault() is var next
        ? new Mentions(w.Of?.Name, w.Joined, next?.Rule, next?.On, state is Answered { Answer: var answer } ? answer.Words : null)
        : new();

    public override IReadOnlyList<Addressee> Outside(State state, Role role) => role is Role.FormerSchool && state is Wanting { Want: { Of: { Case: null } of } w }
        ? [new($"former-{w.Number.ToString(CultureInfo.InvariantCulture)}", "SENCO", of.Office)]
        : [];

    public override Event? Heard(Effect.Email mail, string recipient, bool arrived) =>
        mail.Link == LinkToAnswer && !arrived && int.TryParse(recipient.AsSpan(recipient.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new Bounced(number) : null;

    public override string Tell(Event e) => e switch
    {
        Joined => "A pupil with special educational needs is new, and no record has come",
        Asked => "The school before was asked for the record",
        AddressChecked => "A second person checked the address",
        Bounced => "The email to the school before came back",
        Replied r => $"The school before answered: {r.Answer.Words.ToLowerInvariant()}",
        Came => "The record has come",
        NotNeeded => "It was decided that no record is needed",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => e switch
    {
        AddressChecked { How: var how } => how,
        Replied { Note: var note } => note,
        NotNeeded { Why: var why } => why,
        _ => null,
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var school = new FormerSchool("Mill Field Primary", "office@millfield.sch.uk", "100002");
        var ada = new SoughtPupil("Ada", "Okafor", new(2016, 3, 4), null);
        return
        [
            new Joined(today, "r1"), new Asked(school with { Certain = true }, ada), new Asked(school, ada), new Asked(school with { Case = "q1" }, ada), new AddressChecked("I called the school"), new Bounced(1),
            new Replied(1, RequestAnswer.WillSend), new Replied(1, RequestAnswer.NotOurs, "Try Mill Field"), new Came(), new NotNeeded("The pupil came from abroad"),
        ];
    }

    private static Step<State> Ask(Want want, bool certain, At at) => certain
        ? Go(new Waiting(want.Afresh(at.Today) with { Asked = at.Today }), Post(want))
        : Go(new AddressInDoubt(want.Afresh(at.Today)), new Effect.Email(Role.Head, "request-check-address"), new Effect.Email(Role.Admin, "request-check-address"));

    /// <summary>A case in its own tenant, or a mail that names nobody, with a link behind a code.</summary>
    private static IReadOnlyList<Effect> Post(Want want) => want.Of is { Case: { } there, Urn: { } urn }
        ? [new Effect.OpenCase("record-asked", urn, there, new Subject("pupil", there, $"{want.Who!.Surname}, {want.Who.Forename}"),
            JsonSerializer.SerializeToElement<RecordAskedProcess.Event>(new RecordAskedProcess.Event.Came(want.Case, want.Number, want.Who), Wire.Json))]
        : [new Effect.Email(Role.FormerSchool, "record-asked-for", LinkToAnswer)];
}
