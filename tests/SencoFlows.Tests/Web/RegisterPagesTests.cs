using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Tests.GovUk;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Register;

namespace SencoFlows.Tests.Web;

public sealed class RegisterPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static byte[] Seeded(string name)
    {
        using var file = System.Reflection.Assembly.Load("SencoFlows.Local").GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<TestSite> Start(bool seeded = true)
    {
        var site = await TestSite.Start(pages: pages =>
        {
            pages.MapGet("/where", () => TypedResults.Content(Html(new(), FormErrors.None), "text/html")).ForAnyStaff();
            pages.MapPost("/where", async (HttpContext http, SchoolRegister register) =>
            {
                var (choice, errors) = await SchoolChoice.Read(await http.Request.ReadFormAsync(), "School", register, http.RequestAborted);
                return choice.Chosen is { } school ? TypedResults.Text($"to {school.Urn}") : (IResult)TypedResults.Content(Html(choice, errors), "text/html");
            }).ForAnyStaff().WithoutAntiforgery();
        });
        if (seeded)
        {
            await site.Get<RegisterImport>().Run(new MemoryStream(Seeded("establishments.csv")), new MemoryStream(Seeded("establishment-links.csv")), _ct);
        }

        return site;
    }

    private static string Html(SchoolChoice choice, FormErrors errors) =>
        $"<main><form method=\"post\">{Rendered.Html<SchoolPicker>(("Name", "School"), ("Choice", choice), ("Label", errors.Errors.Count == 0 ? "Which school?" : errors.Errors[0].Field + ": " + errors.Errors[0].Message)).GetAwaiter().GetResult()}</form></main>";

    [Fact]
    public async Task The_page_of_the_register_finds_schools_without_script()
    {
        await using var site = await Start();
        var page = await (await site.SignedIn("t1")).Get("/schools/search?q=larkf");
        Assert.Equal("Find a school", page.H1);
        Assert.Equal(["Larkfield Primary School", "Larkfield Road Primary School"], page.Document.QuerySelectorAll("tbody th").Select(h => h.Text()).Take(2));
        Assert.Equal(["Northmoor, ZZ7 3LR", "Primary", "990027", "Open"], page.Document.QuerySelectorAll("tbody tr")[1].QuerySelectorAll("td").Select(c => c.Text()));
        Assert.Contains("The register holds 41 schools", page.Text, StringComparison.Ordinal);
        Assert.Contains("No school in the register matches", (await (await site.SignedIn("t1")).Get("/schools/search?q=zebedee")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Anybody().Get("/schools/search?q=larkf")).Status);
    }

    [Fact]
    public async Task A_script_gets_ten_suggestions_with_what_tells_them_apart()
    {
        await using var site = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/schools/search?q=primary");
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = JsonDocument.Parse(await (await (await site.SignedIn()).Http.SendAsync(request, _ct)).Content.ReadAsStringAsync(_ct));
        Assert.Equal(10, answer.RootElement.GetArrayLength());
        Assert.Equal("Beck Side Community Primary School", answer.RootElement[0].GetProperty("name").GetString());
        Assert.Equal("Aldersyke, ZZ8 4BS · Primary · URN 990030", answer.RootElement[0].GetProperty("about").GetString());
    }

    [Fact]
    public async Task The_picker_searches_and_then_takes_the_chosen_school_without_script()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var empty = await browser.Get("/where");
        Assert.Empty(empty.Document.QuerySelectorAll("[type=radio]"));
        Assert.Equal("Search", empty.Document.QuerySelector("[data-app-search] button")!.Text());
        var found = await browser.Send(empty, "/where", ("School.Query", "ashdown"), ("do", "search"));
        Assert.Equal("Which school?", found.Document.QuerySelector("label")!.Text());
        Assert.Equal("Ashdown Academy", found.Document.QuerySelector(".govuk-radios__label")!.Text());
        Assert.Equal("Larkfield, ZZ2 6AD · Secondary · URN 990103", found.Document.QuerySelector(".govuk-radios__hint")!.Text());
        Assert.Equal("to 990103", (await browser.Send(found, "/where", ("School", "990103"))).Text);
    }

    [Theory]
    [InlineData("", "School.Query: Enter the name, town, postcode or URN of a school", 0)]
    [InlineData("zebedee", "School.Query: No school in the register matches what you typed. Check the spelling, or try fewer words", 0)]
    [InlineData("ashdown", "School: Choose a school from the list", 1)]
    public async Task Without_a_choice_the_picker_says_what_to_do(string typed, string error, int radios)
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var shown = await browser.Send(await browser.Get("/where"), "/where", ("School.Query", typed));
        Assert.Equal(error, shown.Document.QuerySelector("label")!.Text());
        Assert.Equal(radios, shown.Document.QuerySelectorAll("[type=radio]").Length);
        Assert.Equal(typed, shown.Document.QuerySelector("input[type=text]")!.GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("990009", "School: Quay Street Primary School has closed. Choose the school that took its place, or search again", "Harbour View Primary School")]
    [InlineData("990036", "School.Query: Dale End Primary School has closed. Choose another school", null)]
    public async Task Nobody_is_sent_to_a_school_that_has_closed(string urn, string error, string? instead)
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var shown = await browser.Send(await browser.Get("/where"), "/where", ("School", urn));
        Assert.Equal(error, shown.Document.QuerySelector("label")!.Text());
        Assert.Equal(instead, shown.Document.QuerySelector(".govuk-radios__label")?.Text());
    }

    [Theory]
    [InlineData("not a urn")]
    [InlineData("123456")]
    [InlineData("../100003")]
    public async Task An_invented_urn_is_no_choice(string urn)
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        Assert.StartsWith("School.Query: Enter", (await browser.Send(await browser.Get("/where"), "/where", ("School", urn))).Document.QuerySelector("label")!.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_of_a_school_alone_imports_the_register_and_sees_what_was_left_out()
    {
        await using var site = await Start(seeded: false);
        var browser = await site.SignedIn("a1");
        var done = await browser.Upload(await browser.Get("/schools/register"), "/schools/register",
            [("Schools", "edubasealldata.csv", [.. Seeded("establishments.csv"), .. "\"1\",\"too short\"\r\n"u8]), ("Links", "links_edubasealldata.csv", Seeded("establishment-links.csv"))]);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("The register has been imported: 41 schools", done.Text, StringComparison.Ordinal);
        Assert.Contains("1 row was left out", done.Text, StringComparison.Ordinal);
        Assert.Equal(["Schools", "43"], done.Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("th, td").Select(c => c.Text()).Take(2));
    }

    [Fact]
    public async Task A_wrong_or_missing_file_is_named_and_nothing_is_imported()
    {
        await using var site = await Start(seeded: false);
        var browser = await site.SignedIn("a1");
        var form = await browser.Get("/schools/register");
        Assert.Equal(["Choose the file of establishment fields"], (await browser.Upload(form, "/schools/register", [])).Errors);
        var swapped = await browser.Upload(form, "/schools/register", [("Schools", "x.csv", Seeded("establishment-links.csv"))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, swapped.Status);
        Assert.StartsWith("The file has no column called LA (code)", Assert.Single(swapped.Errors), StringComparison.Ordinal);
        var links = await browser.Upload(form, "/schools/register", [("Schools", "x.csv", Seeded("establishments.csv")), ("Links", "y.csv", Seeded("establishments.csv"))]);
        Assert.Equal("#Links", links.Document.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.Null(await site.Get<SchoolRegister>().State(_ct));
    }

    [Fact]
    public async Task In_a_trust_only_the_trust_answers_for_where_records_are_sent()
    {
        await using var site = await Start();
        await site.Get<Schools>().Save("100002", _ => new("100002", "9012002", "Bridge Street Primary School", Phase.Primary, false, SencoFlows.Law.SchoolCalendar.Unknown, new(),
            [new("l1", "Helena Strand", "h@trust.example", [Role.TrustLead]), new("h2", "Carys Bevan", "c@school.example", [Role.Head])]), _ct);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("a1")).Get("/schools/register")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("h2", "100002")).Get("/schools/register")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignedIn("l1", "100002")).Get("/schools/register")).Status);
    }

    [Fact]
    public async Task What_says_of_itself_that_it_is_too_large_is_refused_unread()
    {
        await using var site = await Start(seeded: false);
        using var content = new StreamContent(new Unread());
        content.Headers.ContentLength = 201L << 20;
        var shown = await Browser.Read(await (await site.SignedIn("a1")).Http.PostAsync(new Uri("/schools/register", UriKind.Relative), content, _ct));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, shown.Status);
        Assert.Contains("the most that is taken is 200 MB", shown.Text, StringComparison.Ordinal);
    }

    private sealed class Unread : MemoryStream
    {
        public override long Length => 201L << 20;
    }
}
