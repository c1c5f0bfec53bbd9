using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Web.Emails;

namespace SencoFlows.Tests.Mail;

/// <summary>A school that sends real mails: everything is as in the product but the store and, unless given, the mail service.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public const string Urn = "100001";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly ServiceProvider _services;

    private MailDesk(IMail? mail, Action<ILoggingBuilder>? logs)
    {
        _services = new ServiceCollection().AddLogging(logs ?? (_ => { })).BuildServiceProvider();
        Schools = new(Store, Clock);
        Runner = new(All.ByName, Store, Schools, new NoAlarm(), Clock);
        var templates = new RazorTemplates(_services.GetRequiredService<ILoggerFactory>());
        var postman = new Postman(Store, templates, mail ?? Post, new(new("https://senco.test")));
        Performer = new(All.ByName, Store, Schools, new(Store), postman, new RecordPackBuilder(Store, Schools, Runner, Clock, PrintedOnce.Print), new Notifier(Store, new HttpWebhooks(new EphemeralDataProtectionProvider(), new(), Clock), Clock), Runner, Clock);
        Worker = new(Runner, Performer, Clock);
        Reports = new(All.ByName, Store, Schools, Runner, new NoAlarm(), Clock);
        Failures = new(Urn, Store.Rows(Urn), new NoAlarm(), Clock);
    }

    public MemoryStore Store { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public Postbox Post { get; } = new();

    public Schools Schools { get; }

    public CaseRunner Runner { get; }

    public Performer Performer { get; }

    public CaseWorker Worker { get; }

    public MailReports Reports { get; }

    public Failures Failures { get; }

    public CaseId Id { get; } = new(Urn, "t1");

    public static Contact Mother { get; } = new("c1", "Sam Harrow", "Mother") { ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "sam@example.org" };

    public static Pupil Pupil { get; } = new("p1", "Zebedee", "Quillfeather", new(2016, 3, 4), "5");

    public static IReadOnlyList<Staff> Staff { get; } =
    [
        new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco]),
        new("h1", "Hugh Marlow", "h.marlow@oaklane.example", [Role.Head]),
        new("a1", "Amir Shah", "office@oaklane.example", [Role.Admin]),
    ];

    public static async Task<MailDesk> Open(IReadOnlyList<Contact>? contacts = null, IMail? mail = null, Action<ILoggingBuilder>? logs = null)
    {
        var desk = new MailDesk(mail, logs);
        await desk.Schools.Save(Urn, _ => new Tale().School with { Staff = Staff, Phone = "01632 960100", Email = "office@oaklane.example" }, _ct);
        await desk.Pupils.Save(Pupil, 0, _ct);
        foreach (var contact in contacts ?? [Mother])
        {
            await desk.Pupils.Save("p1", contact, 0, _ct);
        }

        return desk;
    }

    public Pupils Pupils => new(Store.Rows(Urn));

    public Caseload Caseload => new(Urn, Store.Rows(Urn));

    public async Task Tell(RecordTransferProcess.Event e, Actor? by = null, string? request = null) =>
        Assert.IsType<Answer.Accepted>(await Runner.Tell(Id, All.RecordTransfer, e, by ?? Tale.Senco, request ?? RecordId.New(), _ct, new("pupil", "p1", "Quillfeather, Zebedee")));

    /// <summary>Starts a transfer and asks for its mails, but sends nothing yet.</summary>
    public Task Start(Destination? to = null) => Tell(new RecordTransferProcess.Event.Started(to ?? Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)));

    /// <returns>When to come back for what could not be performed now.</returns>
    public Task<DateTimeOffset?> Work() => Worker.Work(Id, Clock.GetUtcNow(), _ct);

    public async Task<IReadOnlyList<Errand>> Mails(string template) =>
        [.. (await Caseload.Errands("t1", _ct)).Where(e => e.Effect is Effect.Email m && m.Template == template).OrderBy(e => e.Key[e.Key.IndexOf('|', StringComparison.Ordinal)..], StringComparer.Ordinal)];

    public async Task<Errand> Mail(string template) => Assert.Single(await Mails(template));

    public async Task<RecordTransferProcess.State> State() => All.RecordTransfer.Read((await Caseload.Find(Id.Id, _ct))!.State);

    public Task<bool> Report(string key, MailNews news, string id, NotArrived? why = null) => Reports.Take(MailKey.Parse(key)!, new(id, news, Clock.GetUtcNow(), Why: why), _ct);

    public async Task Change(Contact contact)
    {
        var now = (await Pupils.File("p1", _ct))!.Contacts.Single(c => c.Value.Id == contact.Id);
        Assert.IsType<Saved<Contact>.Done>(await Pupils.Save("p1", contact, now.Revision, _ct));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
