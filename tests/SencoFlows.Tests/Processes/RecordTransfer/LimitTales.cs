using SencoFlows.Law;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordTransfer;

/// <summary>The school days within which a record must go, and what happens as they run out.</summary>
public sealed class LimitTales
{
    [Fact]
    public void The_limit_is_fifteen_school_days_of_the_old_school_without_the_inset_day()
    {
        var due = new Tale().Sent().Due.Single(d => d.Rule.Id == "ctf");
        Assert.Equal(new DateOnly(2026, 12, 14), due.On);
        Assert.Equal((Duty.Must, "Education (Pupil Information) (England) Regulations 2005, reg. 9(3)"), (due.Rule.Duty, due.Rule.Source));
    }

    [Fact]
    public void An_academy_should_where_a_maintained_school_must()
    {
        var tale = new Tale();
        tale.School = tale.School with { IsAcademy = true };
        Assert.Equal(Duty.Should, tale.Sent().Due.Single(d => d.Rule.Id == "ctf").Rule.Duty);
    }

    [Fact]
    public void Without_term_dates_the_limit_is_provisional()
    {
        var tale = new Tale();
        tale.School = tale.School with { Calendar = SchoolCalendar.Unknown };
        Assert.True(tale.Sent().Due.Single(d => d.Rule.Id == "ctf").Provisional);
    }

    [Fact]
    public void A_record_nobody_opens_goes_up_a_ladder_that_never_ends_in_silence()
    {
        var tale = new Tale().Sent().Until(2026, 11, 24);
        Assert.Contains("Senco: transfer-not-opened", tale.Mails(new(2026, 11, 24)));
        Assert.Contains("NextSchoolOffice: record-waiting-again", tale.Mails(new(2026, 11, 24)));
        Assert.Equal(["NextSchoolHead: record-waiting-head", "Senco: transfer-not-opened"], tale.Until(2026, 11, 26).Mails(new(2026, 11, 26))); // The first mail to the SENCO may be lost, and nobody would report it.
        Assert.Contains("Head: transfer-not-opened", tale.Until(2026, 12, 1).Mails());

        Assert.Contains("Senco: transfer-limit-near", tale.Until(2026, 12, 7).Mails(new(2026, 12, 7)));
        Assert.Contains("Head: transfer-limit-near", tale.Mails(new(2026, 12, 7)));
        Assert.Contains("Admin: transfer-print", tale.Until(2026, 12, 8).Mails(new(2026, 12, 8)));
        Assert.Equal("Print it and send it on paper", tale.Standing.Ask);
        Assert.Contains("Head: transfer-late", tale.Until(2026, 12, 15).Mails(new(2026, 12, 15)));
        Assert.Equal("Say why it is late", tale.Standing.Ask);

        tale.Tell(new Told.LateExplained(LateReason.NotOpened));
        var before = tale.Mails().Count(m => m == "Senco: transfer-not-opened");
        Assert.True(tale.Until(2027, 3, 1).Mails().Count(m => m == "Senco: transfer-not-opened") > before + 3);
    }

    [Fact]
    public void A_record_that_was_opened_and_not_filed_asks_for_a_call_when_the_limit_is_near_and_for_the_paper_once_it_went()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Until(2026, 12, 8);
        Assert.Equal((Role.Senco, "Call the next school, or send it on paper"), (tale.Standing.WaitsFor, tale.Standing.Ask));
        tale.Tell(new Told.SentOnPaper(new(2026, 12, 8)), Tale.Office);
        Assert.Equal("Confirm that the paper arrived", tale.Standing.Ask);
        tale.Tell(new Told.PaperConfirmed("Their SENCO called"));
        Assert.IsType<State.Arrived>(tale.State);
    }

    [Fact]
    public void Paper_stops_the_limit_and_the_next_school_confirms_it()
    {
        var tale = new Tale().Sent().Until(2026, 12, 10).Tell(new Told.SentOnPaper(new(2026, 12, 10)), Tale.Office);
        Assert.DoesNotContain(tale.Due, d => d.Rule.Id == "ctf");
        Assert.Equal("Enter how the next school confirmed it", tale.Refused(new Told.PaperConfirmed(" ")).Reason);
        tale.Tell(new Told.PaperConfirmed("Their SENCO called"));
        Assert.IsType<State.Arrived>(tale.State);
        Assert.Contains("Parents: parents-record-arrived", tale.Mails());
    }

    [Fact]
    public void The_leaving_date_changes_twice_and_the_dates_follow()
    {
        var tale = new Tale().Sent().Until(2026, 12, 15);
        Assert.True(tale.Transfer.Warned.Missed);
        tale.Tell(new Told.LeavingDateChanged(new(2026, 12, 18))).Tell(new Told.LeavingDateChanged(new(2027, 1, 8)));
        Assert.Equal((new DateOnly(2027, 1, 29), false), (tale.Due.Single(d => d.Rule.Id == "ctf").On, tale.Transfer.Warned.Missed));
    }

    [Fact]
    public void Started_after_the_limit_it_is_late_at_once_and_no_reminder_of_a_past_date_is_sent()
    {
        var tale = new Tale().Tell(new Told.Started(Tale.Registered, new(2026, 9, 30), new(Sharing.Agreed))).AsleepUntil(2026, 11, 21);
        Assert.DoesNotContain("Senco: transfer-limit-near", tale.Mails());
        Assert.Equal("Say why it is late", tale.Standing.Ask);
        tale.Tell(new Told.LateExplained(LateReason.ArrivedAlreadyOverdue)).PackedAs('a');
        Assert.Equal(LateReason.ArrivedAlreadyOverdue, tale.Transfer.Late!.Reason);
    }

    [Fact]
    public void After_an_outage_each_chase_is_made_once_not_all_at_once()
    {
        var tale = new Tale().Sent().AsleepUntil(2026, 12, 4);
        Assert.Single(tale.Mails(), m => m == "Senco: transfer-not-opened");
        Assert.DoesNotContain("NextSchoolHead: record-waiting-head", tale.Mails());
    }
}
