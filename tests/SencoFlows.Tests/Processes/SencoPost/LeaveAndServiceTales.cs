using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;
using Told = SencoFlows.Processes.SencoPost.SencoPostProcess.Event;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>What must not be taken for granted: earlier posts, work during leave, and whose post it is.</summary>
public class LeaveAndServiceTales
{
    private static SchoolTale NamedWithEarlierPosts(DateOnly from) =>
        new SchoolTale(from).Tell(new Roles.Event.Named("s1", "p1", "SENCO", from, SchoolTale.Teacher, false, [], EarlierOpen: true));

    [Fact]
    public void Earlier_posts_that_nobody_has_recorded_are_never_green_and_they_are_asked_for()
    {
        var tale = NamedWithEarlierPosts(new(2026, 9, 1));
        Assert.Equal((Light.Amber, "Earlier posts not recorded; without them: not enrolled yet, in time"), (tale.Verdict("p1").Light, tale.Verdict("p1").Words));
        Assert.Equal((Role.Senco, "earlier"), (tale.Standing("p1").WaitsFor, tale.Standing("p1").Action));
        tale.Until(2026, 10, 30);
        var (self, head) = (tale.DaysOf("Self: senco-earlier-posts").ToList(), tale.DaysOf("Head: senco-earlier-posts").ToList());
        Assert.True(self.Count >= 2, "It never goes quiet");
        Assert.Equal(self.Skip(1), head);

        tale.Tell("p1", new Told.EarlierRecorded([]));
        Assert.Equal(Light.Green, tale.Verdict("p1").Light);
        Assert.DoesNotContain(tale.Due("p1"), d => d.Rule.Id == "senco-earlier-posts");
    }

