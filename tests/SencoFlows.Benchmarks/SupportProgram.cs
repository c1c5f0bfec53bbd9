using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
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
            await using var site = await MeasuredSite.Start(store, _school);
            await Fill(site.Services);
            foreach (var (page, name) in new[] { ("/", "home"), ("/graduated-approach", "the list of SEN support"), ($"/cases/{_urn}-g1", "a case of SEN support") })
            {
                var (median, p95, _) = await site.Measure(page, _times);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| support | {name}, {_open} open cases | median {median:F1} ms, p95 {p95:F1} ms |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
}
