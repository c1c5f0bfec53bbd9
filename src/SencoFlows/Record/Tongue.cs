using System.Globalization;
using System.Text;

namespace SencoFlows.Record;

/// <summary>The language that somebody reads in. A page asks for each phrase by its English, so that the English stays readable in the page.</summary>
public sealed class Tongue
{
    private readonly IReadOnlyDictionary<string, string>? _phrases;

    private Tongue(string code, IReadOnlyDictionary<string, string>? phrases)
    {
        (Code, _phrases) = (code, phrases);
        RightToLeft = phrases is not null && phrases.Values.Sum(Lean) < 0;
    }

    public static Tongue English { get; } = new("en", null);

    /// <param name="code">BCP 47.</param>
    /// <param name="phrases">What a person has checked, by its English.</param>
    public static Tongue Of(string code, IReadOnlyDictionary<string, string> phrases) => new(code, phrases);

    /// <summary>BCP 47.</summary>
    public string Code { get; }

    public bool IsEnglish => _phrases is null;

    /// <summary>Read off the letters: Kurdish and Punjabi are written in scripts of either direction.</summary>
    public bool RightToLeft { get; }

    /// <summary>For the attribute of that name; left to right is what a page does without being told.</summary>
    public string? Direction => RightToLeft ? "rtl" : null;

    public bool Has(IEnumerable<string> english) => _phrases is null || english.All(_phrases.ContainsKey);

    /// <param name="english">The phrase; {0}, {1} stand for facts.</param>
    /// <param name="facts">Names, dates and numbers. Among words of another script each keeps the direction of its own.</param>
    public string this[string english, params ReadOnlySpan<string> facts]
    {
        get
        {
            if (IsEnglish && facts.Length == 0)
            {
                return english;
            }

            var words = new StringBuilder(_phrases?.GetValueOrDefault(english) ?? english);
            for (var i = 0; i < facts.Length; i++)
            {
                words.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), IsEnglish ? facts[i] : $"\u2068{facts[i]}\u2069");
            }

            return words.ToString();
        }
    }

    /// <summary>How many more letters run to the right than to the left. The blocks are those of Hebrew, Arabic, Syriac, Thaana and N'Ko, and of their forms.</summary>
    private static int Lean(string words) => words.EnumerateRunes().Where(Rune.IsLetter).Sum(r => r.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) ? -1 : 1);
}
