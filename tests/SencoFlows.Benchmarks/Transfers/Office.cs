using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Web;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>The whole of SencoFlows over a store in memory: the real process, runner, address book, mails and links.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider _host;
    private readonly CaseWorker _worker;
    private readonly Departures _departures;
    private readonly DailyMails _daily;
    private readonly Rings _rung = new();
    private readonly HashSet<Move> _onRoll = [];
    private readonly Dictionary<CaseId, DateTimeOffset> _later = [];

    private Office(Plan plan, Clock clock, PostRoom post)
    {
        (Plan, Clock, Post) = (plan, clock, post);
        var services = new ServiceCollection();
        services.AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks();
        services.AddSingleton<TimeProvider>(clock).AddSingleton<IStore>(Store).AddSingleton<IMail>(post).AddSingleton<IAlarm>(_rung).AddSingleton<IPacks, PlainPacks>();
        _host = services.BuildServiceProvider();
        Runner = _host.GetRequiredService<CaseRunner>();
        Reports = _host.GetRequiredService<MailReports>();
        _worker = _host.GetRequiredService<CaseWorker>();
        _departures = _host.GetRequiredService<Departures>();
        _daily = _host.GetRequiredService<DailyMails>();
    }

    public Plan Plan { get; }

    public Clock Clock { get; }

    public PostRoom Post { get; }

    public MemoryStore Store { get; } = new();

    public CaseRunner Runner { get; }

    public MailReports Reports { get; }

    public int Steps { get; private set; }

    public static async Task<Office> Open(Plan plan, Clock clock, PostRoom post, CancellationToken ct)
    {
        var office = new Office(plan, clock, post);
        var schools = office._host.GetRequiredService<Schools>();
        foreach (var school in plan.Schools.Values)
        {
            await schools.Save(school.Urn, _ => school, ct);
        }

        foreach (var move in plan.Moves)
        {
            await office.Enrol(move, ct);
        }

        return office;
    }

    public Caseload Cases(string urn) => new(urn, Store.Rows(urn));

    public async Task<State.Moving?> Now(Move move, CancellationToken ct) =>
        await Cases(move.From).Find(move.Id, ct) is { } @case ? All.RecordTransfer.Read(@case.State) as State.Moving : null;

    /// <summary>Somebody does something; what follows is done at once. One click in ten is a double click.</summary>
    public async Task<bool> Tell(Move move, Event e, Role role, string by, Chance chance, CancellationToken ct)
    {
        var (id, request) = (new CaseId(move.From, move.Id), RecordId.New());
        var about = new Subject("pupil", move.Pupil, $"Pupil, {move.Id}");
        var answer = await Runner.Tell(id, All.RecordTransfer, e, new(role, by), request, ct, about);
        if (chance.Of(0.1))
        {
            await Runner.Tell(id, All.RecordTransfer, e, new(role, by), request, ct, about);
        }

        Steps++;
        await Work(id, ct);
        return answer is Answer.Accepted;
    }

    /// <summary>What the loop does with a case: never before it asked to be called again.</summary>
    public async Task Work(CaseId id, CancellationToken ct)
    {
        if (await _worker.Work(id, Clock.Now, ct) is { } again)
        {
            _later[id] = again;
        }
        else
        {
            _later.Remove(id);
        }
    }

    /// <summary>The lists that came in since, and the daily look at who leaves.</summary>
    public async Task Morning(CancellationToken ct)
    {
        foreach (var move in Plan.Moves.Where(m => m.RollSays <= Clock.Today && _onRoll.Add(m)))
        {
            await new Pupils(Store.Rows(move.From)).Change(move.Pupil, p => p with { Left = move.Leaving }, ct);
        }

        await _departures.Look(ct);
    }

    /// <summary>What the clock wakes, what is to be tried again, and the mail of the day.</summary>
    public async Task Wake(CancellationToken ct)
    {
        foreach (var urn in Plan.Schools.Keys)
        {
            foreach (var due in await Cases(urn).DueBy(Clock.Today, ct))
            {
                await Work(due.Id, ct);
            }
        }

        foreach (var (id, at) in _later.OrderBy(l => l.Key.Id, StringComparer.Ordinal).ToList())
        {
            if (at <= Clock.Now)
            {
                await Work(id, ct);
            }
        }

        await _daily.Look(ct);
        foreach (var id in _rung.Heard())
        {
            await Work(id, ct);
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task Enrol(Move move, CancellationToken ct)
    {
        using var bytes = new MemoryStream(Encoding.ASCII.GetBytes($"A report about {move.Id}."));
        var stored = await Store.Documents(move.From).Put(Document.Holder(move.Pupil, "d1"), bytes, 1000, ct);
        if (move.Slip == Slip.DocumentMissing)
        {
            await Store.Documents(move.From).Delete(stored.Name, ct);
        }

        var pupils = new Pupils(Store.Rows(move.From));
        await pupils.Save(new Pupil(move.Pupil, "Pupil", move.Id, new(2016, 3, 4), "6")
        {
            SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)],
            Documents = [new("d1", stored.Sha256, "report.txt", "text/plain", stored.Bytes, DocumentKind.SpecialistReport, Confidentiality.Record, Clock.Now, $"s{move.From}") { Place = stored.Name }],
        }, 0, ct);
        await pupils.Save(move.Pupil, new Contact("c1", "A parent", "Mother") { ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "parent@home.example" }, 0, ct);
    }

    /// <summary>Cases are worked on by whoever tells them something: what is heard are the mails of the day.</summary>
    private sealed class Rings : IAlarm
    {
        private readonly List<CaseId> _mails = [];

        public IReadOnlyList<CaseId> Heard()
        {
            CaseId[] heard = [.. _mails];
            _mails.Clear();
            return heard;
        }

        public Task Ring(CaseId id, CancellationToken ct)
        {
            if (DailyMails.Is(id))
            {
                _mails.Add(id);
            }

            return Task.CompletedTask;
        }
    }
}
