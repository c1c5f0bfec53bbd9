using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Mail;

public sealed class MailReportTests
{
    private const string _leaving = "parents-record-leaving";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_may_come_twice_and_in_any_order_and_the_weightiest_counts()
    {
        await using var desk = await Sent();
        var key = desk.Post.Taken.Single(l => l.To.Id == "c1").Key;
        foreach (var (news, id) in ((MailNews, string)[])[(MailNews.Delivered, "e2"), (MailNews.Processed, "e1"), (MailNews.Delivered, "e2"), (MailNews.Processed, "e1"), (MailNews.Delivered, "e2")])
        {
            Assert.True(await desk.Report(key, news, id));
        }

        var errand = await desk.Mail(_leaving);
        Assert.Equal("Delivered", errand.LastReport?.Words);
        Assert.Equal(["e2", "e1"], errand.Reports.Select(r => r.Id));
        Assert.IsType<Outcome.Done>(errand.Outcome);
    }

    [Fact]
    public async Task A_parents_mail_that_came_back_is_a_failure_with_advice_and_a_second_attempt_is_not_troubled_by_old_reports()
    {
        await using var desk = await Sent();
        var first = desk.Post.Taken.Single(l => l.To.Id == "c1").Key;
        await desk.Report(first, MailNews.Bounced, "e1", NotArrived.NoSuchAddress);
        var failure = Assert.Single(await desk.Failures.All(_ct));
        Assert.Equal(new Outcome.Failed("The email came back: the address does not exist. Print the letter and post it, and ask for another email address"), failure.Errand.Outcome);
        Assert.Equal("Came back: the address does not exist", failure.Errand.LastReport?.Words);

        await desk.Change(MailDesk.Mother with { Email = "right@example.org" });
        await desk.Failures.TryAgain(failure, _ct);
        await desk.Work();
        var second = desk.Post.Taken.Last();
        Assert.Equal("right@example.org", second.To.Email);
        Assert.NotEqual(first, second.Key);
        await desk.Report(first, MailNews.Dropped, "e2", NotArrived.Suppressed);
        await desk.Report(second.Key, MailNews.Delivered, "e3");
        await desk.Report(first, MailNews.Bounced, "e1", NotArrived.NoSuchAddress);
        var errand = await desk.Mail(_leaving);
        Assert.IsType<Outcome.Done>(errand.Outcome);
        Assert.Equal("Delivered", errand.LastReport?.Words);
        Assert.False(errand.PerhapsTwice);
    }

    [Fact]
    public async Task A_bounce_after_delivery_counts_and_one_before_it_as_well()
    {
        foreach (var order in (MailNews[][])[[MailNews.Delivered, MailNews.Bounced], [MailNews.Bounced, MailNews.Delivered]])
        {
            await using var desk = await Sent();
            var key = desk.Post.Taken.Single(l => l.To.Id == "c1").Key;
            await desk.Report(key, order[0], "e1");
            await desk.Report(key, order[1], "e2");
            var errand = await desk.Mail(_leaving);
            Assert.IsType<Outcome.Failed>(errand.Outcome);
            Assert.Equal("Came back: no reason was given", errand.LastReport?.Words);
        }
    }

