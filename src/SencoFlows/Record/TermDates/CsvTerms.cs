using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

/// <summary>Reads term dates from a sheet: what, first day, last day. With or without a heading, comma, semicolon or tab between.</summary>
public static class CsvTerms
{
    private const int _mostRows = 2000;

    /// <param name="text">The whole file.</param>
    /// <param name="year">For days that are written without a year.</param>
    public static ImportedTerms Read(string text, AcademicYear year)
    {
        List<TermEvent> events = [];
        List<string> passedOver = [];
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(l => !string.IsNullOrWhiteSpace(l))];
        if (lines.Length > _mostRows)
        {
            return new([], []) { Why = $"This file has more than {_mostRows} rows. Keep the term dates alone" };
        }

        foreach (var (at, line) in lines.Index())
        {
            var cells = Cells(line);
            var found = cells.Select(c => TypedDays.Find(c, year)).ToArray();
            DateOnly[] days = [.. found.SelectMany(f => f.Days)];
            var words = string.Join(' ', cells.Where((_, i) => found[i].Days.Count == 0)).Trim();
            if (found.FirstOrDefault(f => f.Why is not null).Why is { } why)
            {
                passedOver.Add($"Row {at + 1}: {why}");
            }
            else if (days is [var from, .. var rest])
            {
                var to = rest is [] ? from : rest[^1];
                if (to < from)
                {
                    passedOver.Add($"Row {at + 1}: {TypedDays.Of(to)} is before {TypedDays.Of(from)}");
                }
                else
                {
                    events.Add(new(words.Length == 0 ? "term" : words, from, to));
                }
            }
            else if (at > 0)
            {
                passedOver.Add($"Row {at + 1}: no day was found in it");
            }
        }

        var read = TermEvents.Read(events);
        return read with { PassedOver = [.. passedOver, .. read.PassedOver] };
    }

    /// <summary>The cells of one row. A cell in double quotes may hold the separator; two quotes in it stand for one.</summary>
    private static List<string> Cells(string line)
    {
        var separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        List<string> cells = [];
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
