using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Csv;
using SencoFlows.Record;
using SencoFlows.Record.Import;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Record.Import;

public class PupilImportsTests
{
    private const string _head = "UPN,Surname,Forename,Date of birth,Year group,SEN status,SEN need 1,SEN need 2,Contact 1 name,Contact 1 relationship,Contact 1 parental responsibility,Contact 1 may be contacted,Contact 1 email\n";
    private const string _ada = "A391200026001,Okafor,Ada,15/03/2016,Year 5,K,SLCN,HI,Ngozi Okafor,Mother,Y,Y,ngozi@family.example\n";
    private const string _bea = "B801200005001,Lin,Bea,2017-01-02,4,N,,,,,,,\n";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Dictionary<int, string> _none = [];
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    private MemoryRows Rows => (MemoryRows)_store.Rows("100001");

    private Pupils Pupils => new(Rows);

    private PupilImports Imports => new(Rows, _store.Documents("100001"), new CsvFiles(), _clock);

    private async Task<Upload> Take(string text) => Assert.IsType<Offered.Taken>(await Imports.Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), "export.csv", "s1", _ct)).Upload;

    private async Task<ImportPlan> Plan(string text, Dictionary<int, string>? answers = null) => await Imports.Plan(await Take(text), answers ?? _none, _ct);

    private async Task<(Upload Upload, ImportAnswer Answer)> Import(string text, Dictionary<int, string>? answers = null)
    {
        var upload = await Take(text);
        var plan = await Imports.Plan(upload, _none, _ct);
        return (upload, await Imports.Import(upload, plan.Mark, answers ?? _none, _ct));
    }

    private async Task<List<string>> Problems(string text) =>
        [.. (await Plan(text)).Rows.Where(r => r.Outcome == RowOutcome.Problem).SelectMany(r => r.Notes.Select(n => $"{r.Row} {n.Column}: {n.Text}"))];

    private async Task<Pupil> One(string forename) => (await Pupils.All(_ct)).Single(p => p.Value.Forename == forename).Value;

    [Fact]
    public async Task A_file_of_pupils_and_contacts_becomes_the_record()
    {
        Assert.Equal(ImportAnswer.Done, (await Import(_head + _ada + _bea)).Answer);
        var ada = await One("Ada");
        Assert.Equal(("A391200026001", new DateOnly(2016, 3, 15), "5", SenProvision.SenSupport), (ada.Upn.ToString(), ada.DateOfBirth, ada.YearGroup, ada.Provision(new(2026, 11, 25))));
        Assert.Equal([SenType.SLCN, SenType.HI], ada.Needs.Select(n => n.Type));
        var mother = Assert.Single((await Pupils.File(ada.Id, _ct))!.Contacts).Value;
        Assert.Equal(("Ngozi Okafor", true, MayBeContacted.Yes, "ngozi@family.example"), (mother.Name, mother.ParentalResponsibility, mother.MayBeContacted, mother.Email));
        Assert.Empty((await One("Bea")).SenHistory);
    }

    [Fact]
    public async Task A_contact_of_whom_the_file_does_not_say_so_may_not_be_contacted()
    {
        await Import(_head + _ada.Replace("Mother,Y,Y", "Mother,Y,", StringComparison.Ordinal));
        Assert.Equal(MayBeContacted.NotRecorded, (await Pupils.File((await One("Ada")).Id, _ct))!.Contacts[0].Value.MayBeContacted);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await Import(_head + _ada + _bea);
        var plan = await Plan(_head + _ada + _bea);
        Assert.All(plan.Rows, r => Assert.Equal(RowOutcome.Unchanged, r.Outcome));
        Assert.False(plan.CanBeImported);
        Assert.Equal(2, (await Pupils.All(_ct)).Count);
    }

    [Fact]
    public async Task What_changes_is_said_pupil_by_pupil_and_an_empty_cell_changes_nothing()
    {
        await Import(_head + _ada + _bea);
        var plan = await Plan(_head + "A391200026001,Okafor-Hart,Ada,15/03/2016,6,E,ASD,,Ngozi Okafor,,,,ngozi@new.example\nB801200005001,Lin,Bea,2017-01-02,,,,,,,,,\n");
        Assert.Equal([RowOutcome.Changes, RowOutcome.Unchanged], plan.Rows.Select(r => r.Outcome));
        Assert.Equal(
        [
            "Surname: Okafor becomes Okafor-Hart", "Year group: Year 5 becomes Year 6", "SEN needs: SLCN, HI becomes ASD",
            "SEN status: K from 25 November 2026 becomes E from 25 November 2026", "Contact: email address changes",
        ], plan.Rows[0].Notes.Select(n => n.Text));
        Assert.Equal("Mother", plan.Incoming[0].Contacts[0].Value.Relationship);
    }

    [Fact]
    public async Task A_pupil_without_the_number_is_asked_about_and_becomes_the_same_or_a_new_one_as_answered()
    {
        await Import(_head + _ada);
        var file = _head + _ada.Replace("A391200026001", "", StringComparison.Ordinal).Replace("Year 5", "Year 6", StringComparison.Ordinal);
        var question = Assert.Single((await Plan(file)).Rows);
        Assert.Equal(RowOutcome.Question, question.Outcome);
        var ada = Assert.Single(question.Like);
        Assert.Equal(ImportAnswer.NotReady, (await Import(file)).Answer);

        Assert.Equal(ImportAnswer.Done, (await Import(file, new() { [2] = ada.Id })).Answer);
        Assert.Equal(("6", "A391200026001"), ((await One("Ada")).YearGroup, (await One("Ada")).Upn.ToString()));

        Assert.Equal(ImportAnswer.Done, (await Import(file, new() { [2] = ImportPlan.NewPupil })).Answer);
        Assert.Equal(2, (await Pupils.All(_ct)).Count);
    }

    [Fact]
    public async Task An_answer_that_names_another_pupil_is_no_answer()
    {
        await Import(_head + _ada + _bea);
        var bea = await One("Bea");
        var plan = await Plan(_head + _ada.Replace("A391200026001", "", StringComparison.Ordinal), new() { [2] = bea.Id });
        Assert.Equal(RowOutcome.Question, Assert.Single(plan.Rows).Outcome);
    }

    [Fact]
    public async Task A_child_known_by_another_name_is_found_by_it()
    {
        await Pupils.Save(new("p1", "Adaeze", "Okafor", new(2016, 3, 15), "5") { PreferredForename = "Ada" }, 0, _ct);
        Assert.Equal(RowOutcome.Question, Assert.Single((await Plan(_head + _ada)).Rows).Outcome);
    }

    [Fact]
    public async Task A_row_for_each_contact_is_one_pupil_with_several()
    {
        var plan = await Plan(_head + _ada + _ada.Replace("Ngozi Okafor,Mother", "Obi Okafor,Father", StringComparison.Ordinal).Replace("ngozi@", "obi@", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(plan.Incoming).Contacts.Count);
        Assert.True(plan.CanBeImported);
    }

    [Fact]
    public async Task A_file_never_lifts_what_keeps_somebody_from_being_told()
    {
        await Import(_head + _ada);
        var ada = await One("Ada");
        var mother = (await Pupils.File(ada.Id, _ct))!.Contacts[0];
        await Pupils.Save(ada.Id, mother.Value with { MayBeContacted = MayBeContacted.No, CourtOrder = new("Prohibited steps", "No contact", null), DoNotDiscloseAddress = true }, mother.Revision, _ct);
        var plan = await Plan(_head + _ada.Replace("Year 5", "6", StringComparison.Ordinal));
        Assert.Contains(plan.Rows[0].Notes, n => n.Text.StartsWith("Contact: the record says that this person may not be contacted, and that stays", StringComparison.Ordinal));
        Assert.Empty(plan.Incoming[0].Contacts);
    }

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
    public async Task A_record_that_changed_since_the_report_is_not_imported_over()
    {
        await Import(_head + _ada);
        var upload = await Take(_head + _ada.Replace("Year 5", "6", StringComparison.Ordinal));
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        var ada = await One("Ada");
        await Pupils.Save(ada with { LookedAfter = true }, 1, _ct);
        Assert.Equal(ImportAnswer.Changed, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal("5", (await One("Ada")).YearGroup);
    }

    [Fact]
    public async Task Another_pupil_with_one_of_the_numbers_saved_in_the_last_moment_stops_the_import()
    {
        var upload = await Take(_head + _ada);
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        var saves = Rows.Saves;
        Rows.Before = async n =>
        {
            if (n == saves + 1)
            {
                await Pupils.Save(new("p9", "Zed", "Other", new(2015, 1, 1), "6") { Upn = Upn.Parse("A391200026001") }, 0, _ct);
            }
        };
        Assert.Equal(ImportAnswer.Changed, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal("p9", Assert.Single(await Pupils.All(_ct)).Value.Id);
    }

    [Fact]
    public async Task Importing_twice_is_one_import_and_the_file_is_gone_afterwards()
    {
        var upload = await Take(_head + _ada);
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        Assert.Equal(ImportAnswer.Done, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal(ImportAnswer.Done, await Imports.Import((await Imports.Find(upload.Id, _ct))!, mark, _none, _ct));
        Assert.Equal(new ImportSummary(1, 0, 0), (await Imports.Find(upload.Id, _ct))!.Ended);
        Assert.Single(await Pupils.All(_ct));
        Assert.Null(await _store.Documents("100001").Open(upload.Kept, _ct));
    }

    [Fact]
    public async Task Cut_off_at_any_write_an_import_is_finished_by_the_next_try()
    {
        for (var crash = 1; crash < 30; crash++)
        {
            await Rows.RemoveAll(_ct);
            var upload = await Take(_head + _ada + _bea);
            var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
            var from = Rows.Saves;
            Rows.Before = n => n - from == crash ? throw new TimeoutException("The power went.") : Task.CompletedTask;
            var cut = false;
            try
            {
                await Imports.Import(upload, mark, _none, _ct);
            }
            catch (TimeoutException)
            {
                cut = true;
            }

            Rows.Before = null;
            Assert.Equal(ImportAnswer.Done, await Imports.Import((await Imports.Find(upload.Id, _ct))!, mark, _none, _ct));
            Assert.Equal(new ImportSummary(2, 0, 0), (await Imports.Find(upload.Id, _ct))!.Ended);
            Assert.Equal(2, (await Pupils.All(_ct)).Count);
            if (!cut)
            {
                return;
            }
        }

        Assert.Fail("The import never came to its end.");
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

    [Fact]
    public async Task Files_that_nobody_imports_are_deleted_a_day_later()
    {
        var old = await Take(_head + _ada);
        _clock.Advance(TimeSpan.FromHours(25));
        await Take(_head + _bea);
        Assert.Null(await Imports.Find(old.Id, _ct));
        Assert.Null(await _store.Documents("100001").Open(old.Kept, _ct));
    }

    [Fact]
    public async Task Giving_up_deletes_the_file_and_never_a_document_with_the_same_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(_head + _ada);
        var kept = await _store.Documents("100001").Put("test", new MemoryStream(bytes), 1 << 20, _ct);
        var upload = await Take(_head + _ada);
        await Imports.GiveUp(upload, _ct);
        Assert.NotNull(await _store.Documents("100001").Open(kept.Name, _ct));
        Assert.Null(await Imports.Find(upload.Id, _ct));
    }

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

    [Fact]
    public async Task A_thousand_rows_are_planned_and_imported_with_few_requests()
    {
        var file = new StringBuilder(_head);
        for (var i = 0; i < 1000; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $",Family{i},Child,15/03/2016,5,K,SLCN,,Parent {i},Mother,Y,Y,p{i}@family.example\n");
        }

        var upload = await Take(file.ToString());
        var before = Rows.Requests;
        var plan = await Imports.Plan(upload, _none, _ct);
        Assert.Equal(2, Rows.Requests - before);
        Assert.Equal(ImportAnswer.Done, await Imports.Import(upload, plan.Mark, _none, _ct));
        Assert.Equal(1000, (await Pupils.All(_ct)).Count);
        Assert.InRange(Rows.Requests - before, 1, 90);
    }

    private sealed class Huge : MemoryStream
    {
        public override long Length => 50 << 20;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("Nobody should read this.");
    }
}
