using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;

namespace SencoFlows.Functions;

/// <summary>
/// Wakes the orchestration of a case, starting it when there is none. The client comes only from a binding, so every function that can
/// lead to a ring hands its own over first; all of them speak to the one task hub of this app.
/// </summary>
public sealed partial class DurableAlarm(ILogger<DurableAlarm> log) : IAlarm
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private volatile DurableTaskClient? _client;

    public void Use(DurableTaskClient client) => _client = client;

    /// <summary>Never fails: what a person did is saved already, and a case that was not rung wakes by itself, or by the sweep.</summary>
    public async Task Ring(CaseId id, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            await Ring(_client ?? throw new InvalidOperationException("This function was not given a durable client."), id, limit.Token);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            NotRung(e.GetType().Name, id);
        }
    }

    internal static async Task Ring(DurableTaskClient client, CaseId id, CancellationToken ct)
    {
        var instance = id.ToString();
        if (await client.GetInstanceAsync(instance, ct) is { IsCompleted: false }
            || !await Start(client, instance, ct))
        {
            await client.RaiseEventAsync(instance, CaseOrchestrator.Changed, ct);
        }
    }

    /// <returns>False when somebody else has started it meanwhile.</returns>
    private static async Task<bool> Start(DurableTaskClient client, string instance, CancellationToken ct)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(CaseOrchestrator), new StartOrchestrationOptions(instance), ct);
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.AlreadyExists)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}: case {Case} was not rung and wakes by itself")]
    private partial void NotRung(string problem, CaseId @case);
}
