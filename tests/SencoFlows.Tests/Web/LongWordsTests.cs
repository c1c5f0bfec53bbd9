using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>A case keeps what people write in every one of its rows: what is too long is refused before it fills them, and stays on the screen.</summary>
public sealed class LongWordsTests
{
    private static readonly string _words = new('w', 40_000);

    [Theory]
    [InlineData("answer", "note")]
    [InlineData("parent", "words")]
    public async Task About_a_transfer(string act, string field)
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.ParentSaysWrong("She stays"), Tale.Parent);
        var (browser, at) = (await site.SignedIn(), $"/record-transfer/100001-c1/{act}");
        var length = (await site.Case("c1")).Length;

        var page = await browser.Get(at);
        var answer = await browser.Send(page, at, (field, _words));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["What you write must be 4,000 characters or fewer"], answer.Errors);
        Assert.Equal(40_000, answer.Document.QuerySelector($"#{field}")!.TextContent.Trim().Length);
        Assert.Equal(length, (await site.Case("c1")).Length);
    }

    [Fact]
    public async Task About_what_was_removed_of_a_record_that_was_taken_back()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var (browser, home) = (await two.Senco(), $"/record-arrival/{two.Arrival}");
        await browser.Send(await browser.Get($"{home}/open"), $"{home}/open");
        await two.Settle();
        await browser.Send(await browser.Get($"{home}/file"), $"{home}/file", ("pupil", "new"));
        await two.Settle();
        await two.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        await two.Settle();

        var answer = await browser.Send(await browser.Get($"{home}/removed"), $"{home}/removed", ("how", _words));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["What you write must be 4,000 characters or fewer"], answer.Errors);
        Assert.Equal(40_000, answer.Document.QuerySelector("#how")!.TextContent.Trim().Length);
        Assert.IsType<SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State.ToRemove>(await two.Here());
    }

    [Fact]
    public async Task About_why_something_need_not_be_done()
    {
        await using var desk = await MailDesk.Open();
        await using var site = await TestSite.Start(s => s.AddSingleton<IStore>(desk.Store));
        await desk.Start();
        await desk.Work();
        await desk.Report(desk.Post.Taken.Single(m => m.To.Id == "c1").Key, MailNews.Bounced, "r1");
        var browser = await site.SignedIn();
        var page = await browser.Get("/failed");
        var aside = (IHtmlFormElement)page.Document.QuerySelector("details form")!;

        var answer = await browser.Send(aside, "/failed", ("why", _words), ("do", "aside"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["What you write must be 4,000 characters or fewer"], answer.Errors);
        Assert.Equal(_words, answer.Document.QuerySelector("#why")!.GetAttribute("value"));
        Assert.Single(await desk.Failures.All(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("terms")]
    [InlineData("inset")]
    [InlineData("closures")]
    public async Task In_the_boxes_for_term_dates(string box)
    {
        await using var site = await TestSite.Start();
        var (browser, at) = (await site.SignedIn(), "/school/calendar/2026");
        foreach (var words in (string[])[_words, string.Join('\n', Enumerable.Repeat(new string('w', 299), 200))])
        {
            var answer = await browser.Send(await browser.Get(at), at, (box, words));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal(["What you write must be 20,000 characters or fewer"], answer.Errors);
            Assert.Equal(words.Length, answer.Document.QuerySelector($"#{box}")!.TextContent.Trim().Length);
        }
    }
}
