namespace SencoFlows.Law;

/// <summary>
/// Who may award the NPQ for SENCOs (SEND Regulations 2014, reg. 49(9) and Schedule A1). The names are those under which the DfE's own
/// registration service offers the course. Whoever relies on one should look at the schedule: it has not been re-read for this list.
/// </summary>
public static class NpqProviders
{
    public static IReadOnlyList<string> Listed { get; } =
        ["Ambition Institute", "Best Practice Network", "Church of England", "National Institute of Teaching", "Teach First", "UCL Institute of Education"];

    /// <summary>Offered leadership NPQs in 2024, and this one no longer: whether the schedule names them has to be looked up.</summary>
    public static IReadOnlyList<string> ToCheck { get; } = ["LLSE", "Teacher Development Trust"];

    public static IReadOnlyList<string> All { get; } = [.. Listed.Concat(ToCheck).Order(StringComparer.Ordinal)];

    /// <returns>Null when it has to be looked up.</returns>
    public static bool? MayAward(string provider) => Listed.Contains(provider) ? true : ToCheck.Contains(provider) ? null : false;
}
