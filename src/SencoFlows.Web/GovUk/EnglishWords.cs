using System.Globalization;
using SencoFlows.Cases;

namespace SencoFlows.Web.GovUk;

/// <summary>Dates and numbers as GOV.UK writes them.</summary>
public static class EnglishWords
{
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"24 November 2026".</summary>
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"Tuesday 24 November 2026", for a date somebody has to keep.</summary>
    public static string WithWeekday(DateOnly day) => day.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>"24 November 2026 at 4:05pm", in the time that the value carries.</summary>
    public static string Of(DateTimeOffset moment) =>
        $"{moment.ToString("d MMMM yyyy", Culture)} at {moment.ToString(moment.Minute == 0 ? "%h" : "h:mm", Culture)}{(moment.Hour < 12 ? "am" : "pm")}";

    /// <summary>The same in the time that clocks in England show then.</summary>
    public static string Moment(DateTimeOffset moment) => Of(new DateTimeOffset(DateTime.SpecifyKind(moment.English, DateTimeKind.Unspecified), TimeSpan.Zero));

    /// <summary>"1 pupil", "2 pupils".</summary>
    public static string Count(int n, string one, string? many = null) => $"{n.ToString("N0", Culture)} {(n == 1 ? one : many ?? one + "s")}";

    /// <summary>"840 KB", "1.2 MB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => Count((int)bytes, "byte"),
        < 1_000_000 => $"{(bytes / 1000d).ToString("0", Culture)} KB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.0", Culture)} MB",
        _ => $"{(bytes / 1e9).ToString("0.0", Culture)} GB",
    };
}
