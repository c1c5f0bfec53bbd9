using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SencoFlows.Mail;

namespace SencoFlows.Web.Emails;

/// <summary>
/// Makes a mail of what a template has written: looks are put on every element, because mail programs drop style sheets, and the text
/// version is read off the same elements, so that the two never differ.
/// </summary>
internal static partial class MailHtml
{
    private const string _font = "font-family:Arial,Helvetica,sans-serif;";
    private const string _text = _font + "font-size:19px;line-height:1.5;margin:0 0 20px;";

    private static readonly FrozenDictionary<string, string> _looks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["body"] = "margin:0;padding:0;",
        ["main"] = "display:block;max-width:580px;margin:0 auto;padding:24px 20px;",
        ["header"] = "display:block;" + _font + "font-size:19px;font-weight:bold;line-height:1.3;border-bottom:4px solid #1b7f86;padding:0 0 12px;margin:0 0 24px;",
        ["h2"] = _font + "font-size:21px;line-height:1.3;margin:28px 0 10px;",
        ["p"] = _text,
        ["ul"] = _text + "padding-left:24px;",
        ["li"] = "margin:0 0 6px;",
        ["footer"] = "display:block;" + _font + "font-size:16px;line-height:1.4;border-top:1px solid #8a9a9c;padding:16px 0 0;margin:32px 0 0;",
        ["strong"] = "display:inline-block;background-color:#0b4f5c;border:2px solid #8fd9cf;font-weight:bold;",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string _button = "display:inline-block;padding:10px 18px;color:#ffffff;text-decoration:none;font-weight:bold;";

    public static Wording Finish(string html)
    {
        var page = XDocument.Parse(Void().Replace(html[html.IndexOf("<html", StringComparison.Ordinal)..], "<${tag} />"), LoadOptions.PreserveWhitespace);
        var text = Text(page.Root!.Element("body")!.Element("main")!);
        foreach (var element in page.Descendants())
        {
            var button = element is { Name.LocalName: "a", Parent.Name.LocalName: "strong" };
            element.SetAttributeValue("style", button ? _button : _looks.GetValueOrDefault(element.Name.LocalName));
        }

        return new(page.Root!.Element("head")!.Element("title")!.Value, "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting), text)
        {
            Act = page.Descendants("strong").FirstOrDefault(e => e.Element("a") is not null)?.Value,
        };
    }

    private static string Text(XElement main)
    {
        var text = new StringBuilder();
        foreach (var block in main.Descendants().Where(e => e.Name.LocalName is "header" or "h2" or "p" or "li"))
        {
            var words = Words(block);
            text.Append(block.Name.LocalName switch
            {
                "h2" => $"{words}\n{new string('-', words.Length)}\n",
                "li" => block.ElementsAfterSelf().Any() ? $"* {words}\n" : $"* {words}\n\n",
                _ => $"{words}\n\n",
            });
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>A link is its words and then its address on a line of its own, where mail programs make it work.</summary>
    private static string Words(XElement block)
    {
        var words = string.Concat(block.DescendantNodes().Select(n => n switch
        {
            XText t => Space().Replace(t.Value, " "),
            XElement { Name.LocalName: "br" } => "\n",
            _ => "",
        }));
        var addresses = block.Descendants("a").Select(a => a.Attribute("href")!.Value).Where(a => a.StartsWith("http", StringComparison.Ordinal)).ToList();
        words = words.Trim().Replace(" \n", "\n", StringComparison.Ordinal);
        return addresses.Count == 0 ? words : $"{words}:\n{string.Join('\n', addresses)}";
    }

    /// <summary>Elements that HTML leaves open.</summary>
    [GeneratedRegex("<(?<tag>(meta|br)\\b[^>]*?) */?>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Void();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
