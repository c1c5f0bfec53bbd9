using System.Net;
using AngleSharp;
using SencoFlows.Cases;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Web;

/// <summary>Whoever may not read a restricted document may not learn its name or send it either.</summary>
public sealed class RestrictedDocumentTests
{
    private const string _secret = "Zebedee and the court.pdf";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a1", false)]
    [InlineData("s1", true)]
    public async Task A_transfer_that_is_started(string staff, bool sees)
    {
        await using var site = await Site();
        var draft = new TransferDraft { Pupil = "p1", To = Tale.Registered, Leaving = new(2026, 12, 18), Agreement = new(Sharing.Agreed) };
        await new Drafts<TransferDraft>(TransferDraft.Kind, site.Rows).Save("d1", staff, default, _ => draft, _ct);
        var browser = await site.SignedIn(staff);

        var question = await browser.Get("/record-transfer/start/d1/goes-along");
        Assert.Equal(sees, question.Document.ToHtml().Contains(_secret, StringComparison.Ordinal));
        Assert.Equal("/record-transfer/start/d1/check", (await browser.Send(question, "", ("protection", "no"), ("goes", "open"), ("restricted", "secret"))).Location?.OriginalString);
        var check = await browser.Get("/record-transfer/start/d1/check");
        Assert.Equal(sees, check.Document.ToHtml().Contains(_secret, StringComparison.Ordinal));
        Assert.Contains("Report.pdf", check.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(check, "/record-transfer/start/d1/check")).Status);
        Assert.Equal(sees ? ["secret"] : [], ((RecordTransferProcess.State.Moving)await site.State("d1")).Transfer.Chosen);
    }

    [Theory]
    [InlineData("a1", false)]
    [InlineData("s1", true)]
    public async Task A_list_of_leavers(string staff, bool sees)
    {
        await using var site = await Site();
        var list = new LeaversDraft { YearGroup = "5", Leaving = new(2026, 12, 18), Schools = [new(Tale.Registered, "hilltop.sch.uk")] };
        var drafts = new Drafts<LeaversDraft>(LeaversDraft.Kind, site.Rows);
        await drafts.Save("l1", staff, default, _ => list, _ct);
        var browser = await site.SignedIn(staff);

        var page = await browser.Get("/leavers/l1/pupil/p1");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(sees, page.Document.ToHtml().Contains(_secret, StringComparison.Ordinal));
        await browser.Send(page, "", ("to", "100002"), ("goes", "open"), ("restricted", "secret"));
        Assert.Equal(sees ? ["secret"] : [], (await drafts.Find("l1", staff, _ct))!.Answers.Row("p1")!.Chosen);
    }

    private static async Task<TestSite> Site()
    {
        var site = await TestSite.Start();
        await site.Ada(Paper("open", "Report.pdf", Confidentiality.Record), Paper("secret", _secret, Confidentiality.Restricted));
        return site;
    }

    private static Document Paper(string id, string name, Confidentiality confidentiality) =>
        new(id, new string('c', 64), name, "application/pdf", 100, DocumentKind.Other, confidentiality, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1");
}
