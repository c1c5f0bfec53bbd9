using System.Net;
using SencoFlows.Tests.Record;
using static SencoFlows.Tests.Web.DeliveringSite;

namespace SencoFlows.Tests.Web;

/// <summary>Which systems a school lets in, who may, and for how long.</summary>
public sealed class ApiAccessTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_gets_in_without_the_right_secret_and_who_is_shut_out_stays_out()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(Pack))["id"]!;
        foreach (var (c, s) in new[] { (client, "wrong"), ($"{TestSite.Urn}-{client[7..]}", secret), ("", ""), (client, "") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, c, s)).Status);
        }

        Assert.DoesNotContain(((MemoryRows)site.Store.Rows(HillUrn)).Keys, k => k.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, (await site.Store.Rows(HillUrn).Read($"system|{client[7..]}", _ct))!.Body, StringComparison.Ordinal);

        // Another system of the same school sees nothing of it.
        var (second, itsSecret) = await LetIn(site);
        var stranger = await Api(site, second, itsSecret);
        using var hidden = await stranger.Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        var head = await site.SignedIn("h2", HillUrn);
        var page = await head.Get("/systems");
        Assert.DoesNotContain(secret, page.Text, StringComparison.Ordinal);
        await head.Send((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector($"form[action='/systems/{client[7..]}/shut-out']")!, "");
        using var shut = await api.Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);
        using var anybody = await site.Anybody().Http.GetAsync($"/api/v1/deliveries/{id}", _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, anybody.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t2", HillUrn)).Get("/systems")).Status);
    }

    [Fact]
    public async Task What_the_office_lets_in_delivers_nothing_until_the_head_or_the_SENCO_approves_it()
    {
        await using var site = await Hill();
        var office = await site.SignedIn("a2", HillUrn);
        var (client, secret) = Secret(await office.Send(Form(await office.Get("/systems")), "/systems", ("name", "From the office")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);

        // The office sees that it waits, and cannot approve it, whatever it sends.
        var waiting = await office.Get("/systems");
        Assert.Contains("Waits for the headteacher or SENCO", waiting.Text, StringComparison.Ordinal);
        var approve = $"/systems/{client[7..]}/approve";
        Assert.Null(waiting.Document.QuerySelector($"form[action='{approve}']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Forged(office, waiting, approve)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);

        var senco = await site.SignedIn("n2", HillUrn);
        var page = await senco.Get("/systems");
        Assert.Contains("Olu Fay", page.Text, StringComparison.Ordinal);
        await senco.Send((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector($"form[action='{approve}']")!, "");
        Assert.Equal(HttpStatusCode.OK, (await Token(site, client, secret)).Status);
        Assert.Contains("Ines Roe", (await senco.Get("/systems")).Text, StringComparison.Ordinal);

        // Shut out, it stays out: it cannot be approved again.
        await office.Send((AngleSharp.Html.Dom.IHtmlFormElement)(await office.Get("/systems")).Document.QuerySelector($"form[action='/systems/{client[7..]}/shut-out']")!, "");
        await Forged(senco, page, approve);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Token(site, client, secret)).Status);
    }

    /// <summary>A form of one page, sent to another address.</summary>
    private static async Task<Shown> Forged(Browser who, Shown page, string to)
    {
        using var content = new FormUrlEncodedContent(Browser.Standing(Form(page)));
        return await Browser.Read(await who.Http.PostAsync(to, content, _ct));
    }

    [Fact]
    public async Task A_token_ends_after_an_hour_and_a_secret_is_shown_once()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        await api.Announce(Pack);
        site.Clock.Advance(TimeSpan.FromMinutes(61));
        using var late = await api.Http.PostAsync("/api/v1/deliveries", Announcement(Pack, "100001-sample"), _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);

        var head = await site.SignedIn("h2", HillUrn);
        var form = Form(await head.Get("/systems"));
        Assert.Equal(HttpStatusCode.OK, (await head.Send(form, "/systems", ("name", "Once"))).Status);
        Assert.Equal("/systems", (await head.Send(form, "/systems", ("name", "Once"))).Location!.OriginalString);
    }
}
