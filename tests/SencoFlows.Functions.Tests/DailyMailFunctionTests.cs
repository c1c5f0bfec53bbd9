using Microsoft.Extensions.Logging.Abstractions;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Storage;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Functions.Tests;

public sealed class DailyMailFunctionTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminders_of_many_cases_are_one_mail_a_day_which_an_orchestration_of_its_own_sends()
    {
        await using var hub = await Hub.Start();
        foreach (var id in (string[])["b1", "b2", "b3"])
        {
            await hub.Tell(id, new Lit(), $"{id}-lit");
            await hub.Tell(id, new Dimmed(), $"{id}-dimmed");
        }

        await Hub.Until(async () => await hub.Rows.List("remind|", _ct).CountAsync(_ct) == 3, "three reminders were collected");
        hub.Clock.SetUtcNow(hub.Clock.Today.AddDays(2).At(DailyMails.Time));
        var function = new DailyMailFunction(new DailyMails(hub.Store, hub.Schools, hub.Alarm, hub.Clock), hub.Alarm, NullLogger<DailyMailFunction>.Instance);
        await function.Run(new(), hub.Client, _ct);
        await function.Run(new(), hub.Client, _ct);
        await hub.Mailed(DailyMails.Template);
        await Hub.Until(async () => (await hub.Instance(DailyMails.CaseOf("s1"))).IsCompleted, "its orchestration had ended");
        await function.Run(new(), hub.Client, _ct);
        Assert.Single(hub.Post.Sent, s => s == DailyMails.Template);
        Assert.DoesNotContain("dimmed", hub.Post.Sent);
        Assert.Empty(await hub.Rows.List("remind|", _ct).ToListAsync(_ct));
    }
}
