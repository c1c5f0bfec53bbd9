using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.SencoPost;

/// <summary>Whatever is wrong is said at its field, and everything that was typed stands there still.</summary>
public class SencoBadInputTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static (string, string)[] Naming(string staff, (int, int, int) from) => [("staff", staff), .. Date("from", from), .. Teacher, ("before", "unknown"), ("acting", "yes")];

    [Fact]
    public async Task An_appointment_in_the_future()
    {
        await using var site = await Start();
        await Refused(await site.As("h1"), $"/senco-role/{RoleCase}/name", "The first day as SENCO must be today or in the past", Naming("s1", (21, 11, 2026)));
    }

    [Fact]
    public async Task A_post_that_overlaps_that_of_the_last_senco()
    {
        await using var site = await Start();
        var post = await site.Named();
        await Do(await site.As("h1"), $"/senco-post/{TestSite.Urn}-{post}/leaving", [("why", "Retired"), .. Date("on", (19, 11, 2026))]);
        await site.Settle();
        await Refused(await site.As("h1"), $"/senco-role/{RoleCase}/name", "The first day as SENCO must be after the last SENCO's last day", Naming("t1", (19, 11, 2026)));
    }

    [Fact]
    public async Task Earlier_posts_that_overlap_or_end_before_they_begin()
    {
        await using var site = await Start();
        var page = $"/senco-post/{TestSite.Urn}-{await site.Named()}/earlier";
        var senco = await site.As("s1");
        Assert.Equal(HttpStatusCode.Redirect, (await Do(senco, page, [("school", "Mill Field"), .. Date("from", (1, 9, 2023)), .. Date("to", (30, 4, 2024)), ("relevant", "yes")])).Status);
        await Refused(senco, page, "Two earlier posts at the same school overlap", [("school", "Mill Field"), .. Date("from", (30, 4, 2024)), .. Date("to", (31, 8, 2024)), ("relevant", "yes")]);
        await Refused(senco, page, "The last day must be after the first day", [("school", "Hill Top"), .. Date("from", (2, 9, 2024)), .. Date("to", (1, 9, 2024)), ("relevant", "no")]);
        await Refused(senco, page, "An earlier post must begin before this one", [("school", "Hill Top"), .. Date("from", (1, 9, 2025)), ("relevant", "yes")]);
    }

    [Fact]
    public async Task An_award_before_the_course_began_or_in_the_future()
    {
        await using var site = await Start();
        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        var senco = await site.As("s1");
        (string, string)[] npq = [("kind", "Npq"), ("npqProvider", "Teach First"), .. Date("begins", (3, 11, 2025)), ("stands", "awarded")];
        await Refused(senco, $"{post}/course", "The date of the award must be after the course began", [.. npq, .. Date("on", (2, 11, 2025))]);
        await Refused(senco, $"{post}/course", "The date of the award must be today or in the past", [.. npq, .. Date("on", (21, 11, 2026))]);
        Assert.Equal(HttpStatusCode.Redirect, (await Do(senco, $"{post}/course", [.. npq[..^1], ("stands", "taking"), .. Date("ends", (30, 6, 2027))])).Status);
        await Refused(senco, $"{post}/result", "The date of the award must be after the course began", [("how", "awarded"), .. Date("on", (1, 11, 2025))]);
        await Refused(senco, $"{post}/result", "The date of the next result must be in the future", [("how", "failed"), .. Date("failedOn", (19, 11, 2026)), .. Date("next", (19, 11, 2026))]);
        await Refused(senco, $"{post}/result", "The date must be after the course began, and today or in the past", [("how", "given-up"), .. Date("gaveUp", (21, 11, 2026))]);
    }

    [Fact]
    public async Task A_provider_that_nobody_knows()
    {
        await using var site = await Start();
        var page = $"/senco-post/{TestSite.Urn}-{await site.Named()}/course";
        var senco = await site.As("s1");
        var shown = await Do(senco, page, [("kind", "Npq"), ("npqProvider", "Unheard-of College"), .. Date("begins", (3, 11, 2025)), ("stands", "taking")]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Select a provider that may award the NPQ for SENCOs"), (shown.Status, Assert.Single(shown.Errors)));
        Assert.Equal("3", ((IHtmlInputElement)shown.Document.QuerySelector("[name='begins.Day']")!).Value);
        Assert.NotNull(shown.Document.QuerySelector("#npqProvider[aria-describedby~='npqProvider-error']"));
        await Refused(senco, page, "Enter the university or college", [("kind", "Nasenco"), .. Date("begins", (3, 1, 2024)), ("stands", "taking")]);
    }

    /// <summary>Two heads have the same form open. The second loses nothing and learns why.</summary>
    [Fact]
    public async Task Two_sencos_at_once()
    {
        await using var site = await Start();
        var address = $"/senco-role/{RoleCase}/name";
        var (first, second) = (await site.As("h1"), await site.As("h1"));
        var (one, other) = (await first.Get(address), await second.Get(address));
        Assert.Equal(HttpStatusCode.Redirect, (await first.Send(one, address, Naming("s1", (1, 9, 2025)))).Status);
        await site.Settle();
        var late = await second.Send(other, address, Naming("t1", (1, 9, 2025)));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("This school already has a SENCO", late.Errors.Single(), StringComparison.Ordinal);
        Keeps(late, Naming("t1", (1, 9, 2025)));
        Assert.Contains("Sofia Reyes", (await second.Get("/senco/school")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>%PDF-1.7</html>", "certificate.pdf")]
    [InlineData("MZ\u0090", "certificate.pdf")]
    [InlineData("PK\u0003\u0004", "certificate.docx")]
    public async Task A_certificate_that_is_not_one(string content, string name)
    {
        await using var site = await Start();
        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        var senco = await site.As("s1");
        Assert.Equal("Record the course or the award first.", (await senco.Get($"{post}/certificate")).Document.QuerySelector("main p")?.TextContent.Trim());
        await Do(senco, $"{post}/course", [("kind", "Nasenco"), ("provider", "A university"), ("stands", "awarded"), .. Date("on", (1, 7, 2020))]);
        var shown = await Upload(senco, $"{post}/certificate", Encoding.Latin1.GetBytes(content), name);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The selected file must be a PDF, JPG or PNG"), (shown.Status, Assert.Single(shown.Errors)));
        Assert.Contains("Not uploaded", (await senco.Get("/senco")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_longer_than_anybody_types_and_somebody_who_does_not_work_here()
    {
        await using var site = await Start();
        await site.Named();
        var governor = await site.As("g1");
        await Refused(governor, $"/senco-role/{RoleCase}/role", "What you write must be 2,000 characters or fewer", [("hours", "12.5"), ("adminHours", "4"), ("leads", "yes"), ("note", new('x', 2_001))]);
        var share = (await governor.Get("/senco/school")).Document.QuerySelectorAll("a").Single(a => a.TextContent == "Record a shared SENCO").GetAttribute("href")!;
        Assert.Contains("Select the SENCO", (await Do(governor, share, ("staff", "s9"))).Errors);
        var twice = await Do(governor, share, ("staff", "s1"), ("roll0", "120"), ("name1", "oak lane primary"), ("roll1", "90"), ("hours", "20"), ("adminHours", "6"), ("headOfOne", "no"), ("classTeaching", "no"), ("teaches", "yes"));
        Assert.Equal("The same school stands there twice", Assert.Single(twice.Errors));
    }

    private static async Task Refused(Browser browser, string address, string why, (string, string)[] answers)
    {
        var shown = await Do(browser, address, answers);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, why), (shown.Status, Assert.Single(shown.Errors)));
        Keeps(shown, answers);
    }

    private static void Keeps(Shown shown, (string Name, string Value)[] answers)
    {
        var standing = Browser.Standing((IHtmlFormElement)shown.Document.QuerySelector("main form[method=post]")!).ToLookup(f => f.Key, f => f.Value, StringComparer.Ordinal);
        Assert.All(answers, a => Assert.Contains(a.Value, standing[a.Name]));
    }
}
