using System.Net;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Crash;
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

    [Theory]
    [InlineData("a1", false)]
    [InlineData("s1", true)]
    public async Task A_transfer_that_it_was_chosen_for(string staff, bool sees)
    {
        await using var site = await TestSite.Start(s => s.AddSingleton<IMail, Ledger>());
        List<Document> papers = [];
        foreach (var (id, name, who) in new[] { ("open", "Report.pdf", Confidentiality.Record), ("secret", _secret, Confidentiality.Restricted), ("other", "Hidden court paper.pdf", Confidentiality.Restricted) })
        {
            using var bytes = new MemoryStream(System.Text.Encoding.ASCII.GetBytes($"A paper {id}"));
            var stored = await site.Store.Documents(TestSite.Urn).Put(Document.Holder("p1", id), bytes, 1000, _ct);
            papers.Add(Paper(id, name, who) with { Sha256 = stored.Sha256, Bytes = stored.Bytes, Place = stored.Name });
        }

        await site.Ada([.. papers]);
        await site.Told("c1", new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed)) { Chosen = ["secret"] }, Tale.Senco, new Subject("pupil", "p1", "Okafor, Ada"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);
        var browser = await site.SignedIn(staff);
        Assert.Equal(sees, await Names(browser, "/transfers/100001-c1/print"));
        Assert.Equal(sees, await Names(browser, "/cases/100001-c1"));
        Assert.Contains("eport.pdf", (await browser.Get("/transfers/100001-c1/print")).Text, StringComparison.Ordinal);

        var parcel = ((RecordTransferProcess.State.Moving)await site.State("c1")).Transfer.Parcel;
        site.Clock.SetUtcNow(new DateOnly(2027, 1, 4).Dawn);
        foreach (var e in (RecordTransferProcess.Event[])[new RecordTransferProcess.Event.Opened(1), new RecordTransferProcess.Event.Verified(1, parcel.Manifest!), new RecordTransferProcess.Event.Filed(1), new RecordTransferProcess.Event.ReadByTeacher(1)])
        {
            await site.Told("c1", e, Tale.NextSchool);
        }

        browser = await site.SignedIn(staff);
        var custody = await browser.Get("/record-transfer/100001-c1/custody");
        Assert.Contains("1 document was not in the pack", custody.Text, StringComparison.Ordinal);
        Assert.Equal(sees, custody.Document.ToHtml().Contains("Hidden court", StringComparison.Ordinal));
        Assert.Equal(sees, await Names(browser, "/cases/100001-c1"));
    }

    [Fact]
    public async Task A_transfer_that_it_holds_up_because_its_bytes_are_gone()
    {
        await using var site = await Site();
        await site.Told("c1", new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed)) { Chosen = ["secret"], LeftOut = ["open"] }, Tale.Senco, new Subject("pupil", "p1", "Okafor, Ada"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);
        var page = await (await site.SignedIn("a1")).Get("/cases/100001-c1");
        Assert.Contains("A restricted document is missing. Add it again, or leave it out", page.Text, StringComparison.Ordinal);
        Assert.False(Says(page));
    }

    /// <summary>As it was called, or as it is called in a pack.</summary>
    private static async Task<bool> Names(Browser browser, string address) => Says(await browser.Get(address));

    private static bool Says(Shown page) => page.Document.ToHtml().Contains("zebedee", StringComparison.OrdinalIgnoreCase);

    private static async Task<TestSite> Site()
    {
        var site = await TestSite.Start(s => s.AddSingleton<IMail, Ledger>());
        await site.Ada(Paper("open", "Report.pdf", Confidentiality.Record), Paper("secret", _secret, Confidentiality.Restricted));
        return site;
    }

    private static Document Paper(string id, string name, Confidentiality confidentiality) =>
        new(id, new string('c', 64), name, "application/pdf", 100, DocumentKind.Other, confidentiality, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1");
}
