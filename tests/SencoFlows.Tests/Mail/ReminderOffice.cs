using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.GraduatedApproach;
using SencoFlows.Web.Emails;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Mail;

/// <summary>A school with pupils on SEN support and a host that wakes their cases and sends their mails: the real machine over a store of the test.</summary>
internal sealed class ReminderOffice
{
    public const string Urn = "100001";
    public static readonly Actor Senco = new(Role.Senco, "s1");
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly Rings _alarm = new();

    public ReminderOffice(IStore store, IMail? mail = null, FakeTimeProvider? clock = null, bool realWords = false)
    {
        Store = store;
        Clock = clock ?? new(new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero));
        Schools = new(store, Clock);
        Runner = new(All.ByName, store, Schools, _alarm, Clock);
        var postman = new Postman(store, realWords ? new RazorTemplates(NullLoggerFactory.Instance) : new Marks(), mail ?? Post, new(new("https://senco.test")));
        Performer = new(All.ByName, store, Schools, new(store), postman, new RecordPackBuilder(store, Schools, Runner, Clock, PrintedOnce.Print), new Notifier(store, new HttpWebhooks(new EphemeralDataProtectionProvider(), new(), Clock), Clock), Runner, Clock);
        Worker = new(Runner, Performer, Clock);
        Daily = new(store, Schools, _alarm, Clock);
        Reports = new(All.ByName, store, Schools, Runner, _alarm, Clock);
    }

    public static IReadOnlyList<Staff> Staff { get; } =
    [
        new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco]),
        new("h1", "Hugh Marlow", "h.marlow@oaklane.example", [Role.Head]),
        new("t1", "Tara Lin", "t.lin@oaklane.example", [Role.Teacher]),
    ];

    public IStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public Postbox Post { get; } = new();

    public Schools Schools { get; }

    public CaseRunner Runner { get; }

    public Performer Performer { get; }

    public CaseWorker Worker { get; }

    public DailyMails Daily { get; }

    public MailReports Reports { get; }

    public IRows Rows => Store.Rows(Urn);

    public Caseload Caseload => new(Urn, Rows);

    public Task Settle(School? school = null) => Schools.Save(Urn, _ => (school ?? SupportTale.FiveYears) with { Staff = Staff }, _ct);

    public static CaseId Id(int pupil) => new(Urn, $"g{pupil}");

    public async Task<bool> Tell(int pupil, Told e, string? request = null) =>
        await Runner.Tell(Id(pupil), All.GraduatedApproach, e, Senco, request ?? RecordId.New(), _ct, new Subject("pupil", $"p{pupil}", $"Quillfeather, {pupil}")) is Answer.Accepted;

    /// <summary>Pupils who wait for their plan: from ten school days on the SENCO is reminded of each.</summary>
    public async Task Planning(int pupils)
    {
        for (var i = 1; i <= pupils; i++)
        {
            await Tell(i, new Told.Started(Clock.Today, Concern.GapStays, false, new(Clock.Today, Way.Meeting)), $"a{i}");
            await Tell(i, new Told.Assessed([Evidence.TeacherAssessment]), $"b{i}");
            await Work(i);
        }
    }

    public Task Work(int pupil) => Worker.Work(Id(pupil), Clock.GetUtcNow(), _ct);

    public void To(DateOnly day, TimeOnly? time = null) => Clock.SetUtcNow(day.At(time ?? new(7, 0)));

    /// <summary>What a host does at that moment: wakes what is due, then what was rung, and looks for the daily mails.</summary>
    public async Task Run()
    {
        foreach (var due in await Caseload.DueBy(Clock.Today, _ct))
        {
            await Worker.Work(due.Id, Clock.GetUtcNow(), _ct);
        }

        await Daily.Look(_ct);
        while (_alarm.Next() is { } id)
        {
            await Worker.Work(id, Clock.GetUtcNow(), _ct);
        }
    }

    /// <summary>A morning: the cases wake at seven, and at half past what they ask for goes out together.</summary>
    public async Task Morning(DateOnly day)
    {
        To(day);
        await Run();
        To(day, DailyMails.Time);
        await Run();
    }

    /// <summary>The host has been killed and starts again: it performs what was left, as <see cref="Caseload.WithErrands"/> tells it.</summary>
    public async Task Restart()
    {
        foreach (var id in await Caseload.WithErrands(_ct))
        {
            await Worker.Work(id, Clock.GetUtcNow(), _ct);
        }

        await Run();
    }

    public IEnumerable<Letter> SentTo(string staff) => Post.Taken.Where(l => l.To.Id == staff);

    public IEnumerable<Letter> DailyTo(string staff) => SentTo(staff).Where(IsDaily);

    public static bool IsDaily(Letter letter) => DailyMails.Is(new(Urn, MailKey.Parse(letter.Key)!.Case));

    /// <summary>"g1 support-plan-late" for each line.</summary>
    public static string[] Lines(Letter letter) => letter.Wording.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Rings : IAlarm
    {
        private readonly Queue<CaseId> _rung = [];

        public CaseId? Next() => _rung.TryDequeue(out var id) ? id : null;

        public Task Ring(CaseId id, CancellationToken ct)
        {
            _rung.Enqueue(id);
            return Task.CompletedTask;
        }
    }

    /// <summary>A mail is the name of its template; a daily one is a line for each reminder, with the case that its link leads to.</summary>
    private sealed class Marks : ITemplates
    {
        public Task<Wording> Write(string template, MailModel model) => Task.FromResult(new Wording(template, "",
            string.Join('\n', (model.Reminders ?? []).Select(r => $"{r.Link.AbsolutePath.Split('/').First(p => p.StartsWith("100001-g", StringComparison.Ordinal) || p.Length > 60)["100001-".Length..]} {r.Says}"))));
    }
}
