using System.Net;
using SencoFlows.Record;
using SencoFlows.Record.Register;

namespace SencoFlows.Tests.Web;

/// <summary>Follows the questions as a browser does: each answer leads to the next page.</summary>
internal sealed class StartWalk(Browser browser)
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public static (string, string)[] Leaving { get; } = [("leaving.Day", "18"), ("leaving.Month", "12"), ("leaving.Year", "2026")];

    public static async Task<TestSite> Site(params Document[] documents)
    {
        var site = await TestSite.Start();
        await site.Ada(documents);
        await site.Get<SchoolRegister>().Import(
        [
            new("100001", "Oak Lane Primary", "Community school", Phase.Primary, SchoolStatus.Open),
            new("100002", "Hill Top Academy", "Academy", Phase.Secondary, SchoolStatus.Open) { Laestab = "8201002", Town = "Wellhead", Domain = "hilltop.sch.uk" },
        ], null, _ct);
        return site;
    }

    public static Document Paper(string id, Confidentiality confidentiality) =>
        new(id, new string('c', 64), $"{id}.pdf", "application/pdf", 100, DocumentKind.Other, confidentiality, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1");

    /// <summary>Ada goes to Hill Top: all questions are answered, and the page that checks them is before one.</summary>
    public static async Task<StartWalk> Prepared(Browser browser)
    {
        var walk = new StartWalk(browser);
        await walk.Open("/record-transfer/start?pupil=p1");
        await walk.Answer(("school", "100002"));
        await walk.Answer(("office", "office@hilltop.sch.uk"));
        await walk.Answer(Leaving);
        await walk.Answer(("sharing", "Agreed"));
        await walk.Answer(("protection", "no"));
        Assert.Equal("Check your answers and send", walk.Page.H1);
        return walk;
    }

    public Shown Page { get; private set; } = null!;

    public string At { get; private set; } = "";

    public int Pressed { get; private set; }

    public List<string> Addresses { get; } = [];

    public List<string> Titles { get; } = [];

    public async Task Open(string address)
    {
        (At, Page) = (address, await browser.Get(address));
        if (Page.Status == HttpStatusCode.Redirect)
        {
            await Open(Page.Location!.OriginalString);
            return;
        }

        Assert.Equal(HttpStatusCode.OK, Page.Status);
        Addresses.Add(At);
        Titles.Add(Page.Document.Title!);
    }

    public async Task Answer(params (string Name, string Value)[] answers)
    {
        Pressed++;
        Page = await browser.Send(Page, At, answers);
        while (Page.Status == HttpStatusCode.Redirect)
        {
            await Open(Page.Location!.OriginalString);
        }
    }
}
