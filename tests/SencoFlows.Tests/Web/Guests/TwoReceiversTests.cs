using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

/// <summary>Two people of the next school at the same record, and forms that come twice, too early or forged.</summary>
public sealed class TwoReceiversTests
{
    private const string _home = GuestSite.Received;
    private static readonly Actor _office = new(Role.NextSchoolOffice, "office-1");
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_second_sees_what_a_colleague_did_and_loses_nothing_typed()
    {
        await using var guests = await GuestSite.Start();
        var (senco, office) = (await guests.Reader(), await guests.Reader("office-1"));
        var stale = await office.Get($"{_home}/refuse");
        await senco.Send(await senco.Get($"{_home}/check"), $"{_home}/check", ("right", "yes"));
        await senco.Send(await senco.Get($"{_home}/file"), $"{_home}/file", ("filed", "yes"));

        var told = await office.Send(stale, $"{_home}/refuse", ("reason", "incomplete"), ("note", "The last page is missing"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("The next school filed the record", told.Text, StringComparison.Ordinal);
        Assert.Equal("The last page is missing", told.Document.QuerySelector("textarea")!.TextContent);
        Assert.NotNull((await guests.Parcel()).Filed);
        Assert.IsType<State.Arrived>(await guests.State());

        Assert.Equal(HttpStatusCode.Redirect, (await office.Send(told, $"{_home}/refuse")).Status);
        Assert.Equal(RefusalReason.Incomplete, Assert.IsType<State.TurnedDown>(await guests.State()).Reason);
    }

    [Fact]
    public async Task What_the_clock_and_the_mail_service_do_disturbs_nobody()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var check = await browser.Get($"{_home}/check");
        await guests.Tell(new Told.Delivered(1), new(Role.System, "mail"));
        Assert.Equal($"{_home}/file", (await browser.Send(check, $"{_home}/check", ("right", "yes"))).Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_counts_once()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Receiver();
        var cover = await browser.Get(_home);
        await browser.Send(cover, "");
        await browser.Send(cover, "");
        var check = await browser.Get($"{_home}/check");
        await browser.Send(check, $"{_home}/check", ("right", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(check, $"{_home}/check", ("right", "yes"))).Status);
        var file = await browser.Get($"{_home}/file");
        await browser.Send(file, $"{_home}/file", ("filed", "yes"));
        var before = (await guests.Case()).Length;
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(file, $"{_home}/file", ("filed", "yes"))).Status);
        Assert.Equal(before, (await guests.Case()).Length);
    }

    [Fact]
    public async Task Filing_comes_after_checking_and_reading_by_the_teacher_after_filing()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal($"{_home}/check", (await browser.Get($"{_home}/file")).Location?.OriginalString);
        Assert.Null((await browser.Get($"{_home}/first-day")).Document.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_forged_form_changes_nothing()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        foreach (var page in (string[])["/open", "/check", "/file", "/refuse", "/first-day", "/leave", "/code", "/new-code"])
        {
            using var forged = new FormUrlEncodedContent([new("right", "yes"), new("filed", "yes"), new("reason", "other"), new("note", "x")]);
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync(new Uri(_home + page, UriKind.Relative), forged, _ct)).StatusCode);
        }

        Assert.IsType<State.WithNextSchool>(await guests.State());
        Assert.Null((await guests.Parcel()).Verified);
    }
}
