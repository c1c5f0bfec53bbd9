using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace SencoFlows.Functions.Tests;

/// <summary>The durable engine while it cannot be reached; or one that hears everything but what is about one instance.</summary>
internal sealed class Deaf(DurableTaskClient? behind = null, string to = "") : DurableTaskClient("deaf")
{
    private static RpcException Unavailable => new(new Status(StatusCode.Unavailable, "The host is not there."));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => behind?.GetAllInstancesAsync(filter) ?? throw Unavailable;

    public override Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) => behind?.PurgeAllInstancesAsync(filter, options, cancellation) ?? throw Unavailable;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        instanceId == to ? throw Unavailable : behind?.GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation) ?? throw Unavailable;

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => throw Unavailable;

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unavailable;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        behind?.ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options, cancellation) ?? throw Unavailable;

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unavailable;

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw Unavailable;

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw Unavailable;
}
