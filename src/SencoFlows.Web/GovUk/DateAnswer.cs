using System.Globalization;

namespace SencoFlows.Web.GovUk;

/// <summary>The three boxes of a GOV.UK date input, as typed.</summary>
public sealed record DateAnswer(string? Day = null, string? Month = null, string? Year = null)
{
    public static DateAnswer Of(DateOnly? on) => on is { } d
        ? new($"{d.Day}", $"{d.Month}", $"{d.Year}")
        : new();

    /// <summary>The date, or the error message in the design system's words.</summary>
    /// <param name="what">Completes "Enter the ...", for example "leaving date".</param>
    public (DateOnly On, string? Error) Read(string what)
    {
        string[] missing = [.. new[] { (Day, "day"), (Month, "month"), (Year, "year") }.Where(p => string.IsNullOrWhiteSpace(p.Item1)).Select(p => p.Item2)];
        return missing.Length switch
        {
            3 => (default, $"Enter the {what}"),
            > 0 => (default, $"The {what} must include a {string.Join(" and ", missing)}"),
            _ when DateOnly.TryParseExact($"{Year!.Trim()}-{Month!.Trim()}-{Day!.Trim()}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) => (on, null),
            _ => (default, $"The {what} must be a real date"),
        };
    }
}
