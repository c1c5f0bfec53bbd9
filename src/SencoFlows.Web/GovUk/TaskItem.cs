namespace SencoFlows.Web.GovUk;

/// <param name="Status">Words such as "Completed" or "Not yet started".</param>
/// <param name="Href">Left out while the task cannot be started.</param>
/// <param name="Colour">Left out for what is done or cannot start yet: those are plain words.</param>
public sealed record TaskItem(string Title, string Status, string? Href = null, TagColour? Colour = null, string? Hint = null);
