using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>Which documents of a record the SENCO decides about, and what was ticked.</summary>
internal static class SharedDocuments
{
    /// <summary>These go along unless somebody says no.</summary>
    public static IReadOnlyList<Document> Usual(PupilFile? file) => Of(file, Confidentiality.Record);

    /// <summary>These stay unless somebody who may see them chooses them one by one.</summary>
    public static IReadOnlyList<Document> Restricted(PupilFile? file, Me me) => me.MaySeeRestricted() ? Of(file, Confidentiality.Restricted) : [];

    /// <summary>As it is called, for those who may know that it is there.</summary>
    public static string Name(Document document, Me me) => me.MaySee(document) ? document.Name : "Restricted document";

    /// <summary>The record as this person may print it: what is restricted is counted and not named.</summary>
    public static Pupil AsSeen(this Pupil pupil, Me me) => pupil with { Documents = [.. pupil.Documents.Select(d => d with { Name = Name(d, me) })] };

    private static IReadOnlyList<Document> Of(PupilFile? file, Confidentiality confidentiality) =>
        [.. (file?.Pupil.Value.Documents ?? []).Where(d => d.Confidentiality == confidentiality)];
}
