using Microsoft.AspNetCore.Http;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>What stands in the boxes of a page: as typed, or as it was before anybody typed.</summary>
/// <param name="Form">Null when the page is opened.</param>
public sealed record Answers(IFormCollection? Form = null)
{
    public string? Text(string name, string? before = null) => Form is null ? before : Form[name].ToString();

    /// <summary>As typed without the space around it; "" when there is nothing.</summary>
    public string Words(string name) => Text(name)?.Trim() ?? "";

    /// <summary>The same, and null when there is nothing.</summary>
    public string? WordsOrNone(string name) => Words(name) is { Length: > 0 } words ? words : null;

    /// <summary>About a page. A case keeps its words in each of its rows, so nobody may fill them.</summary>
    public const int MostWords = 4000;

    /// <summary>What is too long to be kept, if anything is.</summary>
    public FormErrors TooLong => Form?.FirstOrDefault(f => f.Value.Any(v => v?.Length > MostWords)).Key is { } name
        ? FormErrors.Of(name, $"What you write must be {MostWords.ToString("N0", EnglishWords.Culture)} characters or fewer") : FormErrors.None;

    public DateAnswer Date(string name, DateOnly? before = null) => Form is null ? DateAnswer.Of(before) : DateAnswer.From(Form, name);

    /// <summary>Which boxes are ticked.</summary>
    public IReadOnlyCollection<string> Ticked(string name, IEnumerable<string> before) => Form is null ? [.. before] : [.. Form[name].OfType<string>()];

    /// <summary>One of the names of an enum as it is posted, and never a number.</summary>
    public T? Chosen<T>(string name) where T : struct, Enum =>
        Text(name) is { Length: > 0 } text && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
}
