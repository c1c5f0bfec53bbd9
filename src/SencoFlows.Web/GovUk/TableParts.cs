using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

public enum Sorted { No, Ascending, Descending }

/// <param name="SortHref">Makes the heading a link that sorts by it.</param>
public sealed record Column(string Text, string? SortHref = null, Sorted Sorted = Sorted.No)
{
    public bool Numeric { get; init; }

    /// <summary>For a column whose cells speak for themselves, such as links.</summary>
    public bool HiddenText { get; init; }

    public static implicit operator Column(string text) => new(text);

    public static Column FromString(string text) => text;

    internal string? AriaSort => Sorted switch
    {
        Sorted.Ascending => "ascending",
        Sorted.Descending => "descending",
        _ => SortHref is null ? null : "none",
    };
}

public sealed record Cell(string? Text, string? Href = null)
{
    public RenderFragment? Content { get; init; }

    public TagColour? Tag { get; init; }

    /// <summary>Completes a link such as "View" for those who hear it alone.</summary>
    public string? Hidden { get; init; }

    public static implicit operator Cell(string? text) => new(text);

    public static implicit operator Cell(DateOnly day) => new(EnglishWords.Of(day));

    public static Cell Of(RenderFragment content) => new((string?)null) { Content = content };

    public static Cell FromString(string? text) => text;

    public static Cell FromDateOnly(DateOnly day) => day;
}
