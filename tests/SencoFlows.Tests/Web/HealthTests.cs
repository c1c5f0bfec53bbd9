using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;
using SencoFlows.Web.Health;

namespace SencoFlows.Tests.Web;

public sealed class HealthTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<(HttpStatusCode Status, Dictionary<string, (bool Well, string Says)> Findings)> Ask(TestSite site, string what)
    {
        var shown = await site.Anybody().Get($"/health/{what}");
        var text = await shown.Response.Content.ReadAsStringAsync(_ct);
        return (shown.Status, JsonDocument.Parse(text).RootElement.EnumerateArray().ToDictionary(
            f => f.GetProperty("what").GetString()!, f => (f.GetProperty("well").GetBoolean(), f.GetProperty("says").GetString()!)));
    }

    [Fact]
    public async Task A_site_that_works_is_live_ready_and_well()
    {
        await using var site = await TestSite.Start();
        Assert.Equal(HttpStatusCode.OK, (await site.Anybody().Get("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Ask(site, "ready")).Status);
        var deep = await Ask(site, "deep");
        Assert.Equal(HttpStatusCode.OK, deep.Status);
        Assert.Equal(["history", "outbox", "mail reports"], deep.Findings.Keys);
        Assert.Equal((true, "The mail service has never called"), deep.Findings["mail reports"]);
    }

    [Fact]
    public async Task When_the_mail_service_last_called_is_said()
    {
        await using var site = await TestSite.Start();
        await site.Get<MailReports>().Seen(_ct);
        site.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal((true, "The mail service last called 7 hours ago"), (await Ask(site, "deep")).Findings["mail reports"]);
    }

    [Fact]
    public async Task A_store_that_fails_makes_it_not_ready_but_live_and_says_nothing_of_the_failure()
    {
        await using var site = await TestSite.Start();
        ((MemoryRows)site.Store.Directory).Before = _ => throw new InvalidOperationException("Zebedee");
        Assert.Equal(HttpStatusCode.OK, (await site.Anybody().Get("/health/live")).Status);
        var ready = await Ask(site, "ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, (false, "Failed with InvalidOperationException")), (ready.Status, ready.Findings["rows"]));
        Assert.True(ready.Findings["documents"].Well);
    }

    [Fact]
    public async Task Asking_often_costs_nothing()
    {
        await using var site = await TestSite.Start();
        await Ask(site, "ready");
        var requests = ((MemoryRows)site.Store.Directory).Requests;
        for (var i = 0; i < 20; i++)
        {
            await Ask(site, "ready");
        }

        Assert.Equal(requests, ((MemoryRows)site.Store.Directory).Requests);
        site.Clock.Advance(TimeSpan.FromSeconds(11));
        await Ask(site, "ready");
        Assert.True(((MemoryRows)site.Store.Directory).Requests > requests);
    }

    [Fact]
    public async Task A_host_that_sweeps_is_not_well_when_no_sweep_was_heard_of_for_a_day()
    {
        await using var site = await TestSite.Start(s => s.AddSingleton(new HostPromises(Sweeps: true)));
        Assert.Equal((false, "Never run"), (await Ask(site, "deep")).Findings["sweep"]);
        await new SweepReport(site.Clock.GetUtcNow(), 1, 1, 0, 0, 0).Keep(site.Store, _ct);
        site.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True((await Ask(site, "deep")).Findings["sweep"].Well);
        site.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((false, "Run 27 hours ago, mended 0"), (await Ask(site, "deep")).Findings["sweep"]);
    }

    [Fact]
    public async Task Something_that_waits_for_two_days_to_be_performed_is_seen()
    {
        await using var site = await TestSite.Start();
        await site.Rows.Save([new Change.Add(Keys.Todo("c1", 1, 0), Wire.Write(new Errand(new Effect.Email(Role.Senco, "any"), site.Clock.GetUtcNow())))], _ct);
        Assert.True((await Ask(site, "deep")).Findings["outbox"].Well);
        site.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal((false, "1 waiting, the oldest for 49 hours"), (await Ask(site, "deep")).Findings["outbox"]);
    }

    [Fact]
    public async Task What_another_system_does_not_take_for_three_days_is_no_fault_but_what_was_never_tried_is()
    {
        await using var site = await TestSite.Start();
        var now = site.Clock.GetUtcNow();
        var errand = new Errand(new Effect.Notify("s", DeliveryNews.Opened), now.AddHours(-70)) { Attempts = 8, Begun = now.AddHours(-26) };
        await site.Rows.Save([new Change.Add(Keys.Todo("c1", 1, 0), Wire.Write(errand))], _ct);
        Assert.Equal((true, "1 waiting, the oldest for 26 hours"), (await Ask(site, "deep")).Findings["outbox"]);
        await site.Rows.Save([new Change.Add(Keys.Todo("c2", 1, 0), Wire.Write(errand with { Attempts = 0, Begun = null }))], _ct);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False((await Ask(site, "deep")).Findings["outbox"].Well);
    }

    [Fact]
    public async Task A_history_that_somebody_has_written_over_is_seen()
    {
        var desk = new TransferDesk();
        await desk.Start();
        await using var site = await TestSite.Start(s => s.AddSingleton<IStore>(desk.Store));
        Assert.Equal((true, "1 histories read, 0 not as they were written"), (await Ask(site, "deep")).Findings["history"]);

        var key = Keys.Entry("t1", 1);
        var row = (await desk.Store.Rows(TransferDesk.Urn).Read(key, _ct))!;
        await desk.Store.Rows(TransferDesk.Urn).Save([new Change.Replace(key, row.Body.Replace("s1", "h1", StringComparison.Ordinal), row.Version)], _ct);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((false, "1 histories read, 1 not as they were written"), (await Ask(site, "deep")).Findings["history"]);
    }
}
