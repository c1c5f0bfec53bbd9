using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web;
using Ask = SencoFlows.Processes.RecordRequest.RecordRequestProcess;
using Asked = SencoFlows.Processes.RecordRequest.RecordAskedProcess;
using Coming = SencoFlows.Processes.Safeguarding.SafeguardingArrivalProcess;
using File = SencoFlows.Processes.Safeguarding.SafeguardingFileProcess;
using Leaver = SencoFlows.Processes.RecordToSend.RecordToSendProcess;

namespace SencoFlows.Tests.Crash;

/// <summary>The host is killed at each write of a request between two schools, of a child protection file and of a leaver; people press their buttons again.</summary>
public sealed class OtherCasesUnderFaultsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly SoughtPupil _ada = new("Ada", "Okafor", new(2016, 3, 4), null);

    [Theory]
    [InlineData("request", Fault.Before)]
    [InlineData("request", Fault.After)]
    [InlineData("file", Fault.Before)]
    [InlineData("file", Fault.After)]
    [InlineData("leaver", Fault.Before)]
    [InlineData("leaver", Fault.After)]
    public async Task A_host_killed_at_any_write_goes_on_where_it_was_and_loses_and_doubles_nothing(string life, Fault how)
    {
        for (var n = 1; ; n++)
        {
            var store = new FaultyStore(new MemoryStore()).CountingWritesOnly();
            await using var two = await TwoSchools.Start(store);
            await Prepare(two);
            store.DieAt(n, how);
            try
            {
                await Live(two, life);
            }
            catch (StoreDownException)
            {
            }

            store.Revive();
            if (!store.HasFailed)
            {
                TestContext.Current.SendDiagnosticMessage($"{n - 1} writes of a {life} cut {how}");
                Assert.InRange(n, 10, 120);
                return;
            }

            two.Site.Clock.Advance(TimeSpan.FromHours(3)); // A mail that was begun waits two hours for a report about it.
            await Live(two, life);
            await Ended(two, life, $"{life}, write {n} {how}");
        }
    }

    private static async Task Prepare(TwoSchools two)
    {
        await two.Site.Ada();
        await new Pupils(two.Site.Rows).Change("p1", p => p with { Left = new(2026, 12, 4), SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)] }, _ct);
        await two.HillPupils.Save(new Pupil("n1", "Ada", "Okafor", new(2016, 3, 4), "5") { Joined = new(2026, 11, 23), SenHistory = [new(new(2026, 11, 23), SenProvision.SenSupport)] }, 0, _ct);
        two.Site.Clock.Advance(TimeSpan.FromDays(12)); // 2 December: five school days after she joined, two before she leaves.
    }

    private static Task Live(TwoSchools two, string life) => life switch { "request" => Request(two), "file" => Protection(two), _ => Leaves(two) };

    private static async Task Request(TwoSchools two)
    {
        await two.Site.Get<Newcomers>().Look(TwoSchools.Hill, _ct);
        var request = await Only(two, TwoSchools.Hill, "record-request");
        await two.Site.Runner.Wake(request, _ct);
        await two.Settle();
        await Tell(two, request, All.RecordRequest, new Ask.Event.Asked(new("Oak Lane Primary", "", TwoSchools.Oak, "q1"), _ada), new(Role.Senco, "s2"), "ask");
        await two.Settle();
        await Tell(two, new(TwoSchools.Oak, "q1"), All.RecordAsked, new Asked.Event.Replied(RequestAnswer.WillSend), new(Role.Senco, "s1"), "reply");
        await two.Settle();
        await Tell(two, request, All.RecordRequest, new Ask.Event.Came(), new(Role.Senco, "s2"), "came");
        await two.Settle();
    }

    private static async Task Protection(TwoSchools two)
    {
        var (file, lead) = (new CaseId(TwoSchools.Oak, "f1"), new Actor(Role.SafeguardingLead, "d1"));
        await Tell(two, file, All.SafeguardingFile, new File.Event.Needed("Hill Top Academy", TwoSchools.Hill, new(2026, 12, 4), null), lead, "needed", new Subject("pupil", "p1", "Okafor, Ada"));
        await two.Settle();
        await Tell(two, file, All.SafeguardingFile, new File.Event.Sent(new(2026, 12, 2), SendingWay.ByHand, null, "g1", _ada, "f1"), lead, "sent");
        await two.Settle();
        await Tell(two, new(TwoSchools.Hill, "g1"), All.SafeguardingArrival, new Coming.Event.Confirmed(), new(Role.SafeguardingLead, "d2"), "there");
        await two.Settle();
    }

    private static async Task Leaves(TwoSchools two)
    {
        await two.Site.Get<Departures>().Look(TwoSchools.Oak, _ct);
        await two.Settle();
        await Tell(two, TwoSchools.Transfer, All.RecordTransfer, new RecordTransferProcess.Event.Started(Tale.Registered with { Urn = "100003" }, new(2026, 12, 4), new(Sharing.Agreed)), Tale.Senco, "start", new Subject("pupil", "p1", "Okafor, Ada"));
        await two.Settle();
        await two.Site.Get<Departures>().Look(TwoSchools.Oak, _ct);
    }

    private static async Task Ended(TwoSchools two, string life, string where)
    {
        switch (life)
        {
            case "request":
                Assert.Equal(RequestEnd.Came, Assert.IsType<Ask.State.Ended>(All.RecordRequest.Read((await Case(two, await Only(two, TwoSchools.Hill, "record-request"))).State)).End);
                Assert.Equal(RequestAnswer.WillSend, Assert.IsType<Asked.State.Ended>(All.RecordAsked.Read((await Case(two, new(TwoSchools.Oak, "q1"))).State)).Answer);
                Assert.Equal(["joined", "asked", "replied", "came"], await Told(two, await Only(two, TwoSchools.Hill, "record-request")));
                Assert.Equal(["came", "replied"], await Told(two, new(TwoSchools.Oak, "q1")));
                break;
            case "file":
                Assert.Equal(FileEnd.Received, Assert.IsType<File.State.Ended>(All.SafeguardingFile.Read((await Case(two, new(TwoSchools.Oak, "f1"))).State)).End);
                Assert.IsType<Coming.State.Ended>(All.SafeguardingArrival.Read((await Case(two, new(TwoSchools.Hill, "g1"))).State));
                Assert.Equal(["needed", "sent", "received"], await Told(two, new(TwoSchools.Oak, "f1")));
                break;
            default:
                Assert.Equal(ToSendEnd.Begun, Assert.IsType<Leaver.State.Ended>(All.RecordToSend.Read((await Case(two, await Only(two, TwoSchools.Oak, "record-to-send"))).State)).End);
                Assert.Equal(["leaves", "begun"], await Told(two, await Only(two, TwoSchools.Oak, "record-to-send")));
                break;
        }

        foreach (var urn in (string[])[TwoSchools.Oak, TwoSchools.Hill])
        {
            Assert.Empty(await new Caseload(urn, two.Site.Store.Rows(urn)).WithErrands(_ct));
            Assert.Empty(await new Failures(urn, two.Site.Store.Rows(urn), two.Site.Get<IAlarm>(), two.Site.Clock).All(_ct));
        }

        foreach (var twice in two.Post.Taken.GroupBy(m => (MailKey.Parse(m.Key)!.School, MailKey.Parse(m.Key)!.Case, MailKey.Parse(m.Key)!.Errand)).Where(g => g.Count() > 1))
        {
            var errands = await new Caseload(twice.Key.School, two.Site.Store.Rows(twice.Key.School)).Errands(twice.Key.Case, _ct);
            Assert.True(errands.Single(e => Keys.Todo(e.Key) == twice.Key.Errand).PerhapsTwice, $"A mail went twice and nobody knows: {where}");
        }
    }

    private static async Task Tell<TState, TEvent>(TwoSchools two, CaseId id, Process<TState, TEvent> process, TEvent e, Actor by, string request, Subject? about = null)
        where TState : class
        where TEvent : class => Assert.IsType<Answer.Accepted>(await two.Site.Runner.Tell(id, process, e, by, request, _ct, about));

    private static async Task<CaseId> Only(TwoSchools two, string urn, string process) =>
        Assert.Single(await new Caseload(urn, two.Site.Store.Rows(urn)).About(urn == TwoSchools.Hill ? "n1" : "p1", _ct), c => c.Process == process).Id;

    private static async Task<Case> Case(TwoSchools two, CaseId id) => (await new Caseload(id.School, two.Site.Store.Rows(id.School)).Find(id.Id, _ct))!;

    private static async Task<IEnumerable<string?>> Told(TwoSchools two, CaseId id) =>
        (await new Caseload(id.School, two.Site.Store.Rows(id.School)).History(id.Id, _ct)).Where(h => h.Kind == "told").Select(h => h.Event.GetProperty("$is").GetString());
}
