namespace SencoFlows.Record;

/// <summary>Languages that families of English schools often speak, by BCP 47 code.</summary>
public static class Languages
{
    private static readonly (string Code, string Words)[] _all =
    [
        ("en", "English"), ("sq", "Albanian"), ("am", "Amharic"), ("ar", "Arabic"), ("bn", "Bengali"), ("bfi", "British Sign Language"),
        ("bg", "Bulgarian"), ("yue", "Chinese (Cantonese)"), ("cmn", "Chinese (Mandarin)"), ("cs", "Czech"), ("nl", "Dutch"), ("fr", "French"),
        ("de", "German"), ("el", "Greek"), ("gu", "Gujarati"), ("ha", "Hausa"), ("hi", "Hindi"), ("hu", "Hungarian"), ("ig", "Igbo"), ("it", "Italian"),
        ("ku", "Kurdish"), ("lv", "Latvian"), ("ln", "Lingala"), ("lt", "Lithuanian"), ("ml", "Malayalam"), ("ne", "Nepali"), ("ps", "Pashto"),
        ("fa", "Persian (Farsi, Dari)"), ("pl", "Polish"), ("pt", "Portuguese"), ("pa", "Punjabi"), ("ro", "Romanian"), ("rom", "Romani"), ("ru", "Russian"),
        ("sn", "Shona"), ("si", "Sinhala"), ("sk", "Slovak"), ("so", "Somali"), ("es", "Spanish"), ("sw", "Swahili"), ("tl", "Tagalog (Filipino)"), ("ta", "Tamil"),
        ("te", "Telugu"), ("th", "Thai"), ("ti", "Tigrinya"), ("tr", "Turkish"), ("ak", "Twi (Akan)"), ("uk", "Ukrainian"), ("ur", "Urdu"), ("vi", "Vietnamese"),
        ("cy", "Welsh"), ("yo", "Yoruba"),
    ];

    private static readonly Dictionary<string, string> _words = _all.ToDictionary(l => l.Code, l => l.Words, StringComparer.Ordinal);

    public static IReadOnlyList<(string Code, string Words)> All => _all;

    /// <summary>What people call it; the code itself for one that is not in the list.</summary>
    public static string Words(string code) => _words.GetValueOrDefault(code, code);

    /// <summary>One that a page can be written in, other than English: a sign language is seen, not read.</summary>
    public static bool Written(string? code) => code is not (null or "en" or "bfi") && _words.ContainsKey(code);

    /// <summary>The code of a language as people or a management system write it, or null.</summary>
    public static string? Read(string? text)
    {
        var asked = (text ?? "").Trim();
        return asked.Length == 0 ? null
            : _words.ContainsKey(asked.ToLowerInvariant()) ? asked.ToLowerInvariant()
            : _all.Where(l => l.Words.Split(' ', ',', '(', ')').Contains(asked, StringComparer.OrdinalIgnoreCase) || l.Words.Equals(asked, StringComparison.OrdinalIgnoreCase))
                .Select(l => l.Code).FirstOrDefault();
    }
}
