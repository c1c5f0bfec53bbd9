using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Processes.RecordArrival;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web.Guests;

/// <summary>Nobody at the next school looks for ten days, and the chases bring a link each: in the end there is one record, verified once.</summary>
public sealed partial class TenDaysAwayTests
{
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_ten_days_the_first_link_and_the_last_lead_to_one_record_that_is_verified_once()
    {
        await using var guests = await GuestSite.Start();
        await Work();
        for (var day = 0; day < 10; day++)
        {
            guests.Site.Clock.Advance(TimeSpan.FromDays(1));
            await Work();
        }

        var links = guests.Post.Taken.SelectMany(m => Link().Matches(m.Wording.Text).Select(l => l.Value)).ToList();
        Assert.InRange(links.Count, 5, 20); // To the SENCO, the office and, from the second chase on, the head of the next school.
        var (first, last) = (await Read(links[0]), await Read(links[^1]));
        await first.Send(await first.Get(GuestSite.Received), GuestSite.Received);
        await Confirm(first, "check", ("right", "yes"));
        await Confirm(first, "file", ("filed", "yes"));
        Assert.DoesNotContain((await last.Get($"{GuestSite.Received}/file")).Document.QuerySelectorAll("main form"), f => f.GetAttribute("action")?.EndsWith("/file", StringComparison.Ordinal) is true);

        var moving = Assert.IsType<State.Arrived>(await guests.State());
        Assert.Equal(guests.Site.Clock.GetUtcNow().Date, moving.Transfer.Parcel.Verified!.Value.ToDateTime(default));
        Assert.Single(moving.Transfer.Parcels);
        var told = (await new Caseload(TestSite.Urn, guests.Site.Rows).History("t1", _ct)).Where(e => e.Kind == "told").Select(e => e.Event.GetProperty("$is").GetString());
        Assert.Equal([1, 1, 1], ((string[])["opened", "verified", "filed"]).Select(kind => told.Count(t => t == kind)));
        Assert.NotNull(await new KeptPacks(guests.Site.Rows).Find("t1", 1, _ct));
        Assert.Null(await new KeptPacks(guests.Site.Rows).Find("t1", 2, _ct));

        Task Work() => guests.Site.Get<CaseWorker>().Work(GuestSite.Id, guests.Site.Clock.GetUtcNow(), _ct);

        async Task<Browser> Read(string link)
        {
            var browser = guests.Site.Anybody();
            await browser.Send(await browser.Get(link), link);
            await browser.Send(await browser.Get($"{GuestSite.Received}/code"), $"{GuestSite.Received}/code", ("code", guests.LastCode));
            return browser;
        }

        static async Task Confirm(Browser browser, string page, params (string, string)[] answers) => await browser.Send(await browser.Get($"{GuestSite.Received}/{page}"), $"{GuestSite.Received}/{page}", answers);
    }

    [Fact]
    public async Task A_school_of_this_deployment_that_looks_after_ten_days_has_one_pupil_with_one_verified_record()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        await two.Until(2026, 11, 30);
        Assert.Null((await two.There()).Transfer.Parcel.Opened);
        await (await two.Senco()).Send(await two.Opened(), $"/record-arrival/{two.Arrival}/file", ("pupil", "new"));
        await two.Settle();
        var sent = Assert.IsType<State.Arrived>(await two.There()).Transfer;
        Assert.Equal((1, two.Site.Clock.Today), (sent.Parcels.Count, sent.Parcel.Verified));
        Assert.Equal("Okafor", Assert.Single(await two.HillPupils.All(_ct)).Value.Surname);
        Assert.Single(await new Caseload(TwoSchools.Hill, two.HillRows).Open(_ct), c => c.Agenda.Process == "record-arrival");
    }

    [GeneratedRegex("/receive/[0-9]{6}-[0-9a-f]{64}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
