using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using Event = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class FeedPagesTests
{
    private const string _page = "/school/calendar/subscribe";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_link_gives_the_dates_without_names_until_it_is_replaced_or_ended()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var (shown, link) = await Make(browser, "all");
        var (status, type, feed) = await Read(site, link);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (status, type));
        Assert.Contains("SUMMARY:Record transfer: send by", feed, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:School term", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", feed, StringComparison.Ordinal);
        Assert.DoesNotContain(link, (await browser.Get(_page)).Text, StringComparison.Ordinal);

        var (_, newer) = await Make(browser, "all");
        Assert.Equal(HttpStatusCode.NotFound, (await Read(site, link)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Read(site, newer)).Status);

        await browser.Send(Form(await browser.Get(_page), "all"), _page, ("do", "end"));
        Assert.Equal(HttpStatusCode.NotFound, (await Read(site, newer)).Status);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
    }

    [Fact]
    public async Task A_link_for_oneself_holds_only_what_waits_for_them()
    {
        await using var site = await Start();
        Assert.DoesNotContain("Record transfer", (await Read(site, (await Make(await site.SignedIn("a1"), "mine")).Link)).Body, StringComparison.Ordinal);
        Assert.Contains("Record transfer", (await Read(site, (await Make(await site.SignedIn("a1"), "all")).Link)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_when_its_owner_leaves_the_school()
    {
        await using var site = await Start();
        var (_, link) = await Make(await site.SignedIn(), "all");
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x with { Left = x.Id == "s1" })] }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await Read(site, link)).Status);
    }

    [Fact]
    public async Task A_forged_or_foreign_link_is_not_found()
    {
        await using var site = await Start();
        var token = await new Links(TestSite.Urn, site.Rows).Create(new("receive", "c1", "s1", DateOnly.MaxValue), Stop);
        foreach (var link in (string[])[$"/dates/{token}.ics", $"/dates/100001-{new string('0', 64)}.ics", "/dates/x.ics", $"/dates/999999-{new string('0', 64)}.ics"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Read(site, link)).Status);
        }
    }

    [Fact]
    public async Task Which_dates_has_to_be_chosen()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var form = Form(await browser.Get(_page), "all");
        Assert.Equal("Choose which dates you want", Assert.Single((await browser.Send(form, _page, ("which", "nonsense"))).Errors));
    }

    private static async Task<TestSite> Start()
    {
        var site = await TestSite.Start();
        await site.Get<CaseRunner>().Tell(new CaseId(TestSite.Urn, "c1"), All.RecordTransfer, new Event.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)), Tale.Senco, "r1", Stop, new Subject("pupil", "p1", "Zebedee Quill"));
        return site;
    }

    private static async Task<(Shown Page, string Link)> Make(Browser browser, string which)
    {
        var shown = await browser.Send(Form(await browser.Get(_page), which), _page, ("do", "make"));
        var link = new Uri(shown.Document.One("main strong.app-keep-lines"));
        Assert.Equal("senco.test", link.Host);
        return (shown, link.PathAndQuery);
    }

    private static IHtmlFormElement Form(Shown page, string which) =>
        Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector($"main form:has(input[name=which][value={which}])"));

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> Read(TestSite site, string link)
    {
        var answer = await site.Anybody().Http.GetAsync(new Uri(link, UriKind.Relative), Stop);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, (await answer.Content.ReadAsStringAsync(Stop)).Replace("\r\n ", "", StringComparison.Ordinal));
    }
}
