using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Record.Plans;

public class ProvisionMapTests
{
    private static readonly DateOnly _today = new(2026, 12, 11); // The end of the third week from 23 November: 14 school days, for one is INSET.

    private static Pupil Ada { get; } = new("ada", "Ada", "Okafor", new(2016, 3, 4), "5") { Needs = [new(SenType.SPLD)] };

    private static Pupil Ben { get; } = new("ben", "Ben", "Ali", new(2015, 3, 4), "6") { Needs = [new(SenType.SEMH)] };

    private static ProvisionMap Map(params (Pupil Pupil, PlanProvision Provision)[] given) => ProvisionMap.Of(given.Select(g => g.Pupil).Distinct(),
        given.GroupBy(g => g.Pupil.Id).ToDictionary(g => g.Key, g => new PlanHead(1, _today, [.. g.Select(x => new Spell(x.Provision, x.Provision.Start, x.Provision.End))], "r"), StringComparer.Ordinal),
        new Tale().School.Calendar, _today);

    [Fact]
    public void Money_follows_the_days_on_which_the_school_is_open()
    {
        var provision = SamplePlan.Reading with { GroupSize = 1, Minutes = 10, OtherCost = 0, End = new(2027, 2, 12) }; // £9 a week for ten weeks, over 48 school days.
        var line = Assert.Single(Assert.Single(Map((Ada, provision)).Pupils).Provisions);
        Assert.Equal(48, Days(new(2026, 11, 23), new(2027, 2, 12)));
        Assert.Equal((decimal.Round(90m * 14 / 48, 2), 90m, true), (line.SoFar, line.Planned, line.Now));
        Assert.Equal(decimal.Round(90m * Days(new(2026, 11, 23), new(2027, 7, 20)) / 48, 2), line.Onward);
    }

    private static int Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Count(i => SencoFlows.Law.SchoolDays.Has(new Tale().School.Calendar, from.AddDays(i)));

    [Fact]
    public void What_was_stopped_costs_until_it_was_stopped_and_no_further()
    {
        var head = new PlanHead(2, _today, [new(SamplePlan.Reading, new(2026, 11, 23), new(2026, 12, 4))], "r");
        var line = ProvisionMap.Of([Ada], new Dictionary<string, PlanHead> { ["ada"] = head }, new Tale().School.Calendar, _today).Pupils[0].Provisions[0];
        Assert.Equal((line.SoFar, line.SoFar, false), (line.Planned, line.Onward, line.Now));
        Assert.True(line.SoFar > 0);
    }

    [Fact]
    public void A_pupil_who_has_left_is_not_on_the_map() => Assert.Empty(Map((Ada with { Left = new(2026, 12, 1) }, SamplePlan.Reading)).Pupils);

    [Fact]
    public void The_columns_are_what_is_given_now_the_most_frequent_first()
    {
        var map = Map((Ada, SamplePlan.Reading), (Ben, SamplePlan.Reading with { Name = "paired reading " }), (Ben, SamplePlan.Reading with { Id = "p2", Name = "Typing" }), (Ben, SamplePlan.Reading with { Id = "p3", Name = "Later", Start = new(2027, 1, 5) }));
        Assert.Equal(["Paired reading", "Typing"], map.Names);
        Assert.Equal(2m, map.HoursAWeek(Deliverer.TeachingAssistant)); // An hour for the two who read together, and one for Ben’s typing, which has a place free.
        Assert.Empty(map.GivenBy(Deliverer.Mentor).Pupils);
    }

    /// <summary>To the penny, for each is rounded to it.</summary>
    private static void Near(decimal expected, decimal actual) => Assert.InRange(actual, expected - 0.01m, expected + 0.01m);

    private static Pupil Nth(int n) => new($"p{n}", $"P{n}", "Ali", new(2015, 3, 4), "6");

    /// <summary>A group of 8, three times 20 minutes a week at £18: £18 a week for the school, £180 in ten weeks.</summary>
    private static PlanProvision Eight { get; } = SamplePlan.Reading with { GroupSize = 8, OtherCost = 0 };

