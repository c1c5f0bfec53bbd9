using SencoFlows.Law;
using SencoFlows.Record.TermDates;
using SencoFlows.Tests.Law;

namespace SencoFlows.Tests.Record.TermDates;

public class TypedTermsTests
{
    private static readonly AcademicYear _year = new(2026);

    [Theory]
    [InlineData("2 September 2026 to 23 October 2026")]
    [InlineData("2026-09-02 to 2026-10-23")]
    [InlineData("02/09/2026 - 23/10/2026")]
    [InlineData("2/9/26-23/10/26")]
    [InlineData("2.9.2026 – 23.10.2026")]
    [InlineData("Wednesday 2nd September to Friday 23rd October 2026")]
    [InlineData("Autumn 1: Wed 2 Sept 2026 until Fri, 23 Oct 2026 (half term after)")]
    [InlineData("Term 1   2 Sep   23 Oct")]
    [InlineData("the 2nd of September to the 23rd of October")]
    public void Are_read_as_people_write_them(string line) =>
        Assert.Equal([new CalendarEntry(EntryKind.Term, new(2026, 9, 2), new(2026, 10, 23))], new TypedTerms(line, "", "").Read(_year).Entries);

    [Fact]
    public void A_day_without_a_year_belongs_to_the_year_of_the_page() =>
        Assert.Equal(new(2027, 1, 5), new TypedTerms("", "5 January", "").Read(_year).Entries.Single().From);

    [Theory]
    [InlineData("terms", "2 September 2026", "Line 1: write the last day of the term as well, such as 2 September 2026 to 23 October 2026")]
    [InlineData("terms", "\n\nAutumn term", "Line 3: write a first and a last day, such as 2 September 2026 to 23 October 2026")]
    [InlineData("terms", "23 October 2026 to 2 September 2026", "Line 1: 2 September 2026 is before 23 October 2026: write the first day first")]
    [InlineData("terms", "2 September 2026 to 20 July 2027", "Line 1: 2 September 2026 to 20 July 2027 is too long: write one line for each run of school days between two holidays")]
    [InlineData("terms", "Tuesday 2 September 2026 to 23 October 2026", "Line 1: 2 September 2026 is a Wednesday, not a Tuesday")]
    [InlineData("terms", "30 February 2027 to 25 March 2027", "Line 1: there is no 30 February 2027")]
    [InlineData("terms", "29 February 2027 to 25 March 2027", "Line 1: there is no 29 February 2027")]
    [InlineData("terms", "9/23/2026 to 10/23/2026", "Line 1: there is no month 23: write the day first, such as 2/9/2026 or 2 September 2026")]
    [InlineData("terms", "2 September 9999 to 23 October 9999", "Line 1: give a year from 2000 to 2199, not 9999")]
    [InlineData("terms", "2 September 1900 to 23 October 1900", "Line 1: give a year from 2000 to 2199, not 1900")]
    [InlineData("terms", "2 September 2026 to 23 October 2026\n23 October 2026 to 18 December 2026", "2 September 2026 to 23 October 2026 and 23 October 2026 to 18 December 2026 overlap: each day can be in one of them only")]
    [InlineData("inset", "first Monday", "Line 1: write a day, such as 27 November 2026")]
    [InlineData("closures", "1/12/2026 2/12/2026 3/12/2026", "Line 1: write one run of days on each line")]
    public void Say_what_is_wrong_with_which_line(string field, string text, string why)
    {
        var typed = new TypedTerms(field == "terms" ? text : "", field == "inset" ? text : "", field == "closures" ? text : "");
        Assert.Equal([new TypedWrong(field, why)], typed.Read(_year).Wrong);
    }

    [Fact]
    public void What_a_page_shows_is_read_back_as_it_was()
    {
        var calendar = SchoolOne.Calendar with { Closures = [new(2027, 1, 20), new(2027, 1, 21)] };
        var (entries, wrong) = TypedTerms.Of(calendar.Entries).Read(new(2020));
        Assert.Empty(wrong);
        Assert.True(CalendarEntries.Of([.. entries]).SaysTheSameAs(calendar));
    }

    [Fact]
    public void A_page_for_one_year_leaves_the_others_alone()
    {
        var (entries, _) = new TypedTerms("2 September 2027 to 22 October 2027", "1 September 2027", "").Read(new(2027));
        var both = SchoolOne.Calendar.With([new(2027)], entries);
        Assert.Equal((7, 6), (both.Terms.Count, both.Inset.Count));
        Assert.True(both.With([new(2027)], []).SaysTheSameAs(SchoolOne.Calendar));
    }

    [Fact]
    public void A_term_may_begin_in_the_last_days_of_August()
    {
        var (entries, _) = new TypedTerms("27 August 2026 to 16 October 2026", "26 August 2026", "").Read(_year);
        Assert.All(entries, e => Assert.Equal(_year, e.Year));
        var calendar = CalendarEntries.Of([.. entries]);
        Assert.Equal(DayKind.School, calendar.Kind(new(2026, 8, 27)));
        Assert.Equal(DayKind.NotGiven, calendar.Kind(new(2026, 7, 1)));
    }
}
