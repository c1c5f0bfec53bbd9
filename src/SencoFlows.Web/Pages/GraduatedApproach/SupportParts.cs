using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Cases;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>What SEN support shows on the page of its case: the stage of the cycle, meetings and promises, what was said, and the cycles before.</summary>
internal static class SupportParts
{
    /// <summary>Two reads more: what was said, and the pupil with the contacts.</summary>
    public static async Task<CaseParts> Of(CaseFile file, Me me, DateOnly today, IRows rows, CancellationToken ct)
    {
        if (All.GraduatedApproach.Read(file.Case.State) is not State.Running state)
        {
            return new();
        }

        var asked = new Asked(file.Case, state, me, today, await new SaidBook(rows).About(file.Case.About.Id, ct), await new Pupils(rows).File(file.Case.About.Id, ct));
        return new(
            b =>
            {
                b.OpenComponent<StageLine>(0);
                b.AddComponentParameter(1, nameof(StageLine.State), state);
                b.CloseComponent();
            },
            b =>
            {
                b.OpenComponent<SupportContents>(0);
                b.AddComponentParameter(1, nameof(SupportContents.Asked), asked);
                b.CloseComponent();
            });
    }
}
