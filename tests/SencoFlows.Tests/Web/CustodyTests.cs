using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Custody;
using SencoFlows.Storage;
using SencoFlows.Tests.Crash;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>Exactly one school holds a record: what becomes of the sender's copy, and what is done when a record was seen where it did not belong.</summary>
public sealed class CustodyTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_destroyed_by_the_program_and_the_certificate_names_no_child()
    {
        await using var site = await Filed();
        var browser = await site.SignedIn();
        Assert.Contains("Hill Top Academy, since 4 January 2027", (await browser.Get("/cases/100001-c1")).Text, StringComparison.Ordinal);
        var page = await browser.Get("/record-transfer/100001-c1/custody");
        Assert.Contains("1 document was not in the pack, so that nobody else holds it", page.Text, StringComparison.Ordinal);
        await browser.Send(page, "/record-transfer/100001-c1/custody", ("what", "destroy"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);

        var file = (await new Pupils(site.Rows).File("p1", _ct))!;
        Assert.Equal(("Ada", "Okafor", new DateOnly(2026, 12, 18)), (file.Pupil.Value.Forename, file.Pupil.Value.Surname, file.Pupil.Value.Left));
        Assert.Empty(file.Contacts);
        Assert.Empty(file.Pupil.Value.Needs);
        Assert.Empty(file.Pupil.Value.SenHistory);
        Assert.Equal(["d2"], file.Pupil.Value.Documents.Select(d => d.Id));
        Assert.Equal(1, ((MemoryStore)site.Store).Kept(TestSite.Urn));

        var certificate = await browser.Get("/cases/100001-c1/certificate");
        Assert.Equal("Certificate of destruction", certificate.H1);
        Assert.Contains("Sofia Reyes", certificate.Text, StringComparison.Ordinal);
        Assert.Contains("Documents that nobody else holds", certificate.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", certificate.Text, StringComparison.Ordinal);
        using var pdf = await browser.Http.GetAsync(new Uri("/cases/100001-c1/certificate.pdf", UriKind.Relative), _ct);
        Assert.Equal("%PDF", Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync(_ct))[..4]));
        Assert.NotNull((await browser.Get("/cases/100001-c1")).Document.QuerySelector("a[href='/cases/100001-c1/certificate']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t1")).Get("/cases/100001-c1/certificate")).Status);
    }

    [Fact]
    public async Task Documents_that_nobody_else_holds_go_only_when_somebody_says_so()
    {
        await using var site = await Filed();
        var browser = await site.SignedIn();
        await browser.Send(await browser.Get("/record-transfer/100001-c1/custody"), "/record-transfer/100001-c1/custody", ("what", "destroy"), ("unsent", "yes"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);
        Assert.Empty((await new Pupils(site.Rows).Find("p1", _ct))!.Value.Documents);
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(TestSite.Urn));
        Assert.Contains("No other school has it", (await browser.Get("/cases/100001-c1/certificate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_destroyed_before_the_teacher_has_read_it_because_the_link_would_end()
    {
        await using var site = await Filed(read: false);
        var browser = await site.SignedIn();
        var page = await browser.Get("/record-transfer/100001-c1/custody");
        Assert.Equal(["The teacher at the next school has not read the first-day sheet yet. Ask them first: their link would end"], (await browser.Send(page, "/record-transfer/100001-c1/custody", ("what", "destroy"))).Errors);
    }

    [Fact]
    public async Task Nothing_is_destroyed_while_the_pupil_is_on_the_roll_or_another_case_is_open()
    {
        await using var site = await Filed(leaving: new(2027, 3, 1));
        var browser = await site.SignedIn();
        var page = await browser.Get("/record-transfer/100001-c1/custody");
        Assert.Equal(["The pupil is still on your roll. Destroy the copy after the leaving date"], (await browser.Send(page, "/record-transfer/100001-c1/custody", ("what", "destroy"))).Errors);

        site.Clock.SetUtcNow(new DateOnly(2027, 3, 2).Dawn);
        await site.Told("c1", new Told.CopyDestroyed(site.Clock.Today) { Here = true }, Tale.Senco);
        await site.Told("c2", new Told.Started(Tale.Registered, new(2027, 3, 1), new(Sharing.Agreed)), Tale.Senco, new Subject("pupil", "p1", "Okafor, Ada"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);
        Assert.Equal(2, (await new Pupils(site.Rows).Find("p1", _ct))!.Value.Documents.Count);
        Assert.Contains((await new Failures(TestSite.Urn, site.Rows, site.Get<IAlarm>(), site.Clock).All(_ct)), f => f.Errand is { Effect: Effect.Destroy, Outcome: Outcome.Failed });
    }

    [Theory]
    [InlineData(nameof(Fault.Before))]
    [InlineData(nameof(Fault.After))]
    public async Task A_host_killed_while_destroying_finishes_the_same_list(string how)
    {
        for (var n = 1; ; n++)
        {
            var memory = new MemoryStore();
            var desk = await Desk(memory);
            var store = new FaultyStore(memory).CountingWritesOnly();
            store.DieAt(n, Enum.Parse<Fault>(how));
            try
            {
                await desk(store);
            }
            catch (StoreDownException)
            {
                store.Revive();
                Assert.IsType<Outcome.Done>(await desk(store));
            }

            Assert.Equal(0, memory.Kept(TransferDesk.Urn));
            Assert.Equal((2, 2), (await Destruction.Find(memory.Rows(TransferDesk.Urn), "c1", _ct))! is var done ? (done.Documents.Count, done.Contacts) : default);
            Assert.Empty((await new Pupils(memory.Rows(TransferDesk.Urn)).File("p1", _ct))!.Contacts);
            if (!store.HasFailed)
            {
                Assert.True(n > 6);
                return;
            }
        }
    }

    [Fact]
    public async Task A_record_taken_back_unopened_has_a_certificate_that_says_so_and_one_that_was_opened_has_steps_and_a_clock()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        var browser = await site.SignedIn();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.Delivered(1), Moves.Packs);
        await site.Told("c1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        var certificate = await browser.Get("/cases/100001-c1/certificate");
        Assert.Equal("Certificate: nobody opened the record", certificate.H1);
        Assert.Contains("email delivered 20 November 2026, not opened", certificate.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", certificate.Text, StringComparison.Ordinal);

        await site.Move("c2");
        await site.Sent("c2");
        await site.Told("c2", new Told.Opened(1), Tale.NextSchool);
        await site.Told("c2", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/cases/100001-c2/certificate")).Status);
        var breach = await browser.Get("/record-transfer/100001-c2/breach");
        Assert.Contains("The 72 hours end on 23 November 2026 at 9am", breach.Text, StringComparison.Ordinal);
        Assert.Equal(7, breach.Document.QuerySelectorAll("main ol li").Length);
    }

    [Fact]
    public void A_wrong_school_that_has_opened_the_record_starts_the_clock_of_a_breach_and_the_record_may_go_on()
    {
        var tale = new Tale();
        tale.Tell(new Told.Started(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed))).Tell(new Told.Packed(1, "a", "b", 1, 1), new(Role.System, "packs"))
            .Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Refused(1, RefusalReason.WrongSchool), Tale.NextSchool);
        Assert.Equal("breach", tale.Standing.Action);
        Assert.Contains(tale.Due, d => d.Rule.Id == "data-breach" && d.On == new DateOnly(2026, 11, 23));
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Email { To: Role.Head, Template: "transfer-seen-elsewhere" });

        tale.Tell(new Told.Corrected(Tale.Registered with { Name = "Valley High", Urn = "100003", Office = "office@valley.sch.uk" }));
        Assert.Equal("breach", tale.Standing.Action);
        tale.Until(2026, 11, 30);
        Assert.Equal(3, tale.Effects.Count(e => e.Effect is Effect.Email { To: Role.Head, Template: "transfer-seen-elsewhere" })); // On 20, 24 and 26 November: the 27th is an INSET day.
        tale.Tell(new Told.BreachAssessed(false, "They confirmed that nothing was kept"));
        Assert.NotEqual("breach", tale.Standing.Action);
        Assert.DoesNotContain(tale.Due, d => d.Rule.Id is "data-breach" or "transfer-breach");
        Assert.IsNotType<State.Closed>(tale.State);
    }

    [Fact]
    public void Exactly_one_school_holds_a_record_wherever_it_is()
    {
        var places = new ProcessWalk<State, Told>(All.RecordTransfer).Places;
        Assert.All(places, p =>
        {
            var holder = Custodian.Of(p.State, []).Holder;
            Assert.Equal(p.State is State.Arrived or State.InCustody or State.Closed { Ending: Ending.Complete or Ending.CopyKept } ? Holder.NextSchool : Holder.Sender, holder);
            Assert.False(holder == Holder.NextSchool && p.State is State.Moving { Transfer.Parcel.Filed: null });
        });
        Assert.Equal(2, places.Select(p => Custodian.Of(p.State, []).Holder).Distinct().Count());
    }

    /// <summary>A transfer with one document that went and one that stayed, filed at the next school.</summary>
    internal static async Task<TestSite> Filed(DateOnly? leaving = null, bool read = true)
    {
        var site = await TestSite.Start(s => s.AddSingleton<IMail, Ledger>());
        List<Document> documents = [];
        foreach (var (id, who) in new[] { ("d1", Confidentiality.Record), ("d2", Confidentiality.SchoolOnly) })
        {
            using var bytes = new MemoryStream(Encoding.ASCII.GetBytes($"A paper {id}"));
            var stored = await site.Store.Documents(TestSite.Urn).Put(Document.Holder("p1", id), bytes, 1000, _ct);
            documents.Add(new(id, stored.Sha256, $"{id}.txt", "text/plain", stored.Bytes, DocumentKind.Other, who, site.Clock.GetUtcNow(), "s1") { Place = stored.Name });
        }

        await site.Ada([.. documents]);
        await site.Move("c1", leaving: leaving);
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);
        var parcel = ((State.Moving)await site.State("c1")).Transfer.Parcel;
        site.Clock.SetUtcNow(new DateOnly(2027, 1, 4).Dawn);
        await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
        await site.Told("c1", new Told.Verified(1, parcel.Manifest!), Tale.NextSchool);
        await site.Told("c1", new Told.Filed(1), Tale.NextSchool);
        if (read)
        {
            await site.Told("c1", new Told.ReadByTeacher(1), Tale.NextSchool);
        }

        return site;
    }

    /// <summary>A copy about to be destroyed, both of its documents chosen.</summary>
    private static async Task<Func<IStore, Task<Outcome>>> Desk(MemoryStore memory)
    {
        var rows = memory.Rows(TransferDesk.Urn);
        List<Document> documents = [];
        foreach (var id in (string[])["d1", "d2"])
        {
            using var bytes = new MemoryStream(Encoding.ASCII.GetBytes($"A paper {id}"));
            var stored = await memory.Documents(TransferDesk.Urn).Put(Document.Holder("p1", id), bytes, 1000, _ct);
            documents.Add(new(id, stored.Sha256, $"{id}.txt", "text/plain", stored.Bytes, DocumentKind.Other, Confidentiality.Record, DateTimeOffset.UnixEpoch, "s1") { Place = stored.Name });
        }

        await new Pupils(rows).Save(TransferDesk.Pupil with { Documents = documents }, 0, _ct);
        foreach (var contact in TransferDesk.Contacts)
        {
            await new Pupils(rows).Save("p1", contact, 0, _ct);
        }

        var @case = new Case("record-transfer", new("pupil", "p1", "Okafor, Ada"), null, 1, "", [], new("record-transfer", new("pupil", "p1", ""), "", Role.Nobody, null, null, []), true) { Id = new(TransferDesk.Urn, "c1") };
        return store => new Destruction(TransferDesk.Urn, store.Rows(TransferDesk.Urn), store.Documents(TransferDesk.Urn), TimeProvider.System).Destroy(@case, new Effect.Destroy("s1", AlsoUnsent: true), new(2026, 12, 18), 0, _ct);
    }
}
