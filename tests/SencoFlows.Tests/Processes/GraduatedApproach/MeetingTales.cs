using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Processes.GraduatedApproach;

public sealed class MeetingTales
{
    private static readonly Told.MeetingArranged _arranged = new("m1", new(2026, 10, 12), new(15, 30), 30, Place.AtSchool);

    [Fact]
    public void Family_and_teachers_get_one_entry_that_moves_and_goes_in_place()
    {
        var tale = SupportTale.AtWork().Tell(_arranged).Tell(new Told.MeetingMoved("m1", new(2026, 10, 13), new(16, 0), 45, Place.ByVideo)).Tell(new Told.MeetingCancelled("m1", CancelReason.StaffAbsence));
        var entries = tale.Effects.Select(e => e.Effect).OfType<Effect.Email>().Where(m => m.Invitation is not null).ToList();
        Assert.Equal(["parents-meeting", "support-meeting", "parents-meeting-moved", "support-meeting-moved", "parents-meeting-off", "support-meeting-off"], entries.Select(m => m.Template));
        Assert.Equal([(0, false), (0, false), (1, false), (1, false), (2, true), (2, true)], entries.Select(m => (m.Invitation!.Sequence, m.Invitation.Cancelled)));
        Assert.All(entries, m => Assert.Equal("m1", m.Invitation!.Meeting));
    }

    [Theory]
    [InlineData("2026-09-06", 30, "on", "The day of the meeting must be today or in the future")]
    [InlineData("2028-10-12", 30, "on", "The day of the meeting must be within the next 12 months")]
    [InlineData("2026-10-12", -30, "minutes", "The meeting must take between 5 and 240 minutes")]
    [InlineData("2026-10-12", 100_000, "minutes", "The meeting must take between 5 and 240 minutes")]
    public void A_meeting_is_ahead_and_of_a_sensible_length(string on, int minutes, string field, string why) =>
        Assert.Equal((field, why), SupportTale.AtWork().Refused(_arranged with { On = DateOnly.ParseExact(on, "yyyy-MM-dd", null), Minutes = minutes }));

    [Fact]
    public void A_term_without_a_meeting_is_said_in_time_and_a_year_with_fewer_than_three_afterwards()
    {
        var tale = SupportTale.AtWork().Until(2026, 12, 1);
        Assert.Contains("Senco: support-meeting-due", tale.Mails(new(2026, 11, 27)));
        tale.Tell(new Told.MeetingHeld("m1", tale.Today, []), SupportTale.Teacher);
        tale.Tell(tale.Reviewed(Result.Met, Decision.Continue, new(2027, 7, 19)));
        tale.Until(2027, 9, 1);
        Assert.Equal(1, tale.Support.Held(new(2026)));
        Assert.Contains("Head: support-meetings-short", tale.Mails(new(2027, 9, 1)));
        Assert.Equal(2, tale.Mails().Count(m => m == "Senco: support-meeting-due") - 1);
    }

    [Theory]
    [InlineData("2026-09-07", 3)]
    [InlineData("2027-01-11", 2)]
    [InlineData("2027-05-03", 1)]
    [InlineData("2027-07-12", 0)]
    public void Support_that_begins_within_a_year_needs_fewer_meetings_in_it(string began, int needed)
    {
        var support = new Support(DateOnly.ParseExact(began, "yyyy-MM-dd", null), Concern.GapStays);
        Assert.Equal((needed, 3), (support.Needed(new(2026), 3), support.Needed(new(2027), 3)));
    }

    [Fact]
    public void What_was_promised_and_is_not_done_is_found_and_stands_open_at_the_next_meeting()
    {
        var tale = SupportTale.AtWork().Tell(new Told.MeetingHeld("m1", new(2026, 9, 7), [new("a1", Owner.Teacher, new(2026, 9, 21)), new("a2", Owner.Family, new(2026, 9, 21)), new("a3", Owner.Senco, new(2026, 12, 1))]));
        tale.Tell(new Told.PromiseKept("a2"), SupportTale.Teacher).Until(2026, 9, 30);
        Assert.Equal(["a1"], tale.Support.Promises.Where(p => p.Broken is not null).Select(p => p.Id));
        Assert.Single(tale.Mails(), m => m == "Senco: support-promise-broken");
        Assert.Equal(["a1", "a3"], tale.Support.Promises.Where(p => p.Open).Select(p => p.Id));
        Assert.Equal(("promises", "What was agreed must be done on or after the day of the meeting"), tale.Refused(new Told.MeetingHeld("m2", tale.Today, [new("a4", Owner.Head, new(2026, 9, 1))])));
    }

    [Fact]
    public void A_meeting_that_nobody_recorded_is_asked_for_and_one_that_did_not_take_place_does_not_count()
    {
        var tale = SupportTale.AtWork().Tell(_arranged);
        Assert.StartsWith("The meeting is still to come", tale.Refused(new Told.MeetingMissed("m1", MissedReason.Other)).Reason, StringComparison.Ordinal);
        tale.Until(2026, 10, 14);
        Assert.Equal(("A meeting is not recorded", "meeting-held"), (tale.Standing.Stage, tale.Standing.Action));
        tale.Tell(new Told.MeetingMissed("m1", MissedReason.FamilyDidNotCome));
        Assert.Equal((0, "Do"), (tale.Support.Held(new(2026)), tale.Standing.Stage));
    }

    [Fact]
    public void Parents_say_what_they_think_and_whether_they_agree_and_nothing_else()
    {
        Assert.True(SencoFlows.Processes.All.GraduatedApproach.May(Role.Parents, new Told.ViewGiven("c1", ViewOf.Parents, "v1")));
        Assert.All(SencoFlows.Processes.All.GraduatedApproach.Examples(new(2026, 9, 7)).Where(e => e is not (Told.ViewGiven or Told.PlanAnswered)), e => Assert.False(SencoFlows.Processes.All.GraduatedApproach.May(Role.Parents, e)));
    }
}
