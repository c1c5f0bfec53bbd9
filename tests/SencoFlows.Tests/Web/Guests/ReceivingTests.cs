using System.Net;
using SencoFlows.Cases;
using SencoFlows.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web.Guests;

public sealed class ReceivingTests
{
    private const string _home = GuestSite.Received;
    private static readonly Actor _office = new(Role.NextSchoolOffice, "office-1");
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cover_says_who_sends_what_about_whom_and_opening_takes_a_button()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Receiver();
        var cover = await browser.Get(_home);
        Assert.Equal("Zebedee Quillfeather", cover.H1);
        Assert.All((string[])["Oak Lane Primary", "4 March 2016", "Year 5", "18 December 2026", "7 files"], words => Assert.Contains(words, cover.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Speech, language", cover.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(GuestSite.Canary, cover.Document.Title, StringComparison.Ordinal);
        foreach (var page in (string[])["/record", "/first-day", "/pack", "/files/6", "/check", "/file"])
        {
            Assert.Equal(_home, (await browser.Get(_home + page)).Location?.OriginalString);
        }

        Assert.Null((await guests.Parcel()).Opened);
        await browser.Send(cover, "");
        Assert.Equal(new DateOnly(2026, 11, 20), (await guests.Parcel()).Opened);
        Assert.Contains("What to do", (await browser.Get(_home)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_opened_read_checked_filed_and_read_by_the_teacher()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var record = await browser.Get($"{_home}/record");
        Assert.All((string[])["Speech, language and communication needs", "Understands short sentences", "Igbo", "May not be told where the child goes to school", "Withheld: ask the sending school", "notes.pdf"],
            words => Assert.Contains(words, record.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Secret Lane", record.Text, StringComparison.Ordinal);

        var check = await browser.Get($"{_home}/check");
        Assert.Contains("all 7 files", check.Text, StringComparison.Ordinal);
        Assert.Equal(["Select yes if this is the pupil who is coming to your school"], (await browser.Send(check, $"{_home}/check")).Errors);
        Assert.Equal($"{_home}/file", (await browser.Send(check, $"{_home}/check", ("right", "yes"))).Location?.OriginalString);

        var file = await browser.Get($"{_home}/file");
        Assert.Equal(["Confirm that the record is saved in your school’s own files"], (await browser.Send(file, $"{_home}/file")).Errors);
        Assert.Equal($"{_home}?done=filed", (await browser.Send(file, $"{_home}/file", ("filed", "yes"))).Location?.OriginalString);
        Assert.Contains("Oak Lane Primary and the parents are told", (await browser.Get($"{_home}?done=filed")).Text, StringComparison.Ordinal);

        var sheet = await browser.Get($"{_home}/first-day");
        Assert.Equal(["Select who has read it"], (await browser.Send(sheet, $"{_home}/first-day")).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(sheet, $"{_home}/first-day", ("by", "class-teacher"))).Status);

        var parcel = await guests.Parcel();
        Assert.IsType<State.InCustody>(await guests.State());
        Assert.All((DateOnly?[])[parcel.Delivered, parcel.Opened, parcel.Verified, parcel.Filed, parcel.Read], d => Assert.Equal(new DateOnly(2026, 11, 20), d));
        var history = await new Caseload(TestSite.Urn, guests.Site.Rows).History("t1", _ct);
        Assert.Equal(4, history.Count(e => e.By == new Actor(Role.NextSchool, "senco-1")));
    }

    [Fact]
    public async Task What_is_shown_is_what_was_sent_whatever_happens_to_the_record_since()
    {
        await using var guests = await GuestSite.Start();
        var pupils = new Pupils(guests.Site.Rows);
        var now = (await pupils.File("p1", _ct))!.Pupil;
        await pupils.Save(now.Value with { Forename = "Changed", FirstLanguage = "Klingon", Documents = [] }, now.Revision, _ct);
        await guests.Site.Store.Documents(TestSite.Urn).Delete(now.Value.Documents[1].Kept, _ct);
        var browser = await guests.Reader();
        var record = await browser.Get($"{_home}/record");
        Assert.Contains(GuestSite.Canary, record.H1, StringComparison.Ordinal);
        Assert.DoesNotContain("Klingon", record.Text, StringComparison.Ordinal);
        Assert.Equal(300_000, (await browser.Http.GetByteArrayAsync(new Uri($"{_home}/files/7", UriKind.Relative), _ct)).Length);
    }

    [Fact]
    public async Task Every_reading_is_noted_with_who_and_what_and_no_name()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader("office-1");
        foreach (var page in (string[])["/record", "/first-day", "/pack", "/files/6", "/files/7"])
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, _home + page);
            await browser.Http.SendAsync(head, _ct);
            await browser.Get(_home + page);
        }

        var reads = await guests.Reads();
        Assert.Equal(["document-read", "document-read", "first-day-sheet-read", "pack-read", "summary-read"], reads.Select(r => r.What).Order(StringComparer.Ordinal));
        Assert.All(reads, r => Assert.Equal(_office, r.By));
        Assert.All(reads.Where(r => r.What is "document-read" or "pack-read"), r => Assert.Matches("^[0-9a-f]{64}$", r.Of));
    }

    [Fact]
    public async Task Closing_the_record_ends_the_visit()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal("/record-closed", (await browser.Send(GuestSite.Form(await browser.Get(_home), $"{_home}/leave"), "")).Location?.OriginalString);
        Assert.Equal("You have closed the record", (await browser.Get("/record-closed")).H1);
        GuestSite.IsClosed(await browser.Get(_home));
    }

    [Fact]
    public async Task Nothing_in_a_whole_journey_logs_a_token_a_code_or_a_name()
    {
        await using var guests = await GuestSite.Start();
        var invitation = await guests.Invitation();
        var browser = guests.Site.Anybody();
        await browser.Send(await browser.Get(invitation), invitation);
        var code = guests.LastCode;
        await browser.Send(await browser.Get($"{_home}/code"), $"{_home}/code", ("code", code));
        await browser.Send(await browser.Get(_home), "");
        foreach (var page in (string[])["", "/record", "/first-day", "/pack", "/files/6", "/files/99", "/check"])
        {
            await browser.Get(_home + page);
        }

        await browser.Send(await browser.Get($"{_home}/check"), $"{_home}/check", ("right", "yes"));
        await guests.Parent();
        GuestSite.IsClosed(await browser.Send(await browser.Get($"/parcel/{invitation[9..]}"), $"/parcel/{invitation[9..]}"));
        Assert.NotEmpty(guests.Logs.Lines);
        Assert.All((string[])[invitation[^64..], code, GuestSite.Canary, "Quillfeather", "hilltop.sch.uk", "senco@"],
            secret => Assert.DoesNotContain(guests.Logs.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Every_page_is_kept_nowhere_and_its_address_goes_nowhere()
    {
        await using var guests = await GuestSite.Start();
        var (browser, parent) = (await guests.Reader(), await guests.Parent());
        List<Shown> pages = [await browser.Get(await guests.Invitation()), await browser.Get("/record-closed"), await parent.Get(GuestSite.Where), await parent.Get(GuestSite.Where + "/wrong")];
        foreach (var page in (string[])["", "/record", "/first-day", "/pack", "/files/6", "/check", "/refuse", "/code"])
        {
            pages.Add(await browser.Get(_home + page));
        }

        Assert.All(pages, p =>
        {
            Assert.Contains("no-store", p.Response.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", p.Response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", p.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(p.Response.Content.Headers.ContentDisposition is not null || !p.Document.Title!.Contains(GuestSite.Canary, StringComparison.Ordinal));
        });
    }
}
