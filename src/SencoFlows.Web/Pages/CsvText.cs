using System.Text;

namespace SencoFlows.Web.Pages;

/// <summary>A table as a file for spreadsheets. No cell becomes a formula: somebody's surname is never run.</summary>
public static class CsvText
{
    /// <summary>With the mark by which spreadsheets know UTF-8, and line ends as RFC 4180 has them.</summary>
    public static byte[] Write(IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
