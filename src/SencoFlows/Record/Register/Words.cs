using System.Globalization;
using System.Text;

namespace SencoFlows.Record.Register;

/// <summary>Names as people type them: without accents, apostrophes and capitals, and with the spellings that they mix up made one.</summary>
internal static class Words
{
    public static List<string> Of(string? text)
    {
        var plain = new StringBuilder((text ?? "").Length + 8);
        foreach (var c in (text ?? "").Normalized(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (c == '&')
            {
                plain.Append(" and ");
            }
            else if (c is not ('\'' or '\u2019' or '\u2018' or '.') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(' ');
            }
        }

        var words = plain.Replace("church of england", "cofe").Replace("c of e", "cofe").ToString();
        return [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w == "saint" ? "st" : w)];
    }
}
