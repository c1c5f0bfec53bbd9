using SencoFlows.Record;
using SencoFlows.Record.Import;

namespace SencoFlows.Tests.Record.Import;

public class CellTextTests
{
    private static readonly DateOnly _today = new(2026, 11, 25);

    [Theory]
    [InlineData("15/03/2016")]
    [InlineData("15/3/2016")]
    [InlineData("15-03-2016")]
    [InlineData("15.03.2016")]
    [InlineData("2016-03-15")]
    [InlineData("2016/03/15")]
    [InlineData("42444")]
    [InlineData("15-Mar-16")]
    [InlineData("15-Mar-2016")]
    [InlineData("15 March 2016")]
    [InlineData("15 mar 2016")]
    [InlineData("15/03/16")]
    [InlineData("15/03/2016 00:00")]
    [InlineData("2016-03-15T00:00:00")]
    public void Dates_are_read_as_people_and_spreadsheets_write_them(string text) =>
        Assert.Equal((new DateOnly(2016, 3, 15), null), CellText.Date(text, _today));

    [Theory]
    [InlineData("03/15/2016")]
    [InlineData("31/02/2016")]
    [InlineData("soon")]
    [InlineData("424")]
    [InlineData("2016")]
    public void What_is_no_date_is_quoted_with_an_example(string text) =>
        Assert.Equal((null, $"\"{text}\" is not a date. Write it like 15/03/2016"), CellText.Date(text, _today));

    [Theory]
    [InlineData("01/02/27", 2027)]
    [InlineData("01/02/28", 1928)]
    [InlineData("01/02/08", 2008)]
    public void Two_digits_of_a_year_are_this_century_until_next_year(string text, int year) => Assert.Equal(year, CellText.Date(text, _today).Date!.Value.Year);

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+SUM(A1)")]
    [InlineData("-2+3")]
    [InlineData("@import")]
    [InlineData("'=1+1")]
    public void What_a_spreadsheet_would_run_is_refused(string text) => Assert.Contains("which spreadsheets run as a formula", CellText.Formula(CellText.Plain(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("+44 1632 960001", "+44 1632 960001")]
    [InlineData("'+44 1632 960001", "+44 1632 960001")]
    [InlineData("=\"A391200026001\"", "A391200026001")]
    [InlineData("-", "")]
    [InlineData("O'Connor-Smith", "O'Connor-Smith")]
    [InlineData("  Ada \n Lin ", "Ada Lin")]
    public void What_only_looks_like_a_formula_is_not_refused(string text, string plain)
    {
        Assert.Equal(plain, CellText.Plain(text));
        Assert.Null(CellText.Formula(plain));
    }

    [Theory]
    [InlineData("K", SenProvision.SenSupport)]
    [InlineData("k - SEN Support", SenProvision.SenSupport)]
    [InlineData("SEN support", SenProvision.SenSupport)]
    [InlineData("E", SenProvision.Plan)]
    [InlineData("EHCP", SenProvision.Plan)]
    [InlineData("Education, Health and Care Plan", SenProvision.Plan)]
    [InlineData("N", SenProvision.None)]
    [InlineData("No Special Educational Need", SenProvision.None)]
    public void A_status_is_a_code_or_its_words(string text, SenProvision status) => Assert.Equal(status, CellText.Status(text).Status);

    [Theory]
    [InlineData("slcn", SenType.SLCN)]
    [InlineData("SLCN - Speech, Language and Communication Needs", SenType.SLCN)]
    [InlineData("Speech, language and communication needs", SenType.SLCN)]
    [InlineData("Autism", SenType.ASD)]
    [InlineData("Visual impairment", SenType.VI)]
    public void A_need_is_a_code_or_its_words(string text, SenType type) => Assert.Equal(type, CellText.Need(text).Need);

    [Fact]
    public void Codes_that_are_not_known_are_quoted_with_those_that_are()
    {
        Assert.Equal("\"Z\" is not a status. Use N, K or E", CellText.Status("Z").Problem);
        Assert.StartsWith("\"ADHD\" is not a type of need. Use one of SPLD, MLD,", CellText.Need("ADHD").Problem, StringComparison.Ordinal);
        Assert.Equal("\"perhaps\" must be yes or no", CellText.YesNo("perhaps").Problem);
    }
}
