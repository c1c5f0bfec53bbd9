using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Csv;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Ctf;
using SencoFlows.Record.Import;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Record.Import;

public sealed class CtfTests
{
    private const string _pupil = """
          <Pupil>
            <UPN>A391200026001</UPN><Surname>Okafor</Surname><Forename>Ada</Forename><DOB>2016-03-15</DOB><Sex>F</Sex>
            <BasicDetails><PreferredForename>Addy</PreferredForename><NCyearActual>5</NCyearActual>
              <Languages><Type><LanguageType>F</LanguageType><Language>ENG</Language></Type></Languages></BasicDetails>
            <LookedAfter><InCare>true</InCare><CareAuthority>391</CareAuthority></LookedAfter>
            <SENhistory>
              <SEN><StartDate>2025-09-01</StartDate><SENprovision>K</SENprovision></SEN>
              <SENneeds><SENneed><SENtype>HI</SENtype><SENtypeRank>2</SENtypeRank></SENneed><SENneed><NeedStartDate>2025-09-01</NeedStartDate><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds>
            </SENhistory>
            <Contacts><Contact><Order>1</Order><Title>Mrs</Title><Surname>Okafor</Surname><Forename>Ngozi</Forename><Relationship>PAM</Relationship><Responsibility>true</Responsibility>
              <Address><PAON>4</PAON><Street>Lane Road</Street><Town>Wellhead</Town><PostCode>AB1 2CD</PostCode></Address>
              <Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone></Phones><Email>ngozi@family.example</Email></Contact></Contacts>
          </Pupil>
        """;

    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    private Pupils Pupils => new(_store.Rows("100001"));

    private PupilImports Imports => new(_store.Rows("100001"), _store.Documents("100001"), new CsvFiles(), _clock);

    private static string File(string pupils, string header = "<CTFversion>25.0</CTFversion>") => $"<?xml version=\"1.0\"?>\n<CTfile>\n<Header>{header}</Header>\n<CTFpupilData>\n{pupils}\n</CTFpupilData>\n</CTfile>";

