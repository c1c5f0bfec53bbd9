using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Processes.RecordRequest;

/// <summary>When a school asks for a record that has not come. The law gives the sender a limit and the receiver none, so these are policy.</summary>
public static class RequestRules
{
    private static readonly DateOnly _checked = new(2026, 11, 23);

    public static Rule Ask { get; } = Ours("request-ask", "Ask for the record", "The record of a new pupil with special educational needs that has not come after some school days is asked for.");

    public static Rule Chase { get; } = Ours("request-chase", "No answer: ask again", "A school that was asked for a record and does not answer within five school days is asked again.");

    public static Rule Decide { get; } = Ours("request-decide", "Look at the answer", "What the other school answered is looked at within two school days.");

    public static Rule CheckAddress { get; } = Ours("request-address", "Check the typed address", "An address that was typed is checked by a second person within one school day.");

    public static Rule Answer { get; } = Ours("request-answer", "Answer the other school", "A school that asks for the record of a pupil gets an answer within two school days.");

    public static IReadOnlyList<Rule> Asking { get; } = [Ask, Chase, Decide, CheckAddress];

    /// <summary>The day after which the record of a pupil who joined is missed.</summary>
    public static Deadline Missed(DateOnly joined, School school) => After(joined, school.Policies.AskForRecordAfter, Ask, school);

    internal static Deadline After(DateOnly from, int days, Rule rule, School school)
    {
        var on = school.Calendar.After(from, days);
        return new(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
    }

    private static Rule Ours(string id, string title, string words) => new(id, Duty.SchoolPolicy, "School policy, for SEND Regulations 2014, reg. 50(3), and Education (Pupil Information) (England) Regulations 2005, reg. 9(3)",
        new("https://www.legislation.gov.uk/uksi/2014/1530/regulation/50"), words, new(2014, 9, 1), _checked)
    { Title = title };
}
