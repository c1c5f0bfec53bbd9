using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Web;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Tests.Crash;

/// <summary>
/// One whole transfer, from the first click to the destroyed copy, on a host that is killed or cut off in the middle. People try
/// again what failed, as people do, with the same form; a new host knows nothing but what was stored.
/// </summary>
internal sealed class Life(IStore kept, IStore watched)
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly DateOnly _firstDay = new(2026, 11, 20);
    private CaseRunner _runner = null!;
    private CaseWorker _worker = null!;
    private MailReports _reports = null!;

    public FaultyStore Store { get; } = new FaultyStore(watched).CountingWritesOnly();

    public Ledger Mail { get; } = new();

    public FakeTimeProvider Clock { get; } = new(_firstDay.Dawn);

    /// <summary>The mail service's webhook works: what it took it reports.</summary>
    public bool Reports { get; init; }

    public int Restarts { get; private set; }

    /// <param name="reports">The mail service's webhook works.</param>
    /// <param name="watch">Looks at what the host asks of the store.</param>
    public static async Task<Life> Begin(bool reports = false, Func<IStore, IStore>? watch = null)
    {
        var kept = new MemoryStore();
        var life = new Life(kept, watch?.Invoke(kept) ?? kept) { Reports = reports };
        var schools = new Schools(life.Store, life.Clock);
        await schools.Save(TransferDesk.Urn, _ => new Tale().School with { Staff = [new("s1", "Sofia", "s@oaklane.example", [Role.Senco]), new("h1", "Hugh", "h@oaklane.example", [Role.Head]), new("a1", "Amir", "a@oaklane.example", [Role.Admin])] }, _ct);
        var pupils = new Pupils(life.Store.Rows(TransferDesk.Urn));
        await pupils.Save(TransferDesk.Pupil, 0, _ct);
        foreach (var contact in TransferDesk.Contacts)
        {
            await pupils.Save(TransferDesk.Pupil.Id, contact, 0, _ct);
        }

        life.Start();
        return life;
    }

    /// <summary>To the end, however often the host dies.</summary>
    public async Task Run()
    {
        await Do(() => Tell(new Event.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, "start"));
        await Do(() => Tell(new Event.Opened(1), Tale.NextSchool, "open"));
        await Do(async () => await Tell(new Event.Verified(1, await Manifest()), Tale.NextSchool, "verify"));
        await Do(() => Tell(new Event.Filed(1), Tale.NextSchool, "file"));
        await Do(() => Tell(new Event.ReadByTeacher(1), Tale.NextSchool, "read"));
        await PassUntil(new(2027, 2, 10));
        await Do(() => Tell(new Event.CopyDestroyed(Clock.Today), Tale.Senco, "destroy"));
        await PassUntil(Clock.Today.AddDays(2));
    }

    public async Task<Case> Now() => (await new Caseload(TransferDesk.Urn, kept.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, _ct))!;

    public async Task<IReadOnlyList<Entry>> History() => await new Caseload(TransferDesk.Urn, kept.Rows(TransferDesk.Urn)).History(TransferDesk.Id.Id, _ct);

    public async Task<IReadOnlyList<Errand>> Errands() => await new Caseload(TransferDesk.Urn, kept.Rows(TransferDesk.Urn)).Errands(TransferDesk.Id.Id, _ct);

    /// <summary>What everybody was told: the errand and the person.</summary>
    public IReadOnlyList<string> Told => [.. Mail.Taken.Select(l => $"{MailKey.Parse(l.Key)!.Errand} {l.To.Id}")];

    private async Task PassUntil(DateOnly day)
    {
        while (Clock.Today < day)
        {
            var next = await new Caseload(TransferDesk.Urn, kept.Rows(TransferDesk.Urn)).NextDate(_ct) is { } on && on > Clock.Today && on < day ? on : day;
            Clock.SetUtcNow(next.Dawn);
            await Do(() => Task.CompletedTask);
        }
    }

    /// <summary>Somebody does something, then the host does what follows. Whoever sees an error tries again.</summary>
    private async Task Do(Func<Task> act)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await act();
                await Settle();
                return;
            }
            catch (Exception e) when (e is StoreDownException or KilledException && tries < 3)
            {
                Store.Revive();
                Restarts++;
                Start();
            }
        }
    }

    private async Task Settle()
    {
        while (await _worker.Work(TransferDesk.Id, Clock.GetUtcNow(), _ct) is { } again)
        {
            if (Reports)
            {
                await Report();
            }

            Clock.SetUtcNow(again > Clock.GetUtcNow() ? again : Clock.GetUtcNow());
        }
    }

    private async Task Report()
    {
        foreach (var letter in Mail.Taken.ToList())
        {
            await _reports.Take(MailKey.Parse(letter.Key)!, new MailReport($"sg-{letter.Key}", MailNews.Processed, Clock.GetUtcNow()), _ct);
        }
    }

    private async Task Tell(Event e, Actor by, string request)
    {
        var answer = await _runner.Tell(TransferDesk.Id, All.RecordTransfer, e, by, request, _ct, new Subject("pupil", TransferDesk.Pupil.Id, "Okafor, Ada"));
        Assert.True(answer is Answer.Accepted, $"{e.GetType().Name} was answered {answer}");
    }

    private async Task<string> Manifest() =>
        ((State.Moving)All.RecordTransfer.Read((await new Caseload(TransferDesk.Urn, Store.Rows(TransferDesk.Urn)).Find(TransferDesk.Id.Id, _ct))!.State)).Transfer.Parcel.Manifest!;

    /// <summary>A host that has just started.</summary>
    private void Start()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<IStore>(Store).AddSingleton<IMail>(Mail).AddSingleton<IAlarm, Silence>().AddSingleton<IPacks, RecordPackBuilder>().AddSingleton<Print>(PrintedOnce.Print);
        var host = services.BuildServiceProvider();
        (_runner, _worker, _reports) = (host.GetRequiredService<CaseRunner>(), host.GetRequiredService<CaseWorker>(), host.GetRequiredService<MailReports>());
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
