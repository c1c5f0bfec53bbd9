using SencoFlows.Cases;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Record.Plans;

/// <summary>What people type, and what they are told.</summary>
public class DraftReaderTests
{
    private static readonly DateOnly _today = new(2026, 11, 20);

    private static PlanDraft Whole { get; } = PlanStart.From("abcdefgh1", new IssuedPlan(1, SamplePlan.Morning, SamplePlan.Senco, SamplePlan.Whole), new Tale().School.Calendar, "s1", SamplePlan.Morning);

    private static StaffRates Rates { get; } = new([new(Deliverer.TeachingAssistant, 18, null, new(2026, 9, 1))]);

    private static (Plan? Plan, IReadOnlyList<Refusal> Problems) Read(PlanDraft draft) => DraftReader.Read(draft, new Tale().School.Calendar, Rates, _today);

    private static string Wrong(string field, string text)
    {
        var (plan, problems) = Read(Whole.With(field, text, "s1", SamplePlan.Morning));
        Assert.Null(plan);
        var one = Assert.Single(problems);
        Assert.Equal(field, one.Field);
        return one.Reason;
    }

    [Fact]
    public void A_plan_that_goes_through_a_draft_comes_out_as_it_was() => Assert.Equal(Wire.Write(SamplePlan.Whole), Wire.Write(Read(Whole).Plan!));

    [Fact]
    public void A_plan_that_is_changed_after_its_review_date_can_be_issued_with_the_next_one()
    {
        var (school, late) = (new Tale().School, SamplePlan.Morning.AddDays(31));
        var draft = PlanStart.From("abcdefgh1", new IssuedPlan(1, SamplePlan.Morning, SamplePlan.Senco, SamplePlan.Whole), school.Calendar, "s1", late);
        var (plan, problems) = DraftReader.Read(draft, school.Calendar, Rates, late.EnglishDate);
        Assert.Empty(problems);
        var next = ReviewDates.Default(school.Calendar, late.EnglishDate);
        Assert.Equal((next, next), (plan!.Review, plan.Outcomes.Single().By));
    }

    [Theory]
    [InlineData("outcomes.o1.measure", "", "Enter how you will know that outcome 1 is met")]
    [InlineData("outcomes.o1.what", "", "Enter what the pupil will be able to do for outcome 1")]
    [InlineData("outcomes.o1.target", "", "Enter the target of outcome 1")]
    [InlineData("outcomes.o1.by", "", "Enter the date by which outcome 1 is to be met")]
    [InlineData("outcomes.o1.by", "31/2/2027", "The date by which outcome 1 is to be met must be a real date")]
    [InlineData("outcomes.o1.by", "31//2027", "The date by which outcome 1 is to be met must include a month")]
    [InlineData("outcomes.o1.by", "19/11/2026", "The date of outcome 1 must be today or in the future")]
    [InlineData("outcomes.o1.by", "1/1/2031", "The date of outcome 1 must be within three years")]
    [InlineData("provisions.p1.minutes", "-20", "Minutes of provision 1 must be 1 or more")]
    [InlineData("provisions.p1.minutes", "0", "Minutes of provision 1 must be 1 or more")]
    [InlineData("provisions.p1.minutes", "", "Enter how many minutes provision 1 takes each time")]
    [InlineData("provisions.p1.minutes", "twenty", "Minutes of provision 1 must be a number, like 20")]
    [InlineData("provisions.p1.minutes", "20.5", "Minutes of provision 1 must be a whole number")]
    [InlineData("provisions.p1.minutes", "99999999999999999999999999999999", "Minutes of provision 1 must be a number, like 20")]
    [InlineData("provisions.p1.times", "0", "Times a week of provision 1 must be more than 0")]
    [InlineData("provisions.p1.group", "-1", "Pupils in the group of provision 1 must be 1 or more")]
    [InlineData("provisions.p1.weeks", "61", "Weeks of provision 1 must be 60 or fewer")]
    [InlineData("provisions.p1.name", "", "Enter what provision 1 is")]
    [InlineData("provisions.p1.by", "", "Choose who gives provision 1")]
    [InlineData("provisions.p1.by", "0", "Choose who gives provision 1")]
    [InlineData("provisions.p1.other", "-3", "Other costs of provision 1 must be 0 or more")]
    [InlineData("provisions.p1.other", "a lot", "Other costs of provision 1 must be an amount in pounds, like 12.50")]
    [InlineData("provisions.p1.start", "", "Enter the first day of provision 1")]
    [InlineData("provisions.p1.start", "1/1/1990", "The first day of provision 1 must be within a year of today")]
    [InlineData("provisions.p1.end", "1/11/2026", "The last day of provision 1 must be the same as or after its first day")]
    [InlineData("baselines.b1.result", "", "Enter the result of starting point 1")]
    [InlineData("baselines.b1.on", "21/11/2026", "The date of starting point 1 must be today or in the past")]
    [InlineData("needs.abcdefgh1.type", "", "Choose the type of need 1")]
    [InlineData("needs.abcdefgh2.type", "SPLD", "Specific learning difficulty is in the list twice. Choose another need or remove one")]
    [InlineData("review", "", "Enter the review date")]
    [InlineData("review", "20/11/2026", "The review date must be in the future")]
    [InlineData("review", "1/1/1", "The review date must be a real date")]
    [InlineData("review", "3/5/2027", "The school is closed on 3 May 2027. Choose a school day, like 30 April 2027 or 4 May 2027")]
    [InlineData("review", "22/12/2026", "22 December 2026 is in the school holidays. Choose a school day, like 18 December 2026 or 5 January 2027")]
    [InlineData("review", "12/12/2026", "12 December 2026 is a Saturday. Choose a school day, like 11 December 2026 or 14 December 2026")]
    [InlineData("review", "27/11/2026", "27 November 2026 is an INSET day. Choose a school day, like 26 November 2026 or 30 November 2026")]
    [InlineData("review", "2/12/2027", "The review date must be within a year")]
    public void It_says_what_is_wrong_where(string field, string text, string says) => Assert.Equal(says, Wrong(field, text));

