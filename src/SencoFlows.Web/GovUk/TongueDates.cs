using SencoFlows.Record;

namespace SencoFlows.Web.GovUk;

/// <summary>Dates and times in the language of the reader. What nobody has checked is said in figures, as an English school writes them.</summary>
internal static class TongueDates
{
    extension(Tongue In)
    {
        /// <summary>"24 November 2026"; "24/11/2026".</summary>
        public string Date(DateOnly day) => In.IsEnglish ? EnglishWords.Of(day) : day.ToString("dd'/'MM'/'yyyy", EnglishWords.Culture);

        /// <summary>"Tuesday 24 November 2026"; the day of the week and "24/11/2026".</summary>
        public string WithWeekday(DateOnly day) => In.IsEnglish ? EnglishWords.WithWeekday(day) : $"{In.Weekday(day)} \u2068{In.Date(day)}\u2069";

        /// <summary>"3:30pm"; "15:30".</summary>
        public string Time(TimeOnly at) => In.IsEnglish ? at.ToString(at.Minute == 0 ? "htt" : "h:mmtt", EnglishWords.Culture).ToLowerInvariant() : at.ToString("HH':'mm", EnglishWords.Culture);

        private string Weekday(DateOnly day) => day.DayOfWeek switch
        {
            DayOfWeek.Monday => In["Monday"],
            DayOfWeek.Tuesday => In["Tuesday"],
            DayOfWeek.Wednesday => In["Wednesday"],
            DayOfWeek.Thursday => In["Thursday"],
            DayOfWeek.Friday => In["Friday"],
            DayOfWeek.Saturday => In["Saturday"],
            _ => In["Sunday"],
        };
    }
}
