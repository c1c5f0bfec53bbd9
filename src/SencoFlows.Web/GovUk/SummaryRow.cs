using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

/// <summary>One question and its answer. With <see cref="ChangeHref"/> it gets a link "Change" that says what it changes.</summary>
public sealed record SummaryRow(string Key, string? Value = null, string? ChangeHref = null)
{
    /// <summary>In place of <see cref="Value"/>, for answers of several lines.</summary>
    public RenderFragment? Content { get; init; }

    public string ChangeText { get; init; } = "Change";
}
