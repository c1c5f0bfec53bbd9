using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using State = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Processes.GraduatedApproach;

public sealed class GraduatedApproachTales
{
    [Fact]
    public void Support_begins_with_the_duty_to_tell_the_parents_and_the_head_hears_when_nobody_does()
    {
        var tale = SupportTale.Started();
        Assert.Equal(("The parents have not been told yet", Role.Senco, "told"), (tale.Standing.Stage, tale.Standing.WaitsFor, tale.Standing.Action));
        var limit = tale.Due.Single(d => d.Rule.Id == "sen-notify");
        Assert.Equal((new DateOnly(2026, 9, 14), Duty.Must, "Children and Families Act 2014, s.68"), (limit.On, limit.Rule.Duty, limit.Rule.Source));

        tale.Until(2026, 9, 15);
        Assert.Contains("Senco: support-tell-parents-soon", tale.Mails(new(2026, 9, 10)));
        Assert.Contains("Head: support-not-told", tale.Mails(new(2026, 9, 15)));
        Assert.DoesNotContain(tale.Mails(), m => m.StartsWith("Parents", StringComparison.Ordinal));

        tale.Tell(new Told.ParentsTold(tale.Today, Way.Meeting));
        Assert.IsType<State.Assessing>(tale.State);
        Assert.Contains("Parents: parents-support-starts", tale.Mails(tale.Today));
        Assert.Contains("Teacher: support-contribute", tale.Mails(tale.Today));
        Assert.DoesNotContain(tale.Due, d => d.Rule.Id == "sen-notify");
    }

    [Fact]
    public void Starting_and_ending_support_writes_the_code_into_the_register()
    {
        var tale = SupportTale.AtWork();
        Assert.Contains(tale.Effects, e => e.Effect is Effect.GiveStatus { Provision: SenProvision.SenSupport, From: var from } && from == new DateOnly(2026, 9, 7));
        tale.Until(2026, 12, 17).Tell(tale.Reviewed(Result.Met, Decision.Exit));
        Assert.Contains(tale.Effects, e => e.Effect is Effect.GiveStatus { Provision: SenProvision.None, From: var from } && from == new DateOnly(2026, 12, 17));
        Assert.Contains("Parents: parents-support-ends", tale.Mails(tale.Today));
        tale.Until(2027, 3, 26);
        Assert.Equal("Say how the pupil is getting on", tale.Standing.Ask);
        Assert.True(tale.Tell(new Told.MonitoringEnded(true)).IsOver);
    }

    [Fact]
    public void A_plan_that_is_issued_before_anybody_pressed_told_is_taken_and_the_duty_goes_on()
    {
        var tale = SupportTale.Started().Tell(new Told.PlanIssued(1, new(2026, 12, 17)));
        Assert.IsType<State.Doing>(tale.State);
        Assert.Equal("The parents have not been told yet", tale.Standing.Stage);
        tale.Until(2026, 9, 15);
        Assert.Equal("The parents have not been told, and the limit has passed", tale.Standing.Stage);
        Assert.IsType<State.Doing>(tale.Tell(new Told.ParentsTold(tale.Today, Way.Letter)).State);
    }

    [Fact]
    public void Three_weeks_before_a_review_everybody_is_asked_and_only_who_has_not_answered_is_reminded()
    {
        var tale = SupportTale.AtWork().Until(2026, 11, 26);
        Assert.Equal(["Parents: parents-views", "Teacher: support-contribute", "Senco: support-review-near"], tale.Mails(new(2026, 11, 26)));
        Assert.Equal(("Review", "review"), (tale.Standing.Stage, tale.Standing.Action));

        tale.Tell(new Told.ViewGiven("c1", ViewOf.Parents, "v1"), SupportTale.Mother).Until(2026, 12, 8);
        var again = tale.Effects.Select(e => e.Effect).OfType<Effect.Email>().Where(m => m.Template is "parents-views-again" or "support-contribute-again").ToList();
        Assert.Equal(2, again.Count);
        Assert.All(again, m => Assert.Equal(["c1"], m.Except!));
        Assert.Contains("Senco: support-views-missing", tale.Until(2026, 12, 12).Mails());
    }

