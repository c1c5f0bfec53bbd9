using SencoFlows.Record.Plans;
using SencoFlows.Tests.Processes;

namespace SencoFlows.Tests.Record.Plans;

public class StoredPlanTests
{
    [Fact]
    public void The_names_in_storage_are_approved() => Approved.Is("tests/SencoFlows.Tests/Record/Plans/plans.stored.txt",
        WithoutRoles(StoredNames.Of(typeof(IssuedPlan), typeof(PlanHead), typeof(PlanDraft), typeof(ProvisionTemplate), typeof(StaffRates)))
            + string.Concat(DraftFields.Lines.SelectMany(k => k.Fields.Select(f => $"Field {k.Kind}.{f.Name}\n")))
            + string.Concat(DraftFields.Everyday.Concat(DraftFields.About).Append(DraftFields.Review).Append(DraftFields.Why).Select(f => $"Field {f.Name}\n")),
        "A name under which plans are stored has changed. Adding is free; a name that is gone makes stored plans unreadable.");

    /// <summary>The names of roles are approved with the processes.</summary>
    private static string WithoutRoles(string names) => string.Concat(names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(n => !n.StartsWith("Role ", StringComparison.Ordinal)).Select(n => n + "\n"));
}
