using SencoFlows.Law;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Record.Plans;

public class ReviewDatesTests
{
    private static SchoolCalendar Calendar { get; } = new Tale().School.Calendar;

    [Theory]
    [InlineData("2026-09-07", "2026-12-18")]
    [InlineData("2026-10-28", "2026-12-18")] // In half term.
    [InlineData("2026-11-20", "2027-03-25")] // Four weeks are too short to show anything.
    [InlineData("2026-12-26", "2027-03-25")] // In the holidays.
    [InlineData("2027-04-13", "2027-07-20")]
    public void The_review_is_at_the_end_of_term(string today, string review) => Assert.Equal(DateOnly.Parse(review, null), ReviewDates.Default(Calendar, DateOnly.Parse(today, null)));

    [Fact]
    public void Without_term_dates_it_is_in_twelve_weeks_on_a_working_day() => Assert.Equal(new DateOnly(2027, 2, 12), ReviewDates.Default(SchoolCalendar.Unknown, new(2026, 11, 20)));

    [Fact]
    public void On_every_day_of_two_years_the_default_is_a_date_that_may_be_chosen()
    {
        for (var today = new DateOnly(2026, 8, 20); today < new DateOnly(2028, 9, 1); today = today.AddDays(1))
        {
            Assert.Null(ReviewDates.Problem(Calendar, ReviewDates.Default(Calendar, today), today));
        }
    }
}
