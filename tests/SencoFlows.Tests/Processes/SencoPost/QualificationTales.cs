using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using Told = SencoFlows.Processes.SencoPost.SencoPostProcess.Event;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>The three years of one SENCO.</summary>
public class QualificationTales
{
    private static SchoolTale From(int year, int month, int day) => new SchoolTale(new(year, month, day)).Named();

    [Fact]
    public void Nobody_acts_and_everybody_hears_in_turn()
    {
        var tale = From(2024, 9, 1).Until(2028, 1, 10);
        Assert.Equal([new DateOnly(2024, 9, 1)], tale.DaysOf("Self: senco-appointed"));
        Assert.Equal([new(2025, 9, 1), new(2025, 11, 1), new(2026, 3, 1), new(2026, 9, 1), new(2027, 3, 1), new(2027, 6, 1), new(2027, 8, 1)], tale.DaysOf("Self: senco-limit-near"));
        Assert.Equal([new DateOnly(2025, 11, 2)], tale.DaysOf("Head: senco-start-missed"));
        Assert.Equal([new(2026, 3, 1), new(2026, 9, 1), new(2027, 3, 1), new(2027, 6, 1), new(2027, 8, 1)], tale.DaysOf("Head: senco-limit-near"));
        Assert.Equal([new(2027, 3, 1), new(2027, 6, 1), new(2027, 8, 1)], tale.DaysOf("Governor: senco-limit-near"));
        Assert.Equal([new(2027, 6, 1), new(2027, 8, 1)], tale.DaysOf("TrustLead: senco-limit-near"));

        Assert.Equal(["Self: senco-overdue", "Head: senco-overdue"], tale.On(2027, 9, 2));
        var governors = tale.DaysOf("Governor: senco-overdue").First();
        var trust = tale.DaysOf("TrustLead: senco-overdue").First();
        Assert.True(new DateOnly(2027, 9, 2) < governors && governors < trust && trust < new DateOnly(2027, 10, 5), $"{governors} {trust}");
        Assert.True(tale.DaysOf("Head: senco-overdue").Count() > 3, "It never goes quiet");
        Assert.Equal(("Overdue", Light.Red, "plan"), (tale.Verdict("p1").Words, tale.Verdict("p1").Light, tale.Standing("p1").Action));
    }

