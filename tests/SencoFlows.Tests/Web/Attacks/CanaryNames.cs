using System.Net;
using System.Text;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Finds the name of the canary however it is written: in pieces, in any case, with signs in place of letters, in base64.</summary>
internal static class CanaryNames
{
    public const string Forename = "Zebedee";
    public const string Surname = "Quillfeather";

    /// <summary>Long enough that no other word and no chance has them.</summary>
    private static readonly string[] _pieces = ["zebedee", "quillfe", "illfeath"];

    private static readonly string[] _base64 = [.. ((string[])[Forename, Surname, Forename.ToLowerInvariant(), Surname.ToLowerInvariant(), Forename.ToUpperInvariant(), Surname.ToUpperInvariant()]).SelectMany(Aligned)];

    public static bool In(string? text)
    {
        var plain = WebUtility.HtmlDecode(WebUtility.UrlDecode(text ?? ""));
        var letters = string.Concat(plain.Where(char.IsLetter)).ToLowerInvariant();
        return _pieces.Any(p => letters.Contains(p, StringComparison.Ordinal)) || _base64.Any(b => plain.Contains(b, StringComparison.Ordinal));
    }

    /// <summary>What stands in the middle of base64, wherever the name begins in it: ends differ with what stands beside it.</summary>
    private static IEnumerable<string> Aligned(string name) => Enumerable.Range(0, 3).Select(shift =>
    {
        var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('.', shift) + name)).TrimEnd('=');
        var first = (shift * 8 + 5) / 6; // The first sign that holds nothing but the name.
        return whole[first..^1];
    });
}
