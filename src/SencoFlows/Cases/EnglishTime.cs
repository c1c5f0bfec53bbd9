namespace SencoFlows.Cases;

/// <summary>Legal dates are English dates; servers run on UTC.</summary>
public static class EnglishTime
{
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    extension(TimeProvider clock)
    {
        public DateOnly Today => clock.GetUtcNow().EnglishDate;
    }

    extension(DateTimeOffset at)
    {
        /// <summary>Clock time in England at that moment.</summary>
        public DateTime English => TimeZoneInfo.ConvertTime(at, _london).DateTime;

        public DateOnly EnglishDate => DateOnly.FromDateTime(at.English);
    }

    extension(DateOnly day)
    {
        /// <summary>07:00 in England on that day: reminders should not arrive at midnight.</summary>
        public DateTimeOffset Dawn => day.At(new(7, 0));

        /// <summary>That time in England on that day. A time that the clocks leave out in March is the one an hour later.</summary>
        public DateTimeOffset At(TimeOnly time)
        {
            var local = day.ToDateTime(time);
            return new(TimeZoneInfo.ConvertTimeToUtc(_london.IsInvalidTime(local) ? local.AddHours(1) : local, _london), TimeSpan.Zero);
        }
    }
}
