using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>The phrases of one page, as they stand or as they were typed.</summary>
public sealed record PhraseForm(IReadOnlyList<(string English, string Words)> Typed) : IAnswers
{
    /// <summary>Several times the longest phrase there is in English, and no longer than the subject of a mail may be.</summary>
    public const int Most = 500;

    public IReadOnlyList<(string Label, string Text)> Answers => [.. Typed.Select(t => (t.English, t.Words))];

    public static PhraseForm Of(Translation translation, FamilyText text) => new([.. text.Phrases.Select(e => (e, translation.Of(e)?.Words ?? ""))]);

    public static PhraseForm From(IFormCollection form, FamilyText text) => new([.. text.Phrases.Select(e => (e, OneLine(form[Field(e)])))]);

    public static string Field(string english) => $"p-{Translation.KeyOf(english)}";

    public FormErrors Errors => Typed.Aggregate(FormErrors.None, (all, t) => all.And(Field(t.English), Problem(t.English, t.Words)));

    /// <summary>Why the words cannot stand for this English, or null. No words at all are no mistake.</summary>
    public static string? Problem(string english, string words)
    {
        if (words.Length > Most)
        {
            return $"The translation of “{english}” must be {Most.ToString("N0", EnglishWords.Culture)} characters or fewer";
        }

        var missing = words.Length == 0 ? null : Facts.FirstOrDefault(f => english.Contains(f, StringComparison.Ordinal) != words.Contains(f, StringComparison.Ordinal));
        return missing is null ? null
            : english.Contains(missing, StringComparison.Ordinal) ? $"Put {missing} into the translation of “{english}”: a name, date or number takes its place"
            : $"Take {missing} out of the translation of “{english}”: the English has none";
    }

    /// <summary>A phrase has no lines, as its English has none: one may be the subject of a mail.</summary>
    public static string OneLine(string? typed) => PastedText.Clean(typed).Replace('\n', ' ').Trim();

    private static IEnumerable<string> Facts => ["{0}", "{1}", "{2}", "{3}"];
}
