using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Processes;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Web;
using SencoFlows.Tests.Web.GraduatedApproach;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Cases;

/// <summary>Rows as the version before wrote them, and what it does beside this one: nothing is migrated, everything is read.</summary>
public sealed class OlderRowsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static Task<string> Failed(TestSite site, string key) => Put(site, $"failed|{key}",
        Wire.Write(new Errand(new Effect.Email(Role.Senco, "transfer-filed"), site.Clock.GetUtcNow(), "s1", 1, site.Clock.GetUtcNow(), new Outcome.Failed("There is no such mailbox"))));

    private static async Task<string> Put(TestSite site, string key, string body)
    {
        await site.Rows.Save([new Change.Put(key, body)], _ct);
        return key;
    }

    [Fact]
    public async Task What_failed_before_is_on_the_first_page_from_the_first_look_and_costs_nothing_from_the_second()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await Failed(site, "c1|000001-00");
        await Failed(site, "c1|000001-01");
        var browser = await site.SignedIn();
        Assert.Contains("2 things could not be done", (await browser.Get("/")).Text, StringComparison.Ordinal);
        var before = ((MemoryRows)site.Rows).Requests;
        Assert.Contains("2 things could not be done", (await browser.Get("/")).Text, StringComparison.Ordinal);
        Assert.Equal(1, ((MemoryRows)site.Rows).Requests - before);
    }

    [Fact]
    public async Task What_older_code_leaves_failed_or_puts_right_is_noted_when_the_list_is_opened_and_every_night()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await Failed(site, "c1|000001-00");
        var browser = await site.SignedIn();
        await browser.Get("/");
        await Failed(site, "c1|000001-01");
        await site.Rows.Save([new Change.Delete("failed|c1|000001-00")], _ct);
        Assert.Contains("1 thing could not be done", (await browser.Get("/")).Text, StringComparison.Ordinal);
        Assert.Single((await browser.Get("/failed")).Document.QuerySelectorAll("main section"));
        Assert.Equal(["due-failed", "due-failed|c1|000001-01"], ((MemoryRows)site.Rows).Keys.Where(k => k.StartsWith("due-", StringComparison.Ordinal)));

        await site.Rows.Save([new Change.Delete("failed|c1|000001-01")], _ct);
        Assert.Empty(await Failures.Mend(TestSite.Urn, site.Rows, _ct));
        Assert.DoesNotContain("could not be done", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_of_dates_as_older_code_reads_it_holds_open_cases_and_nothing_else()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await Failed(site, "c1|000001-00");
        await Failures.Mend(TestSite.Urn, site.Rows, _ct);
        Assert.Equal("c1", (await site.Rows.Range("due|", "due}", _ct).ToListAsync(_ct)).Single().Key.Split('|')[2]);
    }

    [Fact]
    public async Task A_case_whose_row_knows_no_facts_is_listed_from_its_state_until_it_wakes_and_nothing_has_happened_to_it_then()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.Tell("g1", new Told.MeetingHeld("m1", new(2026, 11, 20), []));
        var due = (await site.Site.Rows.List("due|", _ct).SingleAsync(_ct)).Key;
        foreach (var key in (string[])[due, Keys.Case("g1")])
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse((await site.Site.Rows.Read(key, _ct))!.Body)!;
            Assert.True((body["agenda"] ?? body).AsObject().Remove("facts"));
            await Put(site.Site, key, body.ToJsonString());
        }

        var browser = await site.Site.SignedIn();
        Assert.Contains("1 of 3", (await browser.Get("/graduated-approach")).Text, StringComparison.Ordinal);
        var length = (await site.Site.Case("g1")).Length;
        await site.Site.Runner.Wake(site.Site.Id("g1"), _ct);
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
        var before = ((MemoryRows)site.Site.Rows).Requests;
        Assert.Contains("1 of 3", (await browser.Get("/graduated-approach")).Text, StringComparison.Ordinal);
        Assert.Equal(1, ((MemoryRows)site.Site.Rows).Requests - before);
        Assert.Equal(due, (await site.Site.Rows.List("due|", _ct).SingleAsync(_ct)).Key);
    }

    [Fact]
    public void The_names_of_the_facts_that_lists_show_are_stored() =>
        Assert.Equal("SupportFacts began\nSupportFacts earlyYears\nSupportFacts held\nSupportFacts planned\nSupportFacts promises\nSupportFacts review\n", StoredNames.Of(typeof(SupportFacts)));
}