    [Fact]
    public void A_late_review_is_chased_every_week_and_then_goes_to_the_head_too()
    {
        var tale = SupportTale.AtWork().Until(2027, 1, 29);
        Assert.Equal("The review is late", tale.Standing.Stage);
        Assert.Equal(["Senco: support-review-late", "Senco: support-review-late", "Head: support-review-late", "Senco: support-review-late", "Head: support-review-late"], tale.Mails().Where(m => m.EndsWith("support-review-late", StringComparison.Ordinal)));
        Assert.Equal(("cycle-review", Duty.Should), tale.Lapsed.Where(l => l.Date.Rule.Id == "cycle-review").Select(l => (l.Date.Rule.Id, l.Date.Rule.Duty)).Single());
    }

    [Fact]
    public void A_review_that_changes_nothing_is_one_event_and_the_next_cycle_runs()
    {
        var tale = SupportTale.AtWork().Until(2026, 12, 16);
        tale.Tell(tale.Reviewed(Result.Met, Decision.Continue, new(2027, 3, 24)) with { WithParents = true });
        Assert.IsType<State.Doing>(tale.State);
        Assert.Equal((2, 1, new DateOnly(2027, 3, 24)), (tale.Support.Cycle.Number, tale.Support.Cycle.Plan, tale.Support.Cycle.Review));
        Assert.Equal(1, tale.Support.Held(new(2026)));
        Assert.Equal((1, 0, 0, false), (tale.Support.Past[0].Met, tale.Support.Past[0].Partly, tale.Support.Past[0].NotMet, tale.Support.Past[0].LessThanExpected));
    }

    [Fact]
    public void Reviews_can_be_early_moved_with_a_reason_and_not_more_than_three_times()
    {
        var tale = SupportTale.AtWork();
        Assert.IsType<State.Reviewing>(tale.Tell(new Told.ReviewOpened()).State);
        Assert.Equal("The new day must be after the day agreed. To review sooner, open the review", tale.Refused(new Told.ReviewPostponed(new(2026, 12, 16), PostponeReason.Other)).Reason);
        tale.Tell(new Told.ReviewPostponed(new(2027, 1, 6), PostponeReason.FamilyCannotCome));
        Assert.Contains("Parents: parents-review-moved", tale.Mails());
        Assert.DoesNotContain("Head: support-review-moved", tale.Mails());
        tale.Tell(new Told.ReviewPostponed(new(2027, 1, 7), PostponeReason.StaffAbsence)).Tell(new Told.ReviewPostponed(new(2027, 1, 8), PostponeReason.StaffAbsence));
        Assert.Contains("Head: support-review-moved", tale.Mails());
        Assert.StartsWith("This review has been moved three times", tale.Refused(new Told.ReviewPostponed(new(2027, 1, 11), PostponeReason.Other)).Reason, StringComparison.Ordinal);
        tale.Until(2027, 1, 8).Tell(tale.Reviewed(Result.Partly, Decision.Change));
        Assert.Equal((new DateOnly(2026, 12, 17), 3), (tale.Support.Past[0].Agreed, tale.Support.Past[0].Postponed));
    }

    [Theory]
    [InlineData("2026-09-07", "The review date must be in the future")]
    [InlineData("2025-12-17", "The review date must be in the future")]
    [InlineData("2026-10-28", "The review date must be a school day, and the school is closed on 28 October 2026")]
    [InlineData("2026-12-25", "The review date must be a school day, and the school is closed on 25 December 2026")]
    [InlineData("2026-12-19", "The review date must be a school day, and the school is closed on 19 December 2026")]
    [InlineData("2028-01-10", "The review date must be within the next 12 months")]
    public void A_review_is_not_in_the_past_nor_in_a_holiday(string day, string why) =>
        Assert.Equal(("review", why), SupportTale.Started(new(new(2026, 9, 7), Way.Meeting)).Refused(new Told.PlanIssued(1, DateOnly.ParseExact(day, "yyyy-MM-dd", null))));

