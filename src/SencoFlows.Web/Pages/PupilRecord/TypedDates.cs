using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>Dates that may be left out.</summary>
internal static class TypedDates
{
    /// <summary>"31/3/2016", "" when nothing was typed: to compare, not to show.</summary>
    public static string Plain(this DateAnswer date) =>
        string.Join('/', new[] { date.Day, date.Month, date.Year }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.Trim().TrimStart('0')));

    /// <param name="date">As typed.</param>
    /// <param name="what">Completes "The ... must be a real date".</param>
    public static (DateOnly? On, string? Error) ReadOptional(this DateAnswer date, string what)
    {
        if (date.Plain().Length == 0)
        {
            return (null, null);
        }

        var (on, error) = date.Read(what);
        return (error is null ? on : null, error);
    }
}
