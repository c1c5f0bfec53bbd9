using System.Net;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class CaseTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_shows_where_it_stands_its_dates_with_their_law_and_who_did_what_when()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Until(2026, 12, 1, "c1");
        await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
        await site.Told("c1", new Told.Refused(1, RefusalReason.Other, "The pages are upside down"), Tale.NextSchool);

        var page = await (await site.SignedIn()).Get("/cases/100001-c1");
        Assert.Equal("Record transfer – SencoFlows", page.Document.Title);
        Assert.Equal("Okafor, Ada", page.H1);
        Assert.Contains("Refused by the next school", page.Document.QuerySelector(".govuk-summary-list")!.Text(), StringComparison.Ordinal);
        Assert.Contains("SENCO, since 1 December 2026", page.Text, StringComparison.Ordinal);
        Assert.Equal("/record-transfer/100001-c1/correct", page.Document.QuerySelector("a.govuk-button")!.GetAttribute("href"));
        var limit = page.Document.QuerySelectorAll("#table-dates-that-are-running-caption ~ tbody tr").Select(r => r.Text()).Last();
        Assert.StartsWith("Monday 25 January 2027", limit, StringComparison.Ordinal);
        Assert.Contains("Education (Pupil Information) (England) Regulations 2005, reg. 9(3)", limit, StringComparison.Ordinal);
        Assert.Contains("Why this date? 25 January 2027", page.Text, StringComparison.Ordinal);

        var history = page.Document.QuerySelectorAll(".app-timeline__item").Select(i => string.Join(" | ", i.QuerySelectorAll("h3, span, p, .app-timeline__text").Select(e => e.Text()))).ToList();
        Assert.Equal("The next school refused the record: another reason | by the next school | 1 December 2026 at 9am | The pages are upside down", history[0]);
        Assert.Equal("The transfer was started | by Sofia Reyes | 20 November 2026 at 9am", history[^1]);
        Assert.Contains(history, h => h.StartsWith("A limit passed | by SencoFlows", StringComparison.Ordinal));
        Assert.Contains("each sealed to the one before", page.Text, StringComparison.Ordinal);

        var steps = page.Document.QuerySelectorAll(".app-progress__step").Select(s => s.Text()).ToList();
        Assert.Equal(["Sent 20 November 2026", "Delivered 1 December 2026", "Opened 1 December 2026", "Checked Stopped", "Filed Not yet", "Read by the teacher Not yet"], steps);
        Assert.Contains("Emeka Okafor is not told. A court order limits contact", page.Text.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_offered_is_what_the_process_would_accept()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        var senco = await Offered("s1");
        Assert.Contains("Take the record back", senco);
        Assert.Contains("Change the leaving date", senco);
        Assert.DoesNotContain("Decide about the data breach", senco);
        Assert.DoesNotContain("Confirm that the paper arrived", senco);
        Assert.DoesNotContain("Correct the school or the documents", await Offered("a1"));

        async Task<IReadOnlyList<string>> Offered(string staff) =>
            [.. (await (await site.SignedIn(staff)).Get("/cases/100001-c1")).Document.QuerySelectorAll("nav[aria-labelledby=can-do] a").Select(a => a.Text())];
    }

    [Fact]
    public async Task Mails_say_whom_they_were_for_how_they_went_and_why_not()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        await site.Move("c1");
        await Errand("done|c1|000001-02", new(Role.Parents, "parents-record-leaving"), "c1", new Outcome.Done("m1"), new MailReport("e1", MailNews.Delivered, site.Clock.GetUtcNow()));
        await Errand("done|c1|000001-03", new(Role.Head, "transfer-late"), null, new Outcome.Dropped("Nobody has this role"));
        await Errand("failed|c1|000001-04", new(Role.Senco, "transfer-filed"), "s1", new Outcome.Failed("There is no such mailbox"));
        var page = await (await site.SignedIn()).Get("/cases/100001-c1");
        var mails = page.Document.QuerySelectorAll("#table-emails-and-deliveries-caption ~ tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.Text()))).ToList();
        Assert.Contains(mails, m => m.Contains("Ngozi Okafor, mother (the parents or carers)", StringComparison.Ordinal) && m.EndsWith("Delivered | ", StringComparison.Ordinal));
        Assert.Contains(mails, m => m.EndsWith("Not sent | Nobody has this role", StringComparison.Ordinal));
        Assert.Contains(mails, m => m.EndsWith("Failed | There is no such mailbox", StringComparison.Ordinal));

        Task Errand(string key, Effect.Email mail, string? to, Outcome outcome, MailReport? report = null) =>
            site.Rows.Save([new Change.Add(key, Wire.Write(new Errand(mail, site.Clock.GetUtcNow(), to, 1, site.Clock.GetUtcNow(), outcome, site.Clock.GetUtcNow()) { Reports = report is null ? [] : [report] }))], _ct);
    }

    [Fact]
    public async Task A_history_that_was_altered_says_so()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        var row = (await site.Rows.Read(Keys.Entry("c1", 2), _ct))!;
        await site.Rows.Save([new Change.Replace(row.Key, row.Body.Replace("\"packs\"", "\"s1\"", StringComparison.Ordinal), row.Version)], _ct);
        Assert.Contains("The stored history has been altered: entry 2 is not as it was written", (await (await site.SignedIn()).Get("/cases/100001-c1")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1", "/cases/100001-c1", HttpStatusCode.OK)]
    [InlineData("h1", "/cases/100001-c1", HttpStatusCode.OK)]
    [InlineData("a1", "/cases/100001-c1", HttpStatusCode.OK)]
    [InlineData("t1", "/cases/100001-c1", HttpStatusCode.Forbidden)]
    [InlineData("d1", "/cases/100001-c1", HttpStatusCode.Forbidden)]
    [InlineData("s1", "/cases/100002-c1", HttpStatusCode.NotFound)]
    [InlineData("s1", "/cases/100001-c2", HttpStatusCode.NotFound)]
    [InlineData("s1", "/cases/..%2f..", HttpStatusCode.NotFound)]
    [InlineData("s1", "/cases/100001-C1", HttpStatusCode.NotFound)]
    public async Task Who_may_open_a_case(string staff, string address, HttpStatusCode status)
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        Assert.Equal(status, (await (await site.SignedIn(staff)).Get(address)).Status);
    }

    [Fact]
    public async Task The_page_costs_eight_reads_however_long_the_history()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Until(2027, 3, 1, "c1");
        var browser = await site.SignedIn();
        await browser.Get("/cases/100001-c1");
        var before = ((MemoryRows)site.Rows).Requests;
        await browser.Get("/cases/100001-c1");
        Assert.InRange(((MemoryRows)site.Rows).Requests - before, 1, 9);
    }
}
