using SencoFlows.Law;
using SencoFlows.Record.TermDates;
using SencoFlows.Tests.Law;

namespace SencoFlows.Tests.Record.TermDates;

public class TermQuestionsTests
{
    private static readonly AcademicYear _year = new(2026);

    [Fact]
    public void A_usual_year_is_not_questioned() => Assert.Empty(Ask(SchoolOne.Calendar));

    [Fact]
    public void A_year_of_fewer_than_170_days_is_questioned() =>
        Assert.Contains(
            "2026/27 has 158 school days. A school year in England has 190, and nearly always between 170 and 200. Is a term missing, or is an INSET day or holiday not taken out?",
            Ask(SchoolOne.Calendar with { Terms = [.. SchoolOne.Calendar.Terms.SkipLast(1)] }));

    [Fact]
    public void A_year_of_more_than_200_days_is_questioned()
    {
        DayRange[] terms = [.. SchoolOne.Calendar.Terms.SkipLast(1), new(new(2027, 6, 7), new(2027, 8, 13))];
        Assert.Contains(Ask(SchoolOne.Calendar with { Terms = terms, Inset = [] }), q => q.StartsWith("2026/27 has 209 school days.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "2026/27 begins on 2 November 2026. Is the beginning of the autumn term missing?")]
    [InlineData(2, "There are 65 days without school between 18 December 2026 and 22 February 2027. Is a term missing?")]
    [InlineData(5, "2026/27 ends on 28 May 2027. Until the rest is known, dates after that are provisional. Is the summer term missing?")]
    public void A_gap_is_questioned(int missing, string question) =>
        Assert.Contains(question, Ask(SchoolOne.Calendar with { Terms = [.. SchoolOne.Calendar.Terms.Where((_, i) => i != missing)] }));

    [Theory]
    [InlineData("2026-11-28", "28 November 2026, an INSET day, is a Saturday. Is it right?")]
    [InlineData("2027-05-03", "3 May 2027, an INSET day, is a bank holiday (Early May bank holiday). Is it right?")]
    public void An_INSET_day_without_work_is_questioned(string day, string question) =>
        Assert.Contains(question, Ask(SchoolOne.Calendar with { Inset = [.. SchoolOne.Calendar.Inset.Skip(1), IsoDay.Read(day).Day] }));

    [Fact]
    public void A_sixth_INSET_day_a_closure_in_the_holidays_and_a_term_from_a_Sunday_are_questioned()
    {
        Assert.Equal(["2026/27 has 6 INSET days. Most schools have 5. Are these right?"], Ask(SchoolOne.Calendar with { Inset = [.. SchoolOne.Calendar.Inset, new(2027, 6, 28)] }));
        Assert.Equal(["29 October 2026, a closure, is not in a term. Is it right?"], Ask(SchoolOne.Calendar with { Closures = [new(2026, 10, 29)] }));
        DayRange[] terms = [.. SchoolOne.Calendar.Terms.SkipLast(1), new(new(2027, 6, 6), new(2027, 7, 20))];
        Assert.Equal(["6 June 2027, the first day of a term, is a Sunday. Is it right?"], Ask(SchoolOne.Calendar with { Terms = terms }));
    }

    [Fact]
    public void A_year_without_terms_says_what_that_means() =>
        Assert.Equal(["2027/28 has no terms. Dates that count school days in it will be provisional. Is that what you want?"], TermQuestions.Of(SchoolOne.Calendar, [new(2027)]));

    private static IReadOnlyList<string> Ask(SchoolCalendar calendar) => TermQuestions.Of(calendar, [_year]);
}
