using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SencoFlows.Record.Csv;

namespace SencoFlows.Adapters.Csv;

public sealed class CsvFiles : ICsv
{
    private static readonly char[] _separators = [',', ';', '\t'];

    public CsvTable Read(Stream content, Guess encoding)
    {
        if (content.Length == 0)
        {
            return new CsvTable.Unreadable("The file is empty");
        }

        var (found, problem) = TextEncoding.Of(content, encoding);
        if (found is null)
        {
            return new CsvTable.Unreadable(problem!);
        }

        var (separator, said) = Separator(content, found);
        var reader = new StreamReader(content, found, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        if (said)
        {
            reader.ReadLine();
        }

        var rows = Rows(reader, separator).GetEnumerator();
        if (!rows.MoveNext() || rows.Current.Problem is not null)
        {
            return new CsvTable.Unreadable("The file has no line of column names");
        }

        var columns = rows.Current.Cells;
        return new CsvTable.Readable(columns, Below(rows, columns.Count));
    }

    public async Task Write(Stream to, IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape });
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            await csv.NextRecordAsync().WaitAsync(ct);
        }
    }

    private static IEnumerable<CsvRow> Below(IEnumerator<CsvRow> rows, int columns)
    {
        using (rows)
        {
            while (rows.MoveNext())
            {
                var row = rows.Current;
                if (row.Problem is not null || row.Cells.Any(c => c.Length > 0))
                {
                    yield return row.Problem is null ? Fitted(row, columns) : row;
                }
            }
        }
    }

    /// <summary>Excel leaves out empty cells at the end of a row, and adds empty ones.</summary>
    private static CsvRow Fitted(CsvRow row, int columns) =>
        row.Cells.Count == columns ? row
        : row.Cells.Count < columns ? row with { Cells = [.. row.Cells, .. Enumerable.Repeat("", columns - row.Cells.Count)], Cut = $"has only {row.Cells.Count} cells for {columns} columns: the file may have been cut short" }
        : row.Cells.Skip(columns).All(c => c.Length == 0) ? row with { Cells = [.. row.Cells.Take(columns)] }
        : row with { Problem = $"has {row.Cells.Count} cells, but there are {columns} columns. A comma in a name needs quotation marks around the name" };

    private static IEnumerable<CsvRow> Rows(StreamReader reader, char separator)
    {
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(), IgnoreBlankLines = false, TrimOptions = TrimOptions.Trim, BadDataFound = null, Mode = CsvMode.RFC4180,
            MaxFieldSize = 32 * 1024,
        });
        const string open = "has a quotation mark that is never closed, or a cell of more than 32,000 characters";
        var number = 0;
        while (true)
        {
            bool broken;
            var ended = false;
            try
            {
                if (!parser.Read())
                {
                    yield break;
                }

                broken = parser.RawRecord.AsSpan().Count('"') % 2 == 1;
            }
            catch (CsvHelperException)
            {
                broken = ended = true;
            }

            number++;
            if (broken)
            {
                yield return new(number, [], open);
            }
            else
            {
                yield return new(number, parser.Record ?? []);
            }

            if (ended)
            {
                yield break;
            }
        }
    }

    /// <summary>What the first line says ("sep=;", as Excel writes it), else what stands most often in it outside quotation marks.</summary>
    private static (char Separator, bool Said) Separator(Stream content, Encoding encoding)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var line = reader.ReadLine() ?? "";
        content.Position = 0;
        if (line is ['s', 'e', 'p', '=', var said] && _separators.Contains(said))
        {
            return (said, true);
        }

        var quoted = false;
        var counts = new int[_separators.Length];
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (!quoted && Array.IndexOf(_separators, c) is >= 0 and var i)
            {
                counts[i]++;
            }
        }

        return (_separators[Array.IndexOf(counts, counts.Max())], false);
    }
}
