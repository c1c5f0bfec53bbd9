using SencoFlows.Cases;

namespace SencoFlows.Benchmarks;

/// <summary>Nobody is woken: the program does by itself what follows.</summary>
internal sealed class NoAlarm : IAlarm
{
    public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
}
