using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

public class SchoolDaysTests
{
    private static readonly SchoolCalendar _school = SchoolOne.Calendar;

    [Fact]
    public void A_school_year_has_190_days() => Assert.Equal(190, _school.SchoolDaysIn(new AcademicYear(2026).Days));

    [Theory]
    [InlineData(2026, 11, 23, DayKind.School)]
    [InlineData(2026, 11, 27, DayKind.Inset)]
    [InlineData(2026, 11, 28, DayKind.Weekend)]
    [InlineData(2026, 10, 26, DayKind.Holiday)]
    [InlineData(2027, 5, 3, DayKind.BankHoliday)]
    [InlineData(2027, 8, 31, DayKind.Holiday)]
    [InlineData(2027, 9, 1, DayKind.NotGiven)]
    [InlineData(2026, 8, 31, DayKind.NotGiven)]
    public void Knows_each_day(int year, int month, int day, DayKind kind) => Assert.Equal(kind, _school.Kind(new(year, month, day)));

    [Fact]
    public void A_count_past_the_published_terms_is_provisional_and_settles_when_they_arrive()
    {
        var before = Rules.Ctf.After(new(2027, 7, 16), _school);
        Assert.True(before.Provisional);
        Assert.Contains(before.Explain(_school), s => s.Contains("provisional", StringComparison.Ordinal));

        var longer = _school with { Terms = [.. _school.Terms, new(new(2027, 9, 2), new(2027, 10, 22))], Inset = [.. _school.Inset, new(2027, 9, 1)] };
        var after = Rules.Ctf.After(new(2027, 7, 16), longer);
        Assert.False(after.Provisional);
        Assert.Equal((new DateOnly(2027, 9, 17), new DateOnly(2027, 9, 20)), (before.On, after.On));
    }

    [Fact]
    public void A_school_without_term_dates_counts_working_days_and_says_so()
    {
        var due = Rules.Ctf.After(new(2026, 11, 20));
        Assert.Equal(new(2026, 12, 11), due.On);
        Assert.True(due.Provisional);
        Assert.Contains(due.Explain(), s => s.StartsWith("The school has not given its term dates", StringComparison.Ordinal));
    }

    [Fact]
    public void The_working_names_every_day_that_was_left_out()
    {
        var steps = Rules.EdRec.After(new(2026, 12, 14), _school).Explain(_school);
        Assert.Equal(
            [
                "15 school days after Monday 14 December 2026 is Tuesday 19 January 2027. Only days on which this school has a session count.",
                "Left out: Saturday 19 December 2026 to Sunday 3 January 2027, school holiday.",
                "Left out: Monday 4 January 2027, an INSET day when pupils do not attend.",
                "Left out: 4 days at weekends.",
            ], steps);
    }

    [Fact]
    public void A_closure_for_snow_moves_the_date() =>
        Assert.Equal(new(2026, 12, 15), Rules.Ctf.After(new(2026, 11, 20), _school with { Closures = [new(2026, 12, 3)] }).On);

    [Fact]
    public void Half_terms_belong_to_one_term()
    {
        Assert.Equal(new(2026, 12, 18), _school.EndOfTerm(new(2026, 10, 1)));
        Assert.Equal(new(2027, 3, 25), _school.EndOfTerm(new(2026, 12, 25)));
        Assert.Equal(new(2027, 7, 20), _school.EndOfSummer(new(2026)));
        Assert.Null(_school.EndOfTerm(new(2027, 9, 10)));
    }

    /// <summary>14 of the 15 days are known; the last is the first of a year that is not.</summary>
    [Fact]
    public void A_count_whose_last_day_alone_is_not_known_is_provisional()
    {
        var due = Rules.Ctf.After(new(2027, 6, 30), _school);
        Assert.Equal((new DateOnly(2027, 9, 1), true), (due.On, due.Provisional));
        Assert.False(Rules.Ctf.After(new(2027, 6, 29), _school).Provisional);
    }

    [Fact]
    public void After_the_last_term_that_is_given_nothing_is_known_until_it_is_the_summer_term()
    {
        var autumn = _school with { Terms = [.. _school.Terms.Where(t => t.To.Year == 2026)] };
        Assert.Equal((DayKind.School, DayKind.NotGiven, DayKind.NotGiven), (autumn.Kind(new(2026, 12, 18)), autumn.Kind(new(2026, 12, 21)), autumn.Kind(new(2027, 1, 5))));
        Assert.True(Rules.Ctf.After(new(2026, 12, 18), autumn).Provisional);
    }

    [Fact]
    public void The_summer_term_ends_on_its_last_day_with_pupils() =>
        Assert.Equal(new(2027, 7, 19), Rules.AnnualReport.After(new(2026, 11, 23), _school with { Inset = [.. _school.Inset, new(2027, 7, 20)] }).On);

    [Fact]
    public void The_end_of_a_term_that_nobody_has_given_is_a_guess_and_provisional()
    {
        Assert.True(Rules.SharedSenco.After(new(2026, 11, 23)).Provisional);
        Assert.True(Rules.AnnualReport.After(new(2026, 11, 23)).Provisional);
        Assert.False(Rules.SharedSenco.After(new(2026, 11, 23), _school).Provisional);
    }
}
