using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

/// <param name="When">As it should be read, see <see cref="EnglishWords"/>.</param>
/// <param name="By">Who did it, or who is awaited.</param>
public sealed record TimelineItem(string Title, string When, string? By = null, string? Text = null)
{
    public RenderFragment? Content { get; init; }

    /// <summary>For machines: an ISO date or moment.</summary>
    public string? Iso { get; init; }

    /// <summary>Has not happened yet.</summary>
    public bool Coming { get; init; }

    public static TimelineItem On(DateOnly day, string title, string? by = null, string? text = null) =>
        new(title, EnglishWords.Of(day), by, text) { Iso = day.ToString("yyyy-MM-dd", EnglishWords.Culture) };
}