    [Theory]
    [InlineData("2026-09-07", false, "2026-12-18")]
    [InlineData("2026-12-01", false, "2027-03-25")]
    [InlineData("2027-07-12", false, "2027-12-17")]
    [InlineData("2026-09-07", true, "2026-10-19")]
    public void The_day_that_is_offered_for_a_review_is_about_the_end_of_a_term_and_never_in_a_holiday(string from, bool earlyYears, string review) =>
        Assert.Equal(DateOnly.ParseExact(review, "yyyy-MM-dd", null), GraduatedRules.DefaultReview(DateOnly.ParseExact(from, "yyyy-MM-dd", null), SupportTale.FiveYears, earlyYears));

    [Fact]
    public void After_two_cycles_with_less_than_expected_progress_a_next_step_is_asked_for()
    {
        var tale = SupportTale.AtWork();
        Slow(tale, new(2026, 12, 17), Decision.Continue, new(2027, 3, 24));
        Assert.Null(tale.Support.Stuck);
        Slow(tale, new(2027, 3, 24), Decision.Continue, new(2027, 7, 19));
        Assert.Equal(("Less than expected progress", "next-step"), (tale.Standing.Stage, tale.Standing.Action));
        Assert.Contains("Senco: support-less-progress", tale.Mails(tale.Today));
        Assert.Contains("Head: support-next-step-late", tale.Until(2027, 5, 1).Mails());

        Assert.Equal("service", tale.Refused(new Told.NextStepChosen(NextStep.Specialist)).Field);
        Assert.Equal("why", tale.Refused(new Told.NextStepChosen(NextStep.CarryOn)).Field);
        tale.Tell(new Told.NextStepChosen(NextStep.Specialist, Service.EducationalPsychologist));
        Assert.Null(tale.Support.Stuck);
        Assert.Contains("Parents: parents-next-step", tale.Mails(tale.Today));
        var chase = tale.Due.Single(d => d.Rule.Id == "referral-chase");
        Assert.Equal(tale.School.Calendar.After(tale.Today, 10), chase.On);
    }

    [Fact]
    public void A_school_sets_itself_after_how_many_cycles()
    {
        var tale = SupportTale.AtWork();
        tale.School = tale.School with { Policies = new() { CyclesBeforeNextStep = 1 } };
        Slow(tale, new(2026, 12, 17), Decision.Change, null);
        Assert.NotNull(tale.Support.Stuck);
    }

    [Fact]
    public void Asking_the_local_authority_is_chased_but_its_lateness_is_never_the_schools()
    {
        var tale = SupportTale.AtWork().Tell(new Told.AssessmentRequested(new(2026, 9, 7)));
        Assert.Equal(new DateOnly(2026, 10, 20), tale.Due.Single(d => d.Rule.Id == "support-request").On);
        tale.Until(2026, 10, 20);
        Assert.Contains("Senco: support-request-late", tale.Mails());
        Assert.DoesNotContain(tale.Due, d => d.Rule.Duty == Duty.Must && d.Rule.Id.StartsWith("ehcna", StringComparison.Ordinal));
        tale.Tell(new Told.AssessmentAnswered(true, tale.Today)).Tell(new Told.EhcPlanMade(tale.Today));
        Assert.True(tale.IsOver);
        Assert.Contains(tale.Effects, e => e.Effect is Effect.GiveStatus { Provision: SenProvision.Plan });
    }

