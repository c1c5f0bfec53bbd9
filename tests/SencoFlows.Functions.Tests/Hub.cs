using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;

namespace SencoFlows.Functions.Tests;

/// <summary>
/// The real machine driven by the real durable engine, in this process. The engine's clock is the machine's own, so the clock of the
/// cases starts there too and is pushed by the test.
/// </summary>
internal sealed class Hub : IAsyncDisposable
{
    public const string Urn = "100001";
    private static readonly Actor _senco = new(Role.Senco, "s1");
    private readonly Beacon _beacon = new();
    private readonly CaseActivities _activities;
    private DurableTaskTestHost? _engine;

    // The engine is a web server of its own, and tells every request.
    static Hub() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Error");

    public Hub()
    {
        Dictionary<string, Process> processes = new(StringComparer.Ordinal) { [_beacon.Name] = _beacon };
        Alarm = new(NullLogger<DurableAlarm>.Instance);
        Schools = new(Store, Clock);
        Runner = new(processes, Store, Schools, Alarm, Clock);
        var postman = new Postman(Store, new Words(), Post, new SiteAddress(new("https://senco.test")));
        var performer = new Performer(processes, Store, Schools, new AddressBook(Store), postman, new NoPacks(), new Notifier(Store, Ship, Clock), Runner, Clock);
        _activities = new(new CaseWorker(Runner, performer, Clock), performer, Alarm, NullLogger<CaseActivities>.Instance);
    }

    public MemoryStore Store { get; } = new();

    public MemoryRows Rows => (MemoryRows)Store.Rows(Urn);

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public PostBox Post { get; } = new();

    public Shipboard Ship { get; } = new();

    public Schools Schools { get; }

    public CaseRunner Runner { get; }

    public DurableAlarm Alarm { get; }

    public DurableTaskClient Client => _engine!.Client;

    /// <summary>Every activity that ran, by name.</summary>
    public ConcurrentQueue<string> Ran { get; } = [];

    /// <summary>Runs in the place of an activity when it is set; for outages.</summary>
    public Action<string>? Before { get; set; }

    public static async Task<Hub> Start()
    {
        var hub = new Hub();
        await hub.Schools.Save(Urn, _ => new(Urn, "8201001", "Oak Lane Primary", Phase.Primary, false, new SchoolCalendar([], [], []), new Policies(), [new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco])]), TestContext.Current.CancellationToken);
        await hub.NewEngine();
        return hub;
    }

    /// <summary>A task hub that knows nothing, as after the loss of the old one.</summary>
    public async Task NewEngine()
    {
        if (_engine is { } old)
        {
            await old.DisposeAsync();
            _engine = null;
        }

        for (var tries = 0; _engine is null; tries++)
        {
            try
            {
                _engine = await DurableTaskTestHost.StartAsync(Tasks, new() { LoggerFactory = NullLoggerFactory.Instance }, TestContext.Current.CancellationToken);
            }
            catch (IOException) when (tries < 10)
            {
                // The engine takes a port by chance, and somebody else has it.
            }
        }

        Alarm.Use(Client);
    }

    public Task<Answer> Tell(string id, Beacon.Event e, string request) => Runner.Tell(new CaseId(Urn, id), _beacon, e, _senco, request, TestContext.Current.CancellationToken, new Subject("school", Urn, "Oak Lane Primary"));

    public async Task<OrchestrationMetadata> Instance(string id) => (await Client.GetInstanceAsync($"{Urn}-{id}", getInputsAndOutputs: true, TestContext.Current.CancellationToken))!;

    /// <summary>Waits, as long as a slow machine may take, for something that the engine does in its own time.</summary>
    public static async Task Until(Func<Task<bool>> so, string what)
    {
        for (var i = 0; i < 2400; i++)
        {
            if (await so())
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"After two minutes there was still no sign that {what}.");
    }

    public Task Mailed(string template, int times = 1) => Until(() => Task.FromResult(Post.Sent.Count(s => s == template) >= times), $"{template} was mailed {times} times");

    public async ValueTask DisposeAsync() => await _engine!.DisposeAsync();

    private void Tasks(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestratorFunc(nameof(CaseOrchestrator), context => CaseOrchestrator.Run(context));
        tasks.AddActivityFunc<string, Look>(nameof(CaseActivities.WakeCase), (_, id) => Count(nameof(CaseActivities.WakeCase), () => _activities.WakeCase(id, Client, CancellationToken.None)));
        tasks.AddActivityFunc<ErrandOf, DateTime?>(nameof(CaseActivities.PerformErrand), (_, e) => Count(nameof(CaseActivities.PerformErrand), () => _activities.PerformErrand(e, Client, CancellationToken.None)));
    }

    private Task<T> Count<T>(string name, Func<Task<T>> run)
    {
        Ran.Enqueue(name);
        Before?.Invoke(name);
        return run();
    }

    internal sealed class PostBox : IMail
    {
        public ConcurrentQueue<string> Sent { get; } = [];

        public Posted Answer { get; set; } = new Posted.Accepted(null);

        public Task<Posted> Send(Letter letter, CancellationToken ct)
        {
            Sent.Enqueue(letter.Wording.Subject);
            return Task.FromResult(Answer);
        }
    }

    private sealed class Words : ITemplates
    {
        public Task<Wording> Write(string template, MailModel model) => Task.FromResult(new Wording(template, "", ""));
    }

    /// <summary>Another system, which answers as the test says.</summary>
    internal sealed class Shipboard : IWebhooks
    {
        public ConcurrentQueue<string> Ids { get; } = [];

        public int Status { get; set; } = 204;

        public bool ThisMachine => false;

        public string Seal(string secret) => secret;

        public Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct)
        {
            Ids.Enqueue(message.Id);
            return Task.FromResult(new HookAnswer(Status));
        }
    }

    private sealed class NoPacks : IPacks
    {
        public Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct) => throw new InvalidOperationException("A beacon delivers nothing.");

        public Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct) => throw new InvalidOperationException("A beacon destroys nothing.");

        public byte[] Print(SencoFlows.Record.Pack.Sheet sheet) => throw new InvalidOperationException("A beacon prints nothing.");

        public Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct) => throw new InvalidOperationException("A beacon withdraws nothing.");

        public Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct) => throw new InvalidOperationException("A beacon withdraws nothing.");

        public Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct) => throw new InvalidOperationException("A beacon withdraws nothing.");
    }
}
