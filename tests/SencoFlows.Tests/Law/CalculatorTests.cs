using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

public class CalculatorTests
{
    [Theory]
    [InlineData("from", "ehcna-6", "", "Give the day the local authority received the request, such as 2026-11-23")]
    [InlineData("from", "ehcna-6", "from=2027-02-29", "There is no 29 February 2027: that month has 28 days")]
    [InlineData("from", "ehcna-6", "from=2026-11-31", "There is no 31 November 2026: that month has 30 days")]
    [InlineData("from", "ehcna-6", "from=2026-13-01", "There is no month 13: write the day as year-month-day, with a month from 01 to 12")]
    [InlineData("from", "ehcna-6", "from=2026-11-00", "There is no 0 November 2026: that month has 30 days")]
    [InlineData("from", "ehcna-6", "from=23/11/2026", "Write the day as year-month-day, such as 2026-11-23")]
    [InlineData("from", "ehcna-6", "from=2026-11-23T09:00:00Z", "Give the day alone, such as 2026-11-23: legal time limits count whole days in England, without a time or a time zone")]
    [InlineData("from", "ehcna-6", "from=0000-01-01", "Give a year between 1900 and 2199")]
    [InlineData("from", "ehcna-6", "from=9999-12-31", "Give a year between 1900 and 2199")]
    [InlineData("from", "ehcna-6", "from=1900-01-01", "This rule was not in force on 1 January 1900. Give a day from 1 September 2014 on")]
    [InlineData("from", "dp-complaint", "from=2026-06-18", "This rule was not in force on 18 June 2026. Give a day from 19 June 2026 on")]
    [InlineData("meeting", "ar-notice", "meeting=soon", "Write the day as year-month-day, such as 2026-11-23")]
    [InlineData("lastReview", "newla-review", "from=2027-01-11", "Give the day the plan was made, or the local authority sent its last review decision, such as 2026-11-23")]
    [InlineData("certificate", "appeal", "from=2027-06-14 certificate=2027-06-13", "A mediation certificate is issued after the decision. Give a day that is not before the decision was sent")]
    [InlineData("certificate", "appeal", "from=2027-06-14 certificate=nonsense", "Write the day as year-month-day, such as 2026-11-23")]
    [InlineData("reopens", "ehcna-exc", "from=2027-07-22 reopens=2027-08-18", "The exception needs a closure of at least 4 weeks (28 days). Give a day of reopening that is 28 days or more after the school closed")]
    [InlineData("restarted", "sar", "from=2026-11-02 stopped=2026-11-05", "Give the day the clock was started again as well as the day the clock was stopped")]
    [InlineData("restarted", "sar", "from=2026-11-02 stopped=2026-11-05 restarted=2026-11-04", "The clock cannot start again before it was stopped. Give a day that is not before the clock was stopped")]
    [InlineData("firstPost", "senco-move", "from=2026-01-01 firstPost=2026-06-01", "The first post cannot be later than this one. Give a day for the first post that is not after they became SENCO at this school")]
    [InlineData("rule", "ehcna-7", "from=2026-11-23", "There is no rule with the id ehcna-7. Choose one from the catalogue of rules, such as ehcna-6")]
    [InlineData("rule", "", "from=2026-11-23", "Choose a rule, such as ehcna-6")]
    public void Says_what_to_give_instead(string parameter, string id, string given, string why) =>
        Assert.Equal(new Reckoned.Wrong(parameter, why), Ask(id, given));

    [Fact]
    public void Answers_with_every_date_and_its_working()
    {
        var dates = Assert.IsType<Reckoned.Dates>(Ask("ar-due", "lastReview=2026-04-15"));
        Assert.Equal([("due", new(2027, 4, 14)), ("anniversary", new DateOnly(2027, 4, 15))], dates.All.Select(d => (d.Name, d.On)));
        Assert.Equal(
            ["12 months after Wednesday 15 April 2026 is Thursday 15 April 2027, the same day of the month.", "It must be done before Thursday 15 April 2027, so Wednesday 14 April 2027 is the last day that is in time."],
            dates.Main.Steps);
    }

    [Fact]
    public void Takes_the_version_of_the_day_and_asks_for_what_that_version_needs()
    {
        Assert.Equal(new(2024, 9, 1), Assert.IsType<Reckoned.Dates>(Ask("senco-nasenco-cut", "from=2024-09-01 appointed=2024-09-01")).Rule.InForceFrom);
        Assert.Equal("appointed", Assert.IsType<Reckoned.Wrong>(Ask("senco-nasenco-cut", "from=2024-09-01")).Parameter);
        Assert.Equal(new(2027, 8, 31), Assert.IsType<Reckoned.Dates>(Ask("senco-nasenco-cut", "from=2024-08-31")).Main.On);
    }

    [Theory]
    [MemberData(nameof(CatalogueTests.Ids), MemberType = typeof(CatalogueTests))]
    public void Every_rule_answers_for_the_first_and_the_last_day_it_takes(string id)
    {
        var rule = RuleBook.Find(id)!;
        foreach (var from in (DateOnly[])[rule.InForceFrom, IsoDay.Sensible.To.AddDays(-28)])
        {
            var dates = Assert.IsType<Reckoned.Dates>(Calculator.Ask(id, name => rule.Inputs.Any(i => i.Alias == name) ? null : IsoDay.Of(name == "reopens" ? from.AddDays(28) : from), null));
            Assert.NotEmpty(dates.All);
        }
    }

    [Theory]
    [InlineData("terms", "2026-09-02", "", "Give each term as its first and last day with two dots between: terms=2026-09-02..2026-10-23")]
    [InlineData("terms", "2026-10-23..2026-09-02", "", "A term ends before it begins: 2026-10-23..2026-09-02. Give the first day first")]
    [InlineData("terms", "2026-09-02..2026-10-23 2026-10-23..2026-12-18", "", "Two terms overlap: 2026-09-02..2026-10-23 and 2026-10-23..2026-12-18. Give each school day in one of them only")]
    [InlineData("terms", "2026-09-02..2027-07-20", "", "A term is longer than 200 days: 2026-09-02..2027-07-20. Give each run of school days between two holidays")]
    [InlineData("terms", "2026-09-02..2026-09-31", "", "There is no 31 September 2026: that month has 30 days")]
    [InlineData("inset", "2026-09-02..2026-10-23", "27 November", "Write the day as year-month-day, such as 2026-11-23")]
    [InlineData("terms", "", "2026-11-27", "Give the terms as well as the INSET days: terms=2026-09-02..2026-10-23, once for each")]
    public void Terms_that_cannot_be_are_refused(string parameter, string terms, string inset, string why) =>
        Assert.Equal(new Reckoned.Wrong(parameter, why), GivenTerms.Read(Words(terms), Words(inset)).Wrong);

    [Fact]
    public void Terms_given_in_any_order_count_alike()
    {
        var calendar = GivenTerms.Read(["2026-11-02..2026-12-18", "2026-09-02..2026-10-23"], ["2026-11-27"]).Calendar;
        Assert.Equal(new(2026, 12, 14), Rules.Ctf.After(new(2026, 11, 20), calendar).On);
    }

    private static Reckoned Ask(string id, string given)
    {
        var days = Words(given).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        return Calculator.Ask(id, name => days.GetValueOrDefault(name), SchoolOne.Calendar);
    }

    private static string[] Words(string text) => text == "27 November" ? [text] : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
