using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Processes.RecordTransfer;

// The dates of a transfer. Only one step is awaited at a time, so only one chase runs beside the limit of the law.
public sealed partial class RecordTransferProcess
{
    /// <summary>72 hours, counted in whole days from the day it was noticed.</summary>
    public const int BreachDays = 3;

    /// <summary>School days after which the sender's copy is to go.</summary>
    public const int CustodyDays = 20;

    private const int _printBefore = 4;
    private const int _patientAfter = 3;

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is not Moving { Transfer: var t } || state is Closed)
        {
            return [];
        }

        List<Deadline> due = [];
        if (state is not (Arrived or InCustody or TakenBack { Opened: true }) && t.OnPaper is null)
        {
            AddLimit(due, t, school);
        }

        if (t.Breach is { IsOpen: true } breach && state is not TakenBack)
        {
            due.Add(breach.Chased is { } last ? new Deadline(school.Calendar.After(last, 1), TransferRules.BreachUndecided, breach.Noticed)
                : new Deadline(breach.Noticed.AddDays(BreachDays), TransferRules.Breach, breach.Noticed));
        }

        if (Chase(state, t, school) is { } chase)
        {
            due.Add(chase);
        }

        return due;
    }

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var s = (Moving)state;
        var t = s.Transfer;
        return deadline.Rule.Id switch
        {
            "transfer-reminder" => Go(With(s, t with { Warned = t.Warned with { Reminded = true } }), OnlyBefore(t, at, Effect.Email.Reminder(Role.Senco, "transfer-limit-near"), Effect.Email.Reminder(Role.Head, "transfer-limit-near"))),
            "transfer-print" => Go(With(s, t with { Warned = t.Warned with { Printed = true } }), new Effect.Email(Role.Admin, "transfer-print"), Effect.Email.Reminder(Role.Senco, "transfer-print")),
            "ctf" => Go(With(s, t with { Warned = new(true, true, true) }), new Effect.Email(Role.Head, "transfer-late"), new Effect.Email(Role.Senco, "transfer-late")),
            "data-breach" or "transfer-breach" when s is not TakenBack => Go(With(s, t with { Breach = t.Breach! with { Chased = at.Today } }), new Effect.Email(Role.Head, "transfer-seen-elsewhere"), new Effect.Email(Role.Senco, "transfer-seen-elsewhere")),
            "data-breach" => Go((TakenBack)s with { BreachLimitPassed = true }, new Effect.Email(Role.Head, "transfer-breach"), new Effect.Email(Role.Senco, "transfer-breach")),
            "transfer-custody" => Go((InCustody)s with { Reminded = true, From = at.Today }, Effect.Email.Reminder(Role.Senco, "transfer-destroy-copy")),
            _ when t.Parcels.Count == 0 => Go(With(s, t with { Started = at.Today }), Effect.Email.Reminder(Role.Head, "transfer-check-address"), Effect.Email.Reminder(Role.Admin, "transfer-check-address")),
            _ => Go(With(s, t.Parcel with { Chases = t.Parcel.Chases + 1, Chased = at.Today }), [.. Nudge(s, t.Parcel.Chases + 1).Where(e => t.Parcel.Arrival is null || e is not Effect.Email { To: Role.NextSchoolHead })]),
        };
    }

    private static void AddLimit(List<Deadline> due, Transfer t, School school)
    {
        var ends = TransferRules.For(school).After(t.Leaving, school.Calendar);
        var (limit, provisional) = (ends.On, ends.Provisional);
        if (!t.Warned.Reminded)
        {
            due.Add(new Deadline(school.Calendar.Before(limit, school.Policies.RemindBeforeLimit), TransferRules.Reminder, t.Leaving) { IsReminder = true, Provisional = provisional });
        }

        if (!t.Warned.Printed)
        {
            due.Add(new Deadline(school.Calendar.Before(limit, _printBefore), TransferRules.Print, t.Leaving) { IsReminder = true, Provisional = provisional });
        }

        if (!t.Warned.Missed)
        {
            due.Add(ends);
        }
    }

    /// <summary>When the step now awaited is chased next: first after the time it is given, then each school day, then patiently.</summary>
    private static Deadline? Chase(State state, Transfer t, School school)
    {
        var p = t.Parcels.Count > 0 ? t.Parcel : null;
        return state switch
        {
            AddressInDoubt => After(p?.Chased ?? t.Started, 1, TransferRules.CheckAddress),
            Packing => After(p!.Chased ?? t.Started, p.Chases == 0 ? 1 : 5, TransferRules.Pack),
            OnItsWay => Ladder(p!, p!.Sent!.Value, school.Policies.ChaseUnopenedAfter, TransferRules.Open),
            WithNextSchool => Ladder(p!, p!.Opened!.Value, school.Policies.ChaseUnfiledAfter, TransferRules.File),
            TurnedDown or Undeliverable => Ladder(p!, p!.Sent!.Value, 1, TransferRules.Correct),
            Arrived => p!.Chases == 0
                ? new Deadline(FirstDay(t, p, school), TransferRules.Read, p.Filed!.Value)
                : After(p.Chased!.Value, 5, TransferRules.Read),
            InCustody s => TransferRules.DestroyFrom(s, school),
            TakenBack { Opened: true, BreachLimitPassed: false } s => new Deadline(s.On.AddDays(BreachDays), TransferRules.Breach, s.On),
            TakenBack { Opened: true } s => After(p!.Chased ?? s.On.AddDays(BreachDays), 1, TransferRules.Correct),
            TakenBack s => After(p?.Chased ?? (t.Started > s.On ? t.Started : s.On), 2, TransferRules.Correct),
            _ => null,
        };

        Deadline After(DateOnly from, int days, Rule rule)
        {
            var on = school.Calendar.After(from, days);
            return new Deadline(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
        }

        Deadline Ladder(Parcel parcel, DateOnly from, int first, Rule rule) =>
            After(parcel.Chased ?? from, parcel.Chases == 0 ? first : parcel.Chases < _patientAfter ? 1 : 5, rule);
    }

    /// <summary>The pupil's first morning at the next school, as well as we know it.</summary>
    private static DateOnly FirstDay(Transfer t, Parcel p, School school)
    {
        var first = t.Starts ?? school.Calendar.After(t.Leaving, 1);
        var soonest = school.Calendar.After(p.Filed!.Value, 1);
        return first > soonest ? first : soonest;
    }

    /// <summary>The next person up, each time nobody has acted; from the third time on the sender's head knows too.</summary>
    private static IReadOnlyList<Effect> Nudge(Moving s, int n) => (s, n) switch
    {
        (Packing, 1) => [Effect.Email.Reminder(Role.Senco, "transfer-not-packed")],
        (Packing, _) => [Effect.Email.Reminder(Role.Senco, "transfer-not-packed"), Effect.Email.Reminder(Role.Head, "transfer-not-packed")],
        (OnItsWay, 1) => [.. Next(s.Transfer, "record-waiting-again", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-opened")],
        (OnItsWay, 2) => [new Effect.Email(Role.NextSchoolHead, "record-waiting-head", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-opened")],
        (OnItsWay, 3) => [Effect.Email.Reminder(Role.Head, "transfer-not-opened"), Effect.Email.Reminder(Role.Senco, "transfer-not-opened")],
        (OnItsWay, _) => [.. Next(s.Transfer, "record-waiting-again", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-opened")],
        (WithNextSchool, 1) => [.. Next(s.Transfer, "record-not-filed", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-filed")],
        (WithNextSchool, 2) => [new Effect.Email(Role.NextSchoolHead, "record-waiting-head", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-filed")],
        (WithNextSchool, 3) => [Effect.Email.Reminder(Role.Head, "transfer-not-filed"), Effect.Email.Reminder(Role.Senco, "transfer-not-filed")],
        (WithNextSchool, _) => [.. Next(s.Transfer, "record-not-filed", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-filed")],
        (Arrived, 2) => [new Effect.Email(Role.NextSchoolHead, "record-read-please", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-read")],
        (Arrived, _) => [.. Next(s.Transfer, "record-read-please", LinkToReceive), Effect.Email.Reminder(Role.Senco, "transfer-not-read")],
        (TakenBack { Opened: true }, _) => [new Effect.Email(Role.Senco, "transfer-breach"), new Effect.Email(Role.Head, "transfer-breach")],
        (_, 1) => [Effect.Email.Reminder(Role.Senco, "transfer-correct")],
        _ => [Effect.Email.Reminder(Role.Senco, "transfer-correct"), Effect.Email.Reminder(Role.Head, "transfer-correct")],
    };

    /// <summary>A reminder of a limit that has passed helps nobody.</summary>
    private static IReadOnlyList<Effect> OnlyBefore(Transfer t, At at, params IReadOnlyList<Effect> effects)
    {
        var limit = TransferRules.For(at.School).After(t.Leaving, at.School.Calendar).On;
        return at.Today > limit ? [] : [.. effects.Select(e => e with { OnlyUntil = limit })];
    }

    public override Standing Standing(State state) => Stands(state) with { With = (state as Moving)?.Transfer.To.Name };

    private static Standing Stands(State state) => state switch
    {
        NotStarted => new("Not started", Role.Senco, "Start the transfer", "start"),
        Closed { Ending: Ending.Complete, Transfer.Parcel.Read: null } => new("Complete, the teacher never confirmed reading it", Role.Nobody),
        Closed { Ending: Ending.CopyKept, Transfer.Parcel.Read: null } => new("Our copy is kept, the teacher never confirmed reading it", Role.Nobody),
        Closed { Ending: Ending.Complete } => new("Complete", Role.Nobody),
        Closed { Ending: Ending.CopyKept } => new("Complete, our copy is kept", Role.Nobody),
        Closed { Ending: Ending.TakenBack } => new("Taken back", Role.Nobody),
        Closed => new("The pupil came back", Role.Nobody),
        TakenBack { Opened: true } => new("Taken back after it was opened", Role.Senco, "Decide about the data breach", "breach"),
        Moving { Transfer.Breach.IsOpen: true } => new("Opened by a school that it was not for", Role.Senco, "Decide about the data breach", "breach"),
        Moving { Transfer.ParentWaits: true } => new("A parent says that something is wrong", Role.Senco, "Answer the parent", "answer"),
        AddressInDoubt or Packing or OnItsWay or WithNextSchool or TurnedDown or Undeliverable when state is Moving { Transfer.Gone: not null } => new("The next school has closed", Role.Senco, "Send it to the school that took its place", "correct"),
        TurnedDown => new("Refused by the next school", Role.Senco, "Put it right", "correct"),
        Undeliverable => new("The email to the next school came back", Role.Senco, "Correct the address", "correct"),
        Packing { Problem: not null } => new("The record could not be put together", Role.Senco, "Put it right", "correct"),
        TakenBack => new("Taken back before anybody opened it", Role.Senco, "Send it to the right school", "correct"),
        Moving { Transfer: { Warned.Missed: true, Late: null } } => new("The limit has passed", Role.Senco, "Say why it is late", "late"),
        AddressInDoubt => new("Waiting for a second person to check the address", Role.Admin, "Check the address", "address"),
        Packing => new("The record is being put together", Role.System),
        OnItsWay or WithNextSchool when state is Moving { Transfer.OnPaper: not null } => new("Sent on paper", Role.Senco, "Confirm that the paper arrived", "paper-arrived"),
        OnItsWay { Transfer: { OnPaper: null, Warned.Printed: true } } => new("Not opened, and the limit is near", Role.Admin, "Print it and send it on paper", "paper"),
        OnItsWay { Transfer.Parcel.Delivered: null } => new("Sent", Role.NextSchool),
        OnItsWay => new("Delivered, not opened yet", Role.NextSchool),
        WithNextSchool { Transfer.Warned.Printed: true } => new("Opened, not filed, and the limit is near", Role.Senco, "Call the next school, or send it on paper", "paper"),
        WithNextSchool { Transfer.Parcel.Verified: null } => new("Opened, not checked yet", Role.NextSchool),
        WithNextSchool => new("Checked, not filed yet", Role.NextSchool),
        Arrived => new("Filed, waiting for the teacher to read it", Role.NextSchool),
        InCustody { Reminded: true } => new("Filed and read", Role.Senco, "Destroy our copy", "custody"),
        InCustody => new("Filed and read", Role.System),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override string Tell(Event e) => e switch
    {
        Started => "The transfer was started",
        AddressChecked => "A second person checked the address",
        Packed => "The record was put together and sent",
        NotPacked => "The record could not be put together",
        Delivered => "The email reached the next school",
        Bounced => "The email to the next school came back",
        Opened => "The next school opened the record",
        Verified => "The next school checked that it is the right pupil and that every file is whole",
        Filed => "The next school filed the record",
        ReadByTeacher => "The teacher who needs it has read the first-day sheet",
        Refused r => $"The next school refused the record: {r.Reason.Words.ToLowerInvariant()}",
        Corrected => "Something was put right and the record goes out again",
        Recalled r => $"The record was taken back: {r.Reason.Words.ToLowerInvariant()}",
        BreachAssessed { Reported: true } => "The data breach was reported",
        BreachAssessed => "It was decided that no report of a data breach is needed",
        LeavingDateChanged => "The leaving date changed",
        CameBack => "The pupil came back",
        LateExplained l => $"Why it is late: {l.Reason.Words.ToLowerInvariant()}",
        SentOnPaper => "The record was sent on paper",
        PaperConfirmed => "The next school confirmed that the paper record arrived",
        ParentSaysWrong => "A parent said that something is wrong",
        ParentAnswered => "The parent was answered",
        CopyDestroyed => "Our copy was destroyed",
        CopyKept => "Our copy is kept, with the reason",
        SchoolClosed { Successors: [_, ..] } => "The next school has closed, and another took its place",
        SchoolClosed => "The next school has closed",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => e switch
    {
        AddressChecked { How: var how } => how,
        NotPacked { Why: var why } => why,
        Refused { Note: var note } => note,
        BreachAssessed { Why: var why } => why,
        LateExplained { Note: var note } => note,
        PaperConfirmed { How: var how } => how,
        ParentSaysWrong { Words: var words } => words,
        ParentAnswered { Note: var note } => note,
        CopyKept { Why: var why } => why,
        SchoolClosed { Successors: var names } => string.Join(", ", names),
        _ => null,
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var school = new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { Senco = "senco@hilltop.sch.uk", FromRegister = true };
        return
        [
            new Started(school, today, new(Sharing.Agreed)),
            new Started(school with { FromRegister = false }, today, new(Sharing.Agreed)),
            new AddressChecked("I called the school"),
            new Packed(1, new string('a', 64), new string('b', 64), 1000, 4),
            new Packed(1, new string('a', 64), new string('b', 64), 1000, 4) { Arrival = "a1" },
            new NotPacked(1, "A document is missing"),
            new Delivered(1),
            new Bounced(1),
            new Opened(1),
            new Verified(1, new string('a', 64)),
            new Refused(1, RefusalReason.WrongSchool),
            new Filed(1),
            new ReadByTeacher(1, "Class teacher"),
            new LeavingDateChanged(today.AddDays(7)),
            new LateExplained(LateReason.NotOpened),
            new SentOnPaper(today),
            new PaperConfirmed("Their SENCO called"),
            new ParentSaysWrong("She goes to another school"),
            new ParentAnswered("Called the parents"),
            new Corrected(school),
            new Recalled(RecallReason.WrongSchool),
            new BreachAssessed(true, "Opened by the wrong school"),
            new CameBack(today),
            new CopyDestroyed(today),
            new CopyDestroyed(today) { Here = true },
            new CopyKept("A complaint is open"),
            new SchoolClosed("100002", ["Hill Top School"]),
        ];
    }
}
