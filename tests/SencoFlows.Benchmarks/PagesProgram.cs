using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks;

/// <summary>The pages on which staff work, at a school with 400 open transfers over SQLite: time on the server, from the request to the end of the page.</summary>
internal static class PagesProgram
{
    private const string _urn = "100001";
    private const int _open = 400;
    private const int _times = 200;

    private static readonly School _school = new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false,
        new SchoolCalendar([.. Enumerable.Range(0, 3).Select(i => new DayRange(new(2025 + i, 9, 1), new(2026 + i, 7, 20)))], [], []), new Policies(),
        [new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco]), new("a1", "Amir Shah", "office@oaklane.example", [Role.Admin])]);

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using var store = new SqliteStore(folder);
            await using var site = await MeasuredSite.Start(store, _school);
            await Fill(site.Services);
            foreach (var (page, name) in new[] { ("/", "home"), ("/transfers", "the board of transfers"), ($"/cases/{_urn}-c1", "the page of a case"), ("/provision", "the provision map of 400 plans"), ("/pupils/p1/plan", "a plan"), ("/pupils/p1/plan/start", "starting a plan"), ("/pupils", "the list of 500 pupils") })
            {
                var (median, p95, bytes) = await site.Measure(page, _times);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| pages | {name}, {_open} open cases, {bytes / 1024} KB | median {median:F1} ms, p95 {p95:F1} ms |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A quarter each: waits for a second person, on its way, came back, opened.</summary>
    private static async Task Fill(IServiceProvider services)
    {
        await services.GetRequiredService<Schools>().Save(_urn, _ => _school, CancellationToken.None);
        var (runner, today) = (services.GetRequiredService<CaseRunner>(), TimeProvider.System.Today);
        var to = new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { FromRegister = true };
        for (var i = 0; i < _open; i++)
        {
            await Tell(i, new Event.Started(to with { FromRegister = i % 4 != 0 }, today.AddDays(i % 60), new(Sharing.Agreed)), new(Role.Senco, "s1"));
            if (i % 4 > 0)
            {
                await Tell(i, new Event.Packed(1, new string('a', 64), new string('b', 64), 90_000, 6), new(Role.System, "packs"));
            }

            if (i % 4 > 1)
            {
                await Tell(i, i % 4 == 2 ? new Event.Bounced(1) : new Event.Opened(1), i % 4 == 2 ? new(Role.System, "mail") : new(Role.NextSchool, "senco-1"));
            }
        }

        for (var i = _open; i < 500; i++)
        {
            await new Pupils(services.GetRequiredService<IStore>().Rows(_urn)).Save(new Pupil($"p{i}", "Number", $"Pupil {i}", new(2016, 3, 4), "5"), 0, CancellationToken.None);
        }

        await FillPlans(services.GetRequiredService<IStore>().Rows(_urn), today);

        async Task Tell(int i, Event e, Actor by) =>
            await runner.Tell(new(_urn, $"c{i}"), All.RecordTransfer, e, by, RecordId.New(), CancellationToken.None, new Subject("pupil", $"p{i}", $"Pupil, Number {i}"));
    }

    /// <summary>Two provisions of the library for each of 400 pupils.</summary>
    private static async Task FillPlans(IRows rows, DateOnly today)
    {
        var library = new ProvisionLibrary(rows);
        await library.Add(FirstLibrary.All, CancellationToken.None);
        await library.Save(FirstLibrary.Rates(today.AddYears(-1)), 0, CancellationToken.None);
        for (var i = 0; i < _open; i++)
        {
            var pupil = new Pupil($"p{i}", "Number", $"Pupil {i}", new(2016, 3, 4), $"{1 + (i % 6)}") { Needs = [new(SenType.SPLD)] };
            await new Pupils(rows).Save(pupil, 0, CancellationToken.None);
            var draft = PlanStart.From(RecordId.New(), 0, pupil, [FirstLibrary.All[i % 13], FirstLibrary.All[(i + 5) % 13]], _school.Calendar, "s1", TimeProvider.System.GetUtcNow());
            var plan = DraftReader.Read(draft, _school.Calendar, FirstLibrary.Rates(today.AddYears(-1)), today).Plan!;
            await new PlanBook(rows).Issue(pupil.Id, plan, new(Role.Senco, "s1"), TimeProvider.System.GetUtcNow(), "r", null, async (_, changes) =>
            {
                await rows.Save(changes, CancellationToken.None);
                return true;
            }, CancellationToken.None);
        }
    }
}
