using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Register;

/// <summary>A school of the register as lists show it.</summary>
internal static class SchoolWords
{
    public static string Words(this Phase phase) => phase switch
    {
        Phase.MiddleDeemedPrimary or Phase.MiddleDeemedSecondary => "Middle",
        Phase.AllThrough => "All-through",
        Phase.Post16 => "16 plus",
        _ => phase.ToString(),
    };

    public static string? Note(this RegisteredSchool school) => school.Status switch
    {
        SchoolStatus.Closed => school.Closed is { } day ? $"Closed on {EnglishWords.Of(day)}" : "Closed",
        SchoolStatus.ProposedToClose => school.Closed is { } day ? $"Will close on {EnglishWords.Of(day)}" : "Will close",
        SchoolStatus.ProposedToOpen => school.Opened is { } day ? $"Opens on {EnglishWords.Of(day)}" : "Not open yet",
        _ => null,
    };

    /// <summary>What tells it from others of its name.</summary>
    public static string About(this RegisteredSchool school) =>
        string.Join(" · ", new[] { school.Place, school.Phase == Phase.Other ? school.Kind : school.Phase.Words(), $"URN {school.Urn}", school.Note() }.Where(p => !string.IsNullOrEmpty(p)));
}
