using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Web;
using SencoFlows.Web.Access;

namespace SencoFlows.Tests.Web;

/// <summary>The real site over HTTP, with one school and a clock that stands still. Browsers keep their cookies.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSite(IHost host) => _host = host;

    public const string Urn = "100001";

    public FakeTimeProvider Clock => (FakeTimeProvider)Get<TimeProvider>();

    public IStore Store => Get<IStore>();

    public IRows Rows => Store.Rows(Urn);

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="more">Services of the test; the last registration wins.</param>
    /// <param name="pages">Pages of the test, beside those of the site.</param>
    public static async Task<TestSite> Start(Action<IServiceCollection>? more = null, Action<IEndpointRouteBuilder>? pages = null)
    {
        var clock = new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var web = new HostBuilder().ConfigureWebHost(w => w.UseTestServer()
            .ConfigureServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock).AddSingleton<IStore>(new MemoryStore());
                services.AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks();
                services.AddSingleton<ICsv, CsvFiles>();
                services.AddSingleton<IPacks, RecordPackBuilder>().AddSingleton<Print>(PrintedOnce.Print).AddSingleton<IAlarm, Silence>();
                more?.Invoke(services);
            })
            .Configure(app => app.Run(Site.Build(app.ApplicationServices, e =>
            {
                e.MapPost("/test/sign-in/{urn}/{staff}", SignIn).ForAnyone().WithoutAntiforgery();
                pages?.Invoke(e);
            }))));
        var site = new TestSite(await web.StartAsync(TestContext.Current.CancellationToken));
        await site.Get<Schools>().Save(Urn, _ => new Tale().School with { Staff = Staff }, TestContext.Current.CancellationToken);
        return site;
    }

    public static IReadOnlyList<Staff> Staff { get; } =
    [
        new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco]),
        new("h1", "Hugh Marlow", "h.marlow@oaklane.example", [Role.Head]),
        new("t1", "Tara Lin", "t.lin@oaklane.example", [Role.Teacher]),
        new("a1", "Amir Shah", "office@oaklane.example", [Role.Admin]),
        new("d1", "Dana Wolf", "d.wolf@oaklane.example", [Role.SafeguardingLead]),
    ];

    /// <summary>A browser that is signed in to nothing.</summary>
    public Browser Anybody() => new(new HttpClient(new Cookies(_host.GetTestServer().CreateHandler())) { BaseAddress = new("https://senco.test") });

    /// <param name="staff">An id of <see cref="Staff"/>: s1 is the SENCO, h1 the head, t1 a teacher, a1 the office, d1 the safeguarding lead.</param>
    public async Task<Browser> SignedIn(string staff = "s1", string urn = Urn)
    {
        var browser = Anybody();
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.PostAsync(new Uri($"/test/sign-in/{urn}/{staff}", UriKind.Relative), null, TestContext.Current.CancellationToken)).StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        _host.Dispose();
    }

    private static async Task SignIn(HttpContext http, string urn, string staff, Schools schools)
    {
        var school = await schools.Get(urn, http.RequestAborted);
        await http.SignInAsync(new Me(school, school.Staff.Single(s => s.Id == staff)).Principal);
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }

    /// <summary>Keeps cookies as a browser does; the test server alone does not.</summary>
    private sealed class Cookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _jar = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_jar.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
            {
                request.Headers.Add("Cookie", cookies);
            }

            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                _jar.SetCookies(request.RequestUri!, cookie);
            }

            return response;
        }
    }
}

/// <summary>One answer, read as a page.</summary>
internal sealed record Shown(HttpStatusCode Status, IHtmlDocument Document, Uri? Location, HttpResponseMessage Response)
{
    /// <summary>The messages of the error summary, in order.</summary>
    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll(".govuk-error-summary__list li").Select(l => l.Text())];

    public string Text => Document.Body!.Text();

    public string H1 => Document.QuerySelector("h1")!.Text();
}

/// <summary>Someone at a browser without script: opens pages, fills in the form that is there, presses its button.</summary>
internal sealed class Browser(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<Shown> Get(string address)
    {
        var shown = await Read(await http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));
        return shown;
    }

    /// <summary>Fills in the form of a page that was shown, keeping what stands in it already, and sends it.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="at">The address of the page, where a form without an action is sent.</param>
    /// <param name="answers">By name of the input.</param>
    public async Task<Shown> Send(Shown page, string at, params (string Name, string Value)[] answers)
    {
        var form = Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector("main form[method=post]"));
        return await Send(form, at, answers);
    }

    public async Task<Shown> Send(IHtmlFormElement form, string at, params (string Name, string Value)[] answers)
    {
        var names = answers.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> fields = [.. Standing(form).Where(f => !names.Contains(f.Key)), .. answers.Select(a => KeyValuePair.Create(a.Name, a.Value))];
        var action = form.GetAttribute("action") is { Length: > 0 } a ? a : at;
        using var content = new FormUrlEncodedContent(fields);
        return await Read(await http.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), content, TestContext.Current.CancellationToken));
    }

    /// <summary>What a browser would send if nobody touched the form.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Standing(IHtmlFormElement form) =>
        form.QuerySelectorAll("input[name], select[name], textarea[name]").SelectMany(e => e switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? [KeyValuePair.Create(box.Name!, box.Value)] : [],
            IHtmlInputElement { Type: "file" or "submit" } => [],
            IHtmlInputElement input => [KeyValuePair.Create(input.Name!, input.Value)],
            IHtmlTextAreaElement area => [KeyValuePair.Create(area.Name!, area.Value)],
            IHtmlSelectElement { Value: { } chosen } select => [KeyValuePair.Create(select.Name!, chosen)],
            _ => Array.Empty<KeyValuePair<string, string>>(),
        });

    public static async Task<Shown> Read(HttpResponseMessage response)
    {
        var document = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Rendered.PointersLead(document);
        }

        return new(response.StatusCode, document, response.Headers.Location, response);
    }
}
