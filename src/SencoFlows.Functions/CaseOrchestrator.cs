using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using SencoFlows.Cases;

namespace SencoFlows.Functions;

/// <summary>
/// One durable instance a case, whose id is the case id: it wakes the case, performs what it asks for, and sleeps. It knows no process.
/// Frozen: instances of it sleep across deployments, so a changed loop is a new function with a new name, and this one stays until the
/// last of its instances has ended. Whatever may change is decided in the activities.
/// </summary>
public static class CaseOrchestrator
{
    public const string Changed = "changed";

    // 10 s, 30 s, 90 s, 270 s: an outage of a few minutes is sat out here.
    private static readonly TaskOptions _retry = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(10), backoffCoefficient: 3));

    [Function(nameof(CaseOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var until = context.CurrentUtcDateTime.AddHours(1);
        try
        {
            var look = await context.CallActivityAsync<Look>(nameof(CaseActivities.WakeCase), context.InstanceId, _retry);
            var left = await Task.WhenAll(look.Errands.Select(key =>
                context.CallActivityAsync<DateTime?>(nameof(CaseActivities.PerformErrand), new ErrandOf(context.InstanceId, key), _retry)));
            if (look.IsOver && left.All(again => again is null))
            {
                return;
            }

            until = left.Aggregate(look.Until, (first, again) => again < first ? again.Value : first);
            context.SetCustomStatus(new { look.Process, look.Stage, Next = until });
        }
        catch (TaskFailedException)
        {
            // The store is down, or our code is wrong, and Azure Monitor has been told. The case must outlive it: look again in an hour.
        }

        using var cancel = new CancellationTokenSource();
        var changed = context.WaitForExternalEvent<object?>(Changed, cancel.Token);
        if (changed.IsCompleted)
        {
            // Rung while it was at work, perhaps often: one more look answers every ring so far.
            while (changed.IsCompleted)
            {
                changed = context.WaitForExternalEvent<object?>(Changed, cancel.Token);
            }
        }
        else if (until > context.CurrentUtcDateTime)
        {
            await Task.WhenAny(changed, context.CreateTimer(until, cancel.Token));
        }

        cancel.Cancel(); // Not CancelAsync: an orchestration awaits durable tasks and nothing else.
        context.ContinueAsNew(preserveUnprocessedEvents: true);
    }
}