    [Theory]
    [InlineData("why", "What has changed must be 2,000 characters or fewer. You have 40,000")]
    [InlineData("adjustments", "Adjustments must be 5,000 characters or fewer. You have 40,000")]
    [InlineData("outcomes.o1.what", "Outcome 1 must be 1,000 characters or fewer. You have 40,000")]
    [InlineData("provisions.p1.name", "What provision 1 is must be 100 characters or fewer. You have 40,000")]
    public void A_text_of_40000_characters_is_named_with_its_length(string field, string says) => Assert.Equal(says, Wrong(field, new string('x', 40_000)));

    [Fact]
    public void An_empty_draft_says_what_a_plan_needs() => Assert.Equal(
        ["Add the need that this plan is about", "Add an outcome", "Add a provision", "Enter the review date"],
        Read(new PlanDraft("d", 0)).Problems.Select(p => p.Reason));

    [Fact]
    public void Emoji_and_text_from_right_to_left_are_text_like_any_other()
    {
        var plan = Read(Whole.With("home", "نقرأ معًا كل مساء", "s1", SamplePlan.Morning).With("likes", "👩‍👩‍👧 and 🐶", "s1", SamplePlan.Morning)).Plan!;
        Assert.Equal(("نقرأ معًا كل مساء", "👩‍👩‍👧 and 🐶"), (plan.AtHome, plan.AboutMe.Likes));
    }

    [Fact]
    public void The_last_day_is_worked_out_from_the_weeks_over_the_schools_holidays()
    {
        var plan = Read(Whole.With("provisions.p1.end", "", "s1", SamplePlan.Morning)).Plan!;
        Assert.Equal(new DateOnly(2027, 2, 12), plan.Provisions[0].End); // Ten weeks from 23 November, without Christmas.
        Assert.Equal(new DateOnly(2026, 11, 26), Read(Whole.With("provisions.p1.end", "", "s1", SamplePlan.Morning).With("provisions.p1.weeks", "1", "s1", SamplePlan.Morning)).Plan!.Provisions[0].End); // The Friday is an INSET day.
    }

    [Fact]
    public void An_hour_costs_what_it_cost_on_the_first_day()
    {
        var rates = Rates.With(new(Deliverer.TeachingAssistant, 20, 30, new(2026, 12, 1)));
        Assert.Equal(18, DraftReader.Read(Whole, new Tale().School.Calendar, rates, _today).Plan!.Provisions[0].PerHour);
        Assert.Equal(20, DraftReader.Read(Whole.With("provisions.p1.start", "1/12/2026", "s1", SamplePlan.Morning), new Tale().School.Calendar, rates, _today).Plan!.Provisions[0].PerHour);
        Assert.Equal(0, DraftReader.Read(Whole, new Tale().School.Calendar, StaffRates.None, _today).Plan!.Provisions[0].PerHour);
    }
}
