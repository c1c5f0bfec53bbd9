namespace SencoFlows.Processes.RecordTransfer;

/// <summary>The shape of an email address: whether it works is found out by writing to it.</summary>
public static class MailAddress
{
    private static readonly string[] _anybodys =
    [
        "aol.com", "btinternet.com", "gmail.com", "gmx.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com", "outlook.com",
        "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
    ];

    public static bool IsLikely(string? text) =>
        text is { Length: > 5 and <= 254 }
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@')
        && Domain(text) is { Length: > 3 } domain
        && domain.Contains('.', StringComparison.Ordinal) && domain[0] != '.' && domain[^1] != '.'
        && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or ',' or ';' or '"' or '(' or ')'));

    /// <summary>What stands behind the @, in lower case.</summary>
    public static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>Whether an address belongs to the domain that the register knows a school by, or to a part of it. Where anybody can have an address, it proves nothing.</summary>
    public static bool IsOf(string address, string domain) => !_anybodys.Contains(domain.ToLowerInvariant())
        && Domain(address) is var own && domain.ToLowerInvariant() is var known && (own == known || own.EndsWith("." + known, StringComparison.Ordinal));
}
