using System.Text;
using SencoFlows.Record;
using SencoFlows.Record.Import;

namespace SencoFlows.Tests.Record.Import;

/// <summary>What is wrong with a file, and where.</summary>
public sealed class ImportProblemsTests : ImportDesk
{
    [Fact]
    public async Task Every_problem_names_its_row_and_its_column()
    {
        var problems = await Problems(_head
            + "A391200026002,Okafor,Ada,15/03/2016,5,K,,,,,,,\n"
            + "B801200005001,,Bea,31/02/2017,4,N,,,,,,,\n"
            + "P207000016049,Lin,Cy,01/01/2015,Year 99,Q,ADHD,,,,,,\n"
            + ",=cmd|calc,Di,01/01/2015,6,,,,Mum,Mother,perhaps,Y,not an address\n"
            + ",Old,Ed,01/01/1980,6,,,,,,,,\n"
            + ",Young,Fi,01/01/2030,R,,,,,,,,\n"
            + ",Extra,Gi,01/01/2015,6,,,,,,,,,more\n"
            + ",Nameless,Hi,01/01/2015,6,,,,,,,,a@b.example\n");
        Assert.Equal(
        [
            "2 UPN: \"A391200026002\" cannot be right. Unique pupil number has the wrong first letter for its digits. Check for a mistyped character",
            "3 Date of birth: \"31/02/2017\" is not a date. Write it like 15/03/2016",
            "3 Surname: is empty. Enter the surname",
            "4 Year group: \"Year 99\" is not a year group. Write it like 5, Year 5 or Reception",
            "4 SEN status: \"Q\" is not a status. Use N, K or E",
            "4 SEN need 1: \"ADHD\" is not a type of need. Use one of SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, ASD, DS, OTH, NSA",
            "5 Surname: begins with =, which spreadsheets run as a formula. Take it away and upload the file again",
            "5 Contact 1 parental responsibility: \"perhaps\" must be yes or no",
            "5 Contact 1 email: \"not an address\" is not an email address",
            "6 Date of birth: is more than 26 years ago. Check the year",
            "7 Date of birth: is in the future",
            "8 : This row has 14 cells, but there are 13 columns. A comma in a name needs quotation marks around the name",
            "9 : Contact 1 has an address or a telephone number but no name",
        ], problems);
    }

    [Fact]
    public async Task One_problem_keeps_the_whole_file_out()
    {
        Assert.Equal(ImportAnswer.NotReady, (await Import(_head + _ada + ",Lin,,2017-01-02,4,N,,,,,,,\n")).Answer);
        Assert.Empty(await Pupils.All(_ct));
    }

    [Theory]
    [InlineData("A391200026001,Okafor,Ada,15/03/2016,5,K,,,,,,,\n", "3 : This row has the same unique pupil number as row 2")]
    [InlineData("A391200026001,Other,Name,01/01/2015,6,,,,,,,,\n", "3 : This row has the same unique pupil number as row 2")]
    [InlineData(",Okafor,ada,2016-03-15,5,K,,,,,,,\n", "3 : This row is the same child as row 2")]
    [InlineData("P207000016049,OKAFOR,Ada,15-Mar-16,5,K,,,,,,,\n", "3 : This row has the same name and date of birth as row 2, but another unique pupil number")]
    public async Task The_same_pupil_twice_in_a_file_is_a_problem(string second, string problem) => Assert.Equal([problem], await Problems(_head + _ada + second));

    [Fact]
    public async Task A_number_that_belongs_to_quite_another_pupil_is_a_problem()
    {
        await Import(_head + _ada);
        Assert.Equal("This row has the unique pupil number of somebody in your record with another name and another date of birth. Check the number",
            (await Plan(_head + "A391200026001,Other,Name,01/01/2015,6,,,,,,,,\n")).Rows[0].Notes[0].Text);
    }

    [Fact]
    public async Task Two_rows_that_are_answered_to_be_one_pupil_are_a_problem()
    {
        await Import(_head + _ada);
        var ada = await One("Ada");
        await Pupils.Save(ada with { PreferredForename = "Addie" }, 1, _ct);
        var bare = _ada.Replace("A391200026001", "", StringComparison.Ordinal);
        var plan = await Plan(_head + bare + bare.Replace(",Ada,", ",Addie,", StringComparison.Ordinal), new() { [2] = ada.Id, [3] = ada.Id });
        Assert.Equal("This row is the same pupil of your record as row 2", plan.Rows[1].Notes[0].Text);
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_is_refused_unread()
    {
        using var huge = new Huge();
        Assert.Equal(PupilImports.TooLarge, Assert.IsType<Offered.Refused>(await Imports.Take(huge, "export.csv", "s1", _ct)).Reason);
    }

    [Theory]
    [InlineData("UPN,Surname\n", "The file has column names, but no pupils below them")]
    [InlineData("", "The file is empty")]
    [InlineData("%PDF-1.7", "This is not a text file. Save it as CSV and upload that: a workbook (.xlsx) or a PDF cannot be read")]
    public async Task A_file_without_pupils_is_refused(string text, string reason) =>
        Assert.Equal(reason, Assert.IsType<Offered.Refused>(await Imports.Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.csv", "s1", _ct)).Reason);

    [Theory]
    [InlineData("Legal Surname,Legal Forename,DOB,UPN,NC Year,SEN Status,Primary SEN need", "surname forename date-of-birth upn year-group sen-status sen-need-1")]
    [InlineData("Legal first name;Legal last name;Preferred first name;Date of Birth;Year group;Primary Guardian 1 name", "forename surname preferred-forename date-of-birth year-group")]
    [InlineData("Surname,Forename,Date of birth,Parent/Carer 1: Name,Parent/Carer 1: Email,Parent/Carer 2: Name", "surname forename date-of-birth contact-1-name contact-1-email contact-2-name")]
    [InlineData("Last name,First name,Birth Date,Contact name,Relationship,Email,Mobile", "surname forename date-of-birth contact-1-name contact-1-relationship contact-1-email contact-1-phone")]
    [InlineData("Last name,First name,Birth Date,Email", "surname forename date-of-birth")]
    public void Columns_are_known_by_the_names_that_management_systems_give_them(string header, string fields)
    {
        var found = ColumnMatch.Guess(header.Split(',', ';'));
        Assert.Equal(fields.Split(' '), fields.Split(' ').Intersect(found.OrderBy(f => f.Value).Select(f => f.Key)));
        Assert.Equal(fields.Split(' ').Length, found.Count(f => f.Key != "contact-1-name" || fields.Contains(f.Key, StringComparison.Ordinal)));
        Assert.Null(ColumnMatch.Problem(found));
    }

    [Fact]
    public void Columns_that_are_missing_are_named() =>
        Assert.Equal("Choose which column holds the forename and which the date of birth. A file without them cannot be imported", ColumnMatch.Problem(ColumnMatch.Guess(["UPN", "Surname"])));

    [Fact]
    public async Task The_template_reads_back_with_every_column_known()
    {
        var columns = ImportFields.All.Where(f => f.InTemplate).ToList();
        var found = ColumnMatch.Guess([.. columns.Select(c => c.Title)]);
        Assert.Equal(columns.Select(c => c.Id).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(columns, c => Assert.Equal(columns.IndexOf(c), found[c.Id]));
        await Task.CompletedTask;
    }

    private sealed class Huge : MemoryStream
    {
        public override long Length => 50 << 20;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("Nobody should read this.");
    }
}
