using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Tests.Processes;

public sealed class RecordTransferKeepsItsPromises(RecordTransferKeepsItsPromises.Walked w) : EveryProcess<RecordTransferProcess.State, RecordTransferProcess.Event>(All.RecordTransfer, w);

public class EveryProcessTests
{
    [Fact]
    public void Every_process_has_its_line_here() => Assert.Equal(All.ByName.Count, typeof(EveryProcessTests).Assembly.GetTypes()
        .Count(t => t is { IsAbstract: false, BaseType: { IsGenericType: true } b } && b.GetGenericTypeDefinition() == typeof(EveryProcess<,>)));
}
