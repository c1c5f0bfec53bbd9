using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>A school always has a SENCO, and what one leaves behind is somebody's.</summary>
public class SuccessionTales
{
    [Fact]
    public void A_school_about_which_nothing_is_known_has_no_senco_and_it_does_not_stay_quiet()
    {
        var tale = new SchoolTale(new(2026, 11, 2)).Tell(new Roles.Event.Kept(), new(Role.System, "clock"));
        Assert.Equal(["Head: senco-vacancy"], tale.On(2026, 11, 2));
        var due = new SencoRoleProcess().Due(tale.Arrangement, tale.School).MinBy(d => d.On)!;
        Assert.Equal((new DateOnly(2026, 11, 2), Duty.Must, "Children and Families Act 2014, s.67"), (due.On, due.Rule.Duty, due.Rule.Source));
        Assert.Equal(["Head: senco-vacancy", "Governor: senco-vacancy"], tale.Until(2026, 11, 3).On(2026, 11, 3));
        Assert.Equal(["Governor: senco-vacancy", "TrustLead: senco-vacancy"], tale.Until(2026, 11, 11).On(2026, 11, 11));
        Assert.Equal([new(2026, 11, 3), new(2026, 11, 11), new(2026, 11, 26), new(2026, 12, 12)], tale.Until(2026, 12, 18).DaysOf("Governor: senco-vacancy"));

        tale.Tell(new Roles.Event.PlanRecorded(new(2027, 1, 18), "Interviews are on 12 January"));
        Assert.Equal("No SENCO, and the school is looking for one", tale.Stands.Stage);
        Assert.Equal(new DateOnly(2027, 1, 19), tale.Until(2027, 1, 20).DaysOf("TrustLead: senco-vacancy").Last());
        Assert.Equal("SENCO in post", tale.Named(from: new(2027, 1, 11)).Stands.Stage);
    }

    [Fact]
    public void A_special_school_is_not_bound_by_the_act_and_its_senco_needs_no_qualification()
    {
        var tale = new SchoolTale(new(2026, 11, 2));
        tale.School = tale.School with { Phase = Phase.Special };
        tale.Tell(new Roles.Event.Kept());
        Assert.DoesNotContain(new SencoRoleProcess().Due(tale.Arrangement, tale.School), d => d.Rule.Duty is Duty.Must);
        Assert.Equal(SencoStatus.NotBound, tale.Named().Verdict("p1").Status);
    }

    [Fact]
    public void Notice_is_given_and_on_the_last_day_everything_goes_over()
    {
        var tale = new SchoolTale(new(2024, 9, 2)).Named().Until(2026, 11, 2)
            .Tell("p1", new Post.Event.PromiseMade("Send the reading results", "A parent", new(2027, 1, 20)))
            .Tell("p1", new Post.Event.PromiseMade("Ask for a hearing test", "A parent", new(2026, 11, 20)))
            .Tell("p1", new Post.Event.PromiseKept(2))
            .Tell("p1", new Post.Event.Leaving(new(2026, 12, 18), LeavingReason.OtherSchool));
        Assert.Equal(["Head: senco-leaving", "Governor: senco-leaving"], tale.On(2026, 11, 2));
        Assert.Equal("This school already has a SENCO. Record that they are leaving or on leave first", tale.NotNamed("s2").Why);
        Assert.Equal(["s1"], tale.Until(2026, 12, 18).Sencos);

        tale.Until(2026, 12, 19);
        Assert.Empty(tale.Sencos);
        Assert.Equal(SencoStatus.NotInPost, tale.Verdict("p1").Status);
        Assert.Equal(("No SENCO", "Accept the work"), (tale.Stands.Stage, tale.Standing("p1").Ask));
        Assert.Equal("from", tale.NotNamed("s2", new(2026, 12, 18)).Field);

        tale.Until(2027, 1, 5).Named("s2", new(2027, 1, 4));
        Assert.Equal(["s2"], tale.Sencos);
        Assert.Equal(new DateOnly(2030, 1, 4), tale.Verdict("p2").Limit!.On);
        Assert.Contains("Self: senco-appointed", tale.On(2027, 1, 5));

        Assert.Equal("Somebody else must accept the work", tale.Refused("p1", new Post.Event.HandoverAccepted([], "p2")).Why);
        Assert.Equal("First name the new SENCO: there are promises to keep", tale.Refused("p1", new Post.Event.HandoverAccepted([], null), new(Role.Senco, "s2")).Why);
        Assert.Contains("Senco: senco-handover-waits", tale.Until(2027, 1, 14).Mails.Select(m => m.Mail));
        tale.Tell("p1", new Post.Event.HandoverAccepted(["c1", "c2"], "p2"), new(Role.Senco, "s2"));
        Assert.IsType<Post.State.Ended>(tale.At("p1"));
        Assert.Equal(["Send the reading results"], tale.Tenure("p2").Promises.Select(p => p.What));
        Assert.Equal([new DateOnly(2027, 1, 21)], tale.Until(2027, 1, 21).DaysOf("Self: senco-promise-late"));
    }

