using System.Globalization;

namespace SencoFlows.Record.Plans;

/// <summary>A part of a plan under its heading.</summary>
/// <param name="Id">Stays the same from version to version.</param>
public sealed record PlanPart(string Id, string Heading, IReadOnlyList<PlanItem> Items);

/// <summary>One outcome, provision or text of a plan.</summary>
/// <param name="Key">Of the same thing in another version.</param>
/// <param name="Title">What it is about, "" for a text that stands alone.</param>
public sealed record PlanItem(string Key, string Title, IReadOnlyList<PlanFact> Facts);

public sealed record PlanFact(string Label, string Text);

/// <summary>A plan in words, once for every page, sheet and comparison.</summary>
public static class PlanWords
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<PlanPart> Of(Plan plan) =>
    [
        new("needs", "Needs, the most important first", [.. plan.Needs.Select((n, i) => new PlanItem(n.Type.ToString(), $"{i + 1}. {n.Type.Words}", Facts(("In school", n.Note))))]),
        new("baselines", "Starting points", [.. plan.Baselines.Select(b => new PlanItem(b.Id, b.What, Facts(("Result", b.Result), ("Measured on", b.On is { } on ? Day(on) : null))))]),
        new("outcomes", "Outcomes", [.. plan.Outcomes.Select(o => new PlanItem(o.Id, o.What, Facts(("How we will know", o.Measure), ("Target", o.Target), ("By", Day(o.By)))))]),
        new("provisions", "Provision", [.. plan.Provisions.Select(p => new PlanItem(p.Id, p.Name, Facts(
            ("Who gives it", p.Who is { } who ? $"{who} ({p.By.Words.ToLower(_english)})" : p.By.Words), ("Group", Group(p.GroupSize)), ("How often", Often(p)),
            ("From", Day(p.Start)), ("To", Day(p.End)), ("Weeks", Number(p.Weeks)))))]),
        new("adjustments", "What all staff do differently", Alone("adjustments", plan.Adjustments)),
        new("home", "What parents do at home", Alone("home", plan.AtHome)),
        new("about", "About the pupil",
        [
            .. About("likes", "What people like about them", plan.AboutMe.Likes), .. About("important", "What is important to them", plan.AboutMe.Important),
            .. About("helps", "What helps them", plan.AboutMe.Helps),
        ]),
        new("review", "Review", Alone("review", Day(plan.Review))),
    ];

    /// <summary>"3 times a week, 20 minutes each".</summary>
    public static string Often(PlanProvision p) => $"{Times(p.TimesAWeek)}, {p.Minutes} minutes each";

    public static string Group(int size) => size == 1 ? "One to one" : $"Group of {size}";

    private static string Times(decimal times) => times switch
    {
        1 => "once a week",
        2 => "twice a week",
        0.5m => "every other week",
        _ => $"{Number(times)} times a week",
    } is var words && words.Length > 0 ? char.ToUpperInvariant(words[0]) + words[1..] : words;

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", _english);

    /// <summary>"£1,204": pounds are enough for a plan of hours.</summary>
    public static string Pounds(decimal pounds) => pounds.ToString("£#,##0", _english);

    /// <summary>With its pence, for what is small: "£2.25".</summary>
    public static string Pence(decimal pounds) => pounds.ToString("£#,##0.00", _english);

    public static string Number(decimal number) => number.ToString("0.##", _english);

    private static PlanItem[] Alone(string key, string? text) => text is null ? [] : [new(key, "", [new("", text)])];

    private static PlanItem[] About(string key, string title, string? text) => text is null ? [] : [new(key, title, [new("", text)])];

    private static PlanFact[] Facts(params IEnumerable<(string Label, string? Text)> facts) => [.. facts.Where(f => !string.IsNullOrEmpty(f.Text)).Select(f => new PlanFact(f.Label, f.Text!))];
}
