using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>Regulation 49 case by case: each row is somebody whom a school really has.</summary>
public class SencoQualificationTests
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    private static SencoSpell Post(string from, string? to = null, string school = "100001", bool relevant = true) => new(Day(from), to is null ? null : Day(to), school, relevant);

    private static SencoCourse Nasenco(string? begins, string? ends = null, string? awarded = null, string? completed = null, bool proven = true) =>
        new(SencoCourseKind.Nasenco, "University of Worcester", Maybe(begins), Maybe(ends)) { Awarded = Maybe(awarded), Completed = Maybe(completed), Proven = awarded is not null && proven };

    private static SencoCourse Npq(string? begins, string? ends = null, string? awarded = null, string provider = "Teach First", bool proven = true) =>
        new(SencoCourseKind.Npq, provider, Maybe(begins), Maybe(ends)) { Awarded = Maybe(awarded), Proven = awarded is not null && proven };

    private static SencoVerdict Judge(SencoSpell post, DateOnly? today = null, SencoSpell[]? earlier = null, params SencoCourse[] courses) =>
        SencoQualification.Judge(new([.. earlier ?? [], post], courses), post, today ?? _today);

    [Theory]
    [InlineData("2024-09-01", "2027-09-01", "2025-11-01")]
    [InlineData("2025-01-06", "2028-01-06", "2026-03-06")]
    [InlineData("2024-02-29", "2027-02-28", "2025-04-28")]
    [InlineData("2022-09-01", "2025-09-01", "2023-11-01")]
    public void Three_years_from_becoming_a_senco_and_the_npq_begun_22_months_before(string from, string limit, string start)
    {
        var verdict = Judge(Post(from), Day(from));
        Assert.Equal((Day(limit), Day(start)), (verdict.Limit!.On, verdict.StartBy!.On));
        Assert.Equal("SEND Regulations 2014, reg. 49(4)", verdict.Limit.Rule.Source);
    }

    [Fact]
    public void The_anniversary_itself_is_still_in_time_and_the_day_after_is_overdue()
    {
        Assert.Equal((SencoStatus.NotEnrolledInTime, Light.Amber), Said(Judge(Post("2024-09-01"), Day("2027-09-01"))));
        Assert.Equal((SencoStatus.Overdue, Light.Red), Said(Judge(Post("2024-09-01"), Day("2027-09-02"))));
    }

    [Fact]
    public void The_latest_safe_start_is_still_in_time_and_the_day_after_is_amber()
    {
        Assert.Equal((SencoStatus.NotEnrolled, Light.Green), Said(Judge(Post("2024-09-01"), Day("2025-11-01"))));
        Assert.Equal((SencoStatus.NotEnrolledInTime, Light.Amber), Said(Judge(Post("2024-09-01"), Day("2025-11-02"))));
    }

    [Fact]
    public void A_senco_since_1_September_2009_is_not_caught_and_one_since_the_day_after_is()
    {
        Assert.Equal((SencoStatus.NotRequired, Light.Green), Said(Judge(Post("2009-09-01"))));
        Assert.Equal((SencoStatus.Overdue, Light.Red), Said(Judge(Post("2009-09-02"))));
    }

    [Fact]
    public void A_national_award_from_the_years_when_it_was_the_qualification_counts_for_good()
    {
        Assert.Equal((SencoStatus.Qualified, Light.Green), Said(Judge(Post("2018-09-01"), null, null, Nasenco("2019-01-07", null, "2020-06-30"))));
        Assert.Equal((SencoStatus.Qualified, Light.Green), Said(Judge(Post("2018-09-01"), Day("2034-01-01"), null, Nasenco(null, null, "2020-06-30"))));
    }

    [Fact]
    public void A_national_award_begun_in_time_is_finished_by_the_anniversary_or_31_August_2027_whichever_is_first()
    {
        var early = Judge(Post("2022-09-01"), Day("2024-11-01"), null, Nasenco("2024-01-15", "2025-07-18"));
        Assert.Equal((SencoStatus.Enrolled, Day("2025-09-01")), (early.Status, early.FinishBy!.On));
        var late = Judge(Post("2026-09-01"), null, null, Nasenco("2024-05-01", "2027-07-31"));
        Assert.Equal((SencoStatus.Enrolled, Day("2027-08-31"), Day("2029-09-01")), (late.Status, late.FinishBy!.On, late.Limit!.On));
        var tooLate = Judge(Post("2026-09-01"), null, null, Nasenco("2024-05-01", "2027-09-30"));
        Assert.Equal((SencoStatus.EndsTooLate, Light.Amber), Said(tooLate));
    }

    [Fact]
    public void A_national_award_that_missed_31_August_2027_is_worth_nothing_and_the_npq_is_needed()
    {
        var verdict = Judge(Post("2026-09-01"), Day("2027-09-01"), null, Nasenco("2024-05-01", "2027-12-31"));
        Assert.Equal((SencoStatus.NotEnrolled, Day("2027-11-01")), (verdict.Status, verdict.StartBy!.On));
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2026-09-01"), Day("2028-01-10"), null, Nasenco("2024-05-01", null, "2027-12-31", "2027-09-01")).Status);
    }

    [Fact]
    public void What_counts_for_a_national_award_is_the_day_the_course_was_completed_not_the_date_on_the_certificate()
    {
        Assert.Equal(SencoStatus.Qualified, Judge(Post("2025-09-01"), Day("2028-01-10"), null, Nasenco("2024-05-01", null, "2027-11-20", "2027-08-31")).Status);
        Assert.Equal((SencoStatus.Doubtful, Light.Amber), Said(Judge(Post("2025-09-01"), Day("2028-01-10"), null, Nasenco("2024-05-01", null, "2027-11-20"))));
    }

    [Fact]
    public void What_nobody_has_recorded_is_in_doubt_only_where_it_could_change_the_answer()
    {
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2025-09-01"), Day("2028-01-10"), null, Nasenco(null, null, "2027-11-20", "2027-09-01")).Status);
        Assert.Equal(SencoStatus.Qualified, Judge(Post("2024-01-08"), null, null, Nasenco(null, null, "2024-09-30", "2024-08-31")).Status);
        Assert.Equal(SencoStatus.Doubtful, Judge(Post("2024-01-08"), null, null, Nasenco(null, null, "2024-09-30", "2024-09-01")).Status);
        Assert.Equal(SencoStatus.Qualified, Judge(Post("2024-01-08"), null, null, Npq("2024-09-01", null, "2026-06-30")).Status);
    }

    [Fact]
    public void Two_courses_are_in_time_only_by_one_that_goes_on_and_is_certain_to_count()
    {
        var ended = Npq("2024-11-04", "2026-06-30");
        Assert.Equal((SencoStatus.Doubtful, Light.Amber), Said(Judge(Post("2025-09-01"), null, null, ended, Npq("2026-02-02", "2028-01-31", null, "LLSE"))));
        Assert.Equal((SencoStatus.Enrolled, Light.Green), Said(Judge(Post("2025-09-01"), null, null, Npq("2026-02-02", "2028-01-31", null, "LLSE"), Npq("2026-02-02", "2027-12-31"))));
        Assert.Equal((SencoStatus.ResultMissing, Light.Amber), Said(Judge(Post("2025-09-01"), null, null, ended)));
    }

    [Fact]
    public void The_day_the_course_began_decides_not_the_day_of_the_appointment()
    {
        Assert.Equal(SencoStatus.Qualified, Judge(Post("2025-01-06"), null, null, Nasenco("2024-08-31", null, "2026-01-31")).Status);
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2024-01-08"), null, null, Nasenco("2024-09-01", null, "2026-01-31")).Status);
        Assert.Equal((SencoStatus.Doubtful, Light.Amber), Said(Judge(Post("2024-01-08"), null, null, Nasenco(null, null, "2026-01-31"))));
    }

    [Fact]
    public void With_no_course_begun_by_31_August_2024_it_is_the_npq()
    {
        var verdict = Judge(Post("2023-09-01"), Day("2025-06-01"));
        Assert.Equal((SencoStatus.NotEnrolledInTime, Day("2026-09-01"), Day("2024-11-01")), (verdict.Status, verdict.Limit!.On, verdict.StartBy!.On));
        Assert.Equal(SencoStatus.Qualified, Judge(Post("2023-09-01"), null, null, Npq("2024-11-04", null, "2026-08-20")).Status);
    }

    [Fact]
    public void An_npq_counts_only_from_a_provider_of_the_schedule_and_only_since_it_exists()
    {
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2024-09-01"), null, null, Npq("2024-11-04", null, "2026-06-30", "Unheard-of College")).Status);
        Assert.Equal((SencoStatus.Doubtful, Light.Amber), Said(Judge(Post("2024-09-01"), null, null, Npq("2024-11-04", null, "2026-06-30", "LLSE"))));
        Assert.Equal((SencoStatus.Doubtful, Light.Amber), Said(Judge(Post("2025-09-01"), null, null, Npq("2025-11-03", "2027-06-30", null, "LLSE"))));
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2024-09-01"), null, null, Npq("2024-08-31", null, "2026-06-30")).Status);
    }

    [Fact]
    public void Somebody_who_was_senco_for_twelve_months_or_less_is_caught_again_and_both_starts_are_shown()
    {
        var post = Post("2025-09-01");
        var verdict = Judge(post, null, [Post("2022-09-01", "2023-08-31", "100002")]);
        Assert.Equal((SencoStatus.TwoReadings, Light.Amber), Said(verdict));
        Assert.Equal([Day("2028-09-01"), Day("2025-09-01")], verdict.Readings.Select(r => r.Limit!.Value));
        Assert.Equal((Day("2025-09-01"), "senco-move"), (verdict.Limit!.On, verdict.Limit.Rule.Id));
        Assert.Equal((SencoStatus.Overdue, Light.Red), Said(Judge(post, Day("2028-09-02"), [Post("2022-09-01", "2023-08-31", "100002")])));
    }

    [Theory]
    [InlineData("2023-08-31", 2)]
    [InlineData("2023-09-01", 2)]
    [InlineData("2024-07-31", 2)]
    public void Two_readings_are_never_green_however_far_away_the_dates_are(string left, int readings)
    {
        var verdict = Judge(Post("2025-09-01"), Day("2025-09-01"), [Post("2022-09-01", left, "100002")], Npq("2024-11-01", "2025-08-31"));
        Assert.Equal((Light.Amber, readings), (verdict.Light, verdict.Readings.Count));
    }

    [Fact]
    public void More_than_twelve_months_before_is_literally_outside_and_never_green_without_the_qualification()
    {
        var verdict = Judge(Post("2025-09-01"), null, [Post("2022-09-01", "2023-09-01", "100002")]);
        Assert.Equal([null, Day("2025-09-01")], verdict.Readings.Select(r => r.Limit));
        Assert.Equal((SencoStatus.TwoReadings, Light.Amber), Said(verdict));
        Assert.Equal(Light.Amber, Judge(Post("2025-09-01"), Day("2040-01-01"), [Post("2022-09-01", "2023-09-01", "100002")]).Light);
        Assert.Equal(Light.Green, Judge(Post("2025-09-01"), null, [Post("2022-09-01", "2023-09-01", "100002")], Npq("2024-11-04", null, "2026-06-30")).Light);
    }

    [Fact]
    public void The_duty_bites_where_somebody_has_not_been_senco_for_more_than_twelve_months()
    {
        Assert.Equal(SencoStatus.Overdue, Judge(Post("2020-09-01")).Status);
        Assert.NotEqual(SencoStatus.Overdue, Judge(Post("2020-09-01"), null, [Post("2015-09-01", "2018-08-31", "100002")]).Status);
    }

    [Fact]
    public void Service_before_2009_without_a_break_is_enough_and_with_a_break_it_is_not_certain()
    {
        Assert.Equal((SencoStatus.NotRequired, Light.Green), Said(Judge(Post("2016-09-01"), null, [Post("2004-09-01", "2016-08-31", "100002")])));
        Assert.Equal((SencoStatus.TwoReadings, Light.Amber), Said(Judge(Post("2016-09-01"), null, [Post("2004-09-01", "2012-08-31", "100002")])));
    }

    [Fact]
    public void Time_at_a_special_school_does_not_count_and_two_schools_at_once_are_not_twice_the_time()
    {
        Assert.Equal((SencoStatus.Overdue, 0), (Judge(Post("2021-09-01"), null, [Post("2015-09-01", "2021-08-31", "Greenfield", relevant: false)]).Status,
            Judge(Post("2021-09-01"), null, [Post("2015-09-01", "2021-08-31", "Greenfield", relevant: false)]).Readings.Count));
        var shared = Judge(Post("2025-09-01"), null, [Post("2024-11-01", "2025-08-31", "100002"), Post("2024-11-01", "2025-08-31", "100003")]);
        Assert.Equal(Day("2028-09-01"), shared.Readings[0].Limit);
    }

    [Fact]
    public void A_second_school_taken_on_later_is_judged_by_itself()
    {
        var first = Post("2024-09-01", null, "100002");
        Assert.Equal(Day("2027-09-01"), Judge(first, null, [Post("2026-01-05")]).Limit!.On);
        Assert.Equal((SencoStatus.TwoReadings, null), (Judge(Post("2026-01-05"), null, [first]).Status, Judge(Post("2026-01-05"), null, [first]).Readings[0].Limit));
    }

    [Fact]
    public void Who_leaves_before_the_anniversary_never_meets_the_duty() =>
        Assert.Equal((SencoStatus.NotInPost, Light.Green), Said(Judge(Post("2020-09-01", "2022-08-31"))));

    [Fact]
    public void A_school_that_the_act_does_not_bind_asks_for_nothing() =>
        Assert.Equal((SencoStatus.NotBound, Light.Green), Said(Judge(Post("2015-09-01", relevant: false))));

    [Fact]
    public void An_award_nobody_has_seen_is_amber_and_a_course_put_off_is_too()
    {
        Assert.Equal((SencoStatus.Unproven, Light.Amber), Said(Judge(Post("2024-09-01"), null, null, Npq("2024-11-04", null, "2026-06-30", proven: false))));
        Assert.Equal((SencoStatus.EndsTooLate, Light.Amber), Said(Judge(Post("2024-09-01"), null, null, Npq("2025-02-03"))));
        Assert.Equal(SencoStatus.Enrolled, Judge(Post("2024-09-01"), null, null, Npq("2025-02-03", "2027-02-28")).Status);
        Assert.Equal(SencoStatus.Enrolled, Judge(Post("2024-09-01"), null, null, Npq("2025-11-03", "2027-09-01")).Status);
        Assert.Equal(SencoStatus.EndsTooLate, Judge(Post("2024-09-01"), null, null, Npq("2025-11-03", "2027-09-02")).Status);
        Assert.Equal(SencoStatus.NotEnrolledInTime, Judge(Post("2024-09-01"), null, null, Npq("2025-02-03", "2027-02-28") with { Stopped = new(2026, 3, 1) }).Status);
    }

    [Theory]
    [InlineData(true, Induction.Completed, true, false, false, null)]
    [InlineData(true, Induction.NotRequired, true, false, false, null)]
    [InlineData(false, Induction.NotYet, false, true, false, null)]
    [InlineData(false, Induction.Completed, true, false, false, "qualified")]
    [InlineData(true, Induction.Completed, true, false, true, "qualified")]
    [InlineData(true, Induction.NotYet, true, false, false, "induction")]
    [InlineData(true, Induction.Completed, false, false, false, "teaches")]
    public void The_person_is_a_qualified_teacher_at_the_school_or_its_head(bool qualified, Induction induction, bool teaches, bool head, bool by8A, string? field) =>
        Assert.Equal(field, new SencoPerson(qualified, induction, teaches, head, by8A).Obstacle?.Field);

    private static (SencoStatus, Light) Said(SencoVerdict v) => (v.Status, v.Light);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly? Maybe(string? text) => text is null ? null : Day(text);
}
