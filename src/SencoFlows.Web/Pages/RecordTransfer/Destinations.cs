using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>Where a record may go without a second person looking: only to addresses of a domain that is known to be the school's.</summary>
internal static class Destinations
{
    public static bool AreOf(Destination to, string domain) => MailAddress.IsOf(to.Office, domain) && (to.Senco is null || MailAddress.IsOf(to.Senco, domain));

    /// <param name="address">As typed.</param>
    /// <param name="who">What stands before the @ in the example: "office", "senco".</param>
    public static string? WhyNot(string? address, string who) =>
        string.IsNullOrWhiteSpace(address) ? $"Enter the email address of the {(who == "senco" ? "SENCO" : "school office")}"
        : MailAddress.IsLikely(address.Trim()) ? null
        : $"Enter an email address in the correct format, like {who}@school.sch.uk";
}