    [Fact]
    public void Leave_does_not_stop_the_clock_and_whoever_stands_in_is_a_senco()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2026, 11, 2).Tell("p1", new Post.Event.WentOnLeave(new(2026, 11, 2), new(2027, 5, 4)), SchoolTale.Head);
        Assert.Equal(("The SENCO is away and nobody stands in", 0), (tale.Stands.Stage, tale.Sencos.Count));
        Assert.Equal("This SENCO is on leave. Record that they are back instead", tale.Refused(new Roles.Event.Named("s1", "p9", "SENCO", tale.Today, SchoolTale.Teacher, false, [])).Why);
        tale.Named("s2");
        Assert.Equal((true, "s2", "s2"), (tale.Tenure("p2").Acting, tale.Sencos.Single(), Roles.HolderOf(tale.Arrangement)!.Staff));
        Assert.Equal(new DateOnly(2028, 9, 1), tale.Verdict("p1").Limit!.On);

        Assert.Equal(["Head: senco-back"], tale.Until(2027, 5, 4).On(2027, 5, 4));
        Assert.Equal("Say whether the SENCO is back", tale.Standing("p1").Ask);
        tale.Tell("p1", new Post.Event.BackPutOff(new(2027, 6, 7)), SchoolTale.Head).Until(2027, 6, 8).Tell("p1", new Post.Event.CameBack(new(2027, 6, 8)), SchoolTale.Head);
        Assert.Equal(["s1"], tale.Sencos);
        var cover = Assert.IsType<Post.State.HandingOver>(tale.At("p2"));
        Assert.Equal((new DateOnly(2027, 6, 7), LeavingReason.CoverEnded), (cover.On, cover.Tenure.Why!.Value));
        tale.Tell("p2", new Post.Event.HandoverAccepted([], "p1"), new(Role.Senco, "s1"));
    }

    [Fact]
    public void Time_as_acting_senco_counts_when_the_same_person_is_appointed_later()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2025, 11, 3).Tell("p1", new Post.Event.WentOnLeave(new(2025, 11, 3), null), SchoolTale.Head).Named("s2")
            .Until(2026, 4, 20).Tell("p1", new Post.Event.CameBack(new(2026, 4, 20)), SchoolTale.Head).Tell("p2", new Post.Event.HandoverAccepted([], null), SchoolTale.Head)
            .Until(2027, 8, 31).Tell("p1", new Post.Event.Leaving(new(2027, 8, 30), LeavingReason.OtherSchool))
            .Tell(new Roles.Event.Named("s2", "p3", "SENCO", new(2027, 8, 31), SchoolTale.Teacher, false, []));
        Assert.Equal([new SencoSpell(new(2025, 11, 3), new(2026, 4, 19), "100001")], tale.Tenure("p3").Earlier);
        Assert.Equal((SencoStatus.TwoReadings, new DateOnly(2028, 11, 3)), (tale.Verdict("p3").Status, tale.Verdict("p3").Limit!.On));
    }

    [Fact]
    public void Somebody_who_changes_school_takes_her_years_with_her()
    {
        var first = new SchoolTale(new(2024, 9, 1)).Named().Until(2025, 9, 2).Tell("p1", new Post.Event.Leaving(new(2025, 8, 31), LeavingReason.OtherSchool));
        Assert.Equal("No SENCO", first.Stands.Stage);
        var second = new SchoolTale(new(2025, 9, 2)).Named(from: new(2025, 9, 1), earlier: [new(new(2024, 9, 1), new(2025, 8, 31), "100001")]);
        Assert.Equal((new DateOnly(2027, 9, 1), 2), (second.Verdict("p1").Limit!.On, second.Verdict("p1").Readings.Count));
    }

    [Fact]
    public void A_senco_who_leaves_while_away_does_not_end_the_post_of_whoever_stands_in()
    {
        var tale = new SchoolTale(new(2025, 9, 1)).Named().Until(2025, 11, 3).Tell("p1", new Post.Event.WentOnLeave(new(2025, 11, 3), null), SchoolTale.Head).Named("s2")
            .Until(2026, 1, 5).Tell("p1", new Post.Event.Leaving(new(2026, 1, 4), LeavingReason.Retired), SchoolTale.Head);
        Assert.Equal(("SENCO in post", "s2"), (tale.Stands.Stage, Roles.HolderOf(tale.Arrangement)!.Staff));
    }

    [Fact]
    public void Who_may_not_be_senco_is_refused_at_the_field_that_says_why()
    {
        var tale = new SchoolTale(new(2026, 11, 2));
        Assert.Equal(("from", "The first day as SENCO must be today or in the past"), tale.NotNamed(from: new(2026, 11, 3)));
        Assert.Equal("qualified", tale.NotNamed(person: new(false, Induction.Completed, true)).Field);
        Assert.Equal("induction", tale.NotNamed(person: new(true, Induction.NotYet, true)).Field);
        Assert.Equal("teaches", tale.NotNamed(person: new(true, Induction.NotRequired, false)).Field);
        Assert.Equal(("earlier", "Two earlier posts at the same school overlap"),
            tale.NotNamed(earlier: [new(new(2020, 9, 1), new(2022, 8, 31), "Mill Field"), new(new(2022, 8, 31), new(2023, 8, 31), "Mill Field")]));
        Assert.Equal("An earlier post must begin before this one", tale.NotNamed(earlier: [new(new(2026, 11, 2), null, "Mill Field")]).Why);
        Assert.Equal("The last day of an earlier post must be after its first day", tale.NotNamed(earlier: [new(new(2020, 9, 1), new(2019, 8, 31), "Mill Field")]).Why);
        Assert.Equal("staff", tale.NotNamed(" ").Field);
        tale.Named(earlier: [new(new(2020, 9, 1), new(2023, 8, 31), "Mill Field"), new(new(2021, 9, 1), new(2023, 8, 31), "Hill Top")]);
        Assert.Equal("This school already has a SENCO. Record that they are leaving or on leave first", tale.NotNamed("s2").Why);
    }

    [Fact]
    public void The_governing_body_settles_the_role_and_looks_at_it_every_year()
    {
        var tale = new SchoolTale(new(2026, 11, 2)).Named();
        Assert.Equal(["Head: senco-role-open", "Governor: senco-role-open"], tale.Until(2027, 4, 10).On(2027, 3, 26));
        Assert.Equal((Role.Governor, "role"), (tale.Stands.WaitsFor, tale.Stands.Action));
        Assert.Equal("First record what the governing body has settled about the SENCO's role", tale.Refused(new Roles.Event.EffectivenessReviewed(tale.Today, "Good")).Why);
        Assert.Equal("duties", tale.Refused(new Roles.Event.RoleDetermined(tale.Today, [], 10, 2, true, null)).Field);
        Assert.Equal("hours", tale.Refused(new Roles.Event.RoleDetermined(tale.Today, SencoDuties.All, 0, 2, true, null)).Field);

        tale.Tell(new Roles.Event.RoleDetermined(tale.Today, SencoDuties.All, 12.5m, 4, true, null), SchoolTale.Governor);
        Assert.Equal(["Governor: senco-effectiveness", "Head: senco-effectiveness"], tale.Until(2028, 4, 11).On(2028, 4, 11));
        tale.Tell(new Roles.Event.EffectivenessReviewed(tale.Today, "The time is not enough: four more hours from September"), SchoolTale.Governor);
        Assert.Equal(new DateOnly(2029, 4, 11), new SencoRoleProcess().Due(tale.Arrangement, tale.School).Single().On);
    }
}
