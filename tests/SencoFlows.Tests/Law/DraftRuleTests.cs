using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

public class DraftRuleTests
{
    private static readonly DateOnly _from = new(2027, 9, 1);

    [Theory]
    [MemberData(nameof(CatalogueTests.Ids), MemberType = typeof(CatalogueTests))]
    public void A_rule_written_as_a_draft_is_read_back_and_counts_alike(string id)
    {
        var rule = RuleBook.Find(id)!;
        var (draft, why) = DraftRule.Read(DraftRule.Write(rule, _from));
        Assert.Null(why);
        var days = rule.Inputs.ToDictionary(i => i.Name, _ => _from);
        Assert.Equal(rule.Work(_from, SchoolOne.Calendar, days).Select(w => (w.Name, w.On)), draft!.Work(_from, SchoolOne.Calendar, days).Select(w => (w.Name, w.On)));
        Assert.Equal((_from, rule.Duty, rule.Source), (draft.InForceFrom, draft.Duty, draft.Source));
    }

    [Fact]
    public void A_number_or_a_day_is_changed_and_the_rest_stays()
    {
        Assert.Equal(new(2027, 10, 13), DraftRule.Read("""{ "rule": "ehcna-6", "inForceFrom": "2027-09-01", "number": 6 }""").Rule!.After(_from).On);
        Assert.Equal(new(2027, 9, 29), DraftRule.WithNumber(Rules.Ehcna6, 4, _from).Rule!.After(_from).On);
        Assert.Equal(new(2027, 2, 27), DraftRule.WithDay(Rules.Pt15Feb, 2, 28, _from).Rule!.After(_from).On);
    }

    [Theory]
    [InlineData("", "The draft cannot be read. Begin from the text of a rule and change it")]
    [InlineData("[]", "The draft cannot be read. Begin from the text of a rule and change it")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "soon" }""", "The draft cannot be read: look at $.inForceFrom")]
    [InlineData("""{ "rule": "ctf", "surprise": 1 }""", "The draft cannot be read: look at $.surprise")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "parts": [{ "name": "due", "words": "x", "lines": [{ "from": "from", "steps": [{ "$is": "moon-phases", "n": 2 }] }] }] }""", "The draft cannot be read: look at $.parts[0].lines[0].steps[0]")]
    [InlineData("{}", "Give the id of a rule of the catalogue, such as \"rule\": \"ctf\"")]
    [InlineData("""{ "rule": "nonsense", "inForceFrom": "2027-09-01" }""", "Give the id of a rule of the catalogue, such as \"rule\": \"ctf\"")]
    [InlineData("""{ "rule": "ctf" }""", "Give the day from which the draft would be law, such as \"inForceFrom\": \"2027-09-01\"")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "1900-01-01" }""", "Give the day from which the draft would be law, such as \"inForceFrom\": \"2027-09-01\"")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "number": 0 }""", "Enter a number from 1 to 5000")]
    [InlineData("""{ "rule": "pt-15feb", "inForceFrom": "2027-09-01", "number": 3 }""", "This rule has no number to change. Give the day it names, or write the draft in full")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "parts": [] }""", "Each part needs a name, words and at least one line of steps")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "parts": [{ "name": "due", "words": "x", "lines": [{ "from": "meeting", "steps": [] }] }] }""", "The rule ctf is not told a day called meeting. It is told from")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "parts": [{ "name": "due", "words": "x", "lines": [{ "from": "from", "steps": [{ "n": 99999, "$is": "days" }] }] }] }""", "Count with numbers from 0 to 5000")]
    [InlineData("""{ "rule": "ctf", "inForceFrom": "2027-09-01", "parts": [{ "name": "due", "words": "x", "lines": [{ "from": "from", "steps": [{ "$is": "day-of-that-year", "month": 2, "day": 30 }] }] }] }""", "A step of the draft leads to a day that does not exist")]
    public void What_is_no_rule_says_what_to_give(string text, string why) => Assert.Equal((null, why), DraftRule.Read(text));

    [Theory]
    [InlineData(2, 29, "Enter a day and a month that every year has")]
    [InlineData(13, 1, "Enter a day and a month that every year has")]
    public void A_day_that_not_every_year_has_is_refused(int month, int day, string why) => Assert.Equal(why, DraftRule.WithDay(Rules.Pt15Feb, month, day, _from).Why);

    [Fact]
    public void A_rule_without_a_day_cannot_be_given_one() => Assert.StartsWith("This rule names no day of the year", DraftRule.WithDay(Rules.Ctf, 3, 1, _from).Why, StringComparison.Ordinal);

    [Fact]
    public void A_draft_counts_only_while_it_is_rehearsed_and_only_for_days_of_its_force()
    {
        var draft = Rules.Ehcna6 with { InForceFrom = new(2027, 1, 1), Parts = Rules.Ehcna16.Parts };
        Assert.Equal((new DateOnly(2027, 1, 4), new DateOnly(2027, 5, 24)), RuleBook.Rehearse(draft, () => (Rules.Ehcna6.After(new(2026, 11, 23)).On, Rules.Ehcna6.After(new(2027, 2, 1)).On)));
        Assert.Equal(new(2027, 3, 15), Rules.Ehcna6.After(new(2027, 2, 1)).On);
    }
}
