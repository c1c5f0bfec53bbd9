using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Web;
using Here = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using There = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordArrival;

/// <summary>A record that is refused, or taken back by the school that sent it.</summary>
public sealed class TakenBackTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_wakes_the_sender_and_the_corrected_delivery_is_a_case_of_its_own()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var browser = await two.Senco();
        await two.Opened();
        var refuse = $"/record-arrival/{two.Arrival}/refuse";
        await browser.Send(await browser.Get(refuse), refuse, ("reason", "incomplete"), ("note", "The EHC plan is missing"));
        await two.Settle();
        Assert.Equal((RefusalReason.Incomplete, "The EHC plan is missing"), ((There.TurnedDown)await two.There() is var t ? (t.Reason, t.Note) : default));
        Assert.Contains("The next school refused a record", two.Mails("s.reyes@oaklane.example"));
        Assert.Equal($"/cases/{two.Arrival}", (await browser.Get($"/record-arrival/{two.Arrival}/record")).Location!.OriginalString);

        Assert.Null(await two.Site.Store.Documents(TwoSchools.Hill).Open((await new KeptPacks(two.HillRows).Find(two.Arrival.Id, 1, _ct))!.Kept, _ct));

        await two.Site.Told("t1", new Told.Corrected((await two.There()).Transfer.To), Tale.Senco);
        await two.Settle();
        two.Arrival = new(TwoSchools.Hill, Handover.CaseAt(TwoSchools.Transfer, 2));
        Assert.IsType<Here.Waiting>(await two.Here());
    }

    [Fact]
    public async Task Taken_back_before_it_was_filed_nobody_reads_it_any_more_and_after_that_a_person_removes_it()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        await two.Opened();
        await two.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        await two.Settle();
        Assert.Equal(ArrivalEnd.TakenBack, Assert.IsType<Here.Ended>(await two.Here()).End);
        Assert.Equal($"/cases/{two.Arrival}", (await (await two.Senco()).Get($"/record-arrival/{two.Arrival}/record")).Location!.OriginalString);
        Assert.Contains("A pupil record was taken back", two.Mails("s.khan@hilltop.example"));
        Assert.True(Assert.IsType<There.TakenBack>(await two.There()).Opened);

        await using var again = await TwoSchools.Start();
        await again.Send();
        await again.FiledAs("new", proposed: true);
        await again.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        await again.Settle();
        Assert.IsType<Here.ToRemove>(await again.Here());
        var browser = await again.Senco();
        var at = $"/record-arrival/{again.Arrival}/removed";
        Assert.Equal(["Enter what you removed, or why something stays"], (await browser.Send(await browser.Get(at), at)).Errors);
        await browser.Send(await browser.Get(at), at, ("how", "Everything"));
        Assert.IsType<Here.Ended>(await again.Here());
        foreach (var act in (string[])["removed", "refuse", "first-day"])
        {
            Assert.Equal($"/cases/{again.Arrival}", (await browser.Get($"/record-arrival/{again.Arrival}/{act}")).Location!.OriginalString);
        }
    }

    [Fact]
    public async Task A_recall_while_the_record_is_being_handed_over_leaves_nothing_behind_that_can_be_read()
    {
        await using var two = await TwoSchools.Start();
        await two.Site.Ada(await two.Paper("d1", "report.pdf", Confidentiality.Record));
        await two.Begin();
        var hill = (MemoryRows)two.HillRows;
        hill.Before = async _ =>
        {
            hill.Before = null;
            await two.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        };

        await two.Settle();

        Assert.Equal(ArrivalEnd.TakenBack, Assert.IsType<Here.Ended>(await two.Here()).End);
        Assert.False(Assert.IsType<There.TakenBack>(await two.There()).Opened);
        Assert.Equal(0, ((MemoryStore)two.Site.Store).Kept(TwoSchools.Hill));
    }
}