    private Task<Offered> Take(string text, string? laestab = null) => Imports.Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), "8201001_CTF_8202002_001.xml", "s1", _ct, laestab);

    private async Task<ImportPlan> Plan(string text) => await Imports.Plan(Assert.IsType<Offered.Taken>(await Take(text)).Upload, new Dictionary<int, string>(), _ct);

    private async Task<Pupil> Import(string text)
    {
        var upload = Assert.IsType<Offered.Taken>(await Take(text)).Upload;
        Assert.True(upload.IsCtf);
        var plan = await Imports.Plan(upload, new Dictionary<int, string>(), _ct);
        Assert.True(plan.CanBeImported, string.Join("; ", plan.Rows.SelectMany(r => r.Notes.Select(n => n.Text))));
        Assert.Equal(ImportAnswer.Done, await Imports.Import(upload, plan.Mark, new Dictionary<int, string>(), _ct));
        return Assert.Single(await Pupils.All(_ct)).Value;
    }

    [Fact]
    public async Task The_pupil_part_becomes_the_record_with_needs_in_order_of_rank()
    {
        var ada = await Import(File(_pupil));
        Assert.Equal(("A391200026001", "Ada", "Addy", new DateOnly(2016, 3, 15), "5", Sex.Female), (ada.Upn.ToString(), ada.Forename, ada.PreferredForename, ada.DateOfBirth, ada.YearGroup, ada.Sex));
        Assert.Equal(("English", true, "391"), (ada.FirstLanguage, ada.LookedAfter, ada.CareAuthority));
        Assert.Equal([new SenStatus(new(2025, 9, 1), SenProvision.SenSupport)], ada.SenHistory);
        Assert.Equal([(SenType.SLCN, new DateOnly(2025, 9, 1)), (SenType.HI, null)], ada.Needs.Select(n => (n.Type, n.Since)));
        var mother = Assert.Single((await Pupils.File(ada.Id, _ct))!.Contacts).Value;
        Assert.Equal(("Mrs Ngozi Okafor", "Mother", true, MayBeContacted.NotRecorded, "01632 960001"), (mother.Name, mother.Relationship, mother.ParentalResponsibility, mother.MayBeContacted, mother.Phone));
        Assert.Equal(["4", "Lane Road", "Wellhead", "AB1 2CD"], mother.Address);
    }

    [Fact]
    public async Task Any_order_of_elements_a_namespace_and_Gender_instead_of_Sex_give_the_same()
    {
        var one = SencoFlows.Cases.Wire.Write(await Import(File(_pupil)) with { Id = "x" });
        var turned = XElement.Parse(_pupil);
        Turn(turned);
        turned.Element("Sex")!.Name = "Gender";
        var other = new CtfTests();
        var second = await other.Import(File(turned.ToString()).Replace("<CTfile>", "<CTfile xmlns=\"urn:some:system\">", StringComparison.Ordinal).Replace("25.0", "17.1", StringComparison.Ordinal));
        Assert.Equal(one, SencoFlows.Cases.Wire.Write(second with { Id = "x" }));

        static void Turn(XElement e)
        {
            foreach (var child in e.Elements())
            {
                Turn(child);
            }

            if (e.HasElements && e.Name.LocalName != "Address")
            {
                e.ReplaceNodes(e.Elements().Reverse().ToList());
            }
        }
    }

    [Fact]
    public async Task Old_codes_stay_as_history_and_what_the_record_holds_is_not_written_over()
    {
        var pupils = Pupils;
        await pupils.Save(new Pupil("p1", "Ada", "Okafor", new(2016, 3, 15), "5") { Upn = Upn.Parse("A391200026001"), SenHistory = [new(new(2025, 9, 1), SenProvision.Plan)] }, 0, _ct);
        var history = _pupil.Replace("<SENhistory>", "<SENhistory><SEN><SENprovision>A</SENprovision><StartDate>2013-01-08</StartDate></SEN><SEN><SENprovision>S</SENprovision><StartDate>2014-01-08</StartDate></SEN>", StringComparison.Ordinal);
        var ada = await Import(File(history));
        Assert.Equal(
            [new(new(2013, 1, 8), SenProvision.SenSupport) { As = "A" }, new(new(2014, 1, 8), SenProvision.Plan) { As = "S" }, new SenStatus(new(2025, 9, 1), SenProvision.Plan)], ada.SenHistory);
        Assert.Equal(SenProvision.Plan, ada.Provision(new(2026, 11, 25)));
    }

    [Fact]
    public async Task What_is_wrong_names_its_element_and_line()
    {
        var plan = await Plan(File(_pupil.Replace("2016-03-15", "15/03/2016", StringComparison.Ordinal).Replace("<SENprovision>K", "<SENprovision>Q", StringComparison.Ordinal).Replace("A391200026001", "A391200026002", StringComparison.Ordinal)));
        var report = Assert.Single(plan.Rows);
        Assert.Equal((RowOutcome.Problem, "Okafor, Ada", 5), (report.Outcome, report.Who, report.Row));
        Assert.Contains(report.Notes, n => n.Column == "DOB" && n.Text.StartsWith("Line 6: DOB “15/03/2016” is not a date", StringComparison.Ordinal));
        Assert.Contains(report.Notes, n => n.Column == "SENprovision" && n.Text.StartsWith("Line 11: SENprovision “Q” is not a SEN code", StringComparison.Ordinal));
        Assert.Contains(report.Notes, n => n.Column == "UPN");
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE CTfile [<!ENTITY a \"b\">]><CTfile/>", "document type")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE CTfile SYSTEM \"file:///etc/passwd\"><CTfile><CTFpupilData><Pupil/></CTFpupilData></CTfile>", "document type")]
    [InlineData("<CTfile><CTFpupilData><Pupil><Surname>&xxe;</Surname></Pupil></CTFpupilData></CTfile>", "Line 1, place ")]
    [InlineData("<CTfile><CTFpupilData><Pupil><Surname>A</Surname>", "Line 1, place ")]
    [InlineData("<html><body/></html>", "its first element is called html")]
    [InlineData("<CTfile><Header/></CTfile>", "holds no pupil")]
    public async Task Hostile_or_broken_xml_is_refused_with_its_line_and_nothing_is_kept(string text, string why)
    {
        var refused = Assert.IsType<Offered.Refused>(await Take(text));
        Assert.Contains(why, refused.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("passwd", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, _store.Kept("100001"));
    }

    [Fact]
    public async Task Depth_and_size_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 200_000));
        Assert.Contains("nested more deeply", Assert.IsType<Offered.Refused>(await Take($"<CTfile><CTFpupilData><Pupil>{deep}")).Reason, StringComparison.Ordinal);
        var wide = string.Concat(Enumerable.Repeat("<a/>", 30_000));
        Assert.Contains("more elements", Assert.IsType<Offered.Refused>(await Take($"<CTfile><CTFpupilData><Pupil>{wide}</Pupil></CTFpupilData></CTfile>")).Reason, StringComparison.Ordinal);
        Assert.Equal(PupilImports.TooLarge, Assert.IsType<Offered.Refused>(await Take("<CTfile>" + new string(' ', 11 << 20))).Reason);
    }

    [Fact]
    public async Task A_file_for_another_school_is_refused()
    {
        const string header = "<DestSchool><Estab>2002</Estab><LEA>820</LEA></DestSchool>";
        Assert.Contains("820/2002, and yours is 820/1001", Assert.IsType<Offered.Refused>(await Take(File(_pupil, header), "8201001")).Reason, StringComparison.Ordinal);
        Assert.IsType<Offered.Taken>(await Take(File(_pupil, header), "8202002"));
    }

    [Fact]
    public async Task A_draft_that_is_written_can_be_read_again()
    {
        var pupil = TransferDesk.Pupil with { Sex = Sex.Female };
        var content = PackContent.Of(pupil, TransferDesk.Contacts, new Transfer(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed), "s1", new(2026, 11, 20)), new(2026, 11, 25));
        var bytes = CtfWriter.Write(content.Record, pupil.Sex, new Tale().School, new("Hill Top Academy", "100002", "8202002"), "8202002", "25.0", _clock.GetUtcNow());
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Draft.", text, StringComparison.Ordinal);
        Assert.Contains("<AcademicYear>2026</AcademicYear>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Lane", text, StringComparison.Ordinal);
        Assert.Contains("<Gender>F</Gender>", Encoding.UTF8.GetString(CtfWriter.Write(content.Record, pupil.Sex, new Tale().School, new("Hill", null, null), CtfWriter.NotKnown, "24.0", _clock.GetUtcNow())), StringComparison.Ordinal);
        var back = await Import(text);
        Assert.Equal((pupil.Upn, pupil.Surname, pupil.Forename, pupil.DateOfBirth, pupil.Sex), (back.Upn, back.Surname, back.Forename, back.DateOfBirth, back.Sex));
        Assert.Equal(pupil.SenHistory, back.SenHistory);
        Assert.Equal(pupil.Needs.Select(n => n.Type), back.Needs.Select(n => n.Type));
    }

    [Fact]
    public async Task Files_are_named_as_the_DfE_names_them_and_count_up_for_each_destination()
    {
        var numbers = new CtfNumbers(_store.Rows("100001"));
        Assert.Equal(1, await numbers.Next("8202002", "a", _ct));
        Assert.Equal(2, await numbers.Next("8202002", "b", _ct));
        Assert.Equal(2, await numbers.Next("8202002", "b", _ct));
        Assert.Equal(1, await numbers.Next(CtfWriter.NotKnown, "c", _ct));
        Assert.Equal("8201001_CTF_8202002_002.xml", CtfWriter.FileName("8201001", "8202002", 2));
        Assert.Equal("8201001_CTF_XXXXXXX_001.xml", CtfWriter.FileName("8201001", CtfWriter.NotKnown, 1000));
    }
}
