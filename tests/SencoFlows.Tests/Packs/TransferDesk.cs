using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Packs;

/// <summary>A school with one pupil who moves.</summary>
internal sealed class TransferDesk
{
    public const string Urn = "100001";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public TransferDesk()
    {
        Schools = new(Store, Clock);
        Runner = new(All.ByName, Store, Schools, new NoAlarm(), Clock);
        Packs = new(Store, Schools, Runner, Clock);
    }

    public MemoryStore Store { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public Schools Schools { get; }

    public CaseRunner Runner { get; }

    public RecordPackBuilder Packs { get; }

    public static CaseId Id { get; } = new(Urn, "t1");

    public static IReadOnlyList<Contact> Contacts { get; } =
    [
        new("c1", "Ngozi Okafor", "Mother") { ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "ngozi@example.org", Address = ["4 Secret Lane", "AB1 2CD"], DoNotDiscloseAddress = true },
        new("c2", "Emeka Okafor", "Father") { ParentalResponsibility = true, MayBeContacted = MayBeContacted.No, CourtOrder = new("Prohibited steps order", "May not be told where the child goes to school", null), Order = 2, Phone = "01632 960001" },
    ];

    public static Pupil Pupil { get; } = new("p1", "Ada", "Okafor", new(2016, 3, 4), "5")
    {
        Upn = Upn.Parse("A391200026001"), FirstLanguage = "Igbo",
        SenHistory = [new(new(2024, 9, 2), SenProvision.SenSupport), new(new(2026, 1, 5), SenProvision.Plan)],
        Needs = [new(SenType.SLCN, new(2024, 9, 2), "Understands short sentences. Give time to answer."), new(SenType.HI)],
    };

    public async Task<Document> AddDocument(string id, string name, byte[] bytes, Confidentiality confidentiality = Confidentiality.Record)
    {
        using var stream = new MemoryStream(bytes);
        var stored = await Store.Documents(Urn).Put("test", stream, long.MaxValue, _ct);
        return new(id, stored.Sha256, name, "application/pdf", bytes.Length, DocumentKind.SpecialistReport, confidentiality, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), "s1") { Place = stored.Name };
    }

    public async Task<Case> Start(Pupil? pupil = null, Func<RecordTransferProcess.Event.Started, RecordTransferProcess.Event.Started>? with = null)
    {
        await Schools.Save(Urn, _ => new Tale().School, _ct);
        await new Pupils(Store.Rows(Urn)).Save(pupil ?? Pupil, 0, _ct);
        foreach (var contact in Contacts)
        {
            await new Pupils(Store.Rows(Urn)).Save("p1", contact, 0, _ct);
        }

        var started = new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed));
        var answer = await Runner.Tell(Id, All.RecordTransfer, with?.Invoke(started) ?? started, Tale.Senco, "start", _ct, new Subject("pupil", "p1", "Okafor, Ada"));
        return Assert.IsType<Answer.Accepted>(answer).Case;
    }

    public async Task<Case> Now() => (await new Caseload(Urn, Store.Rows(Urn)).Find(Id.Id, _ct))!;

    public async Task<Outcome> Deliver(int attempt = 1) => await Packs.Deliver(await Now(), new Effect.Deliver(attempt), $"todo|t1|{attempt:D6}-00", _ct);

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
