using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

public sealed class InvitationTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("receive", "senco-1")]
    [InlineData("parcel", "c1")]
    public async Task Looking_at_an_invitation_fifty_times_changes_nothing_and_sends_nothing(string purpose, string person)
    {
        await using var guests = await GuestSite.Start();
        var invitation = await guests.Invitation(person, purpose);
        var before = await Everything(guests);
        var scanner = guests.Site.Anybody();
        for (var i = 0; i < 25; i++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, invitation);
            Assert.Equal(HttpStatusCode.OK, (await scanner.Http.SendAsync(head, _ct)).StatusCode);
            var page = await scanner.Get(invitation);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!).Distinct())
            {
                await scanner.Get(link);
            }
        }

        Assert.Equal(before, await Everything(guests));
        Assert.Empty(guests.Post.Taken);
    }

    [Fact]
    public async Task A_scanner_that_presses_the_button_and_follows_every_link_learns_nothing_and_uses_nothing_up()
    {
        await using var guests = await GuestSite.Start();
        var invitation = await guests.Invitation();
        var scanner = guests.Site.Anybody();
        var seen = new List<Shown> { await scanner.Get(invitation), await scanner.Send(await scanner.Get(invitation), invitation) };
        foreach (var page in (string[])["", "/code", "/record", "/first-day", "/pack", "/files/1", "/check", "/file", "/refuse"])
        {
            seen.Add(await scanner.Get(GuestSite.Received + page));
        }

        Assert.All(seen, s => Assert.DoesNotContain(GuestSite.Canary, s.Document.ToString() + s.Document.Body?.TextContent, StringComparison.Ordinal));
        Assert.Null((await guests.Parcel()).Opened);

        var person = await guests.Receiver();
        Assert.Contains(GuestSite.Canary, (await person.Get(GuestSite.Received)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_looks_the_same_whatever_stands_in_its_address()
    {
        await using var guests = await GuestSite.Start();
        var real = await guests.Site.Anybody().Get(await guests.Invitation());
        var forged = await guests.Site.Anybody().Get($"/receive/{TestSite.Urn}-{new string('a', 64)}");
        var nonsense = await guests.Site.Anybody().Get("/receive/..%2f..%2fetc");
        Assert.All([forged, nonsense], s => Assert.Equal((real.Status, real.Text), (s.Status, s.Text)));
        Assert.DoesNotContain("Oak Lane", real.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_that_does_not_open_ends_on_the_same_page()
    {
        await using var guests = await GuestSite.Start();
        var (expired, revoked, good) = (await guests.Invitation(), await guests.Invitation("office-1"), await guests.Invitation("head-1"));
        await guests.Links.Revoke("t1", l => l.Person == "office-1", _ct);
        var token = good["/receive/".Length..];
        List<Shown> closed =
        [
            await Press(guests, revoked),
            await Press(guests, $"/receive/{TestSite.Urn}-{new string('0', 64)}"),
            await Press(guests, $"/receive/999999-{token[7..]}"),
            await Press(guests, "/receive/rubbish"),
            await Press(guests, $"/receive/{token[..^1]}"),
            await Press(guests, $"/parcel/{token}"),
            await Press(guests, await guests.Invitation("c1", "parcel") is var parcel ? "/receive/" + parcel["/parcel/".Length..] : ""),
            await Press(guests, await guests.Invitation("senco-2")),
            await Press(guests, await guests.Invitation("c2", "parcel")),
            await Press(guests, await guests.Invitation("nobody", "parcel")),
        ];
        guests.Site.Clock.Advance(TimeSpan.FromDays(91));
        closed.Add(await Press(guests, expired));
        closed.Add(await guests.Site.Anybody().Get(GuestSite.Received));
        closed.Add(await guests.Site.Anybody().Get($"/where/{TestSite.Urn}-nothing"));
        Assert.All(closed, GuestSite.IsClosed);
        Assert.Single(closed.Select(c => c.Text).Distinct());
        Assert.Empty(guests.Post.Taken);
    }

    [Fact]
    public async Task A_school_that_is_not_here_gets_no_place_in_the_store_from_a_forged_link()
    {
        await using var guests = await GuestSite.Start();
        await Press(guests, $"/receive/100002-{new string('0', 64)}");
        Assert.Empty(await All(guests.Site.Store.Rows("100002")));
    }

    [Fact]
    public async Task The_token_leaves_the_address_and_what_stays_is_a_cookie_for_the_pages_of_this_case()
    {
        await using var guests = await GuestSite.Start();
        var invitation = await guests.Invitation();
        var browser = guests.Site.Anybody();
        var entered = await browser.Send(await browser.Get(invitation), invitation);
        Assert.Equal(HttpStatusCode.Redirect, entered.Status);
        Assert.Equal($"{GuestSite.Received}/code", entered.Location!.OriginalString);
        var cookie = Assert.Single(entered.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Secure-visit=", StringComparison.Ordinal));
        Assert.All((string[])["httponly", "samesite=strict", "secure", $"path={GuestSite.Received}"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(invitation[^64..], cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_opens_again_and_again_until_its_last_day()
    {
        await using var guests = await GuestSite.Start();
        var invitation = await guests.Invitation();
        for (var day = 0; day < 5; day++)
        {
            var browser = guests.Site.Anybody();
            Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(await browser.Get(invitation), invitation)).Status);
            guests.Site.Clock.Advance(TimeSpan.FromDays(18));
        }

        Assert.Equal(new DateOnly(2027, 2, 18), guests.Site.Clock.Today);
        Assert.Equal(HttpStatusCode.Redirect, (await Press(guests, invitation)).Status);
        guests.Site.Clock.Advance(TimeSpan.FromDays(1));
        GuestSite.IsClosed(await Press(guests, invitation));
    }

    [Fact]
    public async Task A_visit_ends_an_hour_after_its_last_page_and_after_half_a_day_in_any_case()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Receiver();
        for (var i = 0; i < 14; i++)
        {
            guests.Site.Clock.Advance(TimeSpan.FromMinutes(50));
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(GuestSite.Received)).Status);
        }

        guests.Site.Clock.Advance(TimeSpan.FromMinutes(50));
        GuestSite.IsClosed(await browser.Get(GuestSite.Received));

        var idle = await guests.Receiver();
        guests.Site.Clock.Advance(TimeSpan.FromMinutes(61));
        GuestSite.IsClosed(await idle.Get(GuestSite.Received));
    }

    [Fact]
    public async Task A_link_that_is_revoked_closes_the_visit_that_it_opened()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get($"{GuestSite.Received}/record")).Status);
        await guests.Links.Revoke("t1", _ => true, _ct);
        GuestSite.IsClosed(await browser.Get($"{GuestSite.Received}/record"));
        GuestSite.IsClosed(await browser.Get($"{GuestSite.Received}/pack"));
    }

    [Fact]
    public async Task A_record_that_was_taken_back_closes_at_once_before_any_link_is_revoked()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        await guests.Tell(new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        GuestSite.IsClosed(await browser.Get($"{GuestSite.Received}/record"));
        GuestSite.IsClosed(await Press(guests, await guests.Invitation()));
    }

    [Fact]
    public async Task After_a_corrected_delivery_only_its_own_links_open_and_only_its_own_pack_is_shown()
    {
        await using var guests = await GuestSite.Start();
        var first = await guests.Reader();
        await guests.Tell(new Told.Refused(1, RefusalReason.WrongSchool), new(Role.NextSchool, "senco-1"));
        await guests.Tell(new Told.Corrected(Tale.Registered with { Name = "Vale High", Urn = "100003", Office = "office@vale.sch.uk", Senco = null, SencoName = null }), Tale.Senco);
        GuestSite.IsClosed(await first.Get(GuestSite.Received));
        await guests.Pack(2);
        Assert.IsType<State.OnItsWay>(await guests.State());
        GuestSite.IsClosed(await first.Get(GuestSite.Received));
        GuestSite.IsClosed(await Press(guests, await guests.Invitation("senco-1")));

        await guests.Receiver("office-2");
        Assert.Equal("office@vale.sch.uk", guests.Post.Taken[^1].To.Email);
    }

    [Fact]
    public async Task Two_records_in_one_browser_are_never_mixed_up()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var other = $"/received/{TestSite.Urn}-t2";
        GuestSite.IsClosed(await browser.Get(other));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(GuestSite.Received)).Status);
    }

    [Fact]
    public async Task A_cookie_that_was_moved_to_another_case_or_changed_opens_nothing()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Parent();
        var stolen = Assert.Single((await browser.Send(GuestSite.Form(await browser.Get(GuestSite.Where), $"{GuestSite.Where}/print"), "")).Response.Headers.GetValues("Set-Cookie")).Split(';')[0];
        foreach (var (address, cookie) in (List<(string, string)>)[(GuestSite.Received, stolen), ($"/where/{TestSite.Urn}-t2", stolen), (GuestSite.Where, stolen[..^2] + "AA"), (GuestSite.Where, "__Secure-visit=x")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", cookie);
            GuestSite.IsClosed(await Browser.Read(await guests.Site.Anybody().Http.SendAsync(request, _ct)));
        }
    }

    [Fact]
    public async Task The_links_in_the_mails_lead_in_those_whom_they_were_sent_to()
    {
        await using var guests = await GuestSite.Start();
        await guests.Site.Get<CaseWorker>().Work(GuestSite.Id, guests.Site.Clock.GetUtcNow(), _ct);
        var mails = guests.Post.Taken.Where(m => m.Wording.Text.Contains("https://senco.test/", StringComparison.Ordinal)).ToDictionary(m => m.To.Email, m => m.Wording.Text, StringComparer.Ordinal);
        foreach (var (address, home) in (List<(string, string)>)[("senco@hilltop.sch.uk", $"{GuestSite.Received}/code"), ("office@hilltop.sch.uk", $"{GuestSite.Received}/code"), ("ngozi@example.org", GuestSite.Where)])
        {
            var link = mails[address].Split('\n').Single(l => l.StartsWith("https://senco.test/", StringComparison.Ordinal))["https://senco.test".Length..];
            Assert.Equal(home, (await Press(guests, link)).Location?.OriginalString);
        }

        Assert.DoesNotContain("emeka@example.org", mails.Keys);
        var code = guests.Post.Taken.First(m => m.Wording.Subject.Contains("code", StringComparison.Ordinal));
        Assert.Equal("senco@hilltop.sch.uk", code.To.Email);
        Assert.DoesNotContain(guests.LastCode, code.Wording.Subject + code.Key, StringComparison.Ordinal);
        Assert.DoesNotContain(GuestSite.Canary, code.Wording.Html + code.Wording.Text, StringComparison.Ordinal);
    }

    private static async Task<Shown> Press(GuestSite guests, string invitation)
    {
        var browser = guests.Site.Anybody();
        return await browser.Send(await browser.Get(invitation), invitation);
    }

    private static async Task<IReadOnlyList<string>> Everything(GuestSite guests) => await All(guests.Site.Rows);

    private static async Task<IReadOnlyList<string>> All(SencoFlows.Storage.IRows rows)
    {
        List<string> all = [];
        await foreach (var row in rows.Range(" ", "~", _ct))
        {
            all.Add($"{row.Key}={row.Body}");
        }

        return all;
    }
}
