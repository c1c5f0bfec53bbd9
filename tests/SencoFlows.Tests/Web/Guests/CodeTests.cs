using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using SencoFlows.Mail;

namespace SencoFlows.Tests.Web.Guests;

public sealed class CodeTests
{
    private const string _page = GuestSite.Received + "/code";
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("senco-1", "senco@hilltop.sch.uk")]
    [InlineData("office-1", "office@hilltop.sch.uk")]
    [InlineData("head-1", "head@hilltop.sch.uk")]
    public async Task The_code_goes_to_the_address_that_the_link_was_sent_to(string person, string address)
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests, person);
        var letter = Assert.Single(guests.Post.Taken);
        Assert.Equal(address, letter.To.Email);
        Assert.Matches("^[0-9]{6}$", guests.LastCode);
        Assert.DoesNotContain(address, (await browser.Get(_page)).Document.DocumentElement.InnerHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(guests.LastCode, letter.Wording.Subject + letter.Key, StringComparison.Ordinal);
        Assert.Equal(GuestSite.Received, (await Type(browser, guests.LastCode)).Location?.OriginalString);
    }

    [Fact]
    public async Task Nothing_about_the_child_is_shown_before_the_code()
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        foreach (var page in (string[])["", "/record", "/first-day", "/pack", "/files/1", "/check", "/file", "/refuse"])
        {
            var shown = await browser.Get(GuestSite.Received + page);
            Assert.Equal((HttpStatusCode.Redirect, _page), (shown.Status, shown.Location!.OriginalString));
        }

        var posted = await browser.Send(await browser.Get(_page), $"{GuestSite.Received}/open");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.Status);
        Assert.Empty(await guests.Reads());
        Assert.Null((await guests.Parcel()).Opened);
    }

    [Theory]
    [InlineData("{0} {1}")]
    [InlineData("  {0}-{1}\t")]
    [InlineData("{0}\u00a0{1}")]
    public async Task A_code_may_be_typed_as_people_copy_it(string shape)
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        var code = guests.LastCode;
        Assert.Equal(HttpStatusCode.Redirect, (await Type(browser, string.Format(CultureInfo.InvariantCulture, shape, code[..3], code[3..]))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("١٢٣٤٥٦")]
    public async Task What_is_no_code_costs_no_try(string typed)
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(["Enter the code from the email. It has 6 digits"], (await Type(browser, typed)).Errors);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await Type(browser, guests.LastCode)).Status);
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_is_of_no_use_and_a_new_one_is()
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        var code = guests.LastCode;
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(["Enter the code as it is in the newest email: this one is not right"], (await Type(browser, Wrong(code))).Errors);
        }

        Assert.Equal(["Ask for a new code: this one was tried too often"], (await Type(browser, Wrong(code))).Errors);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(browser, code)).Status);
        guests.Site.Clock.Advance(TimeSpan.FromMinutes(2));
        await Another(browser);
        Assert.Equal(HttpStatusCode.Redirect, (await Type(browser, guests.LastCode)).Status);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_still_five()
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        var code = guests.LastCode;
        var page = await browser.Get(_page);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.Send(page, _page, ("code", Wrong(code)))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(browser, code)).Status);
    }

    [Fact]
    public async Task A_code_is_for_a_quarter_of_an_hour()
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        guests.Site.Clock.Advance(TimeSpan.FromMinutes(15));
        var page = await browser.Get(_page);
        guests.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await browser.Send(page, _page, ("code", guests.LastCode));
        Assert.Equal(["Ask for a new code: the last one was for 15 minutes"], late.Errors);
        Assert.Equal("You need a code", (await browser.Get(_page)).H1);
    }

    [Fact]
    public async Task A_code_opens_once_and_only_in_the_browser_that_asked()
    {
        await using var guests = await GuestSite.Start();
        var first = await Enter(guests);
        var code = guests.LastCode;
        var thief = await Enter(guests);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Type(thief, code)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Type(first, code)).Status);

        var again = await Enter(guests);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Type(again, code)).Status);
    }

    [Fact]
    public async Task Five_codes_an_hour_and_ten_a_day_whoever_asks()
    {
        await using var guests = await GuestSite.Start();
        for (var i = 0; i < 8; i++)
        {
            await Enter(guests);
            guests.Site.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(5, guests.Post.Taken.Count);
        var told = await (await Enter(guests)).Get(_page);
        Assert.Contains("You can ask for another one at 10:00am on 20 November 2026", told.Text, StringComparison.Ordinal);
        guests.Site.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 8; i++)
        {
            await Enter(guests);
        }

        guests.Site.Clock.Advance(TimeSpan.FromHours(2));
        await Enter(guests);
        Assert.Equal(10, guests.Post.Taken.Count);
        await Enter(guests, "office-1");
        Assert.Equal(11, guests.Post.Taken.Count);
        guests.Site.Clock.Advance(TimeSpan.FromHours(22));
        await Enter(guests);
        Assert.Equal(12, guests.Post.Taken.Count);
    }

    [Fact]
    public async Task A_double_click_sends_one_code()
    {
        await using var guests = await GuestSite.Start();
        var browser = await Enter(guests);
        guests.Site.Clock.Advance(TimeSpan.FromMinutes(2));
        var page = await browser.Get(_page);
        await browser.Send(GuestSite.Form(page, $"{GuestSite.Received}/new-code"), "");
        await browser.Send(GuestSite.Form(page, $"{GuestSite.Received}/new-code"), "");
        Assert.Equal(2, guests.Post.Taken.Count);
    }

    [Fact]
    public async Task When_the_mail_service_does_not_take_it_the_page_says_so_and_the_link_still_works_later()
    {
        await using var guests = await GuestSite.Start();
        guests.Post.Answers.Enqueue(_ => new Posted.Later("busy"));
        var browser = await Enter(guests);
        Assert.Contains("We could not send the email", (await browser.Get(_page)).Text, StringComparison.Ordinal);
        await Another(browser);
        Assert.Equal(HttpStatusCode.Redirect, (await Type(browser, guests.LastCode)).Status);

        guests.Post.LoseTheAnswer();
        Assert.Contains("We sent it at", (await (await Enter(guests, "office-1")).Get(_page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_keeps_no_code_and_nothing_that_gives_one_away_without_the_browser()
    {
        await using var guests = await GuestSite.Start();
        await Enter(guests);
        var kept = (await guests.Site.Rows.Read("code|t1|senco-1", _ct))!.Body;
        Assert.DoesNotContain(guests.LastCode, kept, StringComparison.Ordinal);
        var entry = JsonDocument.Parse(kept).RootElement[0];
        string[] guesses = [guests.LastCode, $"{entry.GetProperty("visit")}|{guests.LastCode}", $"t1|{guests.LastCode}"];
        Assert.DoesNotContain(entry.GetProperty("hash").GetString(), guesses.Select(g => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(g)))));
    }

    private static async Task<Browser> Enter(GuestSite guests, string person = "senco-1")
    {
        var (browser, invitation) = (guests.Site.Anybody(), await guests.Invitation(person));
        Assert.Equal(_page, (await browser.Send(await browser.Get(invitation), invitation)).Location?.OriginalString);
        return browser;
    }

    private static async Task<Shown> Type(Browser browser, string code) => await browser.Send(GuestSite.Form(await browser.Get(_page), _page), "", ("code", code));

    /// <summary>As somebody does whose page still shows the box for a code that is used up.</summary>
    private static async Task<Shown> Post(Browser browser, string code)
    {
        var form = (IHtmlFormElement)(await browser.Get(_page)).Document.QuerySelector("main form")!;
        form.SetAttribute("action", _page);
        return await browser.Send(form, "", ("code", code));
    }

    private static async Task Another(Browser browser) => await browser.Send(GuestSite.Form(await browser.Get(_page), $"{GuestSite.Received}/new-code"), "");

    private static string Wrong(string code) => (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];
}