    [Theory]
    [InlineData(MailNews.Processed)]
    [InlineData(MailNews.Deferred)]
    [InlineData(MailNews.Delivered)]
    public async Task A_report_answers_a_call_that_had_no_answer_and_nothing_is_sent_again(MailNews news)
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        desk.Post.LoseTheAnswer();
        desk.Post.LoseTheAnswer();
        desk.Post.LoseTheAnswer();
        await desk.Work();
        await desk.Report(desk.Post.Taken.Single(l => l.To.Id == "c1").Key, news, "e1");
        Assert.IsType<Outcome.Done>((await desk.Mail(_leaving)).Outcome);
        desk.Clock.Advance(Performer.Patience);
        await desk.Work();
        Assert.Single(desk.Post.Taken, l => l.To.Id == "c1");
    }

    [Fact]
    public async Task A_bounce_also_answers_a_call_that_had_no_answer()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        desk.Post.LoseTheAnswer();
        await desk.Work();
        var letter = desk.Post.Taken[0];
        await desk.Report(letter.Key, MailNews.Dropped, "e1", NotArrived.Suppressed);
        Assert.Contains(await desk.Failures.All(_ct), f => f.Errand.Outcome is Outcome.Failed { Why: var why } && why.Contains("no longer writes to this address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_report_the_mail_is_sent_again_after_patience_and_flagged_and_the_first_ones_late_delivery_settles_it()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        desk.Post.LoseTheAnswer();
        var again = await desk.Work();
        Assert.Equal(desk.Clock.GetUtcNow() + Performer.Patience, again);
        var lost = desk.Post.Taken[0];
        Assert.Equal(again, await desk.Work());
        Assert.Single(desk.Post.Taken, l => l.To.Id == lost.To.Id);

        desk.Clock.Advance(Performer.Patience);
        desk.Post.LoseTheCall();
        await desk.Work();
        var waiting = Assert.Single(await desk.Caseload.Errands("t1", _ct), e => e.Effect is Effect.Email && e.Outcome is null);
        Assert.True(waiting.PerhapsTwice);
        Assert.Equal(2, waiting.Attempts);

        await desk.Report(lost.Key, MailNews.Delivered, "late");
        desk.Clock.Advance(Performer.Patience);
        await desk.Work();
        Assert.Single(desk.Post.Taken, l => l.To.Id == lost.To.Id);
    }

    [Fact]
    public async Task What_the_service_refuses_fails_and_what_it_puts_off_is_tried_later_and_later()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        desk.Post.Answers.Enqueue(_ => new Posted.Refused("The address is not valid"));
        desk.Post.Answers.Enqueue(_ => new Posted.Later("Busy"));
        var again = await desk.Work();
        Assert.Equal(TimeSpan.FromMinutes(3), again - desk.Clock.GetUtcNow());
        Assert.Equal(new Outcome.Failed("The address is not valid"), Assert.Single(await desk.Failures.All(_ct)).Errand.Outcome);
        desk.Clock.SetUtcNow(again!.Value);
        Assert.Null(await desk.Work());
        Assert.All(await desk.Caseload.Errands("t1", _ct), e => Assert.False(e.PerhapsTwice));
    }

    [Fact]
    public async Task The_transfer_hears_that_its_mail_arrived_once_however_often_it_is_reported()
    {
        await using var desk = await Sent();
        var key = desk.Post.Taken.Single(l => l.To.Id == "office-1").Key;
        for (var i = 0; i < 30; i++)
        {
            await desk.Report(key, MailNews.Delivered, "e1");
        }

        Assert.Equal(new DateOnly(2026, 11, 20), Assert.IsType<State.OnItsWay>(await desk.State()).Transfer.Parcel.Delivered);
        Assert.Single(await desk.Caseload.History("t1", _ct), e => e.By.Id == "mail");
    }

    [Fact]
    public async Task One_address_of_the_next_school_that_works_is_enough_whatever_is_reported_first()
    {
        foreach (var bounceFirst in (bool[])[true, false])
        {
            await using var desk = await Sent();
            var (senco, office) = (desk.Post.Taken.Single(l => l.To.Id == "senco-1").Key, desk.Post.Taken.Single(l => l.To.Id == "office-1").Key);
            await desk.Report(bounceFirst ? senco : office, bounceFirst ? MailNews.Bounced : MailNews.Delivered, "e1");
            Assert.Equal(bounceFirst, await desk.State() is State.Undeliverable);
            await desk.Report(bounceFirst ? office : senco, bounceFirst ? MailNews.Delivered : MailNews.Bounced, "e2");
            Assert.NotNull(Assert.IsType<State.OnItsWay>(await desk.State()).Transfer.Parcel.Delivered);
            await desk.Work();
            Assert.Equal("s1", desk.Post.Taken.Single(l => l.Wording.Subject == "An email to the next school came back").To.Id);
            Assert.Empty(await desk.Failures.All(_ct)); // The transfer itself asks for what is to be done.
        }
    }

    [Fact]
    public async Task A_report_about_an_earlier_delivery_changes_nothing()
    {
        await using var desk = await Sent();
        var old = desk.Post.Taken.Single(l => l.To.Id == "office-1").Key;
        await desk.Report(old, MailNews.Bounced, "e1");
        await desk.Tell(new RecordTransferProcess.Event.Corrected(Processes.RecordTransfer.Tale.Registered));
        await desk.Work();
        await desk.Report(old, MailNews.Delivered, "e2");
        Assert.Null(Assert.IsType<State.OnItsWay>(await desk.State()).Transfer.Parcel.Delivered);
    }

    [Theory]
    [InlineData("100001|todo|t1|000001-00|1", true)]
    [InlineData("100001|todo|t1|000001-00-02|12", true)]
    [InlineData("100001|done|t1|000001-00|1", false)]
    [InlineData("100001|todo|t1|000001-00", false)]
    [InlineData("100001|todo|t1/../x|000001-00|1", false)]
    [InlineData("1|todo|t1|000001-00|1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_key_of_ours_is_read(string? text, bool ours) => Assert.Equal(ours ? text : null, MailKey.Parse(text)?.ToString());

    [Fact]
    public async Task A_report_about_nothing_of_ours_is_ignored()
    {
        await using var desk = await Sent();
        Assert.False(await desk.Report("100001|todo|t1|000009-00|1", MailNews.Delivered, "e1"));
        Assert.False(await desk.Report("999999|todo|t1|000001-00|1", MailNews.Delivered, "e1"));
    }

    private static async Task<MailDesk> Sent()
    {
        var desk = await MailDesk.Open();
        await desk.Start();
        await desk.Work();
        return desk;
    }
}
