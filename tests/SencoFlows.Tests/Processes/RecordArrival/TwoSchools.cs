using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;
using Arrived = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using Sent = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordArrival;

/// <summary>Two schools of one deployment: Oak Lane, from which Ada moves, and Hill Top, to which she comes.</summary>
internal sealed class TwoSchools : IAsyncDisposable
{
    public const string Oak = TestSite.Urn;
    public const string Hill = "100002";
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    private TwoSchools(TestSite site) => Site = site;

    public TestSite Site { get; }

    public Postbox Post { get; private init; } = new();

    public static CaseId Transfer { get; } = new(Oak, "t1");

    public CaseId Arrival { get; set; } = new(Hill, Handover.CaseAt(Transfer, 1));

    public IRows HillRows => Site.Store.Rows(Hill);

    public Pupils HillPupils => new(HillRows);

    public static async Task<TwoSchools> Start(IStore? store = null)
    {
        var post = new Postbox();
        var site = await TestSite.Start(services =>
        {
            services.AddSingleton<IMail>(post);
            if (store is not null)
            {
                services.AddSingleton(store);
            }
        });
        await site.Get<Schools>().Save(Hill, _ => new Tale().School with
        {
            Urn = Hill,
            Laestab = "8201002",
            Name = "Hill Top Academy",
            Staff = [new("s2", "Samira Khan", "s.khan@hilltop.example", [Role.Senco]), new("h2", "Henry Ford", "h.ford@hilltop.example", [Role.Head]), new("t2", "Tom Bell", "t.bell@hilltop.example", [Role.Teacher]), new("a2", "Ann Lee", "office@hilltop.example", [Role.Admin]), new("d2", "Devi Rao", "d.rao@hilltop.example", [Role.SafeguardingLead])],
        }, CancellationToken.None);
        return new(site) { Post = post };
    }

    private Browser? _senco;

    /// <summary>The browser of Hill Top's SENCO, the same one every time.</summary>
    public async Task<Browser> Senco() => _senco ??= await Site.SignedIn("s2", Hill);

    /// <summary>Ada with a report and a restricted letter, both on their way to Hill Top.</summary>
    public async Task Send(Pupil? pupil = null)
    {
        await Site.Ada(await Paper("d1", "report.pdf", Confidentiality.Record), await Paper("d2", "letter.pdf", Confidentiality.Restricted));
        if (pupil is not null)
        {
            await new Pupils(Site.Rows).Change("p1", p => pupil with { Documents = p.Documents }, _ct);
        }

        await Begin();
        await Settle();
    }

    public Task Begin() => Site.Told("t1", new Told.Started(Tale.Registered with { Urn = Hill }, new(2026, 12, 18), new(Sharing.Agreed)) { Chosen = ["d2"], Starts = new(2027, 1, 5) }, Tale.Senco, new Subject("pupil", "p1", "Okafor, Ada"));

    public async Task<Document> Paper(string id, string name, Confidentiality who)
    {
        using var bytes = new MemoryStream("%PDF-1.7 "u8.ToArray().Concat(System.Text.Encoding.ASCII.GetBytes(name)).ToArray());
        var stored = await Site.Store.Documents(Oak).Put(Document.Holder("p1", id), bytes, 1 << 20, _ct);
        return new(id, stored.Sha256, name, "application/pdf", stored.Bytes, DocumentKind.SpecialistReport, who, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1") { Place = stored.Name };
    }

    /// <summary>The loops of both schools do what there is to do.</summary>
    public async Task Settle()
    {
        var worker = Site.Get<CaseWorker>();
        for (var i = 0; i < 6; i++)
        {
            foreach (var urn in (string[])[Oak, Hill])
            {
                foreach (var id in await new Caseload(urn, Site.Store.Rows(urn)).WithErrands(_ct))
                {
                    await worker.Work(id, Site.Clock.GetUtcNow(), _ct);
                }
            }
        }
    }

    /// <summary>Every morning until that day, at both schools.</summary>
    public async Task Until(int year, int month, int day)
    {
        while (Site.Clock.Today < new DateOnly(year, month, day))
        {
            Site.Clock.Advance(TimeSpan.FromDays(1));
            foreach (var urn in (string[])[Oak, Hill])
            {
                foreach (var due in await new Caseload(urn, Site.Store.Rows(urn)).DueBy(Site.Clock.Today, _ct))
                {
                    await Site.Get<CaseRunner>().Wake(due.Id, _ct);
                }
            }

            await Settle();
            await Site.Get<DailyMails>().Look(_ct);
            await Settle();
        }
    }

    public async Task<Arrived.Here> Here() => (Arrived.Here)All.RecordArrival.Read((await new Caseload(Hill, HillRows).Find(Arrival.Id, _ct))!.State);

    public async Task<Sent.Moving> There() => (Sent.Moving)await Site.State("t1");

    public IEnumerable<string> Mails(string to) => Post.Taken.Where(m => m.To.Email == to).Select(m => m.Wording.Subject);

    /// <summary>The daily mails of a member of staff as text, a day each.</summary>
    public IReadOnlyList<string> Daily(string to) => [.. Post.Taken.Where(m => m.To.Email == to && DailyMails.Is(new(Oak, MailKey.Parse(m.Key)!.Case))).Select(m => m.Wording.Text)];

    /// <summary>The record opened by Hill Top's SENCO, and the page that asks whose it is.</summary>
    public async Task<Shown> Opened()
    {
        var browser = await Senco();
        var home = $"/record-arrival/{Arrival}";
        await browser.Send(await browser.Get($"{home}/open"), $"{home}/open");
        await Settle();
        return await browser.Get($"{home}/file");
    }

    public async Task FiledAs(string pupil, bool proposed)
    {
        var browser = await Senco();
        var match = await Here() is Arrived.Waiting ? await Opened() : await browser.Get($"/record-arrival/{Arrival}/file");
        Assert.Equal(proposed, match.Document.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>().Any(i => i.IsChecked && i.Value == pupil));
        await browser.Send(match, $"/record-arrival/{Arrival}/file", ("pupil", pupil));
        await Settle();
        Assert.IsType<Arrived.Filed>(await Here());
    }

    public static IEnumerable<string> Choices(Shown page) => page.Document.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>().Select(i => i.Value);

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
