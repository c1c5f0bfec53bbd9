using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Crash;

/// <summary>
/// Hosts in processes of their own on one store, all under load, killed again and again wherever they are. Whoever had sent a form sends
/// it once more to the host that starts again; the mail service reports what it took.
/// </summary>
/// <param name="open">The store with the cases. A folder belongs to one process at a time, so it is opened between two lives.</param>
/// <param name="where">The same for the hosts: a folder, or a connection string.</param>
/// <param name="folder">For what the mail service took.</param>
/// <param name="hosts">Their names. A folder lets in one host only.</param>
internal sealed class KilledHosts(Func<IStore> open, string where, string folder, params string[] hosts)
{
    private const string _urn = "100001";
    private const int _cases = 6;
    private readonly ConcurrentQueue<string> _accepted = [];
    private readonly ConcurrentQueue<TimeSpan> _resumed = [];
    private readonly ConcurrentDictionary<string, int> _reported = [];
    private int _left;

    public async Task<KilledFindings> Run(int kills, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await With(store => Open(store, ct));
        _left = kills;
        await Task.WhenAll(hosts.Select((name, i) => Live(name, new(i), ct)));
        return await With(store => Judge(store, kills, ct));
    }

    private static async Task<bool> Open(IStore store, CancellationToken ct)
    {
        await using var host = Host(store, TimeProvider.System, []);
        var year = TimeProvider.System.Today.Year;
        var calendar = new SchoolCalendar([.. Enumerable.Range(year - 1, 4).SelectMany(y => (DayRange[])[new(new(y, 1, 5), new(y, 7, 20)), new(new(y, 9, 2), new(y, 12, 18))])], [], []);
        await host.GetRequiredService<Schools>().Save(_urn, _ => new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false, calendar, new Policies(), [new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco])]), ct);
        var to = new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { FromRegister = true };
        for (var i = 0; i < _cases; i++)
        {
            await host.GetRequiredService<CaseRunner>().Tell(new(_urn, $"t{i}"), All.RecordTransfer, new Told.Started(to, TimeProvider.System.Today.AddDays(60), new(Sharing.Agreed)), new(Role.Senco, "s1"), "start", ct, new Subject("pupil", $"p{i}", "Okafor, Ada"));
        }

        // Packing is not what is tested here.
        await store.Rows(_urn).Save([.. await store.Rows(_urn).List("todo|", ct).Select(row => new Change.Delete(row.Key)).ToListAsync(ct)], ct);
        return true;
    }

    /// <summary>One host, from life to life.</summary>
    private async Task Live(string name, Random chance, CancellationToken ct)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "SencoFlows.Crash" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        string[] pending = [];
        long? killed = null;
        while (true)
        {
            using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, ["host", where, Ledger(name), .. pending]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var (lines, last, at) = (0, chance.Next(2, 30), 0L);
            try
            {
                while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
                {
                    var words = line.Split(' ');
                    pending = words[0] switch { "try" => words[1..], "mail" => pending, _ => [] };
                    if (words[0] is "accepted")
                    {
                        _accepted.Enqueue(words[1]);
                    }

                    if (killed is { } then && words[0] is "accepted" or "changed" or "refused")
                    {
                        _resumed.Enqueue(Stopwatch.GetElapsedTime(killed!.Value));
                        killed = null;
                    }

                    if (++lines == last)
                    {
                        at = Stopwatch.GetTimestamp();
                        process.Kill();
                    }
                }
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }

                await process.WaitForExitAsync(CancellationToken.None);
            }

            killed = lines >= last ? at : throw new InvalidOperationException("A host ended by itself.");
            await With(store => Report(store, name, ct));
            if (Interlocked.Decrement(ref _left) <= 0)
            {
                return;
            }
        }
    }

    /// <summary>The mail service's webhook: what it took it reports, some of it more than once.</summary>
    private async Task<bool> Report(IStore store, string name, CancellationToken ct)
    {
        await using var host = Host(store, TimeProvider.System, []);
        var keys = Taken(name);
        foreach (var key in keys.Skip(_reported.GetValueOrDefault(name)))
        {
            await host.GetRequiredService<MailReports>().Take(MailKey.Parse(key)!, new MailReport($"sg-{key}", MailNews.Processed, TimeProvider.System.GetUtcNow()), ct);
        }

        _reported[name] = keys.Length;
        return true;
    }

    /// <summary>After three hours, when nothing is waited for any more.</summary>
    private async Task<KilledFindings> Judge(IStore store, int kills, CancellationToken ct)
    {
        List<string> late = [];
        var waiting = (await Errands(store, ct)).Count(e => e.Begun is not null && e.Outcome is null);
        foreach (var clock in (TimeProvider[])[TimeProvider.System, new Later()])
        {
            await using var host = Host(store, clock, late);
            for (var i = 0; i < _cases; i++)
            {
                await host.GetRequiredService<CaseWorker>().Work(new(_urn, $"t{i}"), clock.GetUtcNow(), ct);
            }
        }

        var cases = new Caseload(_urn, store.Rows(_urn));
        List<string> told = [];
        var broken = 0;
        for (var i = 0; i < _cases; i++)
        {
            var history = await cases.History($"t{i}", ct);
            told.AddRange(history.Where(e => e.Kind == "told").Select(e => e.RequestId + (e.RequestId == "start" ? $"{i}" : "")));
            broken += Caseload.FirstBroken(history, (await cases.Find($"t{i}", ct))!.Hash) is null ? 0 : 1;
        }

        var sent = hosts.SelectMany(Taken).Concat(late).Select(key => MailKey.Parse(key)!.Errand).CountBy(key => key).ToDictionary(StringComparer.Ordinal);
        var mails = (await Errands(store, ct)).Where(e => e.Effect is Effect.Email).ToList();
        return new(kills, _accepted.Count,
            StepsTwice: told.Count - told.Distinct().Count(),
            StepsLost: _accepted.Except(told).Count(),
            BrokenHistories: broken,
            Mails: mails.Count,
            MailsLost: mails.Count(m => m.Outcome is not Outcome.Done || !sent.ContainsKey(Keys.Todo(m.Key))),
            MailsTwice: sent.Values.Count(n => n > 1),
            MailsTwiceNotFlagged: mails.Count(m => !m.PerhapsTwice && sent.GetValueOrDefault(Keys.Todo(m.Key)) > 1),
            Waited: waiting,
            Resumed: [.. _resumed.Order()]);
    }

    private static async Task<List<Errand>> Errands(IStore store, CancellationToken ct)
    {
        List<Errand> all = [];
        for (var i = 0; i < _cases; i++)
        {
            all.AddRange(await new Caseload(_urn, store.Rows(_urn)).Errands($"t{i}", ct));
        }

        return all;
    }

    private async Task<T> With<T>(Func<IStore, Task<T>> use)
    {
        var store = open();
        try
        {
            return await use(store);
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private string Ledger(string name) => Path.Combine(folder, $"mails-{name}");

    /// <summary>A line that was not finished is a mail that the service never had.</summary>
    private string[] Taken(string name) => File.Exists(Ledger(name)) ? File.ReadAllText(Ledger(name)).Split('\n')[..^1] : [];

    private static ServiceProvider Host(IStore store, TimeProvider clock, List<string> sent)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks()
            .AddSingleton(clock).AddSingleton(store).AddSingleton<IMail>(new Sent(sent)).AddSingleton<IAlarm, Silence>().AddSingleton<IPacks, RecordPackBuilder>();
        return services.BuildServiceProvider();
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(3);
    }

    private sealed class Sent(List<string> keys) : IMail
    {
        public Task<Posted> Send(Letter letter, CancellationToken ct)
        {
            keys.Add(letter.Key);
            return Task.FromResult<Posted>(new Posted.Accepted(letter.Key));
        }
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}

/// <param name="Steps">That a host said were taken.</param>
/// <param name="Mails">That the steps asked for.</param>
/// <param name="Waited">Mails whose host was killed between beginning and posting them: sent after two hours, because nobody can know.</param>
/// <param name="Resumed">From a kill to the first answer of the host that was started again, the quickest first.</param>
internal sealed record KilledFindings(int Kills, int Steps, int StepsTwice, int StepsLost, int BrokenHistories, int Mails, int MailsLost, int MailsTwice, int MailsTwiceNotFlagged, int Waited, IReadOnlyList<TimeSpan> Resumed);
