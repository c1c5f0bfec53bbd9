using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>The choices of a record in words.</summary>
internal static class PupilWords
{
    public static string Words(this DocumentKind kind) => kind switch
    {
        DocumentKind.Other => "Something else",
        DocumentKind.Profile => "One-page profile",
        DocumentKind.SupportPlan => "Support plan",
        DocumentKind.EhcPlan => "Education, health and care plan",
        DocumentKind.AnnualReview => "Annual review",
        DocumentKind.SpecialistReport => "Report of a specialist",
        DocumentKind.Medical => "Medical",
        DocumentKind.AccessArrangements => "Access arrangements",
        DocumentKind.PupilVoice => "The pupil's own view",
        DocumentKind.Correspondence => "Letter or email",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Words(this Confidentiality who) => who switch
    {
        Confidentiality.Record => "Part of the record",
        Confidentiality.SchoolOnly => "Stays at this school",
        Confidentiality.Restricted => "Restricted",
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    public static string Hint(this Confidentiality who) => who switch
    {
        Confidentiality.Record => "Staff who see the record see it, and it moves with the pupil",
        Confidentiality.SchoolOnly => "Working notes and drafts: it is never sent to another school",
        Confidentiality.Restricted => "Only the SENCO, the head and the designated safeguarding lead see it; it moves only when chosen one by one",
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    public static string Words(this Format format) => format switch
    {
        Format.LargePrint => "Large print",
        Format.EasyRead => "Easy read",
        Format.BritishSignLanguage => "British Sign Language",
        _ => format.ToString(),
    };

    public static string Words(this MayBeContacted may) => may switch
    {
        MayBeContacted.Yes => "Yes",
        MayBeContacted.No => "No",
        _ => "Nobody has said, so no",
    };

    public static TagColour Colour(this SenProvision provision) => provision switch
    {
        SenProvision.Plan => TagColour.Purple,
        SenProvision.SenSupport => TagColour.Blue,
        _ => TagColour.Grey,
    };

    public static string Short(this SenProvision provision) => provision switch
    {
        SenProvision.Plan => "EHC plan",
        SenProvision.SenSupport => "SEN support",
        _ => "No SEN",
    };

    public static string YesNo(bool value) => value ? "Yes" : "No";

    public static string Size(long bytes) => bytes < 1 << 20 ? $"{Math.Max(1, bytes >> 10)} KB" : $"{bytes / 1048576.0:0.0} MB";
}
