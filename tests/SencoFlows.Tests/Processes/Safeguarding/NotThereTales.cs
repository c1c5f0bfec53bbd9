using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;
using State = SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.State;
using Told = SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.Event;

namespace SencoFlows.Tests.Processes.Safeguarding;

public class NotThereTales
{
    private static readonly At _at = new(new(2026, 11, 23), new Tale().School, new Actor(Role.NextSchool, "lead-1"));

    private static readonly State _sent = new State.OnItsWay(new("Hill Top Academy", "100002", new(2026, 11, 20), null)
    {
        Number = 1, Sent = new(2026, 11, 20), Way = SendingWay.ByHand, Receiver = "lead@hilltop.sch.uk", Who = new SoughtPupil("Ada", "Okafor", new(2016, 3, 4), null),
    });

    [Fact]
    public void Whoever_says_it_again_and_again_rings_nobody_a_second_time()
    {
        var once = Assert.IsType<Step<State>.Go>(All.SafeguardingFile.Decide(_sent, new Told.NotThere(1, "Nothing has come"), _at));
        Assert.Equal(2, once.Effects.Count);
        var again = Assert.IsType<Step<State>.Go>(All.SafeguardingFile.Decide(once.State, new Told.NotThere(1, "Still nothing"), _at));
        Assert.Empty(again.Effects);
        Assert.IsType<Step<State>.Go>(All.SafeguardingFile.Decide(again.State, new Told.Received(1), _at));
    }

    [Fact]
    public void A_note_has_a_limit() =>
        Assert.Equal("note", Assert.IsType<Step<State>.Refuse>(All.SafeguardingFile.Decide(_sent, new Told.NotThere(1, new string('w', 1001)), _at)).Field);
}
