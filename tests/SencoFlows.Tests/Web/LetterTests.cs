using System.Net;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Web.GraduatedApproach;

namespace SencoFlows.Tests.Web;

/// <summary>A parent who is written to by post gets a letter, and somebody says that it is posted.</summary>
public sealed class LetterTests
{
    private static readonly Contact _mother = SupportSite.Mother with { Channel = Channel.Post, Format = Format.LargePrint, Address = ["1 Station Road", "ZZ1 1AB"] };
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<SupportSite> Waiting()
    {
        var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: [_mother, SupportSite.Father]);
        await site.AtWork();
        await site.Site.Get<SencoFlows.Cases.CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        return site;
    }

    [Fact]
    public async Task What_could_not_be_mailed_is_printed_posted_and_done_with()
    {
        await using var site = await Waiting();
        var senco = await site.Site.SignedIn();
        var (home, list) = (await senco.Get("/"), await senco.Get("/failed"));
        Assert.Contains($"{Links(list).Count} messages to families go by letter or telephone", home.Text, StringComparison.Ordinal);
        var hers = list.Document.QuerySelector("#by-hand ~ section")!;
        Assert.Equal("Ngozi Okafor, mother (the parents or carers)", hers.QuerySelector("h3")!.Text());
        Assert.Equal(Links(list).Count, hers.QuerySelectorAll("li").Length);
        Assert.DoesNotContain("Try again", hers.Text(), StringComparison.Ordinal);
        var letter = Links(list)[^1];
        Assert.Contains(letter, (await senco.Get("/cases/100001-g1")).Document.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")));

        var page = await senco.Get(letter);
        var paper = page.Document.QuerySelector(".app-letter--large")!;
        Assert.Contains("Ngozi Okafor<br>1 Station Road<br>ZZ1 1AB</p>", paper.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("Dear Ngozi Okafor", paper.Text(), StringComparison.Ordinal);
        Assert.Contains("This letter takes the place of an email", paper.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("This link is only for you", paper.Text(), StringComparison.Ordinal);
        Assert.Empty(paper.QuerySelectorAll("a, [style]"));
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);

        Assert.Equal("/failed", (await senco.Send(page, "/failed", ("do", "posted"))).Location!.OriginalString);
        Assert.DoesNotContain(letter, Links(await senco.Get("/failed")));
        Assert.Contains("Posted as a letter on 20 November 2026", (await senco.Get("/cases/100001-g1")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get(letter)).Status);
    }

    [Fact]
    public async Task Who_was_called_is_done_with_too()
    {
        await using var site = await Waiting();
        var senco = await site.Site.SignedIn();
        var list = await senco.Get("/failed");
        var called = (AngleSharp.Html.Dom.IHtmlFormElement)list.Document.QuerySelector("#by-hand ~ section form:has(button[value=called])")!;
        Assert.Equal("/failed", (await senco.Send(called, "/failed", ("do", "called"))).Location!.OriginalString);
        Assert.Equal(Links(list).Count - 1, Links(await senco.Get("/failed")).Count);
        Assert.Contains("Told by telephone on 20 November 2026", (await senco.Get("/cases/100001-g1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_for_those_who_write_it_and_to_nobody_who_may_not_have_it()
    {
        await using var site = await Waiting();
        var senco = await site.Site.SignedIn();
        var letter = Links(await senco.Get("/failed"))[0];
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.Site.SignedIn("t1")).Get(letter)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get(letter.Replace("100001-", "100009-", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get(letter + "9")).Status);

        var pupils = new Pupils(site.Site.Rows);
        var mother = (await pupils.File("ada", _ct))!.Contacts.Single(c => c.Value.Id == "c1");
        await pupils.Save("ada", mother.Value with { CourtOrder = new("Prohibited steps order", "No contact", null) }, mother.Revision, _ct);
        var page = await senco.Get(letter);
        Assert.Equal((HttpStatusCode.Conflict, "This letter may not be sent"), (page.Status, page.H1));
        Assert.Contains("A court order limits contact", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Station Road", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_is_printed_with_the_letter_that_speaks_of_it_and_can_be_answered_on_paper()
    {
        await using var site = await Waiting();
        var senco = await site.Site.SignedIn();
        var letter = Links(await senco.Get("/cases/100001-g1"))[^1];
        var page = await senco.Get(letter);
        Assert.Contains("We have written down what we will do", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Yes, I agree with the plan", "I want to talk about it first", "I would like an interpreter"], page.Document.QuerySelectorAll(".app-slip p:has(.app-slip__box)").Select(p => p.Text().Trim()));
        Assert.Contains("For the school: 100001-g1", page.Text, StringComparison.Ordinal);
        Assert.Contains("Reads a new page without help", page.Document.QuerySelector(".app-sheet")!.Text(), StringComparison.Ordinal);
        Assert.Contains("printed with it", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.Site.SignedIn("a1")).Get(letter)).Status);
    }

    private static List<string> Links(Shown page) => [.. page.Document.QuerySelectorAll("main a[href*='/letters/']").Select(a => a.GetAttribute("href")!)];
}
