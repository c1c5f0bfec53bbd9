using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web.Guests;
using SencoFlows.Web.Access;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>When a member of staff is no longer signed in, also for somebody who has copied the cookie.</summary>
public sealed class SessionTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_the_session_for_a_copied_cookie_too_and_for_no_other_session()
    {
        await using var site = await TestSite.Start();
        var (browser, other) = (await site.SignedIn(), await site.SignedIn());
        var stolen = await Stolen(site, "s1");
        await SignOut(stolen.Owner);
        Assert.False(await IsIn(stolen.Thief));
        Assert.True(await IsIn(browser));
        Assert.True(await IsIn(other));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_same_person_at_every_school_and_they_can_sign_in_again()
    {
        await using var site = await TestSite.Start();
        await site.Get<Schools>().Save("100002", _ => new Tale().School with { Urn = "100002", Staff = [new("x9", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco]), new("x1", "Hugh Hill", "h@hill.example", [Role.Head])] }, _ct);
        var (here, there, elsewhere, colleague, stranger) = (await site.SignedIn(), await site.SignedIn(), await site.SignedIn("x9", "100002"), await site.SignedIn("h1"), await site.SignedIn("x1", "100002"));
        await SignOut(here, everywhere: true);
        Assert.All((bool[])[await IsIn(here), await IsIn(there), await IsIn(elsewhere)], Assert.False);
        Assert.All((bool[])[await IsIn(colleague), await IsIn(stranger)], Assert.True);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await IsIn(await site.SignedIn()));
    }

    [Fact]
    public async Task Nobody_stays_signed_in_into_the_next_day_however_busy_they_are()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        for (var hours = 1; hours <= Sessions.MostHours; hours++)
        {
            site.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await IsIn(browser), $"after {hours} hours");
        }

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await IsIn(browser));
    }

    [Fact]
    public async Task Somebody_who_goes_away_is_signed_out_after_a_school_day()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        site.Clock.Advance(TimeSpan.FromHours(Sessions.IdleHours) + TimeSpan.FromMinutes(1));
        Assert.False(await IsIn(browser));
    }

    [Fact]
    public async Task What_is_longer_over_than_any_session_lasts_is_noted_no_more()
    {
        await using var site = await TestSite.Start();
        await SignOut(await site.SignedIn("h1"));
        site.Clock.Advance(TimeSpan.FromHours(Sessions.MostHours + 1));
        await SignOut(await site.SignedIn());
        Assert.Equal("s1", Assert.Single((await site.Get<Schools>().Get(TestSite.Urn, _ct)).SignedOut).Staff);
    }

    [Fact]
    public async Task Cookies_have_the_names_that_browsers_take_from_nobody_else()
    {
        await using var guests = await GuestSite.Start();
        using var signedIn = await guests.Site.Anybody().Http.PostAsync(new Uri($"/test/sign-in/{TestSite.Urn}/h1", UriKind.Relative), null, _ct);
        var browser = guests.Site.Anybody();
        var link = await guests.Invitation();
        var page = await browser.Get(link);
        var inside = await browser.Send(page, link);
        Assert.StartsWith("__Host-session=", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.StartsWith("__Host-form=", Assert.Single(page.Response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.StartsWith("__Secure-visit=", Assert.Single(inside.Response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.All(signedIn.Headers.GetValues("Set-Cookie").Concat(page.Response.Headers.GetValues("Set-Cookie")), c => Assert.Contains("; path=/;", c, StringComparison.Ordinal));
        Assert.Equal("session", CookieNames.Whole(new(new("http://localhost:5080")), "session")); // Browsers would refuse the other name there.
    }

    [Theory]
    [InlineData("cross-site", 400)]
    [InlineData("same-site", 400)]
    [InlineData("same-origin", 302)]
    [InlineData("none", 302)]
    public async Task A_form_that_a_browser_says_is_another_site_s_is_refused_also_with_a_token(string from, int status)
    {
        var logs = new GuestSite.LogBook();
        await using var site = await TestSite.Start(s => s.AddLogging(l => l.AddProvider(logs)));
        var browser = await site.SignedIn();
        var page = await browser.Get("/sign-out");
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);
        Assert.Equal(status, (int)(await browser.Send(page, "/sign-out")).Status);
        Assert.Equal(status == 400, logs.Lines.Any(l => l.StartsWith("Refused 400: /sign-out to s1 of 100001", StringComparison.Ordinal)));
        Assert.Equal(status == 400, await IsIn(browser));
    }

    [Fact]
    public async Task Who_signs_in_and_out_and_who_is_refused_stands_in_the_log_without_a_name()
    {
        var logs = new GuestSite.LogBook();
        await using var site = await TestSite.Start(s => s.AddLogging(l => l.AddProvider(logs)));
        var browser = await site.SignedIn("t1");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/pupils?name=Zebedee")).Status);
        await SignOut(browser);
        Assert.Equal(["Signed in: t1 of 100001", "Refused 403: /pupils to t1 of 100001", "Signed out: t1 of 100001"],
            logs.Lines.Select(l => l.Trim()).Where(l => l.StartsWith("Signed", StringComparison.Ordinal) || l.StartsWith("Refused", StringComparison.Ordinal)));
        Assert.DoesNotContain(logs.Lines, l => l.Contains("Tara", StringComparison.Ordinal) || l.Contains("Zebedee", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "q")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnothing")]
    public async Task A_token_in_a_header_guards_no_form(string type, string body)
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var token = (await browser.Get("/sign-out")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/pupils/new", UriKind.Relative)) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.Http.SendAsync(request, _ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/pupils?page=2", "/pupils?page=2")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\n/evil.example", "/")]
    [InlineData("/pupils\0", "/")]
    [InlineData("/pupils\u007f", "/")]
    [InlineData("/Élan", "/")]
    [InlineData("~/x", "/")]
    public void The_way_back_after_signing_in_is_a_path_of_this_site_that_may_stand_in_a_header(string? to, string path) => Assert.Equal(path, OurPath.Or(to));

    private static async Task<bool> IsIn(Browser browser) => (await browser.Get("/")).Status == HttpStatusCode.OK;

    /// <summary>A browser, and another with the cookie of its session.</summary>
    private static async Task<(Browser Owner, Browser Thief)> Stolen(TestSite site, string staff)
    {
        var (owner, thief) = (site.Anybody(), site.Anybody());
        using var signedIn = await owner.Http.PostAsync(new Uri($"/test/sign-in/{TestSite.Urn}/{staff}", UriKind.Relative), null, _ct);
        thief.Http.DefaultRequestHeaders.Add("Cookie", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        Assert.True(await IsIn(thief));
        return (owner, thief);
    }

    private static async Task SignOut(Browser browser, bool everywhere = false)
    {
        Assert.Equal("/signed-out", (await browser.Send(await browser.Get("/sign-out"), "/sign-out", everywhere ? [("everywhere", "yes")] : [])).Location!.OriginalString);
        Assert.False(await IsIn(browser));
    }
}
