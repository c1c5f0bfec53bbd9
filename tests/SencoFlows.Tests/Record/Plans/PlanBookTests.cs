using SencoFlows.Cases;
using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

public class PlanBookTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MemoryRows _rows = new();

    private PlanBook Book => new(_rows);

    private Task<int?> Issue(Plan plan, string request, DateTimeOffset? at = null) =>
        Book.Issue("pupil1", plan, SamplePlan.Senco, at ?? SamplePlan.Morning, request, null, async (_, changes) =>
        {
            await _rows.Save(changes, _ct);
            return true;
        }, _ct);

    [Fact]
    public async Task A_plan_comes_back_as_it_was_issued()
    {
        Assert.Equal(1, await Issue(SamplePlan.Whole, "r1"));
        var issued = (await Book.Current("pupil1", _ct))!;
        Assert.Equal(Wire.Write(new IssuedPlan(1, SamplePlan.Morning, SamplePlan.Senco, SamplePlan.Whole)), Wire.Write(issued));
        Assert.Null(await Book.Current("pupil2", _ct));
        Assert.Null(await Book.Version("pupil1", 2, _ct));
    }

    [Fact]
    public async Task A_change_is_the_next_version_and_leaves_the_one_before_as_it_was()
    {
        await Issue(SamplePlan.Whole, "r1");
        var first = await _rows.Read("plan|pupil1|0001", _ct);
        Assert.Equal(2, await Issue(SamplePlan.Whole with { AtHome = "Nothing" }, "r2"));
        Assert.Equal(first, await _rows.Read("plan|pupil1|0001", _ct));
        Assert.Equal("Nothing", (await Book.Current("pupil1", _ct))!.Plan.AtHome);
        Assert.Equal([1, 2], (await Book.Versions("pupil1", _ct)).Select(v => v.Version));
    }

    [Fact]
    public async Task The_same_request_twice_issues_one_version()
    {
        Assert.Equal(1, await Issue(SamplePlan.Whole, "r1"));
        Assert.Equal(1, await Issue(SamplePlan.Whole, "r1"));
        Assert.Single(await Book.Versions("pupil1", _ct));
    }

    [Fact]
    public async Task Two_who_issue_at_once_get_two_versions()
    {
        await Issue(SamplePlan.Whole, "r1");
        _rows.Before = async n =>
        {
            _rows.Before = null;
            await Issue(SamplePlan.Whole with { AtHome = "theirs" }, "r2");
        };
        Assert.Equal(3, await Issue(SamplePlan.Whole with { AtHome = "mine" }, "r3"));
        Assert.Equal(["theirs", "mine"], (await Book.Versions("pupil1", _ct)).Skip(1).Select(v => v.Plan.AtHome));
    }

    [Fact]
    public async Task What_saves_the_version_may_decline_it()
    {
        Assert.Null(await Book.Issue("pupil1", SamplePlan.Whole, SamplePlan.Senco, SamplePlan.Morning, "r1", null, (_, _) => Task.FromResult(false), _ct));
        Assert.Empty(_rows.Keys);
    }

    [Fact]
    public async Task The_plans_of_a_whole_school_are_one_range_read()
    {
        for (var i = 0; i < 400; i++)
        {
            await Book.Issue($"pupil{i}", SamplePlan.Whole, SamplePlan.Senco, SamplePlan.Morning, "r", null, async (_, c) => { await _rows.Save(c, _ct); return true; }, _ct);
        }

        var before = _rows.Requests;
        Assert.Equal(400, (await Book.Heads(_ct)).Count);
        Assert.Equal(1, _rows.Requests - before);
    }

    [Fact]
    public async Task A_provision_that_a_new_version_changes_ends_the_day_before_and_begins_anew()
    {
        await Issue(SamplePlan.Whole, "r1");
        var longer = SamplePlan.Reading with { Minutes = 30 };
        await Issue(SamplePlan.Whole with { Provisions = [longer] }, "r2", new(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            [new Spell(SamplePlan.Reading, new(2026, 11, 23), new(2026, 12, 6)), new Spell(longer, new(2026, 12, 7), new(2027, 2, 12))],
            (await Book.Head("pupil1", _ct))!.Spells);
    }

    [Fact]
    public async Task A_provision_that_never_began_leaves_no_trace_in_the_account_and_one_that_stays_stays_whole()
    {
        var second = SamplePlan.Reading with { Id = "p2", Name = "Precision teaching" };
        await Issue(SamplePlan.Whole with { Provisions = [SamplePlan.Reading, second] }, "r1");
        await Issue(SamplePlan.Whole, "r2");
        Assert.Equal([new Spell(SamplePlan.Reading, new(2026, 11, 23), new(2027, 2, 12))], (await Book.Head("pupil1", _ct))!.Spells);
    }

    [Fact]
    public async Task The_account_forgets_what_ended_before_the_last_school_year()
    {
        await Issue(SamplePlan.Whole, "r1");
        await Issue(SamplePlan.Whole with { Provisions = [] }, "r2", new(2028, 9, 5, 9, 0, 0, TimeSpan.Zero));
        Assert.Empty((await Book.Head("pupil1", _ct))!.Spells);
    }

    [Fact]
    public async Task Every_row_about_a_pupils_plans_can_be_named_and_no_other_pupils()
    {
        await Issue(SamplePlan.Whole, "r1");
        await Issue(SamplePlan.Whole with { AtHome = "x" }, "r2");
        await new PlanDrafts(_rows).Save("pupil1", _ => new PlanDraft("d", 2), _ct);
        await new PlanDrafts(_rows).Save("pupil11", _ => new PlanDraft("d", 0), _ct);
        Assert.Equal(["plan|pupil1|0001", "plan|pupil1|0002", "planhead|pupil1", "plandraft|pupil1"], await Book.KeysOf("pupil1", _ct).ToListAsync(_ct));
        Assert.Equal(["plandraft|pupil11"], await Book.KeysOf("pupil11", _ct).ToListAsync(_ct));
    }

    [Fact]
    public void A_group_shares_the_hours_and_the_cost()
    {
        Assert.Equal(0.5m, SamplePlan.Reading.HoursAWeek);
        Assert.Equal((18 * 0.5m * 10) + 12, SamplePlan.Reading.Cost);
        Assert.Equal(1m, (SamplePlan.Reading with { GroupSize = 1 }).HoursAWeek);
    }
}
