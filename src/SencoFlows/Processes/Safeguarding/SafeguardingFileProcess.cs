using System.Globalization;
using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.Event;
using static SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.State;

namespace SencoFlows.Processes.Safeguarding;

/// <summary>
/// A child protection file follows the child apart from every other record, from one safeguarding lead to the next, against a
/// receipt. Nobody else sees this case; a SENCO learns from a transfer only that it is done.
/// </summary>
public sealed partial class SafeguardingFileProcess : Process<SafeguardingFileProcess.State, SafeguardingFileProcess.Event>
{
    public const string LinkToConfirm = "safeguarding";
    private const int _mostNote = 1000;

    public override string Name => "safeguarding-file";

    public override string Title => "Child protection file";

    public override bool OneAtATime => true;

    public override IReadOnlyList<Role> Readers => [Role.SafeguardingLead];

    public override State Start => new Nothing();

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (Nothing, Needed { School: var name }) when string.IsNullOrWhiteSpace(name) => Refuse("school", "Select the next school"),
        (Nothing, Needed { Urn: { } urn }) when urn == at.School.Urn => Refuse("school", "The next school must be a different school"),
        (Nothing, Needed n) => Go(new ToSend(new(n.School, n.Urn, n.Leaving, n.Starts)), new Effect.Email(Role.SafeguardingLead, "safeguarding-to-send")),
        (Nothing, _) => Refuse("", "Nobody has said that there is a file"),
        (Ended, _) => Refuse("", "This is over"),
        (Moving s, Needed) => Go(s),

        (OnItsWay s, Moved m) when m.Urn != s.File.Urn || m.School != s.File.School =>
            Go(new ToSend(new(m.School, m.Urn, m.Leaving, m.Starts) { Number = s.File.Number }), new Effect.Email(Role.SafeguardingLead, "safeguarding-moved"), new Effect.Email(Role.Head, "safeguarding-moved")),
        (ToSend s, Moved m) => Go(new ToSend(s.File with { School = m.School, Urn = m.Urn, Leaving = m.Leaving, Starts = m.Starts, Chases = 0, Chased = null })),
        (Moving s, Moved) => Go(s),
        (ToSend s, Stays) => Go(new Ended(s.File, FileEnd.Stays, at.Today)),
        (OnItsWay s, Stays) => Go(s, new Effect.Email(Role.SafeguardingLead, "safeguarding-stays")),

