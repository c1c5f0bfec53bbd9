using System.Globalization;
using System.Text;

namespace SencoFlows.Record;

/// <summary>Names of files as they come from anywhere: kept to be read by people, never used as a path.</summary>
public static class FileNames
{
    private const int _longest = 120;

    /// <summary>Without folders, control signs, signs that turn the reading direction, and what Windows forbids. Never empty.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var plain = new StringBuilder(last.Length);
        foreach (var rune in last.Normalized(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                plain.Append(rune.Value is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? "_" : rune.ToString());
            }
        }

        var clean = plain.ToString().Trim(' ', '.');
        var dot = clean.LastIndexOf('.');
        var ending = dot > 0 && clean.Length - dot <= 10 ? clean[dot..] : "";
        return clean.Length == 0 ? "document" : clean.Length <= _longest ? clean : string.Concat(clean.AsSpan(0, _longest - ending.Length).TrimEnd(' '), ending);
    }
}
