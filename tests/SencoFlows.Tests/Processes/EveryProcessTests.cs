using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Processes.SencoPost;

namespace SencoFlows.Tests.Processes;

public sealed class RecordTransferKeepsItsPromises(RecordTransferKeepsItsPromises.Walked w) : EveryProcess<RecordTransferProcess.State, RecordTransferProcess.Event>(All.RecordTransfer, w);

public sealed class RecordToSendKeepsItsPromises(RecordToSendKeepsItsPromises.Walked w) : EveryProcess<RecordToSendProcess.State, RecordToSendProcess.Event>(All.RecordToSend, w);

public sealed class RecordArrivalKeepsItsPromises(RecordArrivalKeepsItsPromises.Walked w) : EveryProcess<RecordArrivalProcess.State, RecordArrivalProcess.Event>(All.RecordArrival, w);

public sealed class RecordRequestKeepsItsPromises(RecordRequestKeepsItsPromises.Walked w) : EveryProcess<RecordRequestProcess.State, RecordRequestProcess.Event>(All.RecordRequest, w);

public sealed class RecordAskedKeepsItsPromises(RecordAskedKeepsItsPromises.Walked w) : EveryProcess<RecordAskedProcess.State, RecordAskedProcess.Event>(All.RecordAsked, w);

public sealed class SafeguardingFileKeepsItsPromises(SafeguardingFileKeepsItsPromises.Walked w) : EveryProcess<SafeguardingFileProcess.State, SafeguardingFileProcess.Event>(All.SafeguardingFile, w);

public sealed class SafeguardingArrivalKeepsItsPromises(SafeguardingArrivalKeepsItsPromises.Walked w) : EveryProcess<SafeguardingArrivalProcess.State, SafeguardingArrivalProcess.Event>(All.SafeguardingArrival, w);

public sealed class SencoRoleKeepsItsPromises(SencoRoleKeepsItsPromises.Walked w) : EveryProcess<SencoRoleProcess.State, SencoRoleProcess.Event>(All.SencoRole, w);

public sealed class SencoPostKeepsItsPromises(SencoPostKeepsItsPromises.Walked w) : EveryProcess<SencoPostProcess.State, SencoPostProcess.Event>(All.SencoPost, w);

public sealed class SharedSencoKeepsItsPromises(SharedSencoKeepsItsPromises.Walked w) : EveryProcess<SharedSencoProcess.State, SharedSencoProcess.Event>(All.SharedSenco, w);

public sealed class GraduatedApproachKeepsItsPromises(GraduatedApproachKeepsItsPromises.Walked w) : EveryProcess<GraduatedApproachProcess.State, GraduatedApproachProcess.Event>(All.GraduatedApproach, w);

public sealed class LeaversKeepTheirPromises(LeaversKeepTheirPromises.Walked w) : EveryProcess<LeaversProcess.State, LeaversProcess.Event>(All.Leavers, w);

public class EveryProcessTests
{
    [Fact]
    public void Every_process_has_its_line_here() => Assert.Equal(All.ByName.Count, typeof(EveryProcessTests).Assembly.GetTypes()
        .Count(t => t is { IsAbstract: false, BaseType: { IsGenericType: true } b } && b.GetGenericTypeDefinition() == typeof(EveryProcess<,>)));
}
