using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>What people write about a child: any script, any length up to a limit, without what a word processor leaves in it.</summary>
internal static class TypedWords
{
    /// <summary>About a page.</summary>
    public const int Most = 4000;

    /// <summary>The words, and what is wrong with them. Nothing is cut off: whoever wrote it decides what goes.</summary>
    public static (string? Words, string? Error) Read(string? typed, string what, bool needed = false)
    {
        var words = PastedText.Clean(typed);
        return words.Length switch
        {
            0 => (null, needed ? $"Enter {what}" : null),
            > Most => (words, $"{char.ToUpperInvariant(what[0])}{what[1..]} must be {Most.ToString("N0", EnglishWords.Culture)} characters or fewer"),
            _ => (words, null),
        };
    }
}
