using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using SencoFlows.Cases;

namespace SencoFlows.Functions;

/// <summary>What the orchestration of a case does. Each may run more than once; ids go in and dates come out, nothing personal.</summary>
public sealed class CaseActivities(CaseWorker worker, Performer performer, DurableAlarm alarm)
{
    /// <summary>Wakes a case and performs what it asks for; what did not work is left to the loop.</summary>
    [Function(nameof(WakeCase))]
    public async Task<Look> WakeCase([ActivityTrigger] string caseId, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        alarm.Use(client);
        return await worker.Look(CaseId.Parse(caseId, null), ct);
    }

    /// <returns>When to come back, in UTC, or null when it has ended.</returns>
    [Function(nameof(PerformErrand))]
    public async Task<DateTime?> PerformErrand([ActivityTrigger] ErrandOf errand, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        alarm.Use(client);
        return (await performer.Perform(CaseId.Parse(errand.Case, null), errand.Key, ct))?.UtcDateTime;
    }
}

public sealed record ErrandOf(string Case, string Key);
