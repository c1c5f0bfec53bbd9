using DurableTask.Core;

namespace SencoFlows.Framework;

/// <summary>The smallest orchestration of five steps.</summary>
internal sealed class FiveSteps : TaskOrchestration<string, string>
{
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        for (var i = 0; i < 5; i++)
        {
            await context.ScheduleTask<string>(typeof(Nothing), "");
        }

        return "";
    }
}

internal sealed class Nothing : TaskActivity<string, string>
{
    protected override string Execute(TaskContext context, string input) => "";
}
