using SencoFlows.Law;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>What a transfer is measured against: the law's limit, and what the school has decided to do before it.</summary>
public static class TransferRules
{
    private static readonly DateOnly _checked = new(2026, 11, 23);

    /// <summary>The educational record, and with it the SEN record: reg. 50(3) of the SEND Regulations names no day of its own.</summary>
    public static Rule Limit => Rules.Ctf;

    public static Rule Reminder { get; } = BeforeLimit(Ours("transfer-reminder", "Reminder before the limit", "The SENCO and the head are reminded before the limit for passing on a record."), 5);

    public static Rule Print { get; } = BeforeLimit(Ours("transfer-print", "Print it: the limit is near", "A record that has not arrived four school days before the limit is printed and goes by hand or by post: the post takes up to three days."), 4);

    public static Rule CheckAddress { get; } = Ours("transfer-address", "Check the typed address", "An address that was typed is checked by a second person within one school day.");

    public static Rule Pack { get; } = Ours("transfer-pack", "Put the record together", "A record that cannot be put together is looked at within one school day.");

    public static Rule Open { get; } = Ours("transfer-open", "Not opened: chase it", "A record that the next school has not opened after one school day is chased.");

    public static Rule File { get; } = Ours("transfer-file", "Not filed: chase it", "A record that the next school has not filed after five school days is chased.");

    public static Rule Read { get; } = Ours("transfer-read", "First-day sheet read by the teacher", "The teacher has read the one-page sheet by the pupil's first day.");

    public static Rule Correct { get; } = Ours("transfer-correct", "Put it right", "A record that was refused or came back is put right within one school day, and one that was taken back within two.");

    public static Rule Custody { get; } = Ours("transfer-custody", "Destroy our copy", "A school that has passed a record on and holds a receipt does not keep a copy longer than it needs to.");

    /// <summary>From when the sender's copy of a record that has been filed and read is to go.</summary>
    public static Deadline DestroyFrom(RecordTransferProcess.State.InCustody s, Record.School school)
    {
        var on = school.Calendar.After(s.From, RecordTransferProcess.CustodyDays);
        return new(on, Custody, s.From) { IsReminder = true, Provisional = school.Calendar.IsProvisional(s.From.AddDays(1), on) };
    }

    public static Rule BreachUndecided { get; } = Ours("transfer-breach", "Deciding about a data breach", "A data breach that nobody has decided about after 72 hours is chased every school day.");

    public static Rule Breach { get; } = new("data-breach", Duty.Must, "UK GDPR, Article 33(1)", new("https://www.legislation.gov.uk/eur/2016/679/article/33"),
        "A personal data breach that is a risk to somebody is reported to the Information Commissioner within 72 hours.", new(2018, 5, 25), _checked)
    { Title = "Report a data breach" };

    public static IReadOnlyList<Rule> All(Record.School school) => [For(school), Reminder, Print, CheckAddress, Pack, Open, File, Read, Correct, Custody, Breach, BreachUndecided];

    private static Rule Ours(string id, string title, string words) =>
        new(id, Duty.SchoolPolicy, "School policy, for SEND Code of Practice 6.57 and SEND Regulations 2014, reg. 50(3)",
            new("https://www.legislation.gov.uk/uksi/2014/1530/regulation/50"), words, new(2014, 9, 1), _checked)
        { Title = title };

    private static Rule BeforeLimit(Rule rule, int days) => rule with
    {
        Inputs = Limit.Inputs,
        Parts = [new("due", "Act on", [new("from", [.. Limit.Parts[0].Lines[0].Steps, new Count.SchoolBefore(days)])])],
    };

    /// <summary>The same rule with the force it has for this school.</summary>
    public static Rule For(Record.School school) => school.IsAcademy ? Limit with { Duty = Duty.Should } : Limit;
}
