using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web.Guests;

/// <summary>The next school finds that a record is damaged, or not for it.</summary>
public sealed class RefusingTests
{
    private const string _home = GuestSite.Received;
    private static readonly Actor _office = new(Role.NextSchoolOffice, "office-1");
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_pack_is_found_by_the_check_and_never_shown_as_whole()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var check = await browser.Get($"{_home}/check");
        var bytes = await browser.Http.GetByteArrayAsync(new Uri($"{_home}/pack", UriKind.Relative), _ct);
        bytes[^200_000] ^= 1;
        await Put(guests, bytes);

        var found = await browser.Get($"{_home}/check");
        Assert.Contains("Do not file it", found.Text, StringComparison.Ordinal);
        Assert.Contains("The file is not the one that the manifest describes", found.Text, StringComparison.Ordinal);
        Assert.Null(found.Document.QuerySelector("input[name=right]"));
        await browser.Send(check, $"{_home}/check", ("right", "yes"));
        Assert.Null((await guests.Parcel()).Verified);
        Assert.True((await browser.Get($"{_home}/refuse?reason=damaged")).Document.QuerySelector("input[value=damaged]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task When_the_bytes_are_gone_the_page_says_whom_to_ask_and_a_refusal_is_possible()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        await guests.Site.Store.Documents(TestSite.Urn).Delete(DocumentName.Of(KeptPack.Holder(GuestSite.Id.Id, 1), (await guests.Parcel()).Pack!), _ct);
        foreach (var page in (string[])["", "/record", "/first-day", "/check", "/pack", "/files/1"])
        {
            var shown = await browser.Get(_home + page);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "The record cannot be shown"), (shown.Status, shown.H1));
            Assert.Contains("01632 960960", shown.Text, StringComparison.Ordinal);
        }

        await browser.Send(await browser.Get($"{_home}/refuse?reason=damaged"), $"{_home}/refuse");
        Assert.Equal(RefusalReason.Damaged, Assert.IsType<State.TurnedDown>(await guests.State()).Reason);
    }

    [Theory]
    [InlineData("", "", "Select why you refuse the record")]
    [InlineData("made-up", "", "Select why you refuse the record")]
    [InlineData("other", "", "Enter what is wrong")]
    public async Task A_refusal_needs_a_reason_that_the_sender_can_act_on(string reason, string note, string error)
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal([error], (await browser.Send(await browser.Get($"{_home}/refuse"), $"{_home}/refuse", ("reason", reason), ("note", note))).Errors);
        var tooLong = await browser.Send(await browser.Get($"{_home}/refuse"), $"{_home}/refuse", ("reason", "other"), ("note", new string('x', 1001)));
        Assert.Equal(["What you write must be 1,000 characters or fewer"], tooLong.Errors);
        Assert.Equal(1001, tooLong.Document.QuerySelector("textarea")!.TextContent.Length);
    }

    [Fact]
    public async Task After_a_refusal_the_record_is_closed_to_those_who_refused_it()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal(_home, (await browser.Send(await browser.Get($"{_home}/refuse"), $"{_home}/refuse", ("reason", "incomplete"), ("note", "No report"))).Location?.OriginalString);
        var home = await browser.Get(_home);
        Assert.Equal("Your school has refused this record", home.H1);
        Assert.DoesNotContain(GuestSite.Canary, home.Text, StringComparison.Ordinal);
        foreach (var page in (string[])["/record", "/first-day", "/pack", "/files/1", "/check", "/file"])
        {
            Assert.Equal(HttpStatusCode.Redirect, (await browser.Get(_home + page)).Status);
        }
    }

    [Fact]
    public async Task A_stranger_is_refused_from_the_cover_without_opening_the_record()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Receiver();
        var refuse = await browser.Get($"{_home}/refuse");
        Assert.Equal(["wrong-school", "wrong-pupil", "duplicate", "other"], refuse.Document.QuerySelectorAll("input[name=reason]").Select(i => i.GetAttribute("value")));
        await browser.Send(refuse, $"{_home}/refuse", ("reason", "wrong-school"));
        Assert.IsType<State.TurnedDown>(await guests.State());
        Assert.Null((await guests.Parcel()).Opened);
    }

    [Fact]
    public async Task Saying_no_to_the_pupil_leads_to_the_refusal()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal($"{_home}/refuse?reason=wrong-pupil", (await browser.Send(await browser.Get($"{_home}/check"), $"{_home}/check", ("right", "no"))).Location?.OriginalString);
        Assert.Null((await guests.Parcel()).Verified);
    }

    /// <summary>Other bytes under the name of the kept pack, as a failing disk would leave them.</summary>
    private static async Task Put(GuestSite guests, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var stored = await guests.Site.Store.Documents(TestSite.Urn).Put("test", stream, long.MaxValue, _ct);
        var key = "pack|t1|01";
        var row = (await guests.Site.Rows.Read(key, _ct))!;
        await guests.Site.Rows.Save([new SencoFlows.Storage.Change.Replace(key, Wire.Write(Wire.Read<KeptPack>(row.Body) with { Sha256 = stored.Sha256, Place = stored.Name }), row.Version)], _ct);
    }
}
