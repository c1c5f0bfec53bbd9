using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Storage;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Benchmarks;

/// <summary>SEN support at a school with 400 open cases of it over SQLite: the first page, the list, a case; and the dates of one state.</summary>
internal static class SupportProgram
{
    private const string _urn = "100001";
    private const int _open = 400;
    private const int _times = 100;

    private static readonly School _school = new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false,
        new SchoolCalendar([.. Enumerable.Range(0, 4).Select(i => new DayRange(new(2025 + i, 9, 1), new(2026 + i, 7, 20)))], [], []), new Policies(), [new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco])]);

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using var store = new SqliteStore(folder);
            List<double> took = [];
            await using var app = Host(store, took);
            await Fill(app.Services);
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            await http.PostAsync(new Uri("/measure/sign-in", UriKind.Relative), null);
            foreach (var (page, name) in new[] { ("/", "home"), ("/graduated-approach", "the list of SEN support"), ($"/cases/{_urn}-g1", "a case of SEN support") })
            {
                for (var i = 0; i < _times + 20; i++)
                {
                    if (i == 20)
                    {
                        took.Clear(); // Warm now.
                    }

                    (await http.GetAsync(new Uri(page, UriKind.Relative))).EnsureSuccessStatusCode();
                }

                took.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| support | {name}, {_open} open cases | median {took[_times / 2]:F1} ms, p95 {took[_times * 95 / 100]:F1} ms |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WebApplication Host(IStore store, List<double> took)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(store).AddSite(new SiteAddress(new("http://localhost"))).AddWebhooks().AddSingleton<IAlarm, Silence>().AddSingleton<IPacks, RecordPackBuilder>().AddSingleton<ICsv, CsvFiles>();
        var app = builder.Build();
        var site = Site.Build(app.Services, pages => pages.MapPost("/measure/sign-in", (HttpContext http) => http.SignInAsync(new Me(_school, _school.Staff[0]).Principal)).ForAnyone().WithoutAntiforgery());
        app.Run(async http =>
        {
            var from = Stopwatch.GetTimestamp();
            await site(http);
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        });
        return app;
    }

    /// <summary>A quarter each: not told, assessing, planning, and a plan at work.</summary>
    private static async Task Fill(IServiceProvider services)
    {
        await services.GetRequiredService<Schools>().Save(_urn, _ => _school, CancellationToken.None);
        var (runner, today) = (services.GetRequiredService<CaseRunner>(), TimeProvider.System.Today);
        for (var i = 0; i < _open; i++)
        {
            await Tell(i, new Event.Started(today, Concern.GapStays, false, i % 4 == 0 ? null : new(today, Way.Meeting)));
            if (i % 4 > 1)
            {
                await Tell(i, new Event.Assessed([Evidence.TeacherAssessment]));
            }

            if (i % 4 > 2)
            {
                await Tell(i, new Event.PlanIssued(1, GraduatedRules.DefaultReview(today, _school)));
            }
        }

        async Task Tell(int i, Event e) =>
            await runner.Tell(new(_urn, $"g{i}"), All.GraduatedApproach, e, new(Role.Senco, "s1"), RecordId.New(), CancellationToken.None, new Subject("pupil", $"p{i}", $"Pupil, Number {i}"));
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
