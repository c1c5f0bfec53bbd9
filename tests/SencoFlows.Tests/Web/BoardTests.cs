using System.Net;
using System.Text;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class BoardTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_transfer_says_where_since_when_whose_move_and_what_next()
    {
        await using var site = await Board();
        var page = await (await site.SignedIn()).Get("/transfers");
        Assert.Equal("Transfers – SencoFlows", page.Document.Title);
        Assert.Contains("3 records on the way, 1 overdue.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Khan, Zara | Valley High | The email to the next school came back | 20 November 2026 | SENCO | Overdue since 23 November 2026 Correct the address: Khan, Zara | 25 January 2027",
                "Okafor, Ada | Hill Top Academy | Sent | 25 November 2026 | Next school | 26 November 2026 | 25 January 2027",
                "Jones, Rhys | Hill Top Academy | Opened, not checked yet | 25 November 2026 | Next school | 3 December 2026 | 25 January 2027",
            ], Lines(page));
        Assert.Equal(6, page.Document.QuerySelectorAll("td a[href^='/law/why?rule=']").Length);
    }

    [Theory]
    [InlineData("?move=us", "Khan, Zara")]
    [InlineData("?move=them", "Okafor, Ada|Jones, Rhys")]
    [InlineData("?late=yes", "Khan, Zara")]
    [InlineData("?stage=Sent", "Okafor, Ada")]
    [InlineData("?to=Valley%20High", "Khan, Zara")]
    [InlineData("?sort=pupil", "Jones, Rhys|Khan, Zara|Okafor, Ada")]
    [InlineData("?sort=pupil&down=yes", "Okafor, Ada|Khan, Zara|Jones, Rhys")]
    [InlineData("?sort=school&move=them", "Jones, Rhys|Okafor, Ada")]
    [InlineData("?sort=<script>&move=x&stage=nowhere", "")]
    [InlineData("?finished=yes", "Nowak, Jan")]
    public async Task It_is_filtered_and_sorted_by_its_address(string query, string pupils)
    {
        await using var site = await Board();
        var page = await (await site.SignedIn("a1")).Get("/transfers" + query);
        Assert.Equal(pupils, string.Join('|', page.Document.QuerySelectorAll("tbody th").Select(c => c.Text())));
        Assert.DoesNotContain("Okafor", string.Join(' ', page.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_the_same_table_and_no_cell_of_it_is_a_formula()
    {
        await using var site = await Board();
        await site.Move("c9", label: "=HYPERLINK(\"https://evil.example\"), Eve");
        await site.Sent("c9");
        var browser = await site.SignedIn();
        var link = (await browser.Get("/transfers?move=them&sort=pupil")).Document.QuerySelectorAll("a").Single(a => a.Text() == "Download this table").GetAttribute("href")!;
        using var response = await browser.Http.GetAsync(new Uri(link, UriKind.Relative), _ct);
        Assert.Equal("attachment; filename=transfers-2026-11-25.csv; filename*=UTF-8''transfers-2026-11-25.csv", response.Content.Headers.ContentDisposition!.ToString());
        var lines = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(_ct)).Split("\r\n");
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("\uFEFFPupil,Next school,Where it is,Since", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"Jones, Rhys\",Hill Top Academy,\"Opened, not checked yet\",2026-11-25,Next school,,2026-12-03,2027-01-25,\"Education", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("\"'=HYPERLINK(\"\"https://evil.example\"\"), Eve\",", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t1", HttpStatusCode.Forbidden)]
    [InlineData("d1", HttpStatusCode.Forbidden)]
    [InlineData("h1", HttpStatusCode.OK)]
    public async Task Who_may_see_the_board_and_print_a_pack(string staff, HttpStatusCode status)
    {
        await using var site = await Board();
        await site.Ada();
        var browser = await site.SignedIn(staff);
        foreach (var address in (string[])["/transfers", "/transfers.csv", "/transfers/100001-ada/print"])
        {
            Assert.Equal(status, (await browser.Get(address)).Status);
        }
    }

    [Fact]
    public async Task The_board_is_one_range_read()
    {
        await using var site = await Board();
        var browser = await site.SignedIn();
        await browser.Get("/transfers");
        var before = ((MemoryRows)site.Rows).Requests;
        await browser.Get("/transfers");
        Assert.Equal(1, ((MemoryRows)site.Rows).Requests - before);
    }

    [Fact]
    public async Task The_pack_on_paper_has_a_cover_both_sheets_and_the_list_of_documents_and_each_print_is_noted()
    {
        await using var site = await Board();
        await site.Ada(new Document("d1", new string('c', 64), "Speech therapy.pdf", "application/pdf", 100, DocumentKind.SpecialistReport, Confidentiality.Record, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1"),
            new Document("d2", new string('d', 64), "Medical.pdf", "application/pdf", 100, DocumentKind.Medical, Confidentiality.Restricted, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1"));
        var page = await (await site.SignedIn("a1")).Get("/transfers/100001-ada/print");
        Assert.Equal("Pack to print – SencoFlows", page.Document.Title);
        Assert.Contains("Speech therapy.pdf", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Medical.pdf", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Lane", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Confidential: for the SENCO to open", "Ada Okafor: first-day sheet", "Ada Okafor: SEN record"], page.Document.QuerySelectorAll("section > h1, section > .govuk-heading-l").Select(h => h.Text()));
        var noted = Assert.Single(await new PupilLog(site.Rows).Of("p1", _ct));
        Assert.Equal(("pack-printed", "ada", "a1", Role.Admin), (noted.What, noted.Of, noted.By.Id, noted.By.Role));

        var browser = await site.SignedIn();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/transfers/100002-ada/print")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/transfers/100001-nobody/print")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/transfers/100001-jan/print")).Status);
    }

    private static IEnumerable<string> Lines(Shown page) => page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.Text().Replace(": why this date?", " ", StringComparison.Ordinal).TrimEnd())));

    /// <summary>Four transfers, each somewhere else.</summary>
    private static async Task<TestSite> Board()
    {
        var site = await TestSite.Start();
        await site.Move("zara", Tale.Registered with { Name = "Valley High", Urn = "100003" }, label: "Khan, Zara");
        await site.Sent("zara");
        await site.Told("zara", new Told.Bounced(1), Moves.Packs);
        await site.Move("jan", label: "Nowak, Jan");
        await site.Told("jan", new Told.CameBack(new(2026, 11, 20)), Tale.Senco);
        await site.Until(2026, 11, 25, "zara");
        await site.Move("ada");
        await site.Sent("ada");
        await site.Move("rhys", label: "Jones, Rhys");
        await site.Sent("rhys");
        await site.Told("rhys", new Told.Opened(1), Tale.NextSchool);
        return site;
    }
}
