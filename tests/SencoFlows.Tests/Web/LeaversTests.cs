using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Tests.Crash;
using SencoFlows.Tests.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Web;

public sealed class LeaversTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_leavers_go_to_five_schools_in_one_go_and_pressing_twice_sends_once()
    {
        await using var site = await Site(60);
        var browser = await site.SignedIn();
        var id = await Begin(browser);
        for (var i = 0; i < 5; i++)
        {
            await Add(browser, id, $"10001{i}");
        }

        var schools = await browser.Get($"/leavers/{id}/schools");
        var table = await Follow(browser, await browser.Send(schools, "", ("do", "continue")));
        Assert.Equal("Which pupil goes where?", table.H1);
        Assert.Equal(60, table.Document.QuerySelectorAll("td select").Length);

        // Ten each for four of the schools; whoever is left goes to the fifth.
        var chosen = Enumerable.Range(0, 40).Select(i => ($"to.p{i:D2}", $"10001{i % 4}")).Append(("all", "100014")).Append(("do", "all")).ToArray();
        table = await Follow(browser, await browser.Send(table, "", chosen));
        var check = await Follow(browser, await browser.Send(table, "", ("do", "check")));
        Assert.Equal("Check the list and send", check.H1);
        Assert.Contains("Send 60 records", check.Text, StringComparison.Ordinal);
        Assert.Contains("School 4: 20 records", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(((MemoryRows)site.Rows).Keys, k => k.StartsWith("case|", StringComparison.Ordinal));

        var sent = await browser.Send(check, "");
        var again = await browser.Send(check, "");
        Assert.Equal($"/leavers/{id}/sent", sent.Location!.OriginalString);
        Assert.Equal(sent.Location, again.Location);
        Assert.Contains("Starts within minutes", (await browser.Get($"/leavers/{id}/sent")).Text, StringComparison.Ordinal);
        await site.Get<CaseWorker>().Work(site.Id(id), site.Clock.GetUtcNow(), _ct);
        await site.Get<CaseWorker>().Work(site.Id(id), site.Clock.GetUtcNow(), _ct);

        var open = (await new Caseload(TestSite.Urn, site.Rows).Open(_ct)).ToList();
        Assert.Equal(60, open.Count);
        Assert.Equal(60, open.Select(c => c.Agenda.About.Id).Distinct().Count());
        Assert.Equal([10, 10, 10, 10, 20], open.CountBy(c => c.Agenda.With!).Select(g => g.Value).Order());
        Assert.Contains(open, c => c.Agenda.About.Label == "Leaver00, Pupil");
        var page = await browser.Get($"/leavers/{id}/sent");
        Assert.Equal(60, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("Leaver", page.Document.Title!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t1")).Get($"/leavers/{id}/sent")).Status);
        Assert.DoesNotContain(((MemoryRows)site.Rows).Keys, k => k.StartsWith("draft|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exceptions_are_answered_one_by_one_and_the_check_says_what_cannot_go()
    {
        await using var site = await Site(4);
        var browser = await site.SignedIn();
        await site.Told("c1", new RecordTransferProcess.Event.Started(new("Hill", "office@hill.sch.uk", "100002") { FromRegister = true }, new(2027, 7, 20), new(Sharing.Agreed)), new(Role.Senco, "s1"), new Subject("pupil", "p03", "Leaver03, Pupil"));
        var id = await Begin(browser);
        await Add(browser, id, "100010");
        var table = await Follow(browser, await browser.Send(await browser.Get($"/leavers/{id}/schools"), "", ("do", "continue")));
        Assert.Contains("Is being transferred already", table.Text, StringComparison.Ordinal);

        var one = await browser.Get($"/leavers/{id}/pupil/p01");
        var wrong = await browser.Send(one, "", ("to", "100010"), ("sharing", "Refused"));
        Assert.Equal(["Enter what the parents said"], wrong.Errors);
        var saved = await browser.Send(wrong, "", ("refusal", "They tell the school themselves"), ("protection", "yes"), ("leaving.Day", "1"), ("leaving.Month", "7"), ("leaving.Year", "2027"));
        Assert.Equal($"/leavers/{id}/table#to.p01", saved.Location!.OriginalString);
        table = await browser.Get($"/leavers/{id}/table");
        Assert.Contains("Differs", table.Document.QuerySelector("tbody")!.Text(), StringComparison.Ordinal);
        var check = await Follow(browser, await browser.Send(table, "", ("to.p00", "100010"), ("to.p02", "stays"), ("do", "check")));
        Assert.Contains("Send 2 records", check.Text, StringComparison.Ordinal);
        Assert.Contains("The child protection file goes separately. Parents refused", check.Text, StringComparison.Ordinal);

        await browser.Send(check, "");
        await site.Get<CaseWorker>().Work(site.Id(id), site.Clock.GetUtcNow(), _ct);
        var states = (await new Caseload(TestSite.Urn, site.Rows).OpenWithState(_ct)).Where(c => c.Id.Id != "c1").ToDictionary(c => c.About.Id, c => ((State.Moving)SencoFlows.Processes.All.RecordTransfer.Read(c.State)).Transfer);
        Assert.Equal(["p00", "p01"], states.Keys.Order());
        Assert.Equal((new DateOnly(2027, 7, 20), new DateOnly(2027, 7, 1)), (states["p00"].Leaving, states["p01"].Leaving));
        Assert.Equal((true, "They tell the school themselves", "s1"), (states["p01"].ChildProtectionFile, states["p01"].Agreement.Reason, states["p01"].StartedBy));
    }

    [Fact]
    public async Task Somebody_who_was_quicker_with_one_pupil_leaves_a_reason_and_harms_no_other()
    {
        await using var site = await Site(2);
        var browser = await site.SignedIn();
        var id = await Begin(browser);
        await Add(browser, id, "100010");
        var table = await Follow(browser, await browser.Send(await browser.Get($"/leavers/{id}/schools"), "", ("do", "continue")));
        var check = await Follow(browser, await browser.Send(table, "", ("all", "100010"), ("do", "all")));
        await browser.Send(await Follow(browser, await browser.Send(check, "", ("do", "check"))), "");
        await site.Told("c1", new RecordTransferProcess.Event.Started(new("Hill", "office@hill.sch.uk", "100002") { FromRegister = true }, new(2027, 7, 20), new(Sharing.Agreed)), new(Role.Senco, "s1"), new Subject("pupil", "p01", "Leaver01, Pupil"));
        await site.Get<CaseWorker>().Work(site.Id(id), site.Clock.GetUtcNow(), _ct);

        var page = await browser.Get($"/leavers/{id}/sent");
        Assert.Contains("1 record could not be sent", page.Text, StringComparison.Ordinal);
        Assert.Contains("Another one is already under way", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await new Caseload(TestSite.Urn, site.Rows).Open(_ct)).Count);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_in_words()
    {
        await using var site = await Site(1);
        var browser = await site.SignedIn();
        var first = await browser.Get("/leavers");
        Assert.Equal("20", first.Document.QuerySelector("[name='leaving.Day']")!.GetAttribute("value"));
        Assert.Equal(["Select the year group that leaves", "Enter the leaving date"], (await browser.Send(first, "", ("leaving.Day", ""), ("leaving.Month", ""), ("leaving.Year", ""))).Errors);
        var id = await Begin(browser);
        var schools = await browser.Get($"/leavers/{id}/schools");
        Assert.Equal(["Find and add at least one school"], (await browser.Send(schools, "", ("do", "continue"))).Errors);
        Assert.Equal(["The next school must be a different school"], (await browser.Send(schools, "", ("school", TestSite.Urn), ("do", "add"))).Errors);
        await Add(browser, id, "100010");
        schools = await browser.Get($"/leavers/{id}/schools");
        Assert.Equal(["Enter an email address in the correct format, like office@school.sch.uk"], (await browser.Send(schools, "", ("office.100010", "nonsense"), ("do", "continue"))).Errors);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn("h1")).Get($"/leavers/{id}/table")).Status);
    }

    private static async Task<string> Begin(Browser browser)
    {
        var begun = await browser.Send(await browser.Get("/leavers"), "", ("year", "6"));
        return begun.Location!.OriginalString.Split('/')[2];
    }

    private static async Task Add(Browser browser, string id, string urn)
    {
        var page = await browser.Get($"/leavers/{id}/schools");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, "", ("school", urn), ("do", "add"))).Status);
    }

    private static async Task<Shown> Follow(Browser browser, Shown answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Redirect, string.Join("; ", answer.Errors));
        return await browser.Get(answer.Location!.OriginalString);
    }

    private static async Task<TestSite> Site(int leavers)
    {
        var site = await TestSite.Start(s => s.AddSingleton<IMail, Ledger>());
        var pupils = new Pupils(site.Rows);
        for (var i = 0; i < leavers; i++)
        {
            await pupils.Save(new Pupil($"p{i.ToString("D2", CultureInfo.InvariantCulture)}", "Pupil", $"Leaver{i.ToString("D2", CultureInfo.InvariantCulture)}", new(2016, 3, 4), "6"), 0, _ct);
        }

        await pupils.Save(new Pupil("other", "Someone", "Younger", new(2017, 3, 4), "5"), 0, _ct);
        await site.Get<SchoolRegister>().Import(
        [
            new(TestSite.Urn, "Oak Lane Primary", "Community school", Phase.Primary, SchoolStatus.Open),
            .. Enumerable.Range(0, 5).Select(i => new RegisteredSchool($"10001{i}", $"School {i}", "Academy", Phase.Secondary, SchoolStatus.Open) { Domain = $"school{i}.sch.uk" }),
        ], null, _ct);
        return site;
    }
}
