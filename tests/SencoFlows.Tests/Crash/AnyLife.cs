using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>
/// A life of a case of any process: every example event is tried twice, by whoever gets through with it, with weeks in between in which
/// dates pass. Whoever saw the host die tries again with the same form on a host that knows nothing but what was stored.
/// </summary>
internal sealed class AnyLife
{
    private const string _urn = TransferDesk.Urn;
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly DateOnly _firstDay = new(2026, 11, 23);
    private static readonly Role[] _people = [Role.Senco, Role.Head, Role.SafeguardingLead, Role.NextSchool, Role.Parents, Role.System];
    private readonly IStore _kept;
    private readonly Process _process;
    private readonly int _away;
    private readonly FakeTimeProvider _clock = new(_firstDay.Dawn);
    private CaseRunner _runner = null!;
    private CaseWorker _worker = null!;

    private AnyLife(Process process, int? seed, IStore kept, int away)
    {
        (_process, _kept, _away) = (process, kept, away);
        Week = seed is { } s ? new Unreliable(_kept, s) : null;
        Store = new FaultyStore((IStore?)Week ?? _kept).CountingWritesOnly();
    }

    public Unreliable? Week { get; }

    public FaultyStore Store { get; }

    public Ledger Mail { get; } = new();

    /// <param name="process">Any.</param>
    /// <param name="seed">For a store that fails all the time, and forms that are sent twice; null for one that does not.</param>
    /// <param name="kept">Where it lives; null for memory.</param>
    /// <param name="away">Days for which the host is down whenever a date comes.</param>
    public static async Task<AnyLife> Begin(Process process, int? seed = null, IStore? kept = null, int away = 0)
    {
        var life = new AnyLife(process, seed, kept ?? new MemoryStore(), away);
        await new Schools(life._kept, life._clock).Save(_urn, _ => new Tale().School with { Staff = [new("s1", "Sofia", "s@oaklane.example", [Role.Senco]), new("h1", "Hugh", "h@oaklane.example", [Role.Head]), new("a1", "Amir", "a@oaklane.example", [Role.Admin])] }, _ct);
        var pupils = new Pupils(life._kept.Rows(_urn));
        await pupils.Save(TransferDesk.Pupil, 0, _ct);
        await pupils.Save(TransferDesk.Pupil.Id, TransferDesk.Contacts[0], 0, _ct);
        life.Start();
        return life;
    }

    public async Task Run()
    {
        var about = new Subject("pupil", TransferDesk.Pupil.Id, TransferDesk.Pupil.ListName);
        var id = new CaseId(_urn, "x1");
        for (var round = 0; round < 2; round++)
        {
            foreach (var (i, e) in _process.ExamplesAsJson(_firstDay).Index())
            {
                foreach (var role in _people)
                {
                    var request = $"{round}-{i}-{role}";
                    var answer = await Do(() => _runner.Tell(id, _process, e, new(role, "s1"), request, about, null, _ct));
                    if (Week is not null && i % 3 == 0)
                    {
                        answer = await Do(() => _runner.Tell(id, _process, e, new(role, "s1"), request, about, null, _ct)); // A double click.
                    }

                    if (answer is not Answer.Refused)
                    {
                        break;
                    }
                }
            }

            await PassUntil(_clock.Today.AddDays(45));
        }
    }

    /// <summary>How every case stands in the end, its own and those that it began, and the length of each history.</summary>
    public async Task<IReadOnlyList<string>> Ends()
    {
        List<string> ends = [];
        await foreach (var row in _kept.Rows(_urn).List("case|", _ct))
        {
            var id = row.Key["case|".Length..];
            var @case = (await new Caseload(_urn, _kept.Rows(_urn)).Find(id, _ct))!;
            Assert.Null(Caseload.FirstBroken(await new Caseload(_urn, _kept.Rows(_urn)).History(id, _ct), @case.Hash));
            ends.Add($"{id} {@case.Process} {@case.Length} {@case.State}");
        }

        return ends;
    }

    public async Task<IReadOnlyList<Errand>> Errands()
    {
        List<Errand> all = [];
        foreach (var prefix in (string[])["todo|", "done|", "failed|"])
        {
            all.AddRange(await _kept.Rows(_urn).List(prefix, _ct).Select(Errand.Of).ToListAsync(_ct));
        }

        return all;
    }

    private async Task PassUntil(DateOnly day)
    {
        while (_clock.Today < day)
        {
            var next = await new Caseload(_urn, _kept.Rows(_urn)).NextDate(_ct) is { } on && on > _clock.Today && on.AddDays(_away) < day ? on.AddDays(_away) : day;
            _clock.SetUtcNow(next.Dawn);
            await Do(async () =>
            {
                foreach (var due in await new Caseload(_urn, Store.Rows(_urn)).DueBy(_clock.Today, _ct))
                {
                    await _runner.Wake(due.Id, _ct);
                }

                return true;
            });
        }
    }

    /// <summary>Somebody does something, then the host does what follows.</summary>
    private async Task<T> Do<T>(Func<Task<T>> act)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await act();
                await Settle();
                return answer;
            }
            catch (StoreDownException) when (tries < 30)
            {
                Store.Revive();
                Start();
            }
        }
    }

    private async Task Settle()
    {
        while (await new Caseload(_urn, Store.Rows(_urn)).WithErrands(_ct) is { Count: > 0 } open)
        {
            DateTimeOffset? again = null;
            foreach (var id in open)
            {
                again = await _worker.Work(id, _clock.GetUtcNow(), _ct) is { } at && (again is null || at < again) ? at : again;
            }

            if (again is { } later && later > _clock.GetUtcNow())
            {
                _clock.SetUtcNow(later);
            }
        }
    }

    private void Start()
    {
        var schools = new Schools(Store, _clock);
        _runner = new(All.ByName, Store, schools, new Silence(), _clock);
        var postman = new Postman(Store, new Words(), Mail, new SiteAddress(new("https://senco.test")));
        _worker = new(_runner, new(All.ByName, Store, schools, new AddressBook(Store), postman, new Packed(), new Notifier(Store, new NoWebhooks(), _clock), _runner, _clock), _clock);
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }

    private sealed class Words : ITemplates
    {
        public Task<Wording> Write(string template, MailModel model) => Task.FromResult(new Wording(template, "", ""));
    }

    /// <summary>What is packed and sent is tested elsewhere: here it is done at once.</summary>
    private sealed class Packed : IPacks
    {
        private static Task<Outcome> Done => Task.FromResult<Outcome>(new Outcome.Done());

        public Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct) => Done;

        public Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct) => Done;

        public byte[] Print(Sheet sheet) => [];

        public Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct) => Done;

        public Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct) => Done;

        public Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct) => Done;
    }

    private sealed class NoWebhooks : IWebhooks
    {
        public bool ThisMachine => false;

        public string Seal(string secret) => throw new NotSupportedException();

        public Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct) => throw new NotSupportedException();
    }
}
