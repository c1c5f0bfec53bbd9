using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

/// <summary>One answer a user can choose.</summary>
public sealed record Option(string Value, string Text, string? Hint = null)
{
    /// <summary>Asked only of those who choose this: the stylesheet folds it away, no script. The server has to ignore what others left in it.</summary>
    public RenderFragment? Reveal { get; init; }

    /// <summary>Puts the word "or" before it.</summary>
    public bool AfterOr { get; init; }

    /// <summary>Among checkboxes: chosen alone, as in "None of these".</summary>
    public bool Exclusive { get; init; }
}
