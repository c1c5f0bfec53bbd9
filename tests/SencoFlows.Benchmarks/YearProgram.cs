using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Benchmarks.Transfers;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;
using SencoFlows.Web;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Benchmarks;

/// <summary>
/// P8: a year of SEN support, day by day, over the real process, mails and sweep, at schools of 400 pupils of whom one in five is
/// supported: requests to the store and time of the processor as the number of pupils grows. People plan, and then leave everything to
/// the clock, so that every date and every escalation comes.
/// </summary>
internal static class YearProgram
{
    private const int _pupilsOfASchool = 400;
    private const int _oneIn = 5;
    private static readonly DateOnly _first = new(2026, 9, 1);

    /// <param name="most">Pupils of the largest year: a multiple of 400.</param>
    public static async Task Run(int most)
    {
        await Year(6 * _pupilsOfASchool); // Warms up.
        List<(int Pupils, int Requests, double Seconds)> years = [];
        foreach (var pupils in (int[])[1_200, 12_000, most])
        {
            var (requests, mails, seconds) = await Year(pupils);
            years.Add((pupils, requests, seconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P8 | {pupils:N0} pupils at {pupils / _pupilsOfASchool} schools | {requests:N0} requests, {mails:N0} mails, {seconds:F1} s of the processor | {Storages.Load} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P8 | exponent from {years[0].Pupils:N0} to {years[^1].Pupils:N0} pupils | requests {Exponent(y => y.Requests):F3}, time {Exponent(y => y.Seconds):F3} | |"));

        double Exponent(Func<(int Pupils, int Requests, double Seconds), double> of) => Math.Log(of(years[^1]) / of(years[0])) / Math.Log((double)years[^1].Pupils / years[0].Pupils);
    }

    private static async Task<(int Requests, int Mails, double Seconds)> Year(int pupils)
    {
        var (store, clock, post) = (new Tally(new MemoryStore()), new Clock(_first.Dawn), new Post());
        var services = new ServiceCollection();
        services.AddLogging().AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks()
            .AddSingleton<TimeProvider>(clock).AddSingleton<IStore>(store).AddSingleton<IMail>(post).AddSingleton<IAlarm, NoAlarm>().AddSingleton<IPacks, RecordPackBuilder>();
        await using var host = services.BuildServiceProvider();
        var (runner, worker) = (host.GetRequiredService<CaseRunner>(), host.GetRequiredService<CaseWorker>());
        var urns = Enumerable.Range(100_001, pupils / _pupilsOfASchool).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var urn in urns)
        {
            await Open(host, store, urn);
        }

        GC.Collect();
        var (before, from) = (store.Requests, Spent());
        for (var day = _first; day < _first.AddYears(1); day = day.AddDays(1))
        {
            clock.Now = day.Dawn;
            foreach (var urn in urns)
            {
                await Day(runner, worker, new Caseload(urn, store.Rows(urn)), urn, day);
            }
        }

        return (store.Requests - before, post.Sent, (Spent() - from).TotalSeconds);
    }

    private static async Task Open(IServiceProvider host, IStore store, string urn)
    {
        var calendar = new SchoolCalendar([new(new(2026, 9, 1), new(2026, 12, 18)), new(new(2027, 1, 4), new(2027, 3, 25)), new(new(2027, 4, 12), new(2027, 7, 20)), new(new(2027, 9, 1), new(2027, 12, 17))], [], []);
        await host.GetRequiredService<Schools>().Save(urn, _ => new School(urn, urn + "1", "Oak Lane Primary", Phase.Primary, false, calendar, new Policies(), [new("s1", "Sofia Reyes", "s@school.example", [Role.Senco]), new("h1", "Hugh Marlow", "h@school.example", [Role.Head])]), CancellationToken.None);
        for (var i = 0; i < _pupilsOfASchool; i++)
        {
            var pupil = new Pupil($"p{i}", "Sample", $"Pupil {i}", new(2016, 3, 4), "5");
            await new Pupils(store.Rows(urn)).Save(pupil, 0, CancellationToken.None);
            if (i % _oneIn == 0)
            {
                await new Pupils(store.Rows(urn)).Save(pupil.Id, new Contact("c1", "Parent", "Mother") { ParentalResponsibility = true, MayBeContacted = MayBeContacted.Yes, Email = "parent@family.example" }, 0, CancellationToken.None);
            }
        }
    }

    /// <summary>The sweep, what it finds, and on the first forty days two new pupils a day with a plan.</summary>
    private static async Task Day(CaseRunner runner, CaseWorker worker, Caseload cases, string urn, DateOnly day)
    {
        foreach (var due in await cases.DueBy(day, CancellationToken.None))
        {
            await worker.Work(due.Id, day.Dawn, CancellationToken.None);
        }

        var n = day.DayNumber - _first.DayNumber;
        foreach (var i in n < _pupilsOfASchool / _oneIn / 2 ? (int[])[2 * n, (2 * n) + 1] : [])
        {
            var id = new CaseId(urn, $"g{i}");
            foreach (var e in (Told[])[new Told.Started(day, Concern.GapStays, false, new(day, Way.Meeting)), new Told.Assessed([Evidence.TeacherAssessment]), new Told.PlanIssued(1, day.AddDays(70))])
            {
                await runner.Tell(id, All.GraduatedApproach, e, new(Role.Senco, "s1"), $"{i}-{e.GetType().Name}", CancellationToken.None, new Subject("pupil", $"p{i * _oneIn}", "Pupil, Sample"));
                await worker.Work(id, day.Dawn, CancellationToken.None);
            }
        }
    }

    private static TimeSpan Spent()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Counts, and remembers nothing else.</summary>
    private sealed class Tally(IStore store) : WatchedStore(store)
    {
        public int Requests { get; private set; }

        protected override void Before(StoreCall call)
        {
        }

        protected override void After(StoreCall call, int rows) => Requests += Math.Max(1, (rows + Limits.RowsOfAPage - 1) / Limits.RowsOfAPage);
    }

    private sealed class Post : IMail
    {
        public int Sent { get; private set; }

        public Task<Posted> Send(Letter letter, CancellationToken ct)
        {
            Sent++;
            return Task.FromResult<Posted>(new Posted.Accepted(letter.Key));
        }
    }
}
