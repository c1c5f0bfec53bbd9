using System.Globalization;
using SencoFlows.Law;

namespace SencoFlows.Web.GovUk.Charts;

/// <summary>Where a day stands on a line of time. The last day has its width too.</summary>
internal sealed record Scale(DayRange Days, double Left, double Width)
{
    private double PerDay => Width / (Days.To.DayNumber - Days.From.DayNumber + 1);

    public double Right => Left + Width;

    public double Start(DateOnly day) => Left + (Math.Clamp(day.DayNumber, Days.From.DayNumber, Days.To.DayNumber + 1) - Days.From.DayNumber) * PerDay;

    public double End(DateOnly day) => Start(day.AddDays(1));

    public double Middle(DateOnly day) => (Start(day) + End(day)) / 2;

    public bool Has(DateOnly day) => Days.Has(day);

    /// <summary>Month names, as many as fit; the year stands in place of its January.</summary>
    public IEnumerable<(double X, string Name)> Months()
    {
        var apart = Math.Max(1, (int)Math.Ceiling(44 / (PerDay * 30)));
        apart = apart switch { 1 or 2 or 3 => apart, <= 6 => 6, _ => 12 };
        var first = new DateOnly(Days.From.Year, Days.From.Month, 1);
        for (var month = first; month <= Days.To; month = month.AddMonths(1))
        {
            if (month >= Days.From && (month.Month - 1) % apart == 0)
            {
                yield return (Start(month), month.ToString(month.Month == 1 ? "yyyy" : "MMM", EnglishWords.Culture));
            }
        }
    }

    public IEnumerable<double> Mondays()
    {
        for (var day = Days.From; day <= Days.To; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Monday)
            {
                yield return Start(day);
            }
        }
    }
}

internal static class Svg
{
    /// <summary>A number as SVG reads it, whatever the culture.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Cut(string words, int letters) => words.Length <= letters ? words : words[..(letters - 1)].TrimEnd() + "…";

    /// <summary>Roughly how wide words are in the charts' type. Too wide is safe.</summary>
    public static double WidthOf(string words) => words.Length * 8.2;
}
