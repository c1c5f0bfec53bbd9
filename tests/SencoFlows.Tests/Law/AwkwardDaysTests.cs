using SencoFlows.Cases;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>Days on which counting goes wrong when it is done carelessly.</summary>
public class AwkwardDaysTests
{
    [Theory]
    [InlineData("29 February, 3 years on: a year without one", "senco-qual", "2024-02-29", "2027-02-28")]
    [InlineData("29 February, 4 years on: a year with one", "eq-obj", "2024-02-29", "2028-02-29")]
    [InlineData("28 February before a leap year stays the 28th", "access-plan", "2025-02-28", "2028-02-28")]
    [InlineData("31 August, 6 months on", "u5-review", "2026-08-31", "2027-02-28")]
    [InlineData("31 December, 2 months on, in a leap year", "med-contact", "2027-12-31", "2028-02-29")]
    [InlineData("31 March, 5 months before", "pt-5m", "2027-07-31", "2027-02-28")]
    [InlineData("a review finished on 29 February", "ar-due", "2024-02-29", "2025-02-27")]
    [InlineData("a review finished on 1 March, before a leap day", "ar-due", "2023-03-01", "2024-02-29")]
    [InlineData("weeks over the clocks going back", "ar-decision", "2026-10-11", "2026-11-08")]
    [InlineData("weeks over the clocks going forward", "ar-decision", "2027-03-14", "2027-04-11")]
    [InlineData("weeks that end on Christmas Day", "ehcna-6", "2026-11-13", "2026-12-25")]
    [InlineData("weeks that end on a Sunday", "ehcna-6", "2026-11-22", "2027-01-03")]
    [InlineData("weeks over the end of a century's leap day", "ehcna-6", "2100-02-01", "2100-03-15")]
    [InlineData("15 days beginning with a leap day", "ehcp-draft", "2028-02-29", "2028-03-14")]
    [InlineData("a request on 31 January", "sar", "2027-01-31", "2027-03-01")]
    [InlineData("a request due on Good Friday", "sar", "2027-02-26", "2027-03-30")]
    [InlineData("a request due on a substitute day", "sar", "2026-11-28", "2026-12-29")]
    [InlineData("3 working days over a Christmas with two substitute days", "med-cert", "2027-12-24", "2027-12-31")]
    [InlineData("10 working days over Easter and the coronation", "pep", "2023-04-27", "2023-05-15")]
    [InlineData("15 working days beginning with, over the four days of the Platinum Jubilee", "la-ehcp-move", "2022-05-23", "2022-06-14")]
    [InlineData("the first day of an academic year", "parent-3", "2026-09-01", "2027-08-31")]
    [InlineData("the last day of an academic year", "parent-3", "2026-08-31", "2026-08-31")]
    [InlineData("a move in January: 15 February of that very year", "pt-15feb", "2027-01-04", "2027-02-14")]
    [InlineData("off the roll on the last day before Christmas", "ctf", "2026-12-18", "2027-01-25")]
    [InlineData("off the roll in the middle of the half term", "ctf", "2026-10-28", "2026-11-20")]
    [InlineData("off the roll on a Saturday", "ctf", "2026-11-21", "2026-12-14")]
    [InlineData("off the roll on an INSET day", "ctf", "2026-11-27", "2026-12-18")]
    [InlineData("the day before the law began", "dp-complaint", "2026-06-19", "2026-07-19")]
    public void Are_counted_as_the_law_counts(string why, string id, string from, string due)
    {
        Assert.NotEmpty(why);
        Assert.Equal(due, IsoDay.Of(RuleBook.Find(id)!.After(IsoDay.Read(from).Day, SchoolOne.Calendar).On));
    }

    [Theory]
    [InlineData("2027-03-28T00:59:59Z", "2027-03-28")]
    [InlineData("2027-03-28T23:00:00Z", "2027-03-29")]
    [InlineData("2026-10-24T23:30:00Z", "2026-10-25")]
    [InlineData("2026-10-25T23:30:00Z", "2026-10-25")]
    [InlineData("2026-12-31T23:59:59Z", "2026-12-31")]
    [InlineData("2026-06-30T23:00:00Z", "2026-07-01")]
    public void A_moment_belongs_to_the_day_it_is_in_England(string moment, string day) =>
        Assert.Equal(day, IsoDay.Of(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).EnglishDate));
}
