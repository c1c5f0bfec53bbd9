using System.Text;
using SencoFlows.Adapters.Csv;
using SencoFlows.Record.Csv;

namespace SencoFlows.Tests.Record.Csv;

public class CsvFilesTests
{
    private static readonly Encoding _western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static CsvTable Read(byte[] bytes) => new CsvFiles().Read(new MemoryStream(bytes), Guess.Careful);

    private static CsvTable Read(string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(false);
        return Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    private static (IReadOnlyList<string> Columns, List<CsvRow> Rows) Table(CsvTable table)
    {
        var readable = Assert.IsType<CsvTable.Readable>(table);
        return (readable.Columns, [.. readable.Rows]);
    }

    private static string Why(CsvTable table) => Assert.IsType<CsvTable.Unreadable>(table).Reason;

    public static TheoryData<string> Encodings => ["utf-8 with mark", "utf-8", "utf-16", "utf-16 big", "utf-16 without mark", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Accents_survive_in_every_encoding_that_can_be_told(string name)
    {
        const string text = "Surname,Forename\r\nO’Connor,Zoë\r\nGonzález,Siân\r\n";
        byte[] bytes = name switch
        {
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "utf-16 big" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "utf-16 without mark" => Encoding.Unicode.GetBytes(text),
            _ => _western.GetBytes(text),
        };
        var (columns, rows) = Table(Read(bytes));
        Assert.Equal(["Surname", "Forename"], columns);
        Assert.Equal(["O’Connor|Zoë", "González|Siân"], rows.Select(r => string.Join('|', r.Cells)));
    }

    /// <summary>The same names as an old Mac, DOS and Eastern European Windows write them.</summary>
    [Theory]
    [InlineData(10000, "José")]
    [InlineData(850, "José")]
    [InlineData(850, "Siân")]
    [InlineData(1250, "Łukasz")]
    public void An_encoding_that_cannot_be_told_is_refused_with_the_way_out(int codePage, string name)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes($"Surname,Forename\nReyes,{name}\n");
        Assert.Equal(TextEncoding.CannotTell, Why(Read(bytes)));
    }

    [Fact]
    public void A_workbook_a_document_and_nothing_are_refused_for_what_they_are()
    {
        Assert.Equal(TextEncoding.NotText, Why(Read([(byte)'P', (byte)'K', 3, 4, 20, 0, 6, 0])));
        Assert.Equal(TextEncoding.NotText, Why(Read("%PDF-1.7 and so on")));
        Assert.Equal(TextEncoding.NotText, Why(Read("abc,\0\0\0def")));
        Assert.Equal("The file is empty", Why(Read([])));
    }

    [Theory]
    [InlineData("A,B;x,C\n1,2,3")]
    [InlineData("A;B,x;C\n1;2;3")]
    [InlineData("A\tB;x\tC\n1\t2\t3")]
    [InlineData("sep=;\nA;B;C\n1;2;3")]
    [InlineData("\"A,;,\";B;C\n1;2;3")]
    public void Separators_are_found_in_the_first_line(string text)
    {
        var (columns, rows) = Table(Read(text));
        Assert.Equal(3, columns.Count);
        Assert.Equal(["1", "2", "3"], Assert.Single(rows).Cells);
        Assert.Equal(2, rows[0].Number);
    }

    [Fact]
    public void Rows_are_numbered_as_a_spreadsheet_shows_them()
    {
        var (_, rows) = Table(Read("A,B\n1,\"two\nlines\"\n\n,\n3,4\n"));
        Assert.Equal([2, 5], rows.Select(r => r.Number));
        Assert.Equal("two\nlines", rows[0].Cells[1]);
    }

    [Fact]
    public void A_row_with_an_open_quotation_mark_or_too_many_cells_says_so()
    {
        var (_, rows) = Table(Read("A,B\n1,2,3\n4,5,\n6\n7,\"8\n9,10\n"));
        Assert.StartsWith("has 3 cells, but there are 2 columns", rows[0].Problem, StringComparison.Ordinal);
        Assert.Null(rows[1].Problem);
        Assert.Equal(["6", ""], rows[2].Cells);
        Assert.StartsWith("has only 1 cells", rows[2].Cut, StringComparison.Ordinal);
        Assert.StartsWith("has a quotation mark that is never closed", rows[3].Problem, StringComparison.Ordinal);
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public void A_quotation_mark_inside_a_word_spoils_its_row_and_no_other()
    {
        var (_, rows) = Table(Read("A,B\n1,6\" ruler\n2,ok\n"));
        Assert.NotNull(rows[0].Problem);
        Assert.Equal(["2", "ok"], rows[1].Cells);
    }

    [Fact]
    public void A_cell_of_enormous_length_is_a_problem_not_an_outage()
    {
        var (_, rows) = Table(Read($"A,B\n1,{new string('x', 100_000)}\n"));
        Assert.NotNull(Assert.Single(rows).Problem);
    }

    [Fact]
    public async Task Written_cells_are_never_formulas_and_read_back_as_they_were()
    {
        var file = new MemoryStream();
        await new CsvFiles().Write(file, [["Name", "Note"], ["=cmd|' /C calc'!A0", "+44 1632 960001"], ["@SUM(A1)", "Zoë, \"quoted\""], ["-1", "\tx"]], TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Equal('\uFEFF', text[0]);
        foreach (var line in text[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.DoesNotMatch("""(^|,)"?[=+@\t-]""", line);
        }

        file.Position = 0;
        var (_, rows) = Table(new CsvFiles().Read(file, Guess.Careful));
        Assert.Equal("Zoë, \"quoted\"", rows[1].Cells[1]);
    }
}
