using SencoFlows.Mail;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Mail;

/// <summary>Two hosts that look for the mail of the day at the same moment.</summary>
public sealed class TwoDailyMailTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_is_overtaken_between_its_reads_leaves_the_mail_of_the_other_alone()
    {
        var store = new MemoryStore();
        var first = new ReminderOffice(store);
        await first.Settle();
        await first.Planning(3);
        first.To(new(2026, 9, 22));
        await first.Run();
        first.Post.Taken.Clear();
        first.To(new(2026, 9, 22), DailyMails.Time);

        var overtaking = new Overtaking(store, () => first.Daily.Look(_ct));
        await new ReminderOffice(overtaking, clock: first.Clock).Daily.Look(_ct);
        Assert.NotNull(overtaking.Done);
        await overtaking.Done;
        await first.Run();
        Assert.Equal(3, ReminderOffice.Lines(Assert.Single(first.Post.Taken)).Length);
    }

    /// <summary>Lets the other host do everything right after this one has read when somebody was last written to.</summary>
    private sealed class Overtaking(IStore store, Func<Task> other) : WatchedStore(store)
    {
        public Task? Done { get; private set; }

        protected override void Before(StoreCall call)
        {
        }

        protected override void After(StoreCall call, int rows)
        {
            if (Done is null && call is { Kind: "read", About: "reminded|s1" })
            {
                Done = Task.Run(other);
                Done.GetAwaiter().GetResult();
            }
        }
    }
}
