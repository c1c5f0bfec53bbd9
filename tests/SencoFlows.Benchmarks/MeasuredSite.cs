using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Storage;
using SencoFlows.Web;
using SencoFlows.Web.Access;

namespace SencoFlows.Benchmarks;

/// <summary>The whole site over a store, and how long each request took on the server: from the request to the end of the page.</summary>
internal sealed class MeasuredSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<double> _took = [];

    private MeasuredSite(IStore store, School? school)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(store).AddSite(new SiteAddress(new("http://localhost"))).AddWebhooks().AddSingleton<IAlarm, NoAlarm>().AddSingleton<IPacks, RecordPackBuilder>().AddSingleton<ICsv, CsvFiles>();
        _app = builder.Build();
        var site = Site.Build(_app.Services, pages =>
        {
            if (school is not null)
            {
                pages.MapPost("/measure/sign-in", (HttpContext http) => http.SignInAsync(new Me(school, school.Staff[0]).Principal)).ForAnyone().WithoutAntiforgery();
            }
        });
        _app.Run(async http =>
        {
            var from = Stopwatch.GetTimestamp();
            await site(http);
            _took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        });
    }

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; private set; } = null!;

    /// <param name="store">Not disposed with the site.</param>
    /// <param name="school">Its first member of staff is signed in; null for nobody.</param>
    public static async Task<MeasuredSite> Start(IStore store, School? school = null)
    {
        var site = new MeasuredSite(store, school);
        await site._app.StartAsync();
        site.Http = new HttpClient { BaseAddress = new(site._app.Urls.Single()) };
        if (school is not null)
        {
            await site.Http.PostAsync(new Uri("/measure/sign-in", UriKind.Relative), null);
        }

        return site;
    }

    /// <summary>One page again and again, after 20 to warm up. Milliseconds.</summary>
    public async Task<(double Median, double P95, int Bytes)> Measure(string page, int times)
    {
        var size = 0;
        for (var i = 0; i < times + 20; i++)
        {
            size = (await Http.GetStringAsync(new Uri(page, UriKind.Relative))).Length;
            if (i == 19)
            {
                _took.Clear(); // Warm now.
            }
        }

        _took.Sort();
        return (_took[times / 2], _took[times * 95 / 100], size);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await _app.DisposeAsync();
    }
}
