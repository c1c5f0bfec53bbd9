using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

/// <summary>A school that has sent the record of a child with an unmistakable name, and the people who come by its links.</summary>
internal sealed partial class GuestSite : IAsyncDisposable
{
    public const string Canary = "Zebedee";
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    private GuestSite(TestSite site) => Site = site;

    public TestSite Site { get; }

    public Postbox Post { get; private init; } = new();

    /// <summary>As it stands in the newest mail.</summary>
    public string LastCode => Code().Match(Post.Taken[^1].Wording.Text).Groups["code"].Value;

    public LogBook Logs { get; private init; } = new();

    public static CaseId Id { get; } = new(TestSite.Urn, "t1");

    public const string Received = $"/received/{TestSite.Urn}-t1";

    public const string Where = $"/where/{TestSite.Urn}-t1";

    public static IReadOnlyList<Contact> Contacts { get; } =
    [
        new("c1", "Ngozi Quillfeather", "Mother") { ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "ngozi@example.org", Phone = "01632 960002", Language = "pl", NeedsInterpreter = true },
        new("c2", "Emeka Quillfeather", "Father") { ParentalResponsibility = true, MayBeContacted = MayBeContacted.Yes, Email = "emeka@example.org", CourtOrder = new("Prohibited steps order", "May not be told where the child goes to school", null), Order = 2, Address = ["4 Secret Lane"], DoNotDiscloseAddress = true },
    ];

    /// <summary>Built once, because packs cost time; every test begins with a copy.</summary>
    private static readonly Lazy<Task<MemoryStore>> _sent = new(async () =>
    {
        var store = new MemoryStore();
        await using var guests = await Start(store, null);
        await guests.Send();
        return store;
    });

    /// <summary>The record has been sent, and nobody has opened it.</summary>
    public static async Task<GuestSite> Start(Action<IServiceCollection>? more = null) => await Start((await _sent.Value).Copy(), more);

    private static async Task<GuestSite> Start(MemoryStore store, Action<IServiceCollection>? more)
    {
        var (post, logs) = (new Postbox(), new LogBook());
        var site = await TestSite.Start(services =>
        {
            services.AddSingleton<IStore>(store).AddSingleton<IMail>(post);
            services.AddLogging(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Trace));
            more?.Invoke(services);
        });
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Phone = "01632 960960", Email = "office@oaklane.example" }, _ct);
        return new(site) { Post = post, Logs = logs };
    }

    private async Task Send()
    {
        var pupils = new Pupils(Site.Rows);
        await pupils.Save(TransferDesk.Pupil with { Forename = Canary, Surname = "Quillfeather", Documents = [await Document("d1", "../../Élan's \"report\"\r\n.pdf", 'a', 5000), await Document("d2", "notes.pdf", 'b', 300_000)] }, 0, CancellationToken.None);
        foreach (var contact in Contacts)
        {
            await pupils.Save("p1", contact, 0, CancellationToken.None);
        }

        await Tell(new Told.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco);
        await Pack();
    }

    public async Task<Answer> Tell(Told e, Actor by) =>
        await Site.Get<CaseRunner>().Tell(Id, All.RecordTransfer, e, by, RecordId.New(), _ct, new Subject("pupil", "p1", "Q"));

    public async Task Pack(int number = 1) => await Site.Get<IPacks>().Deliver(await Case(), new Effect.Deliver(number), $"todo|t1|{number:D6}-00", _ct);

    public async Task<Case> Case() => (await new Caseload(TestSite.Urn, Site.Rows).Find("t1", _ct))!;

    public async Task<State.Moving> State() => (State.Moving)All.RecordTransfer.Read((await Case()).State);

    public async Task<Parcel> Parcel() => (await State()).Transfer.Parcel;

    public Task<IReadOnlyList<Looked>> Reads() => new PupilLog(Site.Rows).Of("p1", _ct);

    public Links Links => new(TestSite.Urn, Site.Rows);

    /// <summary>The address in the mail to somebody at the next school.</summary>
    public async Task<string> Invitation(string person = "senco-1", string purpose = "receive") =>
        $"/{purpose}/{await Links.Create(new(purpose, "t1", person, new(2027, 2, 18)), _ct)}";

    /// <summary>Somebody at the next school who has opened the link, pressed the button and typed the code.</summary>
    public async Task<Browser> Receiver(string person = "senco-1")
    {
        var browser = Site.Anybody();
        var invitation = await Invitation(person);
        await browser.Send(await browser.Get(invitation), invitation);
        var proved = await browser.Send(await browser.Get($"{Received}/code"), $"{Received}/code", ("code", LastCode));
        Assert.Equal(Received, proved.Location?.OriginalString);
        return browser;
    }

    /// <summary>The same, after opening the record.</summary>
    public async Task<Browser> Reader(string person = "senco-1")
    {
        var browser = await Receiver(person);
        if ((await Parcel()).Opened is null)
        {
            await browser.Send(await browser.Get(Received), Received);
        }

        return browser;
    }

    /// <summary>A parent who has opened the link and pressed the button.</summary>
    public async Task<Browser> Parent(string contact = "c1")
    {
        var browser = Site.Anybody();
        var invitation = await Invitation(contact, "parcel");
        Assert.Equal(Where, (await browser.Send(await browser.Get(invitation), invitation)).Location?.OriginalString);
        return browser;
    }

    /// <summary>The form of a page that is sent to this address.</summary>
    public static AngleSharp.Html.Dom.IHtmlFormElement Form(Shown page, string action) =>
        page.Document.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().Single(f => f.GetAttribute("action") == action);

    public static void IsClosed(Shown shown)
    {
        Assert.Equal(HttpStatusCode.NotFound, shown.Status);
        Assert.Equal("This link cannot be opened", shown.H1);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    [GeneratedRegex("(?m)^\\s*(?<code>[0-9]{6})\\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    private async Task<Document> Document(string id, string name, char of, int bytes)
    {
        using var stream = new MemoryStream([.. Enumerable.Range(0, bytes).Select(i => (byte)(of + (i % 23)))]);
        var stored = await Site.Store.Documents(TestSite.Urn).Put("test", stream, long.MaxValue, _ct);
        return new(id, stored.Sha256, name, "application/pdf", bytes, DocumentKind.SpecialistReport, Confidentiality.Record, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1") { Place = stored.Name };
    }

    /// <summary>Everything that anybody logs, at every level that is let through.</summary>
    internal sealed class LogBook : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            _lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
