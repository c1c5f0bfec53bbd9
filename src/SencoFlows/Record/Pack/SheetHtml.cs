using System.Net;
using System.Text;

namespace SencoFlows.Record.Pack;

/// <summary>A sheet as one HTML file that needs nothing else, reads well on a small screen and prints well on A4.</summary>
public static class SheetHtml
{
    private const string _style = """
        body{font:1rem/1.5 Arial,Helvetica,sans-serif;color:#0b0c0c;max-width:46rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.2rem;margin:1.5rem 0 .5rem;border-bottom:1px solid #b1b4b6;padding-bottom:.25rem}
        p{margin:.25rem 0}dl{margin:0}dt{font-weight:bold;margin-top:.35rem}dd{margin:0}.sub,footer{color:#505a5f}footer{margin-top:2rem;font-size:.85rem}
        @media(min-width:40rem){dl{display:grid;grid-template-columns:16rem 1fr;gap:.35rem 1rem}dt{margin:0}}
        @page{size:A4;margin:18mm}@media print{body{margin:0;max-width:none;font-size:10.5pt}h2{break-after:avoid}dl,p{break-inside:avoid-page}}
        """;

    public static byte[] Write(Sheet sheet)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(E(sheet.Title)).Append("</title>\n<style>\n").Append(_style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n");
        Body(html, sheet);
        return Encoding.UTF8.GetBytes(html.Append("</body>\n</html>\n").ToString());
    }

    /// <summary>Only what stands in the body, for showing it inside a page of ours.</summary>
    public static string Body(Sheet sheet)
    {
        var html = new StringBuilder();
        Body(html, sheet);
        return html.ToString();
    }

    private static void Body(StringBuilder html, Sheet sheet)
    {
        html.Append("<main>\n<h1>").Append(E(sheet.Title)).Append("</h1>\n<p class=\"sub\">").Append(E(sheet.Subtitle)).Append("</p>\n");
        foreach (var part in sheet.Parts)
        {
            html.Append("<h2>").Append(E(part.Heading)).Append("</h2>\n");
            var inList = false;
            foreach (var line in part.Lines)
            {
                if (inList != (line.Name is not null))
                {
                    html.Append(inList ? "</dl>\n" : "<dl>\n");
                    inList = !inList;
                }

                html.Append(line.Name is { } name ? $"<dt>{E(name.Trim())}</dt><dd>{E(line.Text)}</dd>\n" : $"<p>{E(line.Text)}</p>\n");
            }

            html.Append(inList ? "</dl>\n" : "");
        }

        html.Append("</main>\n<footer>").Append(E(sheet.Foot)).Append("</footer>\n");
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