    [Fact]
    public void Whoever_holds_the_qualification_is_in_order_whatever_came_before()
    {
        var tale = NamedWithEarlierPosts(new(2026, 9, 1)).Tell("p1", new Told.Held(SencoCourseKind.Nasenco, "University of Worcester", new(2016, 9, 1), null, new(2017, 7, 31)))
            .Tell("p1", new Told.CertificateAdded(1, new('a', 64), "award.pdf", "application/pdf", 900)).Tell("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Head);
        Assert.Equal((Light.Green, "Qualified"), (tale.Verdict("p1").Light, tale.Verdict("p1").Words));
        Assert.Empty(tale.Due("p1"));
    }

    [Fact]
    public void A_course_that_should_have_ended_is_not_green_and_the_head_hears_the_second_time()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2025, 10, 20).Tell("p1", new Told.Enrolled(SencoCourseKind.Npq, "Teach First", new(2025, 11, 3), new(2027, 6, 30)));
        Assert.Equal(Light.Green, tale.Until(2027, 6, 30).Verdict("p1").Light);
        Assert.Equal((SencoStatus.ResultMissing, Light.Amber), (tale.Until(2027, 7, 1).Verdict("p1").Status, tale.Verdict("p1").Light));
        Assert.Empty(tale.DaysOf("Head: senco-course-result"));
        Assert.NotEmpty(tale.Until(2027, 10, 1).DaysOf("Head: senco-course-result"));
    }

    [Fact]
    public void During_leave_the_work_goes_to_whoever_stands_in_and_comes_back_with_the_senco()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2026, 11, 2)
            .Tell("p1", new Told.PromiseMade("Send the reading results", "A parent", new(2027, 1, 20)))
            .Tell("p1", new Told.WentOnLeave(new(2026, 11, 2), new(2027, 5, 4)), SchoolTale.Head);
        Assert.Equal(("Accept the work", "First name who stands in: there are promises to keep"),
            (tale.Standing("p1").Ask, tale.Refused("p1", new Told.HandoverAccepted([], null), SchoolTale.Head).Why));
        tale.Named("s2").Until(2026, 11, 30);
        Assert.Equal(tale.DaysOf("Senco: senco-handover-waits"), tale.DaysOf("Head: senco-handover-waits"));
        Assert.True(tale.DaysOf("Governor: senco-handover-waits").Count() < tale.DaysOf("Head: senco-handover-waits").Count());
        Assert.NotEmpty(tale.DaysOf("Governor: senco-handover-waits"));

        tale.Tell("p1", new Told.HandoverAccepted([], "p2"), new(Role.Senco, "s2"));
        Assert.Equal((0, "Send the reading results"), (tale.Tenure("p1").Promises.Count, tale.Tenure("p2").Promises.Single().What));
        Assert.Equal("The work has already been accepted", tale.Refused("p1", new Told.HandoverAccepted([], "p2"), new(Role.Senco, "s2")).Why);
        Assert.Equal(Role.Head, tale.Standing("p1").WaitsFor);
        Assert.NotEmpty(tale.Until(2027, 1, 25).DaysOf("Self: senco-promise-late"));

        tale.Until(2027, 5, 5).Tell("p1", new Told.CameBack(new(2027, 5, 4)), SchoolTale.Head).Tell("p2", new Told.HandoverAccepted([], "p1"), new(Role.Senco, "s1"));
        Assert.Equal("Send the reading results", tale.Tenure("p1").Promises.Single().What);
    }

    [Fact]
    public void What_is_due_while_she_is_away_the_head_hears_too()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Tell("p1", new Told.PromiseMade("Ask for a hearing test", "A parent", new(2026, 9, 10)))
            .Until(2026, 8, 20).Tell("p1", new Told.WentOnLeave(new(2026, 8, 20), null), SchoolTale.Head).Until(2026, 9, 12);
        Assert.Equal(["Self: senco-limit-near", "Head: senco-limit-near"], tale.On(2026, 9, 1).Where(m => m.EndsWith("limit-near", StringComparison.Ordinal)));
        Assert.Equal(["Head: senco-promise-late"], tale.On(2026, 9, 11).Where(m => m.EndsWith("promise-late", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_senco_changes_nothing_in_a_post_that_is_not_hers()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2026, 11, 2).Tell("p1", new Told.WentOnLeave(new(2026, 11, 2), null), SchoolTale.Head).Named("s2");
        foreach (var e in (Told[])[new Told.Leaving(new(2026, 11, 1), LeavingReason.Other), new Told.CameBack(tale.Today), new Told.EarlierRecorded([]), new Told.PromiseMade("x", "y", tale.Today)])
        {
            Assert.Equal("This is another SENCO's post: only they or the head can record this", tale.Refused("p1", e, new(Role.Senco, "s2")).Why);
        }
    }

    [Fact]
    public void Whoever_had_the_role_by_the_staff_list_alone_has_it_no_longer()
    {
        var tale = new SchoolTale(new(2026, 11, 2));
        tale.School = tale.School with { Staff = [.. tale.School.Staff.Select(s => s.Id == "s2" ? s with { Roles = [Role.Teacher, Role.Senco] } : s)] };
        Assert.Equal(["s1"], tale.Named().Sencos);
    }

    [Fact]
    public void A_certificate_that_the_head_uploaded_a_governor_checks()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Tell("p1", new Told.Held(SencoCourseKind.Nasenco, "University of Worcester", new(2016, 9, 1), null, new(2017, 7, 31)), SchoolTale.Head)
            .Tell("p1", new Told.CertificateAdded(1, new('a', 64), "award.pdf", "application/pdf", 900), SchoolTale.Head);
        Assert.Equal((Role.Governor, "Somebody else must check the certificate: not the SENCO, and not who uploaded it"),
            (tale.Standing("p1").WaitsFor, tale.Refused("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Head).Why));
        Assert.Equal(Light.Green, tale.Tell("p1", new Told.CertificateChecked(1, true, null), SchoolTale.Governor).Verdict("p1").Light);
    }
}
