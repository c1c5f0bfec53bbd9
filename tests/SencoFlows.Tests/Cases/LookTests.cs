using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Cases;

public sealed class LookTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    private static Look At(DateOnly? until = null, int errands = 0, bool over = false, int left = 0, DateTimeOffset? again = null)
    {
        var about = new Subject("pupil", "p1", "Okafor, Ada");
        var agenda = new Agenda("transfer", about, "Waiting", Role.Senco, null, null, until is { } on ? [new RunningDate(on, "rule", on, Reminder: true)] : []);
        List<Row> waiting = [.. Enumerable.Range(0, errands).Select(i => new Row($"todo|c1|000001-{i:D2}", "{}", "1"))];
        return Look.At(new Nap(new Case("transfer", about, null, 1, "", [], agenda, over), waiting), [.. waiting.Take(left).Select(r => r.Key)], again, _now);
    }

    [Fact]
    public void A_case_that_waits_for_people_is_looked_at_once_a_day() =>
        Assert.Equal(_now.AddDays(1).UtcDateTime, At().Until);

    [Fact]
    public void A_case_with_a_date_years_away_is_looked_at_once_a_day_too() =>
        Assert.Equal(_now.AddDays(1).UtcDateTime, At(new(2029, 7, 1)).Until);

    [Fact]
    public void A_date_tomorrow_is_taken_at_seven_in_the_morning_in_england() =>
        Assert.Equal(new DateTime(2026, 7, 2, 6, 0, 0, DateTimeKind.Utc), At(new(2026, 7, 2)).Until);

    [Fact]
    public void A_date_that_stays_due_does_not_make_a_loop_spin() =>
        Assert.Equal(_now.AddMinutes(1).UtcDateTime, At(new(2026, 7, 1)).Until);

    [Fact]
    public void A_crowd_of_errands_is_taken_in_portions_and_the_case_does_not_end_before_the_last()
    {
        var look = At(errands: 60, over: true);
        Assert.Equal((false, _now.UtcDateTime), (look.IsOver, look.Until));
        Assert.True(At(errands: 10, over: true).IsOver);
    }

    [Fact]
    public void What_is_to_be_tried_again_keeps_a_case_awake_that_is_over()
    {
        var look = At(errands: 1, over: true, again: _now.AddHours(2));
        Assert.Equal((false, _now.AddHours(2).UtcDateTime), (look.IsOver, look.Until));
    }

    [Fact]
    public void What_did_not_work_is_left_to_the_loop_which_looks_again_in_a_minute()
    {
        var look = At(errands: 2, over: true, left: 1);
        Assert.Equal((false, _now.AddMinutes(1).UtcDateTime), (look.IsOver, look.Until));
        Assert.Equal(["todo|c1|000001-00"], look.Errands);
    }
}
