using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>Every write of a whole transfer and every call to the mail service is cut once, before and after it is done.</summary>
public sealed class TransferUnderFaultsTests
{
    private static readonly Lazy<Task<(int Calls, int Mails, string State, IReadOnlyList<string> Told)>> _undisturbed = new(async () =>
    {
        var life = await Life.Begin();
        var before = life.Store.Calls;
        await life.Run();
        return (life.Store.Calls - before, life.Mail.Calls, JsonSerializer.Serialize((await life.Now()).State), life.Told);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_killed_at_any_write_finishes_the_transfer_after_it_starts_again(bool done)
    {
        var (calls, _, _, _) = await _undisturbed.Value;
        var doubled = 0;
        for (var n = 1; n <= calls; n++)
        {
            var life = await Life.Begin();
            life.Store.DieAt(n, done ? Fault.After : Fault.Before);
            await life.Run();
            Assert.True(life.Store.HasFailed, $"The transfer has fewer calls than {n}.");
            doubled += await Finished(life);
        }

        // A mail is begun before it is posted. Killed while writing down that it was taken, nobody knows: it goes out again.
        TestContext.Current.SendDiagnosticMessage($"{calls} calls cut {(done ? "after" : "before")}: {doubled} mails doubled");
        Assert.InRange(doubled, 0, (await _undisturbed.Value).Mails);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_mail_service_reporting_not_one_mail_is_sent_twice(bool done)
    {
        var (calls, _, _, _) = await _undisturbed.Value;
        for (var n = 1; n <= calls; n++)
        {
            var life = await Life.Begin(reports: true);
            life.Store.DieAt(n, done ? Fault.After : Fault.Before);
            await life.Run();
            Assert.Equal(0, await Finished(life));
        }
    }

    [Theory]
    [InlineData(nameof(Cut.DiesBefore), 0)]
    [InlineData(nameof(Cut.DiesAfter), 1)]
    [InlineData(nameof(Cut.NoAnswerNotTaken), 0)]
    [InlineData(nameof(Cut.NoAnswerTaken), 1)]
    [InlineData(nameof(Cut.SaysLater), 0)]
    public async Task A_call_to_the_mail_service_that_goes_wrong_loses_no_mail_and_doubles_only_what_nobody_can_know(string cut, int most)
    {
        var (_, mails, _, _) = await _undisturbed.Value;
        for (var n = 1; n <= mails; n++)
        {
            var life = await Life.Begin();
            life.Mail.BreakAt(n, Enum.Parse<Cut>(cut));
            await life.Run();
            Assert.True(life.Mail.HasBroken);
            Assert.InRange(await Finished(life), 0, most);

            var reported = await Life.Begin(reports: true);
            reported.Mail.BreakAt(n, Enum.Parse<Cut>(cut));
            await reported.Run();
            Assert.Equal(0, await Finished(reported));
        }
    }

    /// <summary>Nothing lost, nothing stuck, the history whole.</summary>
    /// <returns>How many mails somebody got twice.</returns>
    private static async Task<int> Finished(Life life)
    {
        var (_, _, state, told) = await _undisturbed.Value;
        var now = await life.Now();
        Assert.True(now.IsOver);
        Assert.IsType<RecordTransferProcess.State.Closed>(All.RecordTransfer.Read(now.State));
        Assert.Equal(state, JsonSerializer.Serialize(now.State));
        Assert.Null(Caseload.FirstBroken(await life.History(), now.Hash));
        var errands = await life.Errands();
        Assert.All(errands, e => Assert.NotNull(e.Outcome));
        Assert.Equal(told.Order(), life.Told.Distinct().Order());
        var twice = life.Told.Count - life.Told.Distinct().Count();
        Assert.InRange(twice, 0, errands.Count(e => e.PerhapsTwice));
        return twice;
    }
}
