using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;

namespace SencoFlows.Tests.Cases;

/// <summary>What a wake has read is handed on to whoever performs it: it may be old by then, and must not be trusted.</summary>
public sealed class CaseWorkerTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_hosts_that_found_the_same_mails_one_sends_them()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        var (one, other) = ((await desk.Runner.Wake(desk.Id, _ct))!, (await desk.Runner.Wake(desk.Id, _ct))!);
        Assert.NotEmpty(one.Waiting);
        foreach (var nap in (Nap[])[one, other])
        {
            foreach (var mail in nap.Waiting.Select(Errand.Of).Where(e => e.Effect is Effect.Email))
            {
                await desk.Performer.Perform(nap.Case, mail, _ct);
            }
        }

        Assert.NotEmpty(desk.Post.Taken);
        NothingTwice(desk);
        Assert.All(await desk.Caseload.Errands("t1", _ct), e => Assert.False(e.PerhapsTwice));
    }

    [Fact]
    public async Task A_host_that_finds_a_mail_while_another_is_posting_it_waits_for_evidence()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        DateTimeOffset? again = null;
        desk.Post.Answers.Enqueue(_ =>
        {
            again = desk.Work().GetAwaiter().GetResult();
            return new Posted.Accepted("m");
        });
        await desk.Work();
        Assert.Equal(desk.Clock.GetUtcNow() + Performer.Patience, again);
        NothingTwice(desk);
    }

    [Fact]
    public async Task What_throws_in_one_look_is_left_to_the_loop_and_everything_else_is_performed()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        var newer = Keys.Todo("t1", 1, 90);
        await desk.Store.Rows(MailDesk.Urn).Save([new Change.Add(newer, """{"effect":{"$effect":"text-message"},"asked":"2026-11-20T09:00:00+00:00"}""")], _ct);

        var look = await desk.Worker.Look(desk.Id, _ct);

        Assert.Equal([newer], look.Errands);
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(1).UtcDateTime, look.Until);
        Assert.NotEmpty(desk.Post.Taken);
        Assert.Equal([newer], (await desk.Runner.Wake(desk.Id, _ct))!.Errands.Where(k => k.StartsWith("todo|t1|000001", StringComparison.Ordinal)));
    }

    private static void NothingTwice(MailDesk desk) =>
        Assert.Equal(desk.Post.Taken.Count, desk.Post.Taken.Select(l => MailKey.Parse(l.Key)!.Errand).Distinct().Count());
}
