using System.Net.Http.Headers;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace SencoFlows.Tests.Web.SencoPost;

/// <summary>The real site with a trust of two schools, and a loop that does everything at once when told.</summary>
internal sealed class SencoSite : IAsyncDisposable
{
    public const string Other = "100002";
    public const string RoleCase = $"{TestSite.Urn}-{SencoRoleProcess.CaseId}";

    /// <summary>What a form asks about somebody who is not the head.</summary>
    public static readonly (string, string)[] Teacher = [("basis", "teacher"), ("qualified", "yes"), ("induction", "Completed"), ("teaches", "yes")];

    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private SencoSite(TestSite site) => Site = site;

    public TestSite Site { get; }

    public static async Task<SencoSite> Start(IStore? store = null)
    {
        var site = new SencoSite(await TestSite.Start(s => s.AddSingleton<IMail>(new Postbox()).AddSingleton(store ?? new MemoryStore())));
        var schools = site.Site.Get<Schools>();
        await schools.Save(TestSite.Urn, s => s! with
        {
            Staff = [.. s.Staff.Select(x => x.Id == "s1" ? x with { Roles = [Role.Teacher] } : x), new("g1", "Gita Rao", "g.rao@oaklane.example", [Role.Governor]), new("l1", "Lena Moss", "l.moss@trust.example", [Role.TrustLead])],
        }, _ct);
        await schools.Save(Other, _ => schools.Get(TestSite.Urn, _ct).Result with { Urn = Other, Name = "=Mill Field, Primary", Staff = [new("s9", "Nia Bell", "n.bell@mill.example", [Role.Teacher]), new("h9", "Owen Fry", "o.fry@mill.example", [Role.Head])] }, _ct);
        return site;
    }

    public Task<Browser> As(string staff, string urn = TestSite.Urn) => Site.SignedIn(staff, urn);

    /// <summary>Performs whatever cases ask for.</summary>
    public async Task Settle()
    {
        foreach (var urn in (string[])[TestSite.Urn, Other])
        {
            for (var again = true; again;)
            {
                again = false;
                foreach (var id in await new Caseload(urn, Site.Store.Rows(urn)).WithErrands(_ct))
                {
                    await Site.Get<CaseWorker>().Work(id, Site.Clock.GetUtcNow(), _ct);
                    again = true;
                }
            }
        }
    }

    /// <summary>The head names who is SENCO.</summary>
    public async Task<string> Named(string staff = "s1", (int D, int M, int Y)? from = null, string head = "h1", string urn = TestSite.Urn, string before = "no")
    {
        var browser = await As(head, urn);
        var address = $"/senco-role/{urn}-{SencoRoleProcess.CaseId}/name";
        var done = await browser.Send(await browser.Get(address), address, [("staff", staff), .. Date("from", from ?? (1, 9, 2025)), .. Teacher, ("before", before)]);
        Assert.True((int)done.Status == 302, string.Join("; ", done.Errors));
        await Settle();
        return (await SchoolSenco.Read(await Site.Get<Schools>().Get(urn, _ct), Site.Store.Rows(urn), _ct)).Holder!.Post;
    }

    /// <summary>Opens a page that does something, fills it in and sends it.</summary>
    public static async Task<Shown> Do(Browser browser, string address, params (string, string)[] answers)
    {
        var page = await browser.Get(address);
        Assert.True((int)page.Status == 200, $"{address} is {page.Status}");
        return await browser.Send(page, address, answers);
    }

    public static (string, string)[] Date(string name, (int D, int M, int Y) on) => [($"{name}.Day", $"{on.D}"), ($"{name}.Month", $"{on.M}"), ($"{name}.Year", $"{on.Y}")];

    /// <summary>As a browser sends a file.</summary>
    public static async Task<Shown> Upload(Browser browser, string address, byte[] bytes, string name)
    {
        var page = await browser.Get(address);
        using var content = new MultipartFormDataContent();
        foreach (var field in Browser.Standing((AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("main form[method=post]")!))
        {
            content.Add(new StringContent(field.Value), field.Key);
        }

        using var file = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        content.Add(file, "file", name);
        return await Browser.Read(await browser.Http.PostAsync(new Uri(address, UriKind.Relative), content, _ct));
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
