using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Functions;

/// <summary>
/// Each night before anybody works: starts, rings or replaces the orchestration of every open case that has none or is late, and
/// clears away what engines keep of cases long over. After the loss of the task hub, the same run by hand rebuilds all of it.
/// </summary>
public sealed partial class SweepFunction(Schools schools, IStore store, FirstCases first, Newcomers newcomers, Departures departures, ClosedSchools closed, TimeProvider clock, ILogger<SweepFunction> log)
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);
    private static readonly OrchestrationRuntimeStatus[] _ended = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function("Sweep")]
    public async Task<SweepReport> Run([TimerTrigger("0 30 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        await first.Open(ct);
        var urns = await schools.Urns(ct);
        var mended = new Dictionary<Mend, int>();
        var open = 0;
        foreach (var urn in urns)
        {
            var caseload = new Caseload(urn, store.Rows(urn));
            var cases = await caseload.Open(ct);
            await Failures.Mend(urn, store.Rows(urn), ct);
            open += cases.Count;
            foreach (var (id, mend) in Sweep.Compare(cases, await caseload.WithErrands(ct), await Loops(client, urn, ct), clock.GetUtcNow()))
            {
                if (!await Do(client, mend, id, ct))
                {
                    continue;
                }

                mended[mend] = mended.GetValueOrDefault(mend) + 1;
                Telemetry.Mended(mend);
                Mended(mend, id);
            }
        }

        await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(DateTimeOffset.UnixEpoch, clock.GetUtcNow() - _kept, _ended), ct);
        var report = new SweepReport(clock.GetUtcNow(), urns.Count, open, mended.GetValueOrDefault(Mend.Start), mended.GetValueOrDefault(Mend.Ring), mended.GetValueOrDefault(Mend.Replace));
        await report.Keep(store, ct);
        Swept(report.Schools, report.Open, report.Started, report.Rung, report.Replaced);
        await newcomers.Look(ct); // Last, so that trouble with one pupil never keeps a case from being mended.
        await departures.Look(ct);
        await closed.Look(ct);
        return report;
    }

    private static async Task<Dictionary<CaseId, Loop>> Loops(DurableTaskClient client, string urn, CancellationToken ct)
    {
        Dictionary<CaseId, Loop> loops = [];
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: $"{urn}-", FetchInputsAndOutputs: false)).WithCancellation(ct))
        {
            if (CaseId.TryParse(instance.InstanceId, null, out var id))
            {
                loops[id] = new(!instance.IsCompleted, instance.LastUpdatedAt);
            }
        }

        return loops;
    }

    /// <returns>False when the engine did not do it within a minute: the other cases are not kept waiting, and the next night tries again.</returns>
    private async Task<bool> Do(DurableTaskClient client, Mend mend, CaseId id, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            if (mend == Mend.Replace)
            {
                await client.TerminateInstanceAsync(id.ToString(), limit.Token);
                await client.WaitForInstanceCompletionAsync(id.ToString(), limit.Token);
            }

            await DurableAlarm.Ring(client, id, limit.Token);
            return true;
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.Fell(e, "Sweep", id.ToString());
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweep: {Mend} {Case}")]
    private partial void Mended(Mend mend, CaseId @case);

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept {Schools} schools with {Open} open cases: started {Started}, rang {Rung}, replaced {Replaced}")]
    private partial void Swept(int schools, int open, int started, int rung, int replaced);
}
