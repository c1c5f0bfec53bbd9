using SencoFlows.Cases;

namespace SencoFlows.Tests.Cases;

public sealed class LookTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    private static Nap Nap(DateOnly? until = null, int errands = 0, bool over = false) =>
        new(over, until, [.. Enumerable.Range(0, errands).Select(i => $"todo|c1|000001-{i:D2}")], "transfer", "Waiting");

    [Fact]
    public void A_case_that_waits_for_people_is_looked_at_once_a_day() =>
        Assert.Equal(_now.AddDays(1).UtcDateTime, Look.At(Nap(), _now).Until);

    [Fact]
    public void A_case_with_a_date_years_away_is_looked_at_once_a_day_too() =>
        Assert.Equal(_now.AddDays(1).UtcDateTime, Look.At(Nap(new(2029, 7, 1)), _now).Until);

    [Fact]
    public void A_date_tomorrow_is_taken_at_seven_in_the_morning_in_england() =>
        Assert.Equal(new DateTime(2026, 7, 2, 6, 0, 0, DateTimeKind.Utc), Look.At(Nap(new(2026, 7, 2)), _now).Until);

    [Fact]
    public void A_date_that_stays_due_does_not_make_a_loop_spin() =>
        Assert.Equal(_now.AddMinutes(1).UtcDateTime, Look.At(Nap(new(2026, 7, 1)), _now).Until);

    [Fact]
    public void A_crowd_of_errands_is_taken_in_portions_and_the_case_does_not_end_before_the_last()
    {
        var look = Look.At(Nap(errands: 60, over: true), _now);
        Assert.Equal((25, false, _now.UtcDateTime), (look.Errands.Count, look.IsOver, look.Until));
        Assert.True(Look.At(Nap(errands: 10, over: true), _now).IsOver);
    }
}
