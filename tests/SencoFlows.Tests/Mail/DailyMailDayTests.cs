using SencoFlows.Mail;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Tests.Packs;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Mail;

/// <summary>A machine that is switched on at twenty past eight, as one under a desk is.</summary>
public sealed class DailyMailDayTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_date_asks_for_is_said_on_its_day_where_no_host_ran_at_half_past_seven()
    {
        DateOnly late = new(2026, 9, 22);
        var office = new ReminderOffice(new MemoryStore());
        await office.Settle();
        await office.Planning(2);
        await office.Tell(3, new Told.Started(new(2026, 9, 7), Concern.GapStays, false, new(new(2026, 9, 7), Way.Meeting)));
        office.Post.Taken.Clear();
        office.To(late, new(8, 20));
        await office.Work(1);
        await office.Work(2);
        await office.Daily.Look(_ct);
        await office.Restart();
        Assert.Equal(["g1 support-plan-late", "g2 support-plan-late"], ReminderOffice.Lines(Assert.Single(office.DailyTo("s1"))).Order(StringComparer.Ordinal));

        // What is found after that waits for the next morning, and so does what a person's act brings about.
        office.To(late, new(11, 0));
        await office.Run();
        await office.Restart();
        Assert.Single(office.DailyTo("s1"));
        var waiting = (await office.Rows.Range(DailyMails.Waiting, "remind}", _ct).ToListAsync(_ct)).Select(r => r.Key.Split('|')[1]);
        Assert.All(waiting, day => Assert.Equal("2026-09-23", day));
        Assert.NotEmpty(waiting);
        await office.Morning(late.AddDays(1));
        Assert.Contains("g3 support-views-missing", ReminderOffice.Lines(office.DailyTo("s1").Last()));
        Assert.Equal(2, office.DailyTo("s1").Count());
    }
}
