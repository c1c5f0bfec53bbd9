using System.Net;
using SencoFlows.Record;
using SencoFlows.Record.Files;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Record.Files;

namespace SencoFlows.Tests.Web.PupilRecord;

public sealed class DocumentPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<TestSite> Start()
    {
        var site = await TestSite.Start();
        await new Pupils(site.Rows).Save(new("p1", "Ada", "Okafor", new(2016, 3, 15), "5"), 0, _ct);
        return site;
    }

    private static async Task<Shown> Add(Browser browser, string name, byte[] bytes, string who = "Record", string kind = "SpecialistReport") =>
        await browser.Upload(await browser.Get("/pupils/p1/documents/new"), "/pupils/p1/documents/new", [("File", name, bytes)], ("Kind", kind), ("Confidentiality", who));

    private static async Task<IReadOnlyList<Document>> Stored(TestSite site) => (await new Pupils(site.Rows).Find("p1", _ct))!.Value.Documents;

    [Fact]
    public async Task A_document_comes_back_as_a_download_byte_for_byte_and_the_reading_is_noted()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Redirect, (await Add(browser, "../Zoë’s report.pdf", Samples.Pdf)).Status);
        var document = Assert.Single(await Stored(site));
        Assert.Equal(("Zoë’s report.pdf", "application/pdf", "s1"), (document.Name, document.Type, document.AddedBy));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await browser.Http.GetAsync(new Uri($"/pupils/p1/documents/{document.Id}", UriKind.Relative), _ct);
        Assert.Equal(Samples.Pdf, await answer.Content.ReadAsByteArrayAsync(_ct));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Zoë’s report.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("no-store", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        var log = await new PupilLog(site.Rows).Of("p1", _ct);
        Assert.Equal([("document-added", document.Id), ("document-read", document.Id)], log.Select(l => (l.What, l.Of)));
    }

    [Theory]
    [InlineData("s1", true)]
    [InlineData("h1", true)]
    [InlineData("d1", true)]
    [InlineData("a1", false)]
    public async Task A_restricted_document_is_there_only_for_those_who_may_see_it(string staff, bool sees)
    {
        await using var site = await Start();
        await Add(await site.SignedIn("d1"), "private.pdf", Samples.Pdf, "Restricted");
        var browser = await site.SignedIn(staff);
        var page = await browser.Get("/pupils/p1");
        Assert.Equal(sees, page.Text.Contains("private.pdf", StringComparison.Ordinal));
        Assert.Equal(!sees, page.Text.Contains("1 restricted document is not shown", StringComparison.Ordinal));
        var id = (await Stored(site))[0].Id;
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await browser.Http.GetAsync(new Uri($"/pupils/p1/documents/{id}", UriKind.Relative), _ct)).StatusCode);
    }

    [Theory]
    [InlineData("virus.pdf", "MZ\u0001\u0002")]
    [InlineData("page.html", "<script>alert(1)</script>")]
    [InlineData("run.bat", "@echo off")]
    public async Task A_forbidden_type_is_refused_by_its_content(string name, string content)
    {
        await using var site = await Start();
        var shown = await Add(await site.SignedIn(), name, System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal([$"The selected file must be {FileKind.Accepted}"], shown.Errors);
        Assert.Empty(await Stored(site));
    }

    [Fact]
    public async Task A_document_over_25_MB_is_refused_at_its_field_and_a_larger_one_unread()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var large = new byte[(25 << 20) + 1];
        Samples.Pdf.CopyTo(large, 0);
        Assert.Equal([DocumentIntake.TooLarge], (await Add(browser, "large.pdf", large)).Errors);
        using var content = new StreamContent(new MemoryStream());
        content.Headers.ContentLength = 26 << 20;
        var shown = await Browser.Read(await browser.Http.PostAsync(new Uri("/pupils/p1/documents/new", UriKind.Relative), content, _ct));
        Assert.Equal("The file is too large", shown.H1);
    }

    [Fact]
    public async Task Without_a_file_or_a_choice_the_form_says_what_is_missing()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var form = await browser.Get("/pupils/p1/documents/new");
        Assert.Equal(["Choose a file", "Choose what the document is", "Choose who may see it"], (await browser.Upload(form, "/pupils/p1/documents/new", [])).Errors);
        Assert.Equal(["Choose the file again: a browser does not keep it", "Choose who may see it"], (await browser.Upload(form, "/pupils/p1/documents/new", [("File", "a.pdf", Samples.Pdf)], ("Kind", "Medical"))).Errors);
    }

    [Fact]
    public async Task The_same_form_sent_twice_adds_one_document()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var form = await browser.Get("/pupils/p1/documents/new");
        for (var i = 0; i < 2; i++)
        {
            await browser.Upload(form, "/pupils/p1/documents/new", [("File", "a.pdf", Samples.Pdf)], ("Kind", "Medical"), ("Confidentiality", "SchoolOnly"));
        }

        Assert.Single(await Stored(site));
    }

    [Fact]
    public async Task Who_sees_a_document_is_changed_and_a_document_removed_by_those_who_decide()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        await Add(browser, "a.pdf", Samples.Pdf);
        var document = Assert.Single(await Stored(site));
        var at = $"/pupils/p1/documents/{document.Id}";
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("a1")).Get($"{at}/change")).Status);
        await browser.Send(await browser.Get($"{at}/change"), $"{at}/change", ("Confidentiality", "Restricted"), ("Kind", "EhcPlan"));
        Assert.Equal((Confidentiality.Restricted, DocumentKind.EhcPlan), ((await Stored(site))[0].Confidentiality, (await Stored(site))[0].Kind));
        await browser.Send(await browser.Get($"{at}/remove"), $"{at}/remove");
        Assert.Empty(await Stored(site));
        Assert.Null(await site.Store.Documents(TestSite.Urn).Open(document.Kept, _ct));
    }

    [Fact]
    public async Task A_removed_document_that_another_pupil_has_too_stays_with_them()
    {
        await using var site = await Start();
        await new Pupils(site.Rows).Save(new("p2", "Bea", "Lin", new(2016, 3, 15), "5"), 0, _ct);
        var browser = await site.SignedIn();
        await Add(browser, "a.pdf", Samples.Pdf);
        await browser.Upload(await browser.Get("/pupils/p2/documents/new"), "/pupils/p2/documents/new", [("File", "b.pdf", Samples.Pdf)], ("Kind", "Medical"), ("Confidentiality", "Record"));
        var document = Assert.Single(await Stored(site));
        var theirs = Assert.Single((await new Pupils(site.Rows).Find("p2", _ct))!.Value.Documents);
        Assert.Equal(document.Sha256, theirs.Sha256);

        await browser.Send(await browser.Get($"/pupils/p1/documents/{document.Id}/remove"), $"/pupils/p1/documents/{document.Id}/remove");

        Assert.Null(await site.Store.Documents(TestSite.Urn).Open(document.Kept, _ct));
        Assert.Equal(Samples.Pdf, await browser.Http.GetByteArrayAsync(new Uri($"/pupils/p2/documents/{theirs.Id}", UriKind.Relative), _ct));
    }

    [Theory]
    [InlineData("pupil")]
    [InlineData("pack")]
    public async Task A_document_from_before_holders_had_names_stays_while_another_record_or_pack_names_its_bytes(string other)
    {
        await using var site = await Start();
        var stored = await site.Store.Documents(TestSite.Urn).Put("", new MemoryStream(Samples.Pdf), 1 << 20, _ct);
        var old = new Document("d1", stored.Sha256, "a.pdf", "application/pdf", stored.Bytes, DocumentKind.Medical, Confidentiality.Record, site.Clock.GetUtcNow(), "s1");
        var pupils = new Pupils(site.Rows);
        await pupils.Change("p1", p => p with { Documents = [old] }, _ct);
        var packs = new KeptPacks(site.Rows);
        await (other == "pupil"
            ? (Task)pupils.Save(new("p2", "Bea", "Lin", new(2016, 3, 15), "5") { Documents = [old with { Id = "d9" }] }, 0, _ct)
            : packs.Keep("t1", 1, new("{}", "", stored.Sha256, stored.Bytes), _ct));
        var browser = await site.SignedIn();

        await browser.Send(await browser.Get("/pupils/p1/documents/d1/remove"), "/pupils/p1/documents/d1/remove");
        Assert.NotNull(await site.Store.Documents(TestSite.Urn).Open(stored.Name, _ct));

        await (other == "pupil" ? (Task)pupils.Change("p2", p => p with { Documents = [] }, _ct) : packs.Withdraw("t1", _ct));
        await new Shredder(site.Rows, site.Store.Documents(TestSite.Urn)).Delete(stored.Name, _ct);
        Assert.Null(await site.Store.Documents(TestSite.Urn).Open(stored.Name, _ct));
    }
}
