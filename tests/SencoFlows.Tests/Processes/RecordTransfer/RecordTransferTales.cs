using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordTransfer;

public sealed class RecordTransferTales
{
    private static readonly string _manifest = new('a', 64);

    [Fact]
    public void A_record_leaves_arrives_is_filed_and_read_and_our_copy_is_destroyed()
    {
        var tale = new Tale().Sent();
        Assert.Equal(["Parents: parents-record-leaving", "NextSchool: record-waiting", "NextSchoolOffice: record-waiting"], tale.Mails());
        Assert.Equal(("Sent", Role.NextSchool), (tale.Standing.Stage, tale.Standing.WaitsFor));

        tale.Tell(new Told.Delivered(1), new Actor(Role.System, "mail")).Tell(new Told.Opened(1), Tale.NextSchool);
        Assert.Equal("First confirm that it is the right pupil and that the files open", tale.Refused(new Told.Filed(1), Tale.NextSchool).Reason);
        tale.Tell(new Told.Verified(1, _manifest), Tale.NextSchool).Tell(new Told.Filed(1), Tale.NextSchool);
        Assert.Contains("Parents: parents-record-arrived", tale.Mails());

        tale.Tell(new Told.ReadByTeacher(1, "Class teacher"), Tale.NextSchool);
        Assert.Equal(new DateOnly(2026, 11, 20), tale.Transfer.Parcel.Read);
        Assert.Null(tale.Standing.Ask);

        tale.Until(2027, 1, 5);
        Assert.Equal("Destroy our copy", tale.Standing.Ask);
        tale.Tell(new Told.CopyDestroyed(tale.Today));
        Assert.True(tale.IsOver);
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Withdraw);
    }

    [Fact]
    public void A_refusal_wakes_the_sender_and_leads_to_a_second_delivery_of_the_same_case()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Refused(1, RefusalReason.Damaged), Tale.NextSchool);
        Assert.Contains("Senco: transfer-refused", tale.Mails());
        Assert.Equal(("Refused by the next school", "Put it right"), (tale.Standing.Stage, tale.Standing.Ask));

        tale.Until(2026, 11, 23).Tell(new Told.Corrected(Tale.Registered) { LeftOut = ["d9"] }).PackedAs('c');
        Assert.Equal((2, 1), (tale.Transfer.Parcel.Number, tale.Effects.Count(e => e.Effect is Effect.Deliver { Attempt: 2 })));
        Assert.Equal("This delivery has been replaced or taken back", tale.Refused(new Told.Filed(1), Tale.NextSchool).Reason);

        tale.Tell(new Told.Opened(2), Tale.NextSchool);
        Assert.Equal("What you checked is not what was sent", tale.Refused(new Told.Verified(2, _manifest), Tale.NextSchool).Reason);
        tale.Tell(new Told.Verified(2, new string('c', 64)), Tale.NextSchool).Tell(new Told.Filed(2), Tale.NextSchool);
        Assert.IsType<State.Arrived>(tale.State);
    }

    [Fact]
    public void A_refusal_nobody_deals_with_reaches_the_head()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Refused(1, RefusalReason.WrongSchool), Tale.NextSchool);
        Assert.Contains("Head: transfer-correct", tale.Until(2026, 12, 1).Mails());
    }

    [Fact]
    public void Whoever_sees_a_stranger_s_name_refuses_without_opening_and_a_head_may_do_what_the_senco_may()
    {
        var head = new Actor(Role.NextSchoolHead, "head-1");
        var tale = new Tale().Sent();
        Assert.StartsWith("Open the record first", tale.Refused(new Told.Refused(1, RefusalReason.Damaged), head).Reason, StringComparison.Ordinal);
        Assert.Equal("Enter what is wrong", tale.Refused(new Told.Refused(1, RefusalReason.Other), head).Reason);
        tale.Tell(new Told.Refused(1, RefusalReason.WrongSchool), head);
        Assert.IsType<State.TurnedDown>(tale.State);
        Assert.Null(tale.Transfer.Parcel.Opened);
        tale.Tell(new Told.Recalled(RecallReason.WrongSchool));
        Assert.False(Assert.IsType<State.TakenBack>(tale.State).Opened);

        var other = new Tale().Sent().Tell(new Told.Opened(1), head).Tell(new Told.Verified(1, _manifest), head).Tell(new Told.Filed(1), head).Tell(new Told.ReadByTeacher(1), head);
        Assert.IsType<State.InCustody>(other.State);
    }

    [Fact]
    public void Of_two_receivers_who_say_different_things_the_later_is_told_what_happened_or_wakes_the_sender()
    {
        var refusedFirst = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Verified(1, _manifest), Tale.NextSchool).Tell(new Told.Refused(1, RefusalReason.Duplicate), Tale.NextSchool);
        Assert.StartsWith("Your school has refused this record", refusedFirst.Refused(new Told.Filed(1), Tale.NextSchool).Reason, StringComparison.Ordinal);

        var filedFirst = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Verified(1, _manifest), Tale.NextSchool).Tell(new Told.Filed(1), Tale.NextSchool);
        filedFirst.Tell(new Told.Refused(1, RefusalReason.WrongPupil), Tale.NextSchool);
        Assert.IsType<State.TurnedDown>(filedFirst.State);
    }

    [Fact]
    public void A_typed_address_waits_for_a_second_person()
    {
        var tale = new Tale().Tell(new Told.Started(Tale.Registered with { FromRegister = false }, new(2026, 11, 20), new(Sharing.Agreed)));
        Assert.DoesNotContain(tale.Effects, e => e.Effect is Effect.Deliver);
        Assert.Contains("Head: transfer-check-address", tale.Mails());
        Assert.Equal("Somebody else must check the address: you entered it", tale.Refused(new Told.AddressChecked("I know it")).Reason);
        Assert.Equal(2, tale.Until(2026, 11, 24).Mails().Count(m => m == "Head: transfer-check-address"));

        tale.Tell(new Told.AddressChecked("I called the number on its website"), Tale.Office);
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Deliver { Attempt: 1 });
    }

    [Fact]
    public void A_mail_that_comes_back_asks_for_another_address_which_is_checked_in_turn()
    {
        var tale = new Tale().Sent().Tell(new Told.Bounced(1), new Actor(Role.System, "mail"));
        Assert.Equal("Correct the address", tale.Standing.Ask);
        tale.Tell(new Told.Corrected(Tale.Registered with { Office = "admin@hilltop.sch.uk", FromRegister = false }));
        Assert.IsType<State.AddressInDoubt>(tale.State);
        tale.Tell(new Told.AddressChecked("I called"), Tale.Office).PackedAs('d');
        Assert.Equal(2, tale.Transfer.Parcel.Number);
    }

    [Fact]
    public void Late_news_about_an_old_delivery_changes_nothing()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Refused(1, RefusalReason.Incomplete), Tale.NextSchool).Tell(new Told.Corrected(Tale.Registered)).PackedAs('c');
        var before = tale.State;
        tale.Tell(new Told.Bounced(1), new Actor(Role.System, "mail")).Tell(new Told.Delivered(1), new Actor(Role.System, "mail"));
        Assert.Equal(Wire.Write(before), Wire.Write(tale.State));
    }

    [Fact]
    public void A_wrong_delivery_that_nobody_opened_is_taken_back_and_goes_to_the_right_school()
    {
        var tale = new Tale().Sent().Tell(new Told.Recalled(RecallReason.WrongSchool));
        Assert.False(Assert.IsType<State.TakenBack>(tale.State).Opened);
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Withdraw);
        Assert.Equal("This delivery has been replaced or taken back", tale.Refused(new Told.Opened(1), Tale.NextSchool).Reason);
        Assert.Contains(tale.Due, d => d.Rule.Id == "ctf");
        tale.Tell(new Told.Corrected(Tale.Registered with { Name = "Valley High", Urn = "100003", Office = "office@valley.sch.uk" })).PackedAs('e');
        Assert.IsType<State.OnItsWay>(tale.State);
    }

    [Fact]
    public void A_transfer_taken_back_before_its_address_was_checked_is_chased_once_at_a_time()
    {
        var tale = new Tale().Tell(new Told.Started(Tale.Registered with { FromRegister = false }, new(2026, 11, 20), new(Sharing.Agreed))).Tell(new Told.Recalled(RecallReason.WrongSchool));
        Assert.Equal(new DateOnly(2026, 11, 24), tale.Due.Single(d => d.Rule.Id == "transfer-correct").On);
        Assert.Equal(new DateOnly(2026, 11, 30), tale.Until(2026, 11, 25).Due.Single(d => d.Rule.Id == "transfer-correct").On);
    }

    [Fact]
    public void A_wrong_delivery_that_was_opened_starts_the_72_hours_of_a_data_breach()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Recalled(RecallReason.WrongPupil));
        Assert.Equal(new DateOnly(2026, 11, 23), tale.Due.Single(d => d.Rule.Id == "data-breach").On);
        Assert.Contains("Head: transfer-breach", tale.Mails());
        Assert.Equal("Decide about the data breach", tale.Standing.Ask);
        tale.Until(2026, 12, 1);
        Assert.True(tale.Mails().Count(m => m == "Head: transfer-breach") >= 3);
        Assert.Equal("First decide whether this was a data breach", tale.Refused(new Told.Corrected(Tale.Registered)).Reason);
        Assert.True(tale.Tell(new Told.BreachAssessed(true, "Another family's data was read")).IsOver);
    }

    [Fact]
    public void A_leaver_who_comes_back_ends_it_and_the_next_school_hears()
    {
        var tale = new Tale().Sent().Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.CameBack(new(2026, 11, 23)));
        Assert.True(tale.IsOver);
        Assert.Contains("NextSchool: pupil-came-back", tale.Mails());
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Withdraw);
    }

    [Fact]
    public void What_parents_refuse_is_recorded_and_does_not_stop_what_the_law_requires()
    {
        var tale = new Tale();
        Assert.Equal(("reason", "Enter what the parents said"), tale.Refused(new Told.Started(Tale.Registered, tale.Today, new(Sharing.Refused))));
        tale.Tell(new Told.Started(Tale.Registered, tale.Today, new(Sharing.Refused, "They want to tell the school themselves")) { LeftOut = ["d1"] });
        Assert.Contains(tale.Effects, e => e.Effect is Effect.Deliver);
        Assert.Equal(["d1"], tale.Transfer.LeftOut);
    }

    [Fact]
    public void A_parent_who_says_it_is_wrong_is_answered()
    {
        var tale = new Tale().Sent().Tell(new Told.ParentSaysWrong("She goes to another school"), Tale.Parent);
        Assert.Equal("Answer the parent", tale.Standing.Ask);
        Assert.NotEqual("Answer the parent", tale.Tell(new Told.ParentAnswered("Called them")).Standing.Ask);
    }

    [Fact]
    public void A_sheet_the_teacher_has_not_read_by_the_first_morning_is_chased()
    {
        var tale = new Tale().Tell(new Told.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)) { Starts = new(2026, 12, 1) }).PackedAs('a')
            .Tell(new Told.Opened(1), Tale.NextSchool).Tell(new Told.Verified(1, _manifest), Tale.NextSchool).Tell(new Told.Filed(1), Tale.NextSchool);
        Assert.Equal(new DateOnly(2026, 12, 1), tale.Due.Single().On);
        Assert.Contains("NextSchool: record-read-please", tale.Until(2026, 12, 2).Mails());
        Assert.Contains("NextSchoolHead: record-read-please", tale.Until(2026, 12, 15).Mails());
    }

    [Fact]
    public void A_pack_that_cannot_be_built_is_nobodys_secret()
    {
        var tale = new Tale().Tell(new Told.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed))).Tell(new Told.NotPacked(1, "A document is missing"), new Actor(Role.System, "packs"));
        Assert.Equal(("Put it right", "Senco: transfer-not-packed"), (tale.Standing.Ask, tale.Mails().Last()));
        Assert.Contains("Head: transfer-not-packed", tale.Until(2026, 12, 4).Mails());
    }

    [Fact]
    public void Nobody_but_the_next_school_can_confirm_and_nobody_unknown_can_do_anything()
    {
        var process = new RecordTransferProcess();
        Assert.False(process.May(Role.Senco, new Told.Filed(1)));
        Assert.False(process.May(Role.Parents, new Told.Opened(1)));
        Assert.DoesNotContain(process.Examples(new(2026, 11, 20)), e => process.May(Role.Nobody, e) || process.May(Role.Governor, e));
    }
}
