using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Web;

namespace SencoFlows.Tests.Crash;

/// <summary>A host is killed at every write while it sends the records of a whole list.</summary>
public sealed class LeaversUnderFaultsTests
{
    private const int _leavers = 5;
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly CaseId _id = new(TransferDesk.Urn, "list1");

    [Theory]
    [InlineData(nameof(Fault.Before))]
    [InlineData(nameof(Fault.After))]
    public async Task A_host_killed_in_the_middle_goes_on_where_it_stopped_and_starts_no_transfer_twice(string how)
    {
        for (var n = 1; ; n++)
        {
            var memory = new MemoryStore();
            var store = new FaultyStore(memory).CountingWritesOnly();
            await Enrol(store);
            store.DieAt(n, Enum.Parse<Fault>(how));
            var killed = await Send(store);
            if (!killed)
            {
                Assert.True(n > 2 * _leavers, $"Only {n} writes were made.");
                return;
            }

            store.Revive();
            Assert.False(await Send(store)); // The page is sent again, and a new host does what was left.
            var open = await new Caseload(TransferDesk.Urn, memory.Rows(TransferDesk.Urn)).Open(_ct);
            Assert.Equal(Enumerable.Range(0, _leavers).Select(i => $"t{i}"), open.Select(c => c.Id.Id).Order(StringComparer.Ordinal));
            Assert.All(open, c => Assert.Equal(1, c.Agenda.Length));
            Assert.DoesNotContain(await new Caseload(TransferDesk.Urn, memory.Rows(TransferDesk.Urn)).Errands(_id.Id, _ct), e => e.Outcome is not Outcome.Done);
        }
    }

    /// <returns>Whether the host died.</returns>
    private static async Task<bool> Send(IStore store)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero))).AddSingleton(store).AddSingleton<IMail, Ledger>().AddSingleton<IAlarm, Silence>().AddSingleton<IPacks, RecordPackBuilder>();
        await using var host = services.BuildServiceProvider();
        try
        {
            var sent = new LeaversProcess.Event.Sent([.. Enumerable.Range(0, _leavers).Select(i => new LeaversProcess.Leaver($"p{i}", $"t{i}", new(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed))))]);
            Assert.IsType<Answer.Accepted>(await host.GetRequiredService<CaseRunner>().Tell(_id, All.Leavers, sent, Tale.Senco, _id.Id, _ct, new Subject("school", TransferDesk.Urn, "Leavers")));
            Assert.Null(await host.GetRequiredService<CaseWorker>().Work(_id, new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), _ct));
            return false;
        }
        catch (StoreDownException)
        {
            return true;
        }
    }

    private static async Task Enrol(IStore store)
    {
        await new Schools(store, TimeProvider.System).Save(TransferDesk.Urn, _ => new Tale().School, _ct);
        for (var i = 0; i < _leavers; i++)
        {
            await new Pupils(store.Rows(TransferDesk.Urn)).Save(TransferDesk.Pupil with { Id = $"p{i}", Upn = null }, 0, _ct);
        }
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
