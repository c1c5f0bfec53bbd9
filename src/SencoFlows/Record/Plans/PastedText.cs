using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SencoFlows.Record.Plans;

/// <summary>What people paste, as plain text: Word's markup goes, words, emoji and every script stay.</summary>
public static partial class PastedText
{
    /// <summary>Without marks that nobody typed. The text of a person who wrote "a &lt; b" is left alone: only Word's own markup is taken for markup.</summary>
    public static string Clean(string? text)
    {
        var plain = text ?? "";
        if (IsWord(plain))
        {
            plain = Comment().Replace(plain, "");
            plain = Hidden().Replace(plain, "");
            plain = Bullet().Replace(plain, "\n• ");
            plain = LineEnd().Replace(plain, "\n");
            plain = WebUtility.HtmlDecode(Tag().Replace(plain, ""));
        }

        return Tidy(plain);
    }

    private static bool IsWord(string text) =>
        text.Contains("mso-", StringComparison.OrdinalIgnoreCase) || text.Contains("<o:p", StringComparison.OrdinalIgnoreCase)
        || text.Contains("class=Mso", StringComparison.OrdinalIgnoreCase) || text.Contains("class=\"Mso", StringComparison.OrdinalIgnoreCase)
        || text.Contains("<!--[if", StringComparison.OrdinalIgnoreCase) || text.Contains("<w:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Line ends as one sign; no control characters, no half characters, and none that turn the direction of what follows them.</summary>
    private static string Tidy(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\v' or '\n':
                    kept.Append('\n');
                    break;
                case '\t' or 0xA0 or 0x202F:
                    kept.Append(' ');
                    break;
                case 0xFEFF or 0xAD or 0xFFFD or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069):
                    break;
                default:
                    if (!Rune.IsControl(rune))
                    {
                        kept.Append(rune.ToString());
                    }

                    break;
            }
        }

        return ManyLines().Replace(SpacesBeforeLineEnd().Replace(kept.ToString(), "\n"), "\n\n").Trim();
    }

    private const RegexOptions _options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    [GeneratedRegex("<!--.*?-->|<!\\[.*?\\]>", _options)]
    private static partial Regex Comment();

    [GeneratedRegex("<style\\b.*?</style\\s*>|<xml\\b.*?</xml\\s*>|<script\\b.*?</script\\s*>|<head\\b.*?</head\\s*>", _options)]
    private static partial Regex Hidden();

    [GeneratedRegex("<li\\b[^>]*>", _options)]
    private static partial Regex Bullet();

    [GeneratedRegex("<br\\b[^>]*>|</(p|div|li|tr|h[1-6])\\s*>", _options)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?[a-z][a-z0-9:]*\\b[^>]*>", _options)]
    private static partial Regex Tag();

    [GeneratedRegex(" +\n", _options)]
    private static partial Regex SpacesBeforeLineEnd();

    [GeneratedRegex("\n{3,}", _options)]
    private static partial Regex ManyLines();
}
