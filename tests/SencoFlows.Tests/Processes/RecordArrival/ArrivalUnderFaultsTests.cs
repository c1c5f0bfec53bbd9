using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web;
using Here = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using There = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordArrival;

/// <summary>The host is killed at each write on the way of a record into the tenant of the next school.</summary>
public sealed class ArrivalUnderFaultsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_host_killed_at_any_write_goes_on_where_it_was_and_does_nothing_twice(Fault how)
    {
        for (var n = 1; ; n++)
        {
            var store = new FaultyStore(new MemoryStore()).CountingWritesOnly();
            await using var two = await TwoSchools.Start(store);
            await two.Site.Ada(await two.Paper("d1", "report.pdf", Confidentiality.Record));
            store.DieAt(n, how);
            try
            {
                await Life(two);
            }
            catch (StoreDownException)
            {
            }

            store.Revive();
            if (!store.HasFailed)
            {
                TestContext.Current.SendDiagnosticMessage($"{n - 1} writes of an arrival cut {how}: nothing lost, nothing twice");
                Assert.InRange(n, 20, 100);
                return;
            }

            await Life(two);
            Assert.Equal(ArrivalEnd.Complete, Assert.IsType<Here.Ended>(await two.Here()).End);
            Assert.IsType<There.InCustody>(await two.There());
            var ada = Assert.Single(await two.HillPupils.All(_ct)).Value;
            Assert.Equal((3, 2), (ada.Documents.Count, (await two.HillPupils.File(ada.Id, _ct))!.Contacts.Count));
            foreach (var document in ada.Documents)
            {
                Assert.NotNull(await store.Documents(TwoSchools.Hill).Open(document.Kept, _ct));
            }

            var told = (await new Caseload(TwoSchools.Oak, two.Site.Rows).History("t1", _ct)).Select(h => h.Event.GetProperty("$is").GetString());
            Assert.Equal(["started", "packed", "delivered", "opened", "verified", "filed", "read"], told);
        }
    }

    /// <summary>The whole way of a record, by people who press every button again after an outage.</summary>
    private static async Task Life(TwoSchools two)
    {
        var runner = two.Site.Get<CaseRunner>();
        await runner.Tell(TwoSchools.Transfer, All.RecordTransfer, new Told.Started(Tale.Registered with { Urn = TwoSchools.Hill }, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, "start", _ct, new Subject("pupil", "p1", "Okafor, Ada"));
        await two.Settle();
        Actor senco = new(Role.Senco, "s2");
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.Opened(), senco, "open", _ct);
        await two.Settle();
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.Matched(two.Arrival.Id, true, (await two.Here()).Arrival.Manifest), senco, "match", _ct);
        await two.Settle();
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.TeacherHasRead("The class teacher"), senco, "read", _ct);
        await two.Settle();
    }
}
