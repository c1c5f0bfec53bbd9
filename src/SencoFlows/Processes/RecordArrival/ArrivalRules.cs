using SencoFlows.Law;

namespace SencoFlows.Processes.RecordArrival;

/// <summary>What a school has decided to do with records that arrive: the law names no day for the receiving side.</summary>
public static class ArrivalRules
{
    private static readonly DateOnly _checked = new(2026, 11, 23);

    public static Rule Open { get; } = Ours("arrival-open", "Open the record", "A record that has arrived is opened within one school day.");

    public static Rule File { get; } = Ours("arrival-file", "Match and file the record", "A record that was opened is matched to its pupil and filed within five school days.");

    public static Rule TakeIn { get; } = Ours("arrival-take-in", "Look at what could not be added", "A record that could not be added to the pupil's own is looked at within one school day.");

    public static Rule Read { get; } = Ours("arrival-read", "First-day sheet read by the teacher", "The teacher has read the one-page sheet by the pupil's first day.");

    public static Rule Remove { get; } = Ours("arrival-remove", "Remove what was taken back", "What came with a record that was taken back is removed within one school day.");

    public static IReadOnlyList<Rule> All { get; } = [Open, File, TakeIn, Read, Remove];

    private static Rule Ours(string id, string title, string words) => new(id, Duty.SchoolPolicy, "School policy, for SEND Regulations 2014, reg. 50(3), and SEND Code of Practice 6.57",
        new("https://www.legislation.gov.uk/uksi/2014/1530/regulation/50"), words, new(2014, 9, 1), _checked)
    { Title = title };
}
