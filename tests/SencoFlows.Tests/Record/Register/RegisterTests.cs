using System.Text;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Csv;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Register;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Record.Register;

public class RegisterTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Encoding _western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    private readonly SchoolRegister _register;

    public RegisterTests() => _register = new(_store, _clock);

    private static Stream Seeded(string name) => System.Reflection.Assembly.Load("SencoFlows.Local").GetManifestResourceStream(name)!;

    private static string SeededText()
    {
        using var reader = new StreamReader(Seeded("establishments.csv"), _western);
        return reader.ReadToEnd();
    }

    private Task<RegisterImported> Import(string text, Stream? links = null) =>
        new RegisterImport(_register, new CsvFiles()).Run(new MemoryStream(_western.GetBytes(text)), links, _ct);

    private async Task Seed() => Assert.Null((await Import(SeededText(), Seeded("establishment-links.csv"))).Refused);

    private async Task<string[]> Names(string text) => [.. (await _register.Search(text, _ct)).Schools.Select(s => s.Name)];

    [Fact]
    public async Task The_shipped_file_is_whole_and_holds_the_schools_of_the_trial()
    {
        var done = await Import(SeededText(), Seeded("establishment-links.csv"));
        Assert.Equal(new RegisterChanges(41, 0, 0, 0, 2, 0), done.Changes);
        Assert.Empty(done.Bad);
        Assert.Empty(done.BadLinks);
        var ashdown = (await _register.Find("990103", _ct))!;
        Assert.Equal("Ashdown Academy", ashdown.Name);
        Assert.Equal("9014001", ashdown.Laestab);
        Assert.Equal(SencoFlows.Record.Phase.Secondary, ashdown.Phase);
        Assert.Equal("Mr Robert Leigh", ashdown.Head);
        Assert.True(MailAddress.IsOf("senco@ashdown.example", ashdown.Domain!));
        Assert.Equal("Ysgol Gymraeg Pentre Brân", (await _register.Find("990033", _ct))!.Name);
    }

    [Theory]
    [InlineData("larkf prim", "Larkfield Primary School|Larkfield Road Primary School")]
    [InlineData("st mary", "St Mary and St Joseph Catholic Primary School|St Mary's Church of England Primary School")]
    [InlineData("st marys", "St Mary's Church of England Primary School")]
    [InlineData("Saint Mary’s C of E", "St Mary's Church of England Primary School")]
    [InlineData("bran", "Ysgol Gymraeg Pentre Brân")]
    [InlineData("990103", "Ashdown Academy")]
    [InlineData("9014001", "Ashdown Academy")]
    [InlineData("zz26ad", "Ashdown Academy")]
    [InlineData("ZZ2 6AD", "Ashdown Academy")]
    [InlineData("academy aldersyke", "")]
    public async Task A_school_is_found_by_words_of_its_name_its_town_postcode_or_numbers(string typed, string names)
    {
        await Seed();
        var found = await Names(typed);
        Assert.Equal(names.Length == 0 ? [] : names.Split('|').Take(1), found.Take(1));
        Assert.Equal(names.Length == 0 ? [] : names.Split('|').Order(), found.Intersect(names.Split('|')).Order());
    }

    [Fact]
    public async Task Towns_find_their_schools_and_closed_ones_come_last()
    {
        await Seed();
        var found = (await _register.Search("marlbridge", _ct)).Schools;
        Assert.Equal("Marlbridge Primary School", found[0].Name);
        Assert.Equal(["Castle Hill Primary School", "Quay Street Primary School"], found.SkipWhile(s => s.TakesPupils).Select(s => s.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("  ' ")]
    [InlineData(null)]
    public async Task One_letter_finds_nothing(string? typed)
    {
        await Seed();
        Assert.Empty((await _register.Search(typed, _ct)).Schools);
    }

    [Fact]
    public async Task A_closed_school_leads_to_the_school_that_stands_in_its_place()
    {
        await Seed();
        var closed = (await _register.Find("990009", _ct))!;
        Assert.Equal(SchoolStatus.Closed, closed.Status);
        Assert.Equal(new(2025, 8, 31), closed.Closed);
        Assert.Equal("Harbour View Primary School", Assert.Single(await _register.StandingFor(closed, _ct)).Name);
        var open = (await _register.Find("990101", _ct))!;
        Assert.Equal(open, Assert.Single(await _register.StandingFor(open, _ct)));
    }

    [Fact]
    public async Task Schools_that_followed_on_each_other_in_a_circle_end_nowhere()
    {
        await Seed();
        using var links = new MemoryStream("URN,LinkURN,LinkType\n990009,990011,Successor\n990011,990009,Successor\n"u8.ToArray());
        await Import(SeededText(), links);
        Assert.Empty(await _register.StandingFor((await _register.Find("990009", _ct))!, _ct));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await Seed();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new RegisterChanges(0, 0, 41, 0, 0, 0), (await Import(SeededText(), Seeded("establishment-links.csv"))).Changes);
    }

    [Fact]
    public async Task Importing_again_marks_closures_and_successors_and_leaves_alone_what_the_file_does_not_mention()
    {
        await Seed();
        var lines = SeededText().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var oakLane = lines.Single(l => l.Contains("Oak Lane Primary", StringComparison.Ordinal)).Replace("\"1\",\"Open\"", "\"2\",\"Closed\"", StringComparison.Ordinal);
        using var links = new MemoryStream("URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n990016,990001,Oak Lane,Predecessor - merged,01-09-2026\n"u8.ToArray());
        var done = await Import($"{lines[0]}\r\n{oakLane}\r\n", links);
        Assert.Equal(new RegisterChanges(0, 1, 0, 1, 1, 40), done.Changes);
        var closed = (await _register.Find("990001", _ct))!;
        Assert.Equal(SchoolStatus.Closed, closed.Status);
        Assert.Equal(["990016"], closed.Successors);
        Assert.NotNull(await _register.Find("990101", _ct));
    }

    [Fact]
    public async Task Without_the_file_of_links_what_is_known_of_successors_stays()
    {
        await Seed();
        Assert.Equal(0, (await Import(SeededText())).Changes!.Changed);
        Assert.Equal(["990010"], (await _register.Find("990009", _ct))!.Successors);
    }

    [Theory]
    [InlineData("URN")]
    [InlineData("SchoolWebsite")]
    public async Task A_missing_column_is_named_and_nothing_is_imported(string column)
    {
        await Seed();
        var done = await Import(SeededText().Replace($"\"{column}\"", "\"Else\"", StringComparison.Ordinal).Replace("Larkfield", "Skylark", StringComparison.Ordinal));
        Assert.Equal($"The file has no column called {column}. Upload the file as it was downloaded", done.Refused);
        Assert.Null(done.Changes);
        Assert.Equal("Larkfield Primary School", (await _register.Find("990101", _ct))!.Name);
    }

    [Fact]
    public async Task The_file_of_links_in_place_of_the_schools_is_refused()
    {
        using var reader = new StreamReader(Seeded("establishment-links.csv"), _western);
        Assert.StartsWith("The file has no column called LA (code)", (await Import(await reader.ReadToEndAsync(_ct))).Refused, StringComparison.Ordinal);
        Assert.Null(await _register.State(_ct));
    }

    [Fact]
    public async Task Broken_rows_are_named_by_row_and_column_and_the_others_are_imported()
    {
        var lines = SeededText().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[1] = lines[1].Replace("\"990101\"", "\"10001\"", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("\"01-09-1998\"", "\"31-02-2017\"", StringComparison.Ordinal);
        lines[3] = lines[3].Replace("\"Open\"", "\"Ajar\"", StringComparison.Ordinal);
        lines[6] = lines[6].Replace("\"Oak Lane Primary School\"", "\"\"", StringComparison.Ordinal);
        lines[8] = lines[7];
        lines[^1] = lines[^1][..60];
        var done = await Import(string.Join("\r\n", lines));
        Assert.Equal([(2, "URN"), (3, "OpenDate"), (4, "EstablishmentStatus (name)"), (7, "EstablishmentName"), (9, "URN"), (42, null)], done.Bad.Select(b => (b.Row, b.Column)));
        Assert.Equal("\"31-02-2017\" is not a date like 31-08-2026", done.Bad[1].Why);
        Assert.Equal(35, done.Changes!.Added);
    }

    [Fact]
    public async Task A_file_that_is_cut_in_the_middle_of_a_row_does_not_empty_that_school()
    {
        await Seed();
        var text = SeededText();
        var done = await Import(text[..^100]);
        Assert.Equal(42, Assert.Single(done.Bad).Row);
        Assert.Equal("01632960040", (await _register.Find("990037", _ct))!.Phone);
    }

    [Fact]
    public async Task Another_host_sees_an_import_within_a_minute_and_searching_reads_nothing_in_between()
    {
        await Seed();
        var other = new SchoolRegister(_store, _clock);
        var rows = (MemoryRows)_store.Directory;
        Assert.NotEmpty((await other.Search("lark", _ct)).Schools);
        await Import(SeededText().Replace("Larkfield", "Skylark", StringComparison.Ordinal));
        var before = rows.Requests;
        for (var i = 0; i < 50; i++)
        {
            Assert.NotEmpty((await other.Search("larkf", _ct)).Schools);
        }

        Assert.Equal(0, rows.Requests - before);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty((await other.Search("skylark", _ct)).Schools);
        Assert.Equal(1, rows.Requests - before);
    }

    [Fact]
    public async Task Two_imports_at_once_keep_both()
    {
        var lines = SeededText().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var rows = (MemoryRows)_store.Directory;
        var second = false;
        rows.Before = async _ =>
        {
            if (!second)
            {
                second = true;
                Assert.Equal(1, (await new RegisterImport(new(_store, _clock), new CsvFiles()).Run(new MemoryStream(_western.GetBytes($"{lines[0]}\n{lines[2]}")), null, _ct)).Changes!.Added);
            }
        };
        await Import($"{lines[0]}\n{lines[1]}");
        Assert.NotNull(await _register.Find("990101", _ct));
        Assert.NotNull(await _register.Find("990102", _ct));
    }

    [Fact]
    public async Task An_empty_register_finds_nothing_and_is_no_error()
    {
        Assert.Empty((await _register.Search("larkfield", _ct)).Schools);
        Assert.Null(await _register.State(_ct));
    }

    [Theory]
    [InlineData("https://www.larkfield.sch.example/about", "larkfield.sch.example")]
    [InlineData("WWW.Larkfield.Sch.Example", "larkfield.sch.example")]
    [InlineData("http://larkfield.sch.example:8080", "larkfield.sch.example")]
    [InlineData("https://sites.google.com/larkfield", null)]
    [InlineData("https://www.wellshire.gov.uk/schools/larkfield", null)]
    [InlineData("larkfield.wordpress.com", null)]
    [InlineData("none", null)]
    [InlineData("192.168.0.1", null)]
    [InlineData("", null)]
    [InlineData("http://", null)]
    public void The_official_domain_is_the_website_without_www_unless_others_share_it(string website, string? domain) =>
        Assert.Equal(domain, OfficialDomain.Of(website));
}
