using System.Text;

namespace SencoFlows.Record;

/// <summary>Text from anywhere brought into one form. The framework's own falls over what is no character: half of a pair, U+FFFF.</summary>
internal static class Unnormal
{
    public static string Normalized(this string text, NormalizationForm form)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uFFFF') < 0)
        {
            return text.Normalize(form);
        }

        var characters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // Half of a pair becomes U+FFFD.
        {
            if ((rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF))
            {
                characters.Append(rune);
            }
        }

        return characters.ToString().Normalize(form);
    }
}
