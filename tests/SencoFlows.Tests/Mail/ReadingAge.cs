using System.Text.RegularExpressions;

namespace SencoFlows.Tests.Mail;

/// <summary>How old a reader must be, by the formula of Flesch and Kincaid (1975): a US school grade, and a child of grade n is n + 5.</summary>
internal static partial class ReadingAge
{
    public static double Of(string text)
    {
        var sentences = Sentences(text);
        var words = sentences.SelectMany(Words).ToList();
        return (0.39 * words.Count / sentences.Count) + (11.8 * words.Sum(Syllables) / words.Count) - 15.59 + 5;
    }

    public static IReadOnlyList<string> Sentences(string text) => [.. text.Split(['.', '?', '!', '\n', ':']).Where(s => Words(s).Any())];

    public static IEnumerable<string> Words(string sentence) => Word().Matches(sentence).Select(m => m.Value.ToLowerInvariant());

    /// <summary>Groups of vowels, without a silent e at the end.</summary>
    public static int Syllables(string word)
    {
        var groups = Vowels().Count(word);
        return Math.Max(1, groups > 1 && SilentE().IsMatch(word) ? groups - 1 : groups);
    }

    [GeneratedRegex("[A-Za-z][A-Za-z’']*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.None, 1000)]
    private static partial Regex Vowels();

    [GeneratedRegex("[^l]es?$|[^td]ed$", RegexOptions.None, 1000)]
    private static partial Regex SilentE();
}