        (ToSend, NoFile { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter how you made sure that there is no file"),
        (ToSend s, NoFile) => Go(new Ended(s.File, FileEnd.NoFile, at.Today)),

        (Moving, Sent { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (Moving, Sent { Receiver: { Length: > 0 } address }) when !RecordTransfer.MailAddress.IsLikely(address) => Refuse("receiver", "Enter an email address in the correct format, like lead@school.sch.uk"),
        (Moving s, Sent x) => Post(s.File with { Sent = x.On, Way = x.Way, Receiver = x.Receiver, There = x.There, Who = x.Who, Case = x.Case, Number = s.File.Number + 1, Missing = false, Chases = 0, Chased = at.Today }),

        (OnItsWay s, Received r) when r.Number != s.File.Number => Refuse("", "The file was sent again since"),
        (OnItsWay s, NotThere r) when r.Number != s.File.Number => Refuse("", "The file was sent again since"),
        (OnItsWay s, Received or NotThere) when at.By is { Role: Role.NextSchool, Id: { Length: 6 } urn } && urn.All(char.IsAsciiDigit) && urn != s.File.Urn => Refuse("", "The file was sent to another school"),
        (OnItsWay, Received { How: null or "" }) when at.By.Role is not Role.NextSchool => Refuse("how", "Enter who confirmed it and how"),
        (OnItsWay, NotThere { Note.Length: > _mostNote }) => Refuse("note", "What you write must be 1,000 characters or fewer"),
        (OnItsWay { File: { Missing: true } file }, NotThere) => Go(new OnItsWay(file)), // Both have been told: whoever holds the link cannot ring them a thousand times.
        (OnItsWay s, Received) => Go(new Ended(s.File, FileEnd.Received, at.Today), new Effect.Email(Role.SafeguardingLead, "safeguarding-received")),
        (OnItsWay s, NotThere) => Go(new OnItsWay(s.File with { Missing = true, Chases = 0, Chased = at.Today }), new Effect.Email(Role.SafeguardingLead, "safeguarding-missing"), new Effect.Email(Role.Head, "safeguarding-missing")),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school) => state switch
    {
        ToSend { File: { Chases: 0 } f } => [SafeguardingRules.Limit(f.Leaving, f.Starts, school)],
        ToSend { File: var f } => [After(f.Chased!.Value, 1, SafeguardingRules.Limit(f.Leaving, f.Starts, school).Rule, school)],
        OnItsWay { File: var f } => [After(f.Chased!.Value, f.Missing ? 1 : 5, Rules.CpReceipt, school)],
        _ => [],
    };

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var s = (Moving)state;
        var template = s switch { ToSend => "safeguarding-late", OnItsWay { File.Missing: true } => "safeguarding-missing", _ => "safeguarding-no-receipt" };
        Effect[] mails = [new Effect.Email(Role.SafeguardingLead, template), .. s is ToSend || s.File.Missing || s.File.Chases > 0 ? [new Effect.Email(Role.Head, template)] : Array.Empty<Effect>()];
        return Go(s with { File = s.File with { Chases = s.File.Chases + 1, Chased = at.Today } }, [.. mails, .. s is OnItsWay { File.Missing: false } ? Asking(s.File) : []]);
    }

    public override Standing Standing(State state) => (state switch
    {
        Nothing => new Standing("Nothing to send", Role.SafeguardingLead),
        ToSend => new("To be sent", Role.SafeguardingLead, "Record that you have sent the file", "sent"),
        OnItsWay { File.Missing: true } => new("The next school says that it has not arrived", Role.SafeguardingLead, "Find the file, and send it again", "sent"),
        OnItsWay { File: { Receiver: null, There: null } } => new("Sent, no receipt yet", Role.SafeguardingLead, "Record the receipt", "received"),
        OnItsWay => new("Sent, no receipt yet", Role.NextSchool),
        Ended { End: FileEnd.Received } => new("Received by the next school", Role.Nobody),
        Ended { End: FileEnd.NoFile } => new("There is no file", Role.Nobody),
        Ended => new("The pupil stays", Role.Nobody),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    }) with
    { With = (state as Moving)?.File.School };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e switch
    {
        Moved or Stays => role is Role.System or Role.SafeguardingLead,
        Needed => role is Role.System or Role.SafeguardingLead,
        Received or NotThere => role is Role.NextSchool or Role.SafeguardingLead,
        _ => role is Role.SafeguardingLead,
    };

    public override Mentions Mentions(State state, School school) => state is Moving { File: var f } && SafeguardingRules.Limit(f.Leaving, f.Starts, school) is var limit
        ? state is OnItsWay && Due(state, school).First() is var chase ? new(f.School, f.Sent, chase.Rule, chase.On) : new(f.School, f.Leaving, limit.Rule, limit.On)
        : new();

    public override IReadOnlyList<Addressee> Outside(State state, Role role) => role is Role.NextSchool && state is OnItsWay { File: { Receiver: { } address } f }
        ? [new($"lead-{f.Number.ToString(CultureInfo.InvariantCulture)}", "Designated safeguarding lead", address)]
        : [];

    public override Event? Heard(Effect.Email mail, string recipient, bool arrived) =>
        mail.Link == LinkToConfirm && !arrived && int.TryParse(recipient.AsSpan(recipient.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new NotThere(number, "The email to their safeguarding lead came back") : null;

    public override string Tell(Event e) => e switch
    {
        Needed => "A pupil with a child protection file leaves",
        Moved => "The leaving date or the next school changed",
        Sent => "The file was sent to the next school’s safeguarding lead",
        Received => "The next school confirmed that the file arrived",
        NotThere => "The next school says that the file has not arrived",
        NoFile => "It was made sure that there is no file",
        Stays => "The pupil stays",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => e switch
    {
        Sent { Way: var way } => way.Words,
        Received { How: var how } => how,
        NotThere { Note: var note } => note,
        NoFile { Why: var why } => why,
        _ => null,
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var ada = new RecordRequest.SoughtPupil("Ada", "Okafor", new(2016, 3, 4), null);
        return
        [
            new Needed("Hill Top Academy", "100002", today, null), new Moved("Hill Top Academy", "100002", today.AddDays(7), today.AddDays(20)), new Moved("Valley High", "100003", today, null),
            new Sent(today, SendingWay.ByHand, null, null, ada, "f1"), new Sent(today, SendingWay.SecureSystem, "lead@hilltop.sch.uk", null, ada, "f1"), new Sent(today, SendingWay.RecordedDelivery, null, "s1", ada, "f1"),
            new Received(1, "Their lead called"), new NotThere(1, "Nothing has come"), new NoFile("Asked the lead of the school before"), new Stays(),
        ];
    }

    private static Step<State>.Go Post(ProtectionFile f) => Go(new OnItsWay(f), Asking(f));

    /// <summary>Asks the next school's lead for the receipt: in their own tenant, or by a mail that names nobody.</summary>
    private static IReadOnlyList<Effect> Asking(ProtectionFile f) => f switch
    {
        { There: { } there, Urn: { } urn, Who: { } who } => [new Effect.OpenCase("safeguarding-arrival", urn, there, new Subject("pupil", there, $"{who.Surname}, {who.Forename}"),
            JsonSerializer.SerializeToElement<SafeguardingArrivalProcess.Event>(new SafeguardingArrivalProcess.Event.Came(f.Case!, f.Number, f.Sent!.Value, f.Way!.Value, who), Wire.Json))],
        { Receiver: not null } => [new Effect.Email(Role.NextSchool, "safeguarding-confirm", LinkToConfirm)],
        _ => [],
    };

    private static Deadline After(DateOnly from, int days, Rule rule, School school)
    {
        var on = school.Calendar.After(from, days);
        return new(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
    }
}
