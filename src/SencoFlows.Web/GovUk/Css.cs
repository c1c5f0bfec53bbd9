namespace SencoFlows.Web.GovUk;

internal static class Css
{
    public static string Join(params ReadOnlySpan<string?> parts)
    {
        List<string> said = [];
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                said.Add(part);
            }
        }

        return string.Join(' ', said);
    }

    public static string Letter(Size size) => size switch
    {
        Size.Small => "s",
        Size.Medium => "m",
        Size.Large => "l",
        Size.ExtraLarge => "xl",
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    /// <summary>An id made of words that the page itself shows.</summary>
    public static string Slug(string words) =>
        string.Join('-', new string([.. words.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
