using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Crash;

/// <summary>
/// One of several hosts on one store: people click at it without end, and it performs what the cases ask for, until it is killed. Says
/// what it tries and what came of it, so that whoever killed it can send the same form once more.
/// </summary>
internal static class Host
{
    private const string _urn = "100001";
    private static readonly Random _chance = new(Environment.ProcessId);

    /// <param name="where">A folder for SQLite, or a connection string.</param>
    /// <param name="ledger">The file in which the mail service keeps what it took.</param>
    /// <param name="pending">Of a form that was sent and not answered: its request, its case, and the length of the history it showed.</param>
    public static async Task Run(string where, string ledger, string[] pending)
    {
        IStore store = where.Contains("AccountName=", StringComparison.Ordinal) ? new TableStore(where) : new SqliteStore(where);
        var services = new ServiceCollection();
        services.AddLogging().AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks()
            .AddSingleton(store).AddSingleton<IMail>(new FileLedger(ledger)).AddSingleton<IAlarm, Silence>().AddSingleton<IPacks, RecordPackBuilder>();
        await using var host = services.BuildServiceProvider();
        var (runner, worker, cases) = (host.GetRequiredService<CaseRunner>(), host.GetRequiredService<CaseWorker>(), new Caseload(_urn, store.Rows(_urn)));
        while (true)
        {
            await Click(runner, cases, pending);
            pending = [];
            foreach (var id in await cases.WithErrands(CancellationToken.None))
            {
                await worker.Work(id, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            }
        }
    }

    private static async Task Click(CaseRunner runner, Caseload cases, string[] pending)
    {
        if (pending is not [var request, var id, var seen])
        {
            var open = await cases.Open(CancellationToken.None);
            var one = open[_chance.Next(open.Count)];
            (request, id, seen) = (RecordId.New(), one.Id.Id, $"{one.Agenda.Length}");
        }

        Console.WriteLine($"try {request} {id} {seen}");
        var answer = await runner.Tell(new(_urn, id), All.RecordTransfer, What(request), new(Role.Senco, "s1"), request, CancellationToken.None, null, int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture));
        Console.WriteLine($"{answer.GetType().Name.ToLowerInvariant()} {request}");
    }

    /// <summary>What a form says follows from its request, so that it says the same when it is sent again.</summary>
    private static Told What(string request) => (Convert.ToInt32(request[..2], 16) % 3) switch
    {
        0 => new Told.LeavingDateChanged(TimeProvider.System.Today.AddDays(60 + (Convert.ToInt32(request[2..4], 16) % 20))),
        1 => new Told.ParentSaysWrong("The address is wrong"),
        _ => new Told.ParentAnswered("Corrected on the telephone"),
    };

    /// <summary>A mail service in another process: what it took, it has, whoever dies.</summary>
    private sealed class FileLedger(string file) : IMail
    {
        public async Task<Posted> Send(Letter letter, CancellationToken ct)
        {
            await using var ledger = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await ledger.WriteAsync(System.Text.Encoding.ASCII.GetBytes(letter.Key + "\n"), ct);
            Console.WriteLine($"mail {letter.Key}");
            return new Posted.Accepted(letter.Key);
        }
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
