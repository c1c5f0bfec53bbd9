using System.Globalization;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>Dates worked out by hand from the law, checked one by one. Those with a number are the agreed worked examples; V42 is in the tests of unique pupil numbers.</summary>
public class WorkedDatesTests
{
    [Theory]
    [InlineData("V01", "ehcna-6", "from=2026-11-23", "due=2027-01-04")]
    [InlineData("V03", "ehcp-20", "from=2026-11-23", "due=2027-04-12")]
    [InlineData("", "ehcna-16", "from=2026-11-23", "due=2027-03-15")]
    [InlineData("V05", "ehcp-draft", "from=2027-02-26", "due=2027-03-12")]
    [InlineData("V06", "ar-due", "from=2026-04-15", "due=2027-04-14 anniversary=2027-04-15")]
    [InlineData("V06", "ar-meet-latest", "from=2026-04-15", "due=2027-03-17")]
    [InlineData("V08", "ar-notice", "from=2027-01-19", "due=2027-01-05")]
    [InlineData("V08", "ar-docs", "from=2027-01-19", "due=2027-01-05")]
    [InlineData("V08", "ar-report", "from=2027-01-19", "due=2027-02-02")]
    [InlineData("V08", "ar-decision", "from=2027-01-19", "due=2027-02-16")]
    [InlineData("V08", "ar-final", "from=2027-02-16 meeting=2027-01-19", "due=2027-04-13")]
    [InlineData("", "ar-final", "from=2027-02-20 meeting=2027-01-19", "due=2027-04-13")]
    [InlineData("", "ar-final", "from=2027-02-01", "due=2027-03-29")]
    [InlineData("V11", "pt-15feb", "from=2027-09-01", "due=2027-02-14")]
    [InlineData("V11", "pt-meet", "from=2027-09-01", "due=2026-11-22 postSixteen=2027-01-05")]
    [InlineData("", "pt-31mar", "from=2027-09-01", "due=2027-03-30")]
    [InlineData("V14", "ctf", "from=2026-11-20", "due=2026-12-14")]
    [InlineData("V16", "edrec", "from=2026-12-14", "due=2027-01-19")]
    [InlineData("V18", "sar", "from=2026-11-27", "due=2026-12-29 extended=2027-03-01")]
    [InlineData("V20", "sar", "from=2027-01-29", "due=2027-03-01 extended=2027-04-29")]
    [InlineData("V22", "newla-inform", "from=2027-01-11", "due=2027-02-22")]
    [InlineData("V22", "newla-review", "from=2027-01-11 lastReview=2026-03-02", "due=2027-04-10")]
    [InlineData("V24", "appeal", "from=2027-06-14 certificate=2027-07-08", "due=2027-09-01")]
    [InlineData("V26", "senco-qual", "from=2024-09-01", "due=2027-09-01")]
    [InlineData("V26", "senco-npq-start", "from=2024-09-01", "due=2025-11-01")]
    [InlineData("V28", "senco-qual", "from=2024-02-29", "due=2027-02-28")]
    [InlineData("", "senco-nasenco-cut", "from=2024-05-01 appointed=2026-09-01", "due=2027-08-31")]
    [InlineData("", "senco-nasenco-cut", "from=2024-01-15 appointed=2022-09-01", "due=2025-09-01")]
    [InlineData("", "senco-nasenco-cut", "from=2024-10-01 appointed=2025-01-06", "due=2028-01-06")]
    [InlineData("", "senco-qual", "from=2025-01-06", "due=2028-01-06")]
    [InlineData("V30", "cp-file-inyear", "from=2026-11-20", "due=2026-11-25 workingDays=2026-11-27 schoolDays=2026-11-30")]
    [InlineData("V32", "reg-new", "from=2026-11-23", "due=2026-11-28 schoolDays=2026-12-01")]
    [InlineData("V34", "ehcna-exc", "from=2027-07-22 reopens=2027-09-02", "opens=2027-07-15 closes=2027-08-26")]
    [InlineData("V36", "unopposed", "from=2027-02-01", "confirm=2027-02-15 noPlan=2027-04-12 plan=2027-05-10 amend=2027-03-08")]
    [InlineData("V38", "access-plan", "from=2024-09-18", "due=2027-09-18")]
    [InlineData("V38", "eq-obj", "from=2023-03-30", "due=2027-03-30")]
    [InlineData("", "census", "from=2026-11-23", "autumn=2026-10-01 spring=2027-01-21 summer=2027-05-20")]
    [InlineData("", "med-cert", "from=2026-12-24", "due=2026-12-31")]
    [InlineData("", "la-ehcp-move", "from=2026-12-14", "due=2027-01-06")]
    [InlineData("", "cp-file-term", "from=2027-01-04", "due=2027-01-11")]
    [InlineData("", "annual-report", "from=2026-11-23", "due=2027-07-20")]
    [InlineData("", "parent-3", "from=2026-11-23", "due=2027-08-31")]
    [InlineData("", "shared-senco", "from=2026-11-23", "due=2027-03-25")]
    [InlineData("", "pt-5m", "from=2027-07-31", "due=2027-02-28")]
    [InlineData("", "retention", "from=2012-02-29", "due=2043-02-28")]
    [InlineData("", "sar", "from=2017-03-01", "due=2017-04-10")]
    [InlineData("", "sar", "from=2026-11-02 stopped=2026-11-05 restarted=2026-11-12", "due=2026-12-09")]
    public void Is_what_the_law_says(string example, string id, string given, string expected)
    {
        Assert.NotNull(example);
        var days = Days(given);
        var rule = RuleBook.On(id, days["from"])!;
        var worked = rule.Work(days["from"], SchoolOne.Calendar, days).ToDictionary(w => w.Name, w => w.On);
        Assert.All(Days(expected), e => Assert.Equal(e.Value, worked[e.Key]));
        Assert.All(Days(expected), e => Assert.Equal(e.Value, RuleBook.Find(id)!.After(days["from"], SchoolOne.Calendar, days, e.Key).On));
    }

    [Theory]
    [InlineData("on an ordinary day", "from=2026-10-01", "2026-12-01")]
    [InlineData("in the Christmas days", "from=2026-10-25", "2027-01-04")]
    [InlineData("on New Year's Day", "from=2026-11-01", "2027-01-04")]
    [InlineData("on Christmas Eve", "from=2026-10-24", "2026-12-24")]
    [InlineData("on the last day of August", "from=2026-06-30", "2026-09-01")]
    [InlineData("in an August before a Saturday", "from=2029-06-15", "2029-09-03")]
    public void The_Tribunal_does_not_count_Christmas_and_August(string why, string given, string expected)
    {
        Assert.NotEmpty(why);
        Assert.Equal(Day(expected), Rules.Appeal.After(Days(given)["from"]).On);
    }

    private static Dictionary<string, DateOnly> Days(string text) =>
        text.Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Day(p[1]));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