    [Fact]
    public void Enrolled_awarded_and_proven_in_time_it_falls_silent()
    {
        var tale = From(2025, 9, 1).Until(2025, 10, 20).Tell("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2025, 11, 3), new(2027, 6, 30)));
        Assert.Equal(("Enrolled, in time", Light.Green), (tale.Verdict("p1").Words, tale.Verdict("p1").Light));
        Assert.Empty(tale.Until(2027, 7, 1).DaysOf("Head: senco-limit-near"));
        Assert.Equal(["Self: senco-course-result"], tale.On(2027, 7, 1));
        Assert.Equal("Say how the course went", tale.Standing("p1").Ask);

        tale.Tell("p1", new Told.Awarded(1, new(2027, 6, 25), null));
        Assert.Equal((Light.Amber, "certificate"), (tale.Verdict("p1").Light, tale.Standing("p1").Action));
        Assert.Contains("Self: senco-certificate-missing", tale.Until(2027, 9, 1).Mails.Select(m => m.Mail));
        tale.Tell("p1", new Told.CertificateAdded(1, new('a', 64), "npq.pdf", "application/pdf", 900));
        Assert.Equal((Role.Head, "check"), (tale.Standing("p1").WaitsFor, tale.Standing("p1").Action));
        Assert.Contains("Head: senco-certificate-check", tale.Until(2027, 10, 1).On(2027, 9, 1));
        Assert.Equal("Somebody else must check the certificate: not the SENCO, and not who uploaded it", tale.Refused("p1", new Told.CertificateChecked(1, true, null), new(Role.Head, "s1")).Why);

        tale.Tell("p1", new Told.CertificateChecked(1, false, "It is the registration, not the award"), SchoolTale.Head);
        Assert.Equal("Upload the certificate", tale.Standing("p1").Ask);
        tale.Tell("p1", new Told.CertificateAdded(1, new('b', 64), "npq.png", "image/png", 900)).Tell("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Head);
        Assert.Equal((Light.Green, "Qualified"), (tale.Verdict("p1").Light, tale.Verdict("p1").Words));
        Assert.Empty(tale.Due("p1"));
    }

    [Fact]
    public void Put_off_failed_and_tried_again_the_limit_does_not_move()
    {
        var tale = From(2025, 9, 1).Tell("p1", new Told.Held(SencoCourseKind.Npq, "Ambition Institute", null, null, new(2025, 8, 1)));
        tale = From(2025, 9, 1).Until(2025, 10, 20).Tell("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2025, 11, 3), new(2027, 6, 30)));
        Assert.Equal("Course put off, no end date", tale.Tell("p1", new Told.PutOff(1, null, "Illness")).Verdict("p1").Words);
        Assert.Equal("Enrolled, in time", tale.Tell("p1", new Told.PutOff(1, new(2028, 6, 30), null)).Verdict("p1").Words);
        tale.Until(2028, 6, 20).Tell("p1", new Told.AttemptFailed(1, new(2028, 6, 18), new(2028, 11, 30)));
        Assert.Equal((SencoStatus.EndsTooLate, new DateOnly(2028, 9, 1), "plan"), (tale.Verdict("p1").Status, tale.Verdict("p1").Limit!.On, tale.Standing("p1").Action));

        tale.Tell("p1", new Told.PlanMade(PlanKind.FinishLate, new(2028, 12, 5), "The result comes on 30 November. The governors know"), SchoolTale.Governor);
        Assert.Equal(["Self: senco-overdue", "Head: senco-overdue"], tale.Until(2028, 12, 5).On(2028, 9, 2));
        Assert.Empty(tale.DaysOf("Governor: senco-overdue"));
        Assert.Contains("Governor: senco-overdue", tale.Until(2028, 12, 6).On(2028, 12, 6));
        tale.Tell("p1", new Told.AttemptFailed(1, new(2028, 12, 1), null));
        Assert.Equal(SencoStatus.Overdue, tale.Verdict("p1").Status);
    }

    [Fact]
    public void A_national_award_that_runs_out_turns_into_the_npq()
    {
        var tale = From(2026, 9, 1).Tell("p1", new Told.Enrolled(SencoCourseKind.Nasenco, "University of Worcester", new(2024, 5, 1), new(2027, 7, 31)));
        Assert.Equal(new DateOnly(2027, 8, 31), tale.Due("p1").Single(d => d.Rule.Id == "senco-nasenco-cut").On);
        Assert.Equal(["Self: senco-course-too-late", "Head: senco-course-too-late"], tale.Until(2027, 9, 1).On(2027, 9, 1).Where(m => m.Contains("too-late", StringComparison.Ordinal)));
        Assert.Equal((SencoStatus.NotEnrolled, new DateOnly(2027, 11, 1)), (tale.Verdict("p1").Status, tale.Verdict("p1").StartBy!.On));
        Assert.Equal("kind", tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Nasenco, "University of Worcester", new(2024, 5, 1), null)).Field);
        tale.Tell("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2027, 10, 4), new(2029, 6, 1)));
        Assert.Equal(Light.Green, tale.Verdict("p1").Light);
    }

    [Fact]
    public void A_post_recorded_late_gets_one_reminder_not_four()
    {
        var tale = new SchoolTale(new(2026, 11, 23)).Named(from: new(2024, 9, 1)).Until(2026, 11, 24);
        Assert.Single(tale.DaysOf("Self: senco-limit-near"));
        Assert.Single(From(2024, 9, 1).AsleepUntil(2027, 7, 1).DaysOf("Self: senco-limit-near"));
    }

    [Fact]
    public void Earlier_service_that_comes_to_light_moves_the_limit_and_it_is_reminded_of_anew()
    {
        var tale = From(2025, 9, 1).Until(2026, 11, 23);
        Assert.Equal(new DateOnly(2028, 9, 1), tale.Verdict("p1").Limit!.On);
        tale.Tell("p1", new Told.EarlierRecorded([new(new(2024, 9, 1), new(2025, 4, 30), "Mill Field")]));
        Assert.Equal((SencoStatus.TwoReadings, new DateOnly(2027, 9, 1)), (tale.Verdict("p1").Status, tale.Verdict("p1").Limit!.On));
        Assert.Contains(tale.Until(2026, 11, 24).On(2026, 11, 24), m => m == "Head: senco-limit-near");
    }

    [Fact]
    public void Outside_the_words_of_the_law_but_not_of_the_guidance_the_school_must_decide()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named(earlier: [new(new(2021, 9, 1), new(2023, 8, 31), "Mill Field")]).Until(2025, 9, 3);
        Assert.Equal((Light.Amber, "plan"), (tale.Verdict("p1").Light, tale.Standing("p1").Action));
        tale.Tell("p1", new Told.PlanMade(PlanKind.Advice, new(2025, 10, 1), "Our adviser looks at it"), SchoolTale.Head);
        Assert.Equal("Record a course or an award", tale.Standing("p1").Ask);
        Assert.Contains("Governor: senco-overdue", tale.Until(2025, 10, 2).On(2025, 10, 2));
    }

    [Fact]
    public void A_head_who_is_senco_needs_the_qualification_too_and_a_governor_checks_it()
    {
        var tale = new SchoolTale(new(2024, 9, 1)).Named("h1", person: new(false, Induction.NotYet, false, IsHead: true)).Until(2026, 6, 1);
        Assert.Equal(new DateOnly(2027, 9, 1), tale.Verdict("p1").Limit!.On);
        tale.Tell("p1", new Told.Held(SencoCourseKind.Npq, "Teach First", new(2024, 11, 4), null, new(2026, 5, 20)), SchoolTale.Head)
            .Tell("p1", new Told.CertificateAdded(1, new('a', 64), "npq.pdf", "application/pdf", 900), SchoolTale.Head);
        Assert.Contains("Governor: senco-certificate-check", tale.On(2026, 6, 1));
        Assert.Equal(Role.Governor, tale.Standing("p1").WaitsFor);
        Assert.Equal(Light.Green, tale.Tell("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Governor).Verdict("p1").Light);
    }

    [Fact]
    public void A_doubtful_award_is_settled_by_what_was_not_known()
    {
        var tale = new SchoolTale(new(2026, 2, 1)).Named(from: new(2024, 1, 8)).Tell("p1", new Told.Held(SencoCourseKind.Nasenco, "University of Worcester", null, null, new(2026, 1, 31)));
        Assert.Equal(SencoStatus.Doubtful, tale.Verdict("p1").Status);
        Assert.Equal("kind", tale.Refused("p1", new Told.CourseCorrected(1, "University of Worcester", new(2024, 9, 1), null)).Field);
        Assert.Equal(SencoStatus.Unproven, tale.Tell("p1", new Told.CourseCorrected(1, "University of Worcester", new(2024, 3, 1), null)).Verdict("p1").Status);
    }

    [Fact]
    public void Bad_input_is_refused_at_its_field()
    {
        var tale = From(2025, 9, 1).Until(2026, 1, 12);
        Assert.Equal(("provider", "Select a provider that may award the NPQ for SENCOs"), tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Npq, "Unheard-of College", new(2026, 2, 2), null)));
        Assert.Equal(("provider", "Select or enter the provider"), tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Nasenco, " ", new(2024, 2, 2), null)));
        Assert.Equal("begins", tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2024, 8, 31), null)).Field);
        Assert.Equal("ends", tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2026, 2, 2), new(2026, 2, 2))).Field);
        Assert.Equal(("on", "The date of the award must be today or in the past"), tale.Refused("p1", new Told.Held(SencoCourseKind.Npq, "Teach First", new(2024, 11, 4), null, new(2026, 1, 13))));
        Assert.Equal("Record the course or the award first", tale.Refused("p1", new Told.Awarded(1, new(2026, 1, 1), null)).Why);

        tale.Tell("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2025, 11, 3), new(2027, 6, 30)));
        Assert.Equal(("on", "The date of the award must be after the course began"), tale.Refused("p1", new Told.Awarded(1, new(2025, 11, 2), null)));
        Assert.Equal("completed", tale.Refused("p1", new Told.Awarded(1, new(2026, 1, 5), new(2026, 1, 6))).Field);
        Assert.Equal("Another course is being taken. Record how it ended first", tale.Refused("p1", new Told.Enrolled(SencoCourseKind.Npq, "Ambition Institute", new(2026, 2, 2), null)).Why);
        Assert.Equal("First record the award", tale.Refused("p1", new Told.CertificateAdded(1, new('a', 64), "x.pdf", "application/pdf", 1)).Why);
        tale.Tell("p1", new Told.Awarded(1, new(2026, 1, 5), null));
        Assert.Equal(("file", "The selected file must be a PDF, JPG or PNG"), tale.Refused("p1", new Told.CertificateAdded(1, new('a', 64), "x.exe", "application/octet-stream", 1)));
        Assert.Equal("No certificate has been uploaded", tale.Refused("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Head).Why);
    }
}
