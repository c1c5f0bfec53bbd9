namespace SencoFlows.Record.Csv;

/// <summary>Files of comma-separated values, as spreadsheets and management systems write them.</summary>
public interface ICsv
{
    /// <summary>Encoding and separator are found out: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.</summary>
    /// <param name="content">Seekable. Rows are read from it while they are asked for.</param>
    /// <param name="encoding">How sure to be when the file does not say its encoding.</param>
    CsvTable Read(Stream content, Guess encoding);

    /// <summary>UTF-8 with a byte order mark, so that Excel shows accents. A cell that a spreadsheet would run is written with ' before it.</summary>
    Task Write(Stream to, IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct);
}

public enum Guess
{
    /// <summary>Refuse a file whose accented letters can be read in more than one way: they stand in children's names.</summary>
    Careful,

    /// <summary>What is not Unicode is Windows-1252: for files that are known to be so.</summary>
    Windows1252,
}

public abstract record CsvTable
{
    /// <summary>A table with its header, whose rows are read once.</summary>
    public sealed record Readable(IReadOnlyList<string> Columns, IEnumerable<CsvRow> Rows) : CsvTable;

    public sealed record Unreadable(string Reason) : CsvTable;

    private CsvTable() { }
}

/// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Cells">Trimmed. As many as there are columns, unless <paramref name="Problem"/> says otherwise.</param>
/// <param name="Problem">Why this row cannot be trusted: too many cells, an open quotation mark.</param>
/// <param name="Cut">Said of a row with fewer cells than columns. Excel leaves out empty cells at the end; no other program does.</param>
public sealed record CsvRow(int Number, IReadOnlyList<string> Cells, string? Problem = null, string? Cut = null);
