using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Crash;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.GraduatedApproach;
using SencoFlows.Tests.Storage;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Mail;

public sealed class DailyMailTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    /// <summary>Ten school days after 7 September, when a plan that was not made is late.</summary>
    private static readonly DateOnly _late = new(2026, 9, 22);

    private static async Task<ReminderOffice> Open(int pupils, bool realWords = false, School? school = null)
    {
        var office = new ReminderOffice(new MemoryStore(), realWords: realWords);
        await office.Settle(school);
        await office.Planning(pupils);
        office.Post.Taken.Clear();
        return office;
    }

    [Fact]
    public async Task Sixty_reminders_of_one_day_are_one_mail_whose_every_line_leads_to_the_page_that_does_it()
    {
        var office = await Open(60);
        office.To(_late);
        await office.Run();
        Assert.Empty(office.Post.Taken);
        office.To(_late, DailyMails.Time);
        await office.Run();
        await office.Run();
        var mail = Assert.Single(office.Post.Taken);
        Assert.Equal("s1", mail.To.Id);
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"g{i} support-plan-late").Order(StringComparer.Ordinal), ReminderOffice.Lines(mail).Order(StringComparer.Ordinal));
        var errand = Assert.Single(await office.Caseload.Errands("g7", _ct), e => e.Effect is Effect.Email { Template: "support-plan-late" });
        Assert.Equal((_late, "s1"), (errand.Daily, errand.Recipient));
    }

    [Fact]
    public async Task The_mail_counts_in_its_subject_says_nothing_of_a_child_and_has_the_most_urgent_first()
    {
        var office = await Open(2, realWords: true);
        await office.Morning(_late);
        office.To(new(2026, 9, 29), new(15, 0));
        await office.Tell(3, new Told.Started(new(2026, 9, 29), Concern.GapStays, false));
        await office.Work(3);
        await office.Morning(new(2026, 9, 30));
        var mail = office.DailyTo("s1").Last();
        Assert.Equal("3 things wait for you, 2 of them late", mail.Wording.Subject);
        Assert.DoesNotMatch("Quillfeather|(?i)\\bSEN\\b|special|autis", mail.Wording.Text + mail.Wording.Subject);
        var links = mail.Wording.Text.Split('\n').Where(l => l.StartsWith("https://", StringComparison.Ordinal)).ToList();
        Assert.Equal(["https://senco.test/graduated-approach/100001-g1/plan", "https://senco.test/graduated-approach/100001-g2/plan", "https://senco.test/graduated-approach/100001-g3/told", "https://senco.test/"], links);
        Assert.Contains("Something is still to be agreed, 2 times. Due Monday 21 September 2026, because of school policy.\n\n* Make it (G1):\n", mail.Wording.Text, StringComparison.Ordinal);
        Assert.True(mail.Wording.Text.IndexOf("Late\n", StringComparison.Ordinal) < mail.Wording.Text.IndexOf("Coming up\n", StringComparison.Ordinal), mail.Wording.Text);
        Assert.Contains("because of school policy", mail.Wording.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_up_to_the_head_what_is_a_breach_and_what_the_law_wants_by_tomorrow_goes_at_once()
    {
        var office = await Open(1);
        await office.Morning(_late);
        var third = All.GraduatedApproach.Read((await office.Caseload.Find("g1", _ct))!.State) is GraduatedApproachProcess.State.Running r ? All.GraduatedApproach.Due(r, SupportTale.FiveYears).First(d => d.Rule.Id == "support-plan").Lapses : default;
        office.To(third);
        office.Post.Taken.Clear();
        await office.Run();
        Assert.Equal(["h1"], office.Post.Taken.Select(m => m.To.Id)); // The SENCO's own copy waits half an hour.
        office.To(third, DailyMails.Time);
        await office.Run();
        Assert.Single(office.DailyTo("s1"));

        // Of somebody whose parents have not been told: a reminder two days before, then the breach, to both and at once.
        office.Post.Taken.Clear();
        await office.Tell(2, new Told.Started(office.Clock.Today, Concern.GapStays, false));
        await office.Work(2);
        var limit = SencoFlows.Law.Rules.SenNotify.After(office.Clock.Today, SupportTale.FiveYears.Calendar).On;
        for (var day = office.Clock.Today.AddDays(1); day <= limit; day = day.AddDays(1))
        {
            await office.Morning(day);
        }

        Assert.Contains(office.DailyTo("s1"), m => ReminderOffice.Lines(m).Contains("g2 support-tell-parents-soon"));
        office.Post.Taken.Clear();
        office.To(limit.AddDays(1));
        await office.Run();
        Assert.Equal(["h1", "s1"], office.Post.Taken.Where(m => m.Wording.Subject == "support-not-told").Select(m => m.To.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reminder_of_a_duty_does_not_wait_until_its_last_day()
    {
        var now = new DateOnly(2026, 11, 20).At(new(9, 0));
        var school = SupportTale.FiveYears with { Staff = ReminderOffice.Staff };
        var mail = new Effect.Email(Role.Senco, "support-tell-parents-soon") { CanWait = true };
        var errand = new Errand(mail, now);
        bool Waits(Rule rule, int inDays) => DailyMails.Takes(mail, new("s1", "", ""), new Mentions(Rule: rule, By: new DateOnly(2026, 11, 20).AddDays(inDays)), school, errand, now);
        Assert.Equal((true, false, false, true), (Waits(Rules.SenNotify, 2), Waits(Rules.SenNotify, 1), Waits(Rules.SenNotify, -3), Waits(GraduatedRules.Plan, -3)));
        Assert.False(DailyMails.Takes(mail with { OnlyUntil = new(2026, 11, 20) }, new("s1", "", ""), new(), school, errand, now));
        Assert.False(DailyMails.Takes(mail, new("c1", "", ""), new(), school, errand, now));
        Assert.False(DailyMails.Takes(mail with { CanWait = false }, new("s1", "", ""), new(), school, errand, now));
        Assert.False(DailyMails.Takes(mail, new("s1", "", ""), new(), school with { Policies = school.Policies with { EachReminderAtOnce = true } }, errand, now));
    }

    [Fact]
    public async Task A_host_that_was_down_for_days_sends_one_and_never_two_on_a_day()
    {
        var office = await Open(3);
        await office.Tell(4, new Told.Started(new(2026, 9, 7), Concern.GapStays, false, new(new(2026, 9, 7), Way.Meeting)));
        office.To(_late); // The reminders of the three are collected, and the host goes down before half past seven.
        await office.Run();
        for (var i = 0; i < 3; i++)
        {
            office.To(new(2026, 10, 1), new TimeOnly(5, 0).AddHours(i)); // Back before the time of day, with nine days to catch up with,
            await office.Run();
        }

        Assert.Empty(office.DailyTo("s1"));
        office.To(new(2026, 10, 1), new(10, 40)); // and again after it.
        await office.Run();
        var mail = Assert.Single(office.DailyTo("s1"));
        Assert.Equal(["g1 support-plan-late", "g2 support-plan-late", "g3 support-plan-late", "g4 support-assess-late", "g4 support-views-missing"], ReminderOffice.Lines(mail).Order(StringComparer.Ordinal));

        await office.Tell(5, new Told.Started(new(2026, 10, 1), Concern.GapStays, false));
        await office.Work(5);
        await office.Run();
        Assert.Single(office.DailyTo("s1"));
        await office.Morning(new(2026, 10, 2));
        Assert.Contains("g5 support-tell-parents", ReminderOffice.Lines(office.DailyTo("s1").Last()));
        Assert.Equal(2, office.DailyTo("s1").Count());
    }

    [Fact]
    public async Task While_the_mail_service_is_down_for_days_one_mail_grows_and_goes_once()
    {
        var office = await Open(2);
        for (var i = 0; i < 8; i++)
        {
            office.Post.Answers.Enqueue(_ => new Posted.Later("The mail service is down"));
        }

        await office.Morning(_late);
        await office.Tell(3, new Told.Started(_late, Concern.GapStays, false));
        await office.Work(3);
        await office.Morning(_late.AddDays(1));
        office.Post.Answers.Clear();
        await office.Morning(_late.AddDays(2));
        await office.Restart();
        Assert.Equal(["g1 support-plan-late", "g2 support-plan-late", "g3 support-tell-parents"], ReminderOffice.Lines(Assert.Single(office.DailyTo("s1"))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Killed_before_or_after_any_write_each_reminder_is_said_once_in_one_mail()
    {
        var start = new MemoryStore();
        var before = new ReminderOffice(start);
        await before.Settle();
        await before.Planning(3);
        foreach (var how in Enum.GetValues<Fault>())
        {
            for (var n = 1; ; n++)
            {
                var store = new FaultyStore(start.Copy()).CountingWritesOnly();
                var office = new ReminderOffice(store, clock: new(_late.At(new(7, 0))));
                store.DieAt(n, how);
                try
                {
                    await office.Run();
                    office.To(_late, DailyMails.Time);
                    await office.Run();
                }
                catch (StoreDownException)
                {
                    // As if the host had been killed.
                }

                if (!store.HasFailed)
                {
                    Assert.InRange(n, 8, 40);
                    break;
                }

                store.Revive();
                office.To(_late, new(7, 45));
                foreach (var taken in office.Post.Taken)
                {
                    // The mail service says what it has: a call whose answer was lost is not made again.
                    await office.Reports.Take(MailKey.Parse(taken.Key)!, new($"e{n}", MailNews.Delivered, office.Clock.GetUtcNow()), _ct);
                }

                await office.Restart();
                office.To(_late, new(12, 0)); // Patience about a call that never reached the mail service is over.
                await office.Restart();
                Assert.True(office.DailyTo("s1").Count() <= 1, $"killed {how} write {n}: {office.Post.Taken.Count} mails\n{string.Join('\n', store.Log)}");
                await office.Morning(_late.AddDays(1)); // What was not asked for by half past seven is in the mail of the next day.
                Assert.True(office.DailyTo("s1").Count() <= 2, $"killed {how} write {n}");
                Assert.Equal(["g1 support-plan-late", "g2 support-plan-late", "g3 support-plan-late"], office.DailyTo("s1").SelectMany(ReminderOffice.Lines).Order(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(nameof(Cut.DiesBefore), 1)]
    [InlineData(nameof(Cut.DiesAfter), 2)]
    [InlineData(nameof(Cut.NoAnswerNotTaken), 1)]
    [InlineData(nameof(Cut.NoAnswerTaken), 2)]
    [InlineData(nameof(Cut.SaysLater), 1)]
    public async Task A_call_with_the_daily_mail_that_goes_wrong_loses_no_reminder_and_doubles_only_what_nobody_can_know(string cut, int mails)
    {
        foreach (var reports in (bool[])[false, true])
        {
            var ledger = new Crash.Ledger();
            var office = new ReminderOffice(new MemoryStore(), ledger);
            await office.Settle();
            await office.Planning(3);
            office.To(_late);
            await office.Run();
            ledger.BreakAt(ledger.Calls + 1, Enum.Parse<Cut>(cut));
            office.To(_late, DailyMails.Time);
            try
            {
                await office.Run();
            }
            catch (KilledException)
            {
                // The host starts again below.
            }

            Assert.True(ledger.HasBroken);
            foreach (var taken in reports ? ledger.Taken.FindAll(ReminderOffice.IsDaily) : [])
            {
                await office.Reports.Take(MailKey.Parse(taken.Key)!, new("e1", MailNews.Delivered, office.Clock.GetUtcNow()), _ct);
            }

            office.To(_late, new(12, 0));
            await office.Restart();
            var daily = ledger.Taken.FindAll(ReminderOffice.IsDaily);
            Assert.Equal(reports ? 1 : mails, daily.Count);
            Assert.All(daily, m => Assert.Equal(["g1 support-plan-late", "g2 support-plan-late", "g3 support-plan-late"], ReminderOffice.Lines(m).Order(StringComparer.Ordinal)));
            var errand = Assert.Single(await office.Rows.List("done|", _ct).Select(Errand.Of).ToListAsync(_ct), e => e.Effect is Effect.Email { Reminders: not null });
            Assert.True(daily.Count == 1 || errand.PerhapsTwice);
        }
    }

    [Fact]
    public async Task What_has_been_dealt_with_meanwhile_and_who_has_left_are_left_out()
    {
        var office = await Open(2);
        office.To(_late);
        await office.Run();
        await office.Tell(1, new Told.EhcPlanMade(_late));
        office.To(_late, DailyMails.Time);
        await office.Run();
        Assert.Equal(["g2 support-plan-late"], ReminderOffice.Lines(office.DailyTo("s1").Single()));

        office.To(new(2026, 9, 29));
        await office.Run();
        await office.Schools.Save(ReminderOffice.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x with { Left = x.Id == "s1" })] }, _ct);
        office.To(new(2026, 9, 29), DailyMails.Time);
        await office.Run();
        Assert.Single(office.DailyTo("s1"));
        Assert.Empty(await office.Rows.Range("remind|", "remind|2026-09-30", _ct).ToListAsync(_ct));
    }

    [Fact]
    public async Task A_daily_mail_that_comes_back_is_on_the_list_of_what_failed_and_can_be_sent_again()
    {
        var office = await Open(1);
        await office.Morning(_late);
        var sent = office.DailyTo("s1").Single();
        await office.Reports.Take(MailKey.Parse(sent.Key)!, new("e1", MailNews.Bounced, office.Clock.GetUtcNow(), Why: NotArrived.NoSuchAddress), _ct);
        var failures = new Failures(ReminderOffice.Urn, office.Rows, new Silence(), office.Clock);
        var failure = Assert.Single(await Failures.Mend(ReminderOffice.Urn, office.Rows, _ct), f => DailyMails.Is(f.Case));
        Assert.Contains("Correct the email address", ((Outcome.Failed)failure.Errand.Outcome!).Why, StringComparison.Ordinal);
        Assert.Single((await office.Caseload.OpenAndFailed(_ct)).Failed!, f => DailyMails.Is(f.Case));
        await office.Run();
        Assert.Single(office.SentTo("h1"), m => m.Wording.Subject == "staff-mail-failed"); // The next person hears of it at once.
        await failures.TryAgain(failure, _ct);
        await office.Restart();
        Assert.Equal(2, office.DailyTo("s1").Count());
        Assert.DoesNotContain((await office.Caseload.OpenAndFailed(_ct)).Failed!, f => DailyMails.Is(f.Case));
    }

    [Fact]
    public void A_mail_that_cannot_wait_is_stored_as_it_always_was()
    {
        Assert.Equal("""{"$effect":"email","to":"senco","template":"support-consent"}""", Wire.Write<Effect>(new Effect.Email(Role.Senco, "support-consent")));
        Assert.Equal("""{"$effect":"email","to":"senco","template":"support-back","canWait":true}""", Wire.Write<Effect>(new Effect.Email(Role.Senco, "support-back") { CanWait = true }));
        Assert.Equal(Role.Senco, Assert.IsType<Effect.Email>(Wire.Read<Effect>("""{"$effect":"email","to":"senco","template":"support-back"}""")).To);
        Assert.False(((Effect.Email)Wire.Read<Effect>("""{"$effect":"email","to":"senco","template":"support-back"}""")).CanWait);
    }

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
