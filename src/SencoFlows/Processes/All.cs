using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Processes;

/// <summary>Every process there is. Add yours here; the tests and the home page pick it up.</summary>
public static class All
{
    public static RecordTransferProcess RecordTransfer { get; } = new();

    public static IReadOnlyDictionary<string, Process> ByName { get; } =
        new Process[] { RecordTransfer }.ToDictionary(p => p.Name, StringComparer.Ordinal);
}
