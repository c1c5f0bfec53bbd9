using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SencoFlows.Web.GovUk;

/// <summary>The three boxes of a GOV.UK date input, as typed.</summary>
public sealed record DateAnswer(string? Day = null, string? Month = null, string? Year = null)
{
    public static DateAnswer Of(DateOnly? on) => on is { } d
        ? new($"{d.Day}", $"{d.Month}", $"{d.Year}")
        : new();

    /// <summary>Nobody typed anything, which is an answer to an optional question.</summary>
    public bool IsEmpty => Missing.Count == 3;

    /// <summary>The boxes to look at again: those left empty, or all three.</summary>
    public IReadOnlyList<string> WrongParts => Missing.Count is 1 or 2 ? Missing : ["Day", "Month", "Year"];

    private List<string> Missing => [.. new[] { (Day, "Day"), (Month, "Month"), (Year, "Year") }.Where(p => string.IsNullOrWhiteSpace(p.Item1)).Select(p => p.Item2)];

    /// <summary>Reads the boxes that <see cref="DateInput"/> wrote.</summary>
    public static DateAnswer From(IFormCollection form, string name) =>
        new(form[$"{name}.Day"], form[$"{name}.Month"], form[$"{name}.Year"]);

    /// <summary>The date, or the error message in the design system's words.</summary>
    /// <param name="what">Completes "Enter the ...", for example "leaving date".</param>
    public (DateOnly On, string? Error) Read(string what)
    {
        var missing = Missing;
        return missing.Count switch
        {
            3 => (default, $"Enter the {what}"),
            > 0 => (default, $"The {what} must include a {string.Join(" and ", missing.Select(m => m.ToLowerInvariant()))}"),
            _ when DateOnly.TryParseExact($"{Year!.Trim()}-{Month!.Trim()}-{Day!.Trim()}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) => (on, null),
            _ => (default, $"The {what} must be a real date"),
        };
    }
}
