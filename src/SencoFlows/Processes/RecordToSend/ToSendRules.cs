using SencoFlows.Law;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;

namespace SencoFlows.Processes.RecordToSend;

/// <summary>When a school thinks of the record of a pupil who leaves. The law knows only the limit; what comes before it is policy.</summary>
public static class ToSendRules
{
    private const int _listedBefore = 10;
    private const int _writtenBefore = 5;
    private const int _patientAfter = 5;

    private static readonly DateOnly _checked = new(2026, 11, 26);

    public static Rule Listed { get; } = Ours("to-send-listed", "A pupil leaves soon: think of the record", "A pupil whose record is to go to another school stands on the list ten school days before the last day.");

    public static Rule Start { get; } = Ours("to-send-start", "Start the transfer", "A transfer that nobody has started five school days before the pupil's last day is asked for by email, and again every third school day.");

    public static IReadOnlyList<Rule> All(School school) => [Listed, Start, TransferRules.For(school)];

    /// <summary>The day from which it stands on the list.</summary>
    public static Deadline List(DateOnly leaving, School school) => Before(leaving, _listedBefore, Listed, school);

    /// <summary>The day of the first mail.</summary>
    public static Deadline First(DateOnly leaving, School school) => Before(leaving, _writtenBefore, Start, school);

    public static Deadline Again(DateOnly chased, int chases, School school)
    {
        var on = school.Calendar.After(chased, chases < _patientAfter ? 3 : 5);
        return new(on, Start, chased) { Provisional = school.Calendar.IsProvisional(chased.AddDays(1), on) };
    }

    private static Deadline Before(DateOnly leaving, int days, Rule rule, School school)
    {
        var on = school.Calendar.Before(leaving, days);
        return new(on, rule, leaving) { IsReminder = true, Provisional = school.Calendar.IsProvisional(on, leaving) };
    }

    private static Rule Ours(string id, string title, string words) =>
        new(id, Duty.SchoolPolicy, "School policy, for SEND Regulations 2014, reg. 50(3), and Education (Pupil Information) (England) Regulations 2005, reg. 9(3)",
            new("https://www.legislation.gov.uk/uksi/2014/1530/regulation/50"), words, new(2014, 9, 1), _checked)
        { Title = title };
}
