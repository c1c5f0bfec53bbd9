using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>
/// A pupil moves and the SEN record follows. It is not over when the record has been sent: five receipts are awaited (delivered,
/// opened, verified, filed, read by the teacher who needs it), and each that does not come is chased until a person deals with it.
/// </summary>
public sealed partial class RecordTransferProcess : Process<RecordTransferProcess.State, RecordTransferProcess.Event>
{
    public const string LinkToReceive = "receive";
    public const string LinkForParents = "parcel";

    public override string Name => "record-transfer";

    public override string Title => "Record transfer";

    public override State Start => new NotStarted();

    public override bool OneAtATime => true;

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Admin];

    public override IReadOnlyList<Law.Rule> RulesFor(School school) => TransferRules.All(school);

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotStarted, Started s) => Begin(s, at),
        (_, Started) => Refuse("", "This transfer has already been started"),
        (NotStarted, _) => Refuse("", "This transfer has not been started yet"),
        (Closed, _) => Refuse("", "This transfer is over"),

        (AddressInDoubt s, AddressChecked) when s.Transfer.StartedBy == at.By.Id => Refuse("how", "Somebody else must check the address: you entered it"),
        (AddressInDoubt, AddressChecked { How: var how }) when string.IsNullOrWhiteSpace(how) => Refuse("how", "Enter how you checked the address"),
        (AddressInDoubt s, AddressChecked) => Send(s.Transfer, at),

        (Packing s, Packed p) when p.Number == s.Transfer.Parcel.Number => Post(s.Transfer.With(s.Transfer.Parcel.Afresh() with
        {
            Sent = at.Today,
            Manifest = p.Manifest,
            Pack = p.Pack,
            Bytes = p.Bytes,
            Files = p.Files,
            Arrival = p.Arrival,
        })),
        (Packing s, NotPacked p) when p.Number == s.Transfer.Parcel.Number => Go(s with { Problem = p.Why }, new Effect.Email(Role.Senco, "transfer-not-packed")),

        (Undeliverable s, Delivered d) when d.Number == s.Transfer.Parcel.Number => Go(new OnItsWay(s.Transfer.With(s.Transfer.Parcel with { Delivered = at.Today }))),
        (Moving s, Packed or NotPacked or Delivered or Bounced) when s is not (OnItsWay or WithNextSchool) || NumberOf(e) != s.Transfer.Parcel.Number => Go(s),
        (Moving s, Packed or NotPacked) => Go(s),
        (Moving s, Delivered) => Go(With(s, s.Transfer.Parcel with { Delivered = s.Transfer.Parcel.Delivered ?? at.Today })),
        (OnItsWay { Transfer.Parcel.Delivered: not null } s, Bounced) => Go(s, new Effect.Email(Role.Senco, "transfer-bounced")),
        (OnItsWay s, Bounced) => Go(new Undeliverable(s.Transfer.With(s.Transfer.Parcel with { Chases = 0, Chased = at.Today })), new Effect.Email(Role.Senco, "transfer-bounced")),
        (Moving s, Bounced) => Go(s),

        (Moving s, Opened or Verified or Filed or ReadByTeacher or Refused) => AtNextSchool(s, e, at),

        (Moving s, Corrected c) => Correct(s, c, at),
        (Moving s, Recalled r) => TakeBack(s, r, at),
        (TakenBack { Opened: true }, BreachAssessed { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter why you decided this"),
        (TakenBack { Opened: true } s, BreachAssessed b) => Go(new Closed(s.Transfer, Ending.TakenBack, at.Today, b.Why)),
        (Moving { Transfer.Breach.IsOpen: true }, BreachAssessed { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter why you decided this"),
        (Moving { Transfer: { Breach: { IsOpen: true } breach } t } s, BreachAssessed) => Go(With(s, t with { Breach = breach with { Decided = at.Today } })),
        (Moving { Transfer.Breach.IsOpen: true }, CameBack or CopyDestroyed or CopyKept) => Refuse("", "First decide whether this was a data breach"),

        (InCustody or TakenBack, LeavingDateChanged) => Refuse("on", "The record has already arrived, so the leaving date no longer matters"),
        (Moving, LeavingDateChanged { On: var on }) when NotADay(on, at) is { } why => Refuse("on", why),
        (Moving s, LeavingDateChanged c) => Go(With(s, s.Transfer with { Leaving = c.On, Starts = s.Transfer.Starts > c.On ? s.Transfer.Starts : null, Warned = new() }), [Leaves(c.On), .. FileMoves(s.Transfer with { Leaving = c.On, Starts = s.Transfer.Starts > c.On ? s.Transfer.Starts : null })]),

        (TakenBack { Opened: true }, CameBack) => Refuse("", "First decide whether this was a data breach"),
        (Moving s, CameBack c) => Go(new Closed(s.Transfer, Ending.CameBack, c.On),
            [new Effect.Withdraw("The pupil came back"), Stays, .. FileStays(s.Transfer), .. Back(s.Transfer), .. Reached(s) ? Next(s.Transfer, "pupil-came-back") : []]),

        (AddressInDoubt or Packing or OnItsWay or WithNextSchool or TurnedDown or Undeliverable, SchoolClosed c) when ((Moving)state).Transfer is { Gone: null } t && t.To.Urn == c.Urn =>
            Go(With((Moving)state, t with { Gone = new(c.Urn, c.Successors) }), new Effect.Email(Role.Senco, "transfer-school-closed")),
        (Moving s, SchoolClosed) => Go(s),

        (Moving { Transfer.Warned.Missed: false }, LateExplained) => Refuse("reason", "The limit has not passed, so there is nothing to explain"),
        (Moving s, LateExplained l) => Go(With(s, s.Transfer with { Late = new(l.Reason, l.Note) })),

        (AddressInDoubt or Packing or OnItsWay or WithNextSchool or TurnedDown or Undeliverable, SentOnPaper { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (AddressInDoubt or Packing or OnItsWay or WithNextSchool or TurnedDown or Undeliverable, SentOnPaper p) =>
            Go(With((Moving)state, ((Moving)state).Transfer with { OnPaper = p.On }), new Effect.Email(Role.NextSchool, "record-on-paper")),
        (Moving { Transfer.OnPaper: not null } and (OnItsWay or WithNextSchool or Undeliverable or AddressInDoubt or Packing or TurnedDown), PaperConfirmed { How: var how }) when string.IsNullOrWhiteSpace(how) =>
            Refuse("how", "Enter how the next school confirmed it"),
        (Moving { Transfer: { OnPaper: not null } t } and (OnItsWay or WithNextSchool or Undeliverable or AddressInDoubt or Packing or TurnedDown), PaperConfirmed) =>
            Go(new Arrived(ArrivedOnPaper(t, at)), new Effect.Email(Role.Parents, "parents-record-arrived", LinkForParents)),
        (Moving, SentOnPaper) => Refuse("", "The record has already arrived"),

        (Moving, ParentSaysWrong { Words: var words }) when string.IsNullOrWhiteSpace(words) => Refuse("words", "Enter what is wrong"),
        (Moving { Transfer.ParentWaits: true } s, ParentSaysWrong) => Go(With(s, s.Transfer)), // Whoever has the link may write a thousand times; the SENCO is asked once.
        (Moving s, ParentSaysWrong) => Go(With(s, s.Transfer with { ParentWaits = true }), new Effect.Email(Role.Senco, "parent-says-wrong")),
        (Moving { Transfer.ParentWaits: false }, ParentAnswered) => Refuse("", "This has already been answered"),
        (Moving, ParentAnswered { Note: var note }) when string.IsNullOrWhiteSpace(note) => Refuse("note", "Enter what you did"),
        (Moving s, ParentAnswered) => Go(With(s, s.Transfer with { ParentWaits = false })),

        (Arrived or InCustody, CopyDestroyed { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (Arrived, CopyDestroyed { Here: true }) => Refuse("what", "The teacher at the next school has not read the first-day sheet yet. Ask them first: their link would end"),
        (InCustody, CopyDestroyed { Here: true }) when ((Moving)state).Transfer.Leaving >= at.Today => Refuse("what", "The pupil is still on your roll. Destroy the copy after the leaving date"),
        (InCustody, CopyDestroyed { Here: true } d) => Go(new Closed(((Moving)state).Transfer, Ending.Complete, at.Today), new Effect.Withdraw("The copy was destroyed"), new Effect.Destroy(at.By.Id, d.AlsoUnsent)),
        (Arrived or InCustody, CopyDestroyed d) => Go(new Closed(((Moving)state).Transfer, Ending.Complete, d.On), new Effect.Withdraw("The copy was destroyed")),
        (Arrived or InCustody, CopyKept { Why: var why }) when string.IsNullOrWhiteSpace(why) => Refuse("why", "Enter why the law or your policy says keep"),
        (Arrived or InCustody, CopyKept k) => Go(new Closed(((Moving)state).Transfer, Ending.CopyKept, at.Today, k.Why)),

        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override bool IsOver(State state) => state is Closed;

    public override bool May(Role role, Event e) => e switch
    {
        Packed or NotPacked or Delivered or Bounced or SchoolClosed => role is Role.System,
        Opened or Verified or Filed or Refused => role is Role.NextSchool or Role.NextSchoolOffice or Role.NextSchoolHead,
        ReadByTeacher => role is Role.NextSchool or Role.NextSchoolOffice or Role.NextSchoolHead or Role.Senco,
        ParentSaysWrong => role is Role.Parents or Role.Senco,
        AddressChecked => role is Role.Senco or Role.Head or Role.Admin,
        Started or Recalled or SentOnPaper or LeavingDateChanged => role is Role.Senco or Role.Head or Role.Admin,
        CopyDestroyed => role is Role.Senco or Role.Head or Role.Admin,
        _ => role is Role.Senco or Role.Head,
    };

    public override Mentions Mentions(State state, School school)
    {
        if (state is not Moving { Transfer: var t })
        {
            return new();
        }

        // What has arrived is not measured against the limit of the law any more.
        var next = state is Arrived or InCustody ? Chase(state, t, school)! : TransferRules.For(school).After(t.Leaving, school.Calendar);
        var facts = new Mentions(t.To.Name, t.Leaving, next.Rule, next.On)
        {
            Reason = state is TurnedDown { Reason: var why } ? why.Words : t.Gone is { Successors: [_, ..] names } ? string.Join(", ", names) : null,
            Count = t.Parcels.Count > 0 ? t.Parcel.Files : null,
        };
        return (state switch { TakenBack { Opened: true, On: var back } => back, TurnedDown { Transfer.Breach: { IsOpen: true, Noticed: var seen } } => seen, _ => (DateOnly?)null }) is { } on ? facts with { Rule = TransferRules.Breach, Date = on, By = on.AddDays(BreachDays) } : facts;
    }

    /// <summary>The mails that carry the link tell whether the next school was reached. The number of the delivery is part of the recipient's id.</summary>
    public override Event? Heard(Effect.Email mail, string recipient, bool arrived) =>
        mail.Link == LinkToReceive && int.TryParse(recipient.AsSpan(recipient.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? arrived ? new Delivered(number) : new Bounced(number)
            : null;

    public override IReadOnlyList<Addressee> Outside(State state, Role role)
    {
        if (state is not Moving { Transfer: var t })
        {
            return [];
        }

        var n = t.Parcels.Count;
        return role switch
        {
            Role.NextSchool => [new($"senco-{n}", t.To.SencoName ?? "SENCO", t.To.Senco ?? t.To.Office)],
            Role.NextSchoolOffice => [new($"office-{n}", "School office", t.To.Office)],
            Role.NextSchoolHead => [new($"head-{n}", "Headteacher", t.To.Head ?? t.To.Office)],
            _ => [],
        };
    }

    private static Step<State> Begin(Started s, At at)
    {
        if (string.IsNullOrWhiteSpace(s.To.Name))
        {
            return Refuse("school", "Select the next school, or enter its name");
        }

        if (s.To.Urn == at.School.Urn)
        {
            return Refuse("school", "The next school must be a different school");
        }

        if (!MailAddress.IsLikely(s.To.Office))
        {
            return Refuse("office", "Enter an email address in the correct format, like office@school.sch.uk");
        }

        if (s.To.Senco is { Length: > 0 } senco && !MailAddress.IsLikely(senco))
        {
            return Refuse("senco", "Enter an email address in the correct format, like senco@school.sch.uk");
        }

        if (NotADay(s.Leaving, at) is { } why)
        {
            return Refuse("leaving", why);
        }

        if (s.Starts is { } starts && starts < s.Leaving)
        {
            return Refuse("starts", "The first day at the next school must be after the leaving date");
        }

        if (s.Agreement is { Sharing: not Sharing.Agreed, Reason: null or "" })
        {
            return Refuse("reason", "Enter what the parents said");
        }

        var transfer = new Transfer(s.To, s.Leaving, s.Agreement, at.By.Id, at.Today) { Starts = s.Starts, LeftOut = s.LeftOut, Chosen = s.Chosen, ChildProtectionFile = s.ChildProtectionFile };
        IReadOnlyList<Effect> first = [new Effect.Email(Role.Parents, "parents-record-leaving", LinkForParents), Leaves(s.Leaving), NobodyNeedAsk, .. FileNeeded(transfer, at)];
        return s.To.FromRegister
            ? Send(transfer, at, first)
            : Go(new AddressInDoubt(transfer with { Unchecked = true }), [.. first, new Effect.Email(Role.Head, "transfer-check-address"), new Effect.Email(Role.Admin, "transfer-check-address")]);
    }

    private static Step<State> Send(Transfer t, At at, params IReadOnlyList<Effect> also)
    {
        var number = t.Parcels.Count + 1;
        return Go(new Packing(t with { Unchecked = false, Parcels = [.. t.Parcels, new Parcel(number) { Chased = at.Today }] }), [new Effect.Deliver(number), .. also]);
    }

    private static Step<State>.Go Post(Transfer t) =>
        t.Parcel.Arrival is null ? Go(new OnItsWay(t), Next(t, "record-waiting", LinkToReceive)) : Go(new OnItsWay(t), new Effect.HandOver(t.Parcel.Number));

    private static Step<State> Correct(Moving s, Corrected c, At at) => s switch
    {
        Packing { Problem: null } => Refuse("", "The record is being put together now"),
        Arrived or InCustody => Refuse("", "The next school has filed the record. Take it back first if it is wrong"),
        TakenBack { Opened: true } => Refuse("", "First decide whether this was a data breach"),
        _ when c.To.Urn == at.School.Urn => Refuse("school", "The next school must be a different school"),
        _ when !MailAddress.IsLikely(c.To.Office) => Refuse("office", "Enter an email address in the correct format, like office@school.sch.uk"),
        _ => Resend(s.Transfer with { Gone = c.To.Urn == s.Transfer.To.Urn ? s.Transfer.Gone : null, To = c.To, LeftOut = c.LeftOut, Chosen = c.Chosen, StartedBy = c.To == s.Transfer.To ? s.Transfer.StartedBy : at.By.Id }, c.To.FromRegister || (s is not AddressInDoubt && !s.Transfer.Unchecked && c.To == s.Transfer.To), at, [.. Back(s.Transfer), .. FileMoves(s.Transfer with { To = c.To })]),
    };

    private static Step<State> Resend(Transfer t, bool checkedAlready, At at, IReadOnlyList<Effect> back) =>
        checkedAlready ? Send(t, at, back) : Go(new AddressInDoubt(Rested(t with { Unchecked = true }, at)), [new Effect.Email(Role.Head, "transfer-check-address"), new Effect.Email(Role.Admin, "transfer-check-address"), .. back]);

    private static Step<State> TakeBack(Moving s, Recalled r, At at)
    {
        if (s is TakenBack)
        {
            return Refuse("", "The record has already been taken back");
        }

        Effect[] withdraw = [new Effect.Withdraw("Taken back by the sender"), .. Back(s.Transfer)];
        if (s.Transfer.Parcels.Any(p => p.Opened is not null))
        {
            return Go(new TakenBack(Rested(s.Transfer, at), r.Reason, at.Today, Opened: true), [.. withdraw, .. Next(s.Transfer, "record-taken-back"),
                new Effect.Email(Role.Senco, "transfer-breach"), new Effect.Email(Role.Head, "transfer-breach")]);
        }

        return r.Reason is RecallReason.WrongSchool or RecallReason.WrongContent
            ? Go(new TakenBack(Rested(s.Transfer, at), r.Reason, at.Today, Opened: false), [.. withdraw, .. Reached(s) ? Next(s.Transfer, "record-taken-back") : []])
            : Go(new Closed(s.Transfer, Ending.TakenBack, at.Today, r.Reason.Words), [.. withdraw, .. r.Reason is RecallReason.PupilStays ? (IReadOnlyList<Effect>)[Stays] : [], .. Reached(s) ? Next(s.Transfer, "record-taken-back") : []]);
    }

    private static Transfer ArrivedOnPaper(Transfer t, At at)
    {
        var parcel = t.Parcels.Count > 0 ? t.Parcel.Afresh() : new Parcel(1);
        return (t with { Parcels = t.Parcels.Count > 0 ? t.Parcels : [parcel] }).With(parcel with { Filed = at.Today });
    }

    /// <summary>Whatever was chased before begins anew today.</summary>
    private static Transfer Rested(Transfer t, At at) => t.Parcels.Count == 0 ? t with { Started = at.Today } : t.With(t.Parcel with { Chases = 0, Chased = at.Today });

    /// <summary>A mail to the next school: to its office, and to its SENCO where there is an address of their own.</summary>
    private static IReadOnlyList<Effect> Next(Transfer t, string template, string? link = null) => t.Parcels is [.., { Arrival: not null }]
        ? [] // Its own case writes to its own people.
        : t.To.Senco is null
        ? [new Effect.Email(Role.NextSchoolOffice, template, link)]
        : [new Effect.Email(Role.NextSchool, template, link), new Effect.Email(Role.NextSchoolOffice, template, link)];

    /// <summary>Whether the next school has been written to.</summary>
    private static bool Reached(Moving s) => s.Transfer.Parcels.Any(p => p.Sent is not null);

    private static State With(Moving s, Parcel parcel) => With(s, s.Transfer.With(parcel));

    private static State With(Moving s, Transfer t) => s with { Transfer = t };

    private static string? NotADay(DateOnly leaving, At at) =>
        leaving < at.Today.AddYears(-1) ? "The leaving date must be within the last 12 months"
        : leaving > at.Today.AddYears(1) ? "The leaving date must be within the next 12 months"
        : null;
}