    [Theory]
    [InlineData(8, 1, 0, 2.25)]
    [InlineData(5, 1, 3, 3.60)]
    [InlineData(1, 1, 7, 18)]
    [InlineData(9, 2, 7, 4)]
    [InlineData(16, 2, 0, 2.25)]
    public void A_session_costs_the_school_the_same_however_many_come(int pupils, int groups, int free, double each)
    {
        var map = Map([.. Enumerable.Range(1, pupils).Select(n => (Nth(n), Eight with { Id = $"x{n}" }))]);
        var group = Assert.Single(map.Groups);
        Assert.Equal((pupils, groups, free, 18m * groups, (decimal)each), (group.Pupils, group.Groups, group.FreePlaces, group.CostAWeek, group.CostAWeek / group.Pupils));
        Near(groups, map.HoursAWeek(Deliverer.TeachingAssistant));
        Assert.InRange(map.Pupils.Sum(p => p.Planned), (180m * groups) - 0.1m, (180m * groups) + 0.1m); // Nothing of the session is left over that nobody is charged with.
        Assert.All(map.Pupils, p => Near((decimal)each * 10, p.Planned));
    }

    [Fact]
    public void Who_comes_later_or_leaves_changes_the_share_from_that_day_on()
    {
        var all = new[] { (Ada, Eight), (Ben, Eight with { Id = "later", Start = new(2027, 1, 5), Weeks = 6 }) };
        var map = Map(all);
        var (before, together, whole) = (Days(new(2026, 11, 23), new(2027, 1, 4)), Days(new(2027, 1, 5), new(2027, 2, 12)), Days(new(2026, 11, 23), new(2027, 2, 12)));
        Near(180m * (before + (together / 2m)) / whole, map.Pupils[0].Planned);
        Assert.Equal((1, 7), (map.Groups[0].Pupils, map.Groups[0].FreePlaces)); // Today Ada sits there alone.

        var left = Map((Ada, Eight), (Ben with { Left = new(2026, 12, 4) }, Eight));
        var shared = Days(new(2026, 11, 23), new(2026, 12, 4));
        Near(180m * ((shared / 2m) + whole - shared) / whole, Assert.Single(left.Pupils).Planned);
    }

    [Fact]
    public void What_would_begin_after_a_pupil_has_left_costs_nothing() =>
        Assert.Equal(0, Assert.Single(Map((Ada with { Left = new(2027, 1, 8) }, Eight with { Start = new(2027, 1, 11) })).Pupils).Planned);

    [Fact]
    public void Other_people_other_times_and_other_sizes_are_other_groups()
    {
        var map = Map((Ada, Eight), (Ben, Eight with { Who = "mrs bell ", Name = "PAIRED reading" }), (Nth(1), Eight with { Who = "Mr Shaw" }), (Nth(2), Eight with { GroupSize = 6 }), (Nth(3), Eight with { Minutes = 30 }), (Nth(4), Eight with { GroupSize = 1 }));
        Assert.Equal([2, 1, 1, 1], map.Groups.Select(g => g.Pupils).OrderDescending());
        Assert.Equal(2, map.Where(p => p.Pupil.Id == "ada").Groups.Single().Pupils); // Filtering the map empties no group.
    }

    [Fact]
    public void Fewer_hours_say_what_could_not_be_given_and_what_is_saved()
    {
        var map = Map((Ada, SamplePlan.Reading), (Ben, SamplePlan.Reading));
        var rates = new StaffRates([new(Deliverer.TeachingAssistant, 18, 5, new(2026, 9, 1))]);
        Assert.Equal(new StaffChange(Deliverer.TeachingAssistant, 1, 5, 0.5m, -81, 2), StaffChange.Of(map, rates, Deliverer.TeachingAssistant, 0.5m, _today));
        Assert.Equal((0.5m, 15m), (StaffChange.Of(map, rates, Deliverer.TeachingAssistant, 0.5m, _today).Missing, StaffChange.Of(map, rates, Deliverer.TeachingAssistant, 0.5m, _today).MinutesForEach));
        Assert.Null(StaffChange.Of(map, StaffRates.None, Deliverer.Teacher, 3, _today).CostAWeek);
    }

    [Fact]
    public void The_first_library_is_whole_and_each_of_it_makes_a_plan_that_can_be_issued()
    {
        var calendar = new Tale().School.Calendar;
        foreach (var template in FirstLibrary.All)
        {
            var draft = PlanStart.From("abcdefghij", 0, Ada, [template], calendar, "s1", SamplePlan.Morning);
            var (plan, problems) = DraftReader.Read(draft, calendar, FirstLibrary.Rates(new(2026, 9, 1)), SamplePlan.Morning.EnglishDate);
            Assert.Empty(problems);
            Assert.True(plan!.Provisions[0].Cost > 0);
        }
    }
}
