namespace SencoFlows.Law;

/// <summary>
/// The rule catalogue: every duty that gives SEN work in an English school a date. Each is a value that a process can use:
/// <c>Rules.Ctf.After(leftOn, school.Calendar)</c>. Grouped in files by what they are about.
/// </summary>
public static partial class Rules
{
    private static DateOnly LastChecked => new(2026, 11, 23);
    private static DateOnly ActBegan => new(2014, 9, 1);
    private static Uri CodeOfPractice => new("https://www.gov.uk/government/publications/send-code-of-practice-0-to-25");

    /// <summary>Every version of every rule, by what it is about.</summary>
    public static IReadOnlyList<Topic> Topics => field ??=
    [
        new("Being the SENCO", Senco), new("SEN support and parents", Support), new("Assessment, plans and appeals", Assessment), new("Annual reviews and changes of phase", AnnualReview),
        new("Moving school or local authority", Moving), new("People, records and exams", PeopleAndRecords), new("What a school publishes and returns", Publishing),
    ];

    /// <summary>Every version of every rule, in the order of the catalogue.</summary>
    public static IReadOnlyList<Rule> Everything => field ??= [.. Topics.SelectMany(t => t.Rules)];

    private static Uri Send(string regulation) => new($"https://www.legislation.gov.uk/uksi/2014/1530/regulation/{regulation}");

    private static Uri Act(string section) => new($"https://www.legislation.gov.uk/ukpga/2014/6/section/{section}");

    private static Rule Must(string id, string title, string source, Uri url, string words, DateOnly? since = null) => new(id, Duty.Must, source, url, words, since ?? ActBegan, LastChecked) { Title = title };

    private static Rule Should(string id, string title, string source, Uri url, string words, DateOnly? since = null) => new(id, Duty.Should, source, url, words, since ?? ActBegan, LastChecked) { Title = title };

    private static Rule Policy(string id, string title, string source, Uri url, string words, string setting, DateOnly? since = null) =>
        new(id, Duty.SchoolPolicy, source, url, words, since ?? ActBegan, LastChecked) { Title = title, Setting = setting };

    extension(Rule rule)
    {
        /// <summary>The day it counts from, in words that follow "the day".</summary>
        private Rule From(string words, string? alias = null) => rule with { Inputs = [.. rule.Inputs, new("from", words) { Alias = alias }] };

        private Rule Needs(string name, string words) => rule with { Inputs = [.. rule.Inputs, new(name, words)] };

        private Rule Takes(string name, string words) => rule with { Inputs = [.. rule.Inputs, new(name, words, Optional: true)] };

        /// <summary>The input named cannot come before another one, or the rule makes no sense.</summary>
        private Rule Ordered(string name, string after, string otherwise, int days = 0) =>
            rule.Where(name, i => i with { Order = new(after, days, otherwise) });

        private Rule NotAfter(string name, string other, string otherwise) => rule.Where(name, i => i with { Order = new(other, 0, otherwise) { Reversed = true } });

        private Rule Where(string name, Func<Input, Input> change) => rule with { Inputs = [.. rule.Inputs.Select(i => i.Name == name ? change(i) : i)] };

        private Rule Due(string words, params Count[] steps) => rule.Gives("due", words, steps);

        private Rule Gives(string name, string words, params Count[] steps) => rule.GivesFrom(name, words, "from", steps);

        private Rule GivesFrom(string name, string words, string input, params Count[] steps) =>
            rule with { Parts = [.. rule.Parts, new(name, words, [new(input, steps)])] };

        private Rule Choose(string words, Choice choice, Line one, Line other, params Count[] then) =>
            rule with { Parts = [.. rule.Parts, new("due", words, [one, other]) { Choice = choice, Then = then }] };

        private Rule Unsure(Confidence confidence, string? caveat = null) => rule with { Confidence = confidence, Caveat = caveat };

        private Rule Note(string caveat) => rule with { Caveat = caveat };
    }

    private static Line Of(string input, params Count[] steps) => new(input, steps);

    private static Count.Days Days(int n) => new(n);

    private static Count.Weeks Weeks(int n) => new(n);

    private static Count.Months Months(int n) => new(n);

    private static Count.School SchoolDays(int n) => new(n);

    private static Count TheDayBefore => new Count.DayBefore();
}

/// <param name="Rules">Every version of each.</param>
public sealed record Topic(string Title, IReadOnlyList<Rule> Rules);
