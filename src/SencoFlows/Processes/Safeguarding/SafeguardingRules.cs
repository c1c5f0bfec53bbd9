using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Processes.Safeguarding;

/// <summary>
/// The clock of a child protection file. The guidance says "5 days" and not which: the school chooses, and the strictest reading is
/// the default.
/// </summary>
public static class SafeguardingRules
{
    private static readonly DateOnly _checked = new(2026, 11, 23);

    public static Rule Confirm { get; } = new("cp-confirm", Duty.SchoolPolicy, "School policy, for Keeping children safe in education (DfE), child protection files",
        new("https://www.gov.uk/government/publications/keeping-children-safe-in-education--2"), "A school that is told of a child protection file confirms within two school days whether it has arrived.", new(2023, 9, 1), _checked)
    { Title = "Confirm that the file arrived" };

    /// <summary>Within 5 days of the move during the year; within the first 5 days of the term when the pupil starts with one.</summary>
    public static Deadline Limit(DateOnly leaving, DateOnly? starts, School school) => starts is { } first && school.Calendar.After(leaving, 1) >= first && first > leaving.AddDays(5)
        ? Rules.CpFileTerm.After(first, school.Calendar)
        : Rules.CpFileInYear.After(leaving, school.Calendar, part: school.Policies.ChildProtectionDays switch { DayUnit.School => "schoolDays", DayUnit.Working => "workingDays", _ => null });
}