    [Fact]
    public void Withdrawn_consent_stops_what_rests_on_it_and_support_goes_on()
    {
        var tale = SupportTale.AtWork().Tell(new Told.SpecialistAsked("r1", Service.SpeechAndLanguage, new(2026, 9, 7))).Tell(new Told.ConsentWithdrawn(Consent.Specialist));
        Assert.Equal(tale.Today, tale.Support.Referrals.Single().Withdrawn);
        Assert.DoesNotContain(tale.Due, d => d.Rule.Id == "referral-chase");
        Assert.IsType<State.Doing>(tale.State);
        Assert.Contains("Senco: support-consent", tale.Mails());
        Assert.Equal("service", tale.Refused(new Told.SpecialistAsked("r2", Service.MentalHealth, tale.Today)).Field);
        Assert.Equal("service", tale.Refused(tale.Reviewed(Result.NotMet, Decision.Specialist) with { Service = Service.MentalHealth }).Field);
        Assert.Equal("This specialist has not been asked, or has answered already", tale.Refused(new Told.SpecialistAnswered("r1", tale.Today)).Reason);
        tale.Tell(new Told.ConsentGiven(Consent.Specialist)).Tell(new Told.SpecialistAsked("r2", Service.MentalHealth, tale.Today));
        Assert.True(tale.Support.Referrals[1].Open);
    }

    [Fact]
    public void A_pupil_who_is_away_is_nobodys_task_and_dates_that_passed_move_when_they_are_back()
    {
        var tale = SupportTale.AtWork().Tell(new Told.WentAway(new(2026, 9, 7), new(2027, 1, 11)));
        Assert.Equal(["annual-report", "support-back", "support-report-reminder"], tale.Due.Select(d => d.Rule.Id).Order(StringComparer.Ordinal));
        var before = tale.Effects.Count;
        tale.Until(2027, 1, 12);
        Assert.Equal(["Senco: support-back"], tale.Effects.Skip(before).Select(e => (Effect.Email)e.Effect).Select(m => $"{m.To}: {m.Template}"));
        tale.Tell(new Told.CameBack(tale.Today));
        Assert.Equal(tale.School.Calendar.After(tale.Today, 10), tale.Support.Cycle.Review);
        Assert.Equal(PostponeReason.PupilAway, tale.Support.Cycle.Postponed.Single().Reason);
    }

    [Fact]
    public void A_pupil_who_leaves_ends_it_and_one_who_stays_after_all_does_not()
    {
        var tale = SupportTale.AtWork().Tell(new Told.Leaving(new(2026, 10, 23)), new Actor(Role.System, "case")).Tell(new Told.Stays()).Until(2026, 11, 1);
        Assert.False(tale.IsOver);
        tale.Tell(new Told.Leaving(new(2026, 11, 20))).Until(2026, 11, 20);
        Assert.False(tale.IsOver);
        tale.Until(2026, 11, 21);
        Assert.Equal(Closing.Left, ((State.Closed)tale.State).How);
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Withdraw);
    }

    [Fact]
    public void In_the_early_years_the_other_chapter_counts_until_the_pupil_moves_up()
    {
        var tale = SupportTale.Started(new(new(2026, 9, 7), Way.Meeting), earlyYears: true).Tell(new Told.Assessed([Evidence.TeacherAssessment])).Tell(new Told.PlanIssued(1, new(2026, 10, 19)));
        tale.Until(2026, 10, 12);
        Assert.Equal("SEND Code of Practice, para 5.43", tale.Due.Single(d => d.Rule.Id == "cycle-review-early-years").Rule.Source);
        tale.Tell(tale.Reviewed(Result.Met, Decision.Continue, new(2026, 12, 17)) with { EarlyYears = false }).Until(2026, 12, 1);
        Assert.Contains(tale.Due, d => d.Rule.Id == "cycle-review");
    }

    [Fact]
    public void Years_of_cycles_stay_one_case()
    {
        var tale = ManyLives.ThreeGoodYears();
        Assert.Equal(9, tale.Support.Past.Count);
        Assert.Equal([3, 3, 3], Enumerable.Range(2026, 3).Select(y => tale.Support.Held(new(y))));
        Assert.DoesNotContain(tale.Mails(), m => m.EndsWith("support-meetings-short", StringComparison.Ordinal) || m.EndsWith("support-meeting-due", StringComparison.Ordinal));
        Assert.True(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes<State>(tale.State, Wire.Json).Length < 16_000);
    }

    private static void Slow(SupportTale tale, DateOnly on, Decision decision, DateOnly? next)
    {
        tale.Until(on.Year, on.Month, on.Day);
        tale.Tell(tale.Reviewed(Result.NotMet, decision, next));
    }
}
