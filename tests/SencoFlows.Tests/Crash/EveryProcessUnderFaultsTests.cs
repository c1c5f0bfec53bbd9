using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>Every write of a life of a case is cut once, before and after it is made, for every process there is. A new process gets it without a line.</summary>
public sealed class EveryProcessUnderFaultsTests
{
    public static TheoryData<string> Names => [.. All.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_host_killed_at_any_write_ends_where_it_would_have_ended(string process)
    {
        var whole = await AnyLife.Begin(All.ByName[process]);
        var before = whole.Store.Calls;
        await whole.Run();
        var (writes, ends, told) = (whole.Store.Calls - before, await whole.Ends(), Told(whole));
        Assert.True(writes > 2, $"{process} wrote {writes} times.");
        var doubled = 0;
        foreach (var how in (Fault[])[Fault.Before, Fault.After])
        {
            for (var n = 1; n <= writes; n++)
            {
                var cut = await AnyLife.Begin(All.ByName[process]);
                cut.Store.DieAt(n, how);
                await cut.Run();
                Assert.True(cut.Store.HasFailed);
                Assert.Equal(ends, await cut.Ends());
                Assert.Equal(told.Order(StringComparer.Ordinal), Told(cut).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                var errands = await cut.Errands();
                Assert.All(errands, e => Assert.NotNull(e.Outcome));
                OnlyWhatNobodyCanKnowIsTwice(cut, errands);
                doubled += cut.Mail.Taken.Count - told.Count;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{process}: {writes} writes cut before and after, {told.Count} mails, {doubled} sent twice and flagged");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task On_a_store_that_fails_all_the_time_it_ends_where_it_would_have_ended_and_every_mail_goes_to_whom_it_should(string process)
    {
        var whole = await AnyLife.Begin(All.ByName[process]);
        await whole.Run();
        for (var seed = 1; seed <= 4; seed++)
        {
            var life = await AnyLife.Begin(All.ByName[process], seed);
            await life.Run();
            Assert.True(life.Week!.Failed > 0);
            Assert.Equal(await whole.Ends(), await life.Ends());
            Assert.Equal(Told(whole).Order(StringComparer.Ordinal), Told(life).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            OnlyWhatNobodyCanKnowIsTwice(life, await life.Errands());
        }
    }

    /// <summary>The host is away for five days whenever a date comes: against the same days on a store that never fails. Those of which schools have most on a real disk too.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task With_a_host_that_is_down_for_days_and_a_store_that_fails_all_the_time_it_ends_where_it_would_have_ended(string process)
    {
        var whole = await AnyLife.Begin(All.ByName[process], away: 5);
        await whole.Run();
        using var folder = new TemporaryFolder();
        using var disk = process is "record-transfer" or "graduated-approach" or "record-arrival" ? new SqliteStore(folder.Path) : null;
        var life = await AnyLife.Begin(All.ByName[process], seed: 5, disk, away: 5);
        await life.Run();
        Assert.True(life.Week!.Failed > 0);
        Assert.Equal(await whole.Ends(), await life.Ends());
        Assert.Equal(Told(whole).Order(StringComparer.Ordinal), Told(life).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        OnlyWhatNobodyCanKnowIsTwice(life, await life.Errands());
    }

    private static void OnlyWhatNobodyCanKnowIsTwice(AnyLife life, IReadOnlyList<Errand> errands)
    {
        var flagged = errands.Where(e => e.PerhapsTwice).Select(e => Keys.Todo(e.Key)).ToHashSet(StringComparer.Ordinal);
        Assert.All(life.Mail.Taken.Select(l => MailKey.Parse(l.Key)!.Errand).CountBy(key => key).Where(n => n.Value > 1), n => Assert.Contains(n.Key, flagged));
    }

    private static List<string> Told(AnyLife life) => [.. life.Mail.Taken.Select(l => $"{MailKey.Parse(l.Key)!.Errand} {l.To.Id}")];
}
