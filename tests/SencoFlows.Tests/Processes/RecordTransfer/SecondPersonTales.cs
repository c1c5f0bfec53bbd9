using SencoFlows.Processes.RecordTransfer;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordTransfer;

/// <summary>No record leaves for an address that one person alone has typed, whatever way they take.</summary>
public class SecondPersonTales
{
    private static readonly Destination _typed = new("Somewhere School", "somebody@mail.example");

    private static Tale InDoubt() => new Tale().Tell(new Told.Started(_typed, new(2026, 12, 18), new(Sharing.Agreed)));

    [Fact]
    public void Taking_it_back_and_sending_it_again_still_waits_for_the_second_person()
    {
        var tale = InDoubt().Tell(new Told.Recalled(RecallReason.WrongSchool)).Tell(new Told.Corrected(_typed));
        Assert.IsType<State.AddressInDoubt>(tale.State);
        Assert.Equal("Somebody else must check the address: you entered it", tale.Refused(new Told.AddressChecked("I know them")).Reason);
        tale.Tell(new Told.AddressChecked("I called them"), Tale.Office);
        Assert.IsType<State.Packing>(tale.State);
    }

    [Fact]
    public void So_it_does_after_a_way_round_by_paper()
    {
        var tale = InDoubt().Tell(new Told.SentOnPaper(new(2026, 11, 20))).Tell(new Told.PaperConfirmed("They called")).Tell(new Told.Recalled(RecallReason.WrongContent)).Tell(new Told.Corrected(_typed));
        Assert.IsType<State.AddressInDoubt>(tale.State);
    }

    [Fact]
    public void So_it_does_when_the_first_delivery_went_to_an_address_that_was_known()
    {
        var tale = new Tale().Sent().Tell(new Told.Corrected(_typed)).Tell(new Told.Recalled(RecallReason.WrongSchool)).Tell(new Told.Corrected(_typed));
        Assert.IsType<State.AddressInDoubt>(tale.State);
    }

    [Fact]
    public void An_address_that_was_checked_once_needs_no_second_look()
    {
        var tale = InDoubt().Tell(new Told.AddressChecked("I called them"), Tale.Office).PackedAs('a').Tell(new Told.Recalled(RecallReason.WrongContent)).Tell(new Told.Corrected(_typed));
        Assert.IsType<State.Packing>(tale.State);
    }

    [Fact]
    public void A_parent_who_writes_again_before_the_answer_is_heard_and_the_senco_gets_one_mail()
    {
        var tale = new Tale().Sent().Tell(new Told.ParentSaysWrong("She goes elsewhere"), Tale.Parent).Tell(new Told.ParentSaysWrong("Please call"), Tale.Parent);
        Assert.Single(tale.Mails(), m => m == "Senco: parent-says-wrong");
        tale.Tell(new Told.ParentAnswered("I called her")).Tell(new Told.ParentSaysWrong("It is still wrong"), Tale.Parent);
        Assert.Equal(2, tale.Mails().Count(m => m == "Senco: parent-says-wrong"));
    }
}
