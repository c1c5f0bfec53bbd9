using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>The plan and what was agreed, as one parent may read them: on their page, or on paper with a letter.</summary>
/// <param name="Plan">The version that is at work, which is not always the newest, or was last.</param>
/// <param name="Words">What another parent wrote is theirs and not among them.</param>
public sealed record Enclosed(Support Support, Tongue In, IssuedPlan? Plan, IReadOnlyList<Said> Words)
{
    public string Title => In["The plan for your child"];

    /// <summary>Letters that say "you can read it".</summary>
    public static bool With(string template) => template is "parents-plan" or "parents-reviewed" or "parents-meeting-notes";

    /// <param name="case">Of any process.</param>
    /// <param name="reader">Whose own words may be among them.</param>
    /// <param name="tongue">What is checked in their language.</param>
    /// <param name="rows">Of the school of the case.</param>
    /// <param name="ct">Nothing is written.</param>
    /// <param name="alsoOwn">With what the reader themselves said.</param>
    /// <returns>Null when the case is not about support.</returns>
    public static async Task<Enclosed?> Of(Case @case, Contact reader, Tongue tongue, IRows rows, CancellationToken ct, bool alsoOwn = false)
    {
        if (@case.Process != All.GraduatedApproach.Name || All.GraduatedApproach.Read(@case.State) is not GraduatedApproachProcess.State.Running { Support: var support })
        {
            return null;
        }

        var words = (await new SaidBook(rows).About(@case.About.Id, ct)).Where(s => s.Case == @case.Id.Id && (s.Kind != SaidKind.View || (alsoOwn && s.Of == reader.Id)));
        var version = support.Cycle.Plan ?? (support.Past is [.., var last] ? last.Plan : null);
        return new(support, FamilyText.Plan.In(tongue), version is { } number ? await new PlanBook(rows).Version(@case.About.Id, number, ct) : null, [.. words]);
    }
}
