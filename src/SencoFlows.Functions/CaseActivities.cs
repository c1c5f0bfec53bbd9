using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;

namespace SencoFlows.Functions;

/// <summary>What the orchestration of a case does. Each may run more than once; ids go in and dates come out, nothing personal.</summary>
public sealed class CaseActivities(CaseWorker worker, Performer performer, DurableAlarm alarm, ILogger<CaseActivities> log)
{
    /// <summary>Wakes a case and performs what it asks for; what did not work is left to the loop.</summary>
    [Function(nameof(WakeCase))]
    public async Task<Look> WakeCase([ActivityTrigger] string caseId, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        alarm.Use(client);
        try
        {
            return await worker.Look(CaseId.Parse(caseId, null), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.Fell(e, nameof(WakeCase), caseId);
            throw;
        }
    }

    /// <returns>When to come back, in UTC, or null when it has ended.</returns>
    [Function(nameof(PerformErrand))]
    public async Task<DateTime?> PerformErrand([ActivityTrigger] ErrandOf errand, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        alarm.Use(client);
        try
        {
            return (await performer.Perform(CaseId.Parse(errand.Case, null), errand.Key, ct))?.UtcDateTime;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.Fell(e, nameof(PerformErrand), errand.Case);
            throw;
        }
    }
}

public sealed record ErrandOf(string Case, string Key);
