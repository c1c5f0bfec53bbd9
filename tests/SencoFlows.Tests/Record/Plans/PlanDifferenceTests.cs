using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

public class PlanDifferenceTests
{
    private static IReadOnlyList<PlanChange> Changes(Plan after) => PlanDifference.Between(SamplePlan.Whole, after);

    [Fact]
    public void The_same_plan_has_no_differences() => Assert.Empty(Changes(SamplePlan.Whole));

    [Fact]
    public void A_change_says_where_it_is_and_what_stood_there()
    {
        Assert.Equal([new PlanChange("Provision", "Paired reading: How often", "3 times a week, 20 minutes each", "3 times a week, 30 minutes each")],
            Changes(SamplePlan.Whole with { Provisions = [SamplePlan.Reading with { Minutes = 30 }] }));
        Assert.Equal([new PlanChange("Review", "", "18 December 2026", "25 March 2027")], Changes(SamplePlan.Whole with { Review = new(2027, 3, 25) }));
        Assert.Equal([new PlanChange("Outcomes", "Wording", "Reads a new page without help", "Reads")], Changes(SamplePlan.Whole with { Outcomes = [SamplePlan.Whole.Outcomes[0] with { What = "Reads" }] }));
    }

    [Fact]
    public void What_came_and_what_went_is_shown_whole()
    {
        var changes = Changes(SamplePlan.Whole with { Provisions = [SamplePlan.Reading with { Id = "p2", Name = "Typing", Who = null }], AtHome = null });
        Assert.Equal(["Typing\nWho gives it: Teaching assistant\nGroup: Group of 2\nHow often: 3 times a week, 20 minutes each\nFrom: 23 November 2026\nTo: 12 February 2027\nWeeks: 10"], changes.Where(c => c.Before is null).Select(c => c.After));
        Assert.Equal(["Provision", "What parents do at home"], changes.Where(c => c.After is null).Select(c => c.Part));
    }

    [Fact]
    public void Needs_in_another_order_are_a_difference() =>
        Assert.Equal(2, Changes(SamplePlan.Whole with { Needs = [.. SamplePlan.Whole.Needs.Reverse()] }).Count);

    [Fact]
    public void Two_texts_are_laid_over_each_other_word_by_word()
    {
        Assert.Equal([new(WordFate.Stayed, "Reads a"), new(WordFate.Went, "short"), new(WordFate.Came, "long new"), new(WordFate.Stayed, "page")], ChangedWords.Between("Reads a short page", "Reads a long new page"));
        Assert.Equal([new(WordFate.Came, "new")], ChangedWords.Between("", "new"));
        Assert.Equal(2, ChangedWords.Between(string.Join(' ', Enumerable.Repeat("a", 500)), "b").Count);
    }
}
