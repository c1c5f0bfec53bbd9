using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Tests.Cases;

public sealed class SweepTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 4, 30, 0, TimeSpan.Zero);
    private static readonly CaseId _case = new("100001", "c1");

    private static IReadOnlyList<(CaseId Case, Mend Mend)> Compare(Loop? loop, DateOnly? wakes = null, bool open = true, params CaseId[] withErrands)
    {
        var agenda = new Agenda("transfer", new("pupil", "p1", "Somebody"), "Waiting", Role.Senco, null, null, []);
        return Sweep.Compare(open ? [new OpenCase(_case, wakes, agenda)] : [], withErrands, loop is null ? new Dictionary<CaseId, Loop>() : new Dictionary<CaseId, Loop> { [_case] = loop }, _now);
    }

    private static Loop Heard(double hoursAgo, bool running = true) => new(running, _now.AddHours(-hoursAgo));

    [Fact]
    public void An_open_case_whose_loop_was_heard_of_within_a_day_is_well() => Assert.Empty(Compare(Heard(24), new(2026, 11, 20)));

    [Fact]
    public void An_open_case_without_a_loop_gets_one() => Assert.Equal([(_case, Mend.Start)], Compare(null));

    [Fact]
    public void An_open_case_whose_loop_has_ended_gets_another() => Assert.Equal([(_case, Mend.Start)], Compare(Heard(1, running: false)));

    [Fact]
    public void A_loop_that_is_late_is_rung_and_a_night_later_replaced()
    {
        Assert.Equal([(_case, Mend.Ring)], Compare(Heard(26)));
        Assert.Equal([(_case, Mend.Replace)], Compare(Heard(50)));
    }

    [Fact]
    public void A_loop_that_let_a_whole_day_pass_over_its_date_is_rung() => Assert.Equal([(_case, Mend.Ring)], Compare(Heard(2), new(2026, 11, 19)));

    [Fact]
    public void A_case_that_is_over_but_still_owes_something_counts_like_an_open_one()
    {
        Assert.Equal([(_case, Mend.Start)], Compare(null, open: false, withErrands: _case));
        Assert.Empty(Compare(null, open: false));
        Assert.Equal([(_case, Mend.Start)], Compare(null, withErrands: _case));
    }
}
