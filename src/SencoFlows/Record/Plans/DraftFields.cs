using System.Globalization;

namespace SencoFlows.Record.Plans;

/// <summary>What a form asks for in one box.</summary>
public enum FieldKind { Words, Text, Number, Money, Date, Need, Deliverer }

/// <param name="Name">The last part of the field's name: "what" of "outcomes.3f2a.what".</param>
/// <param name="Most">Characters.</param>
public sealed record DraftField(string Name, string Label, FieldKind Kind, int Most = 200, string? Hint = null);

/// <param name="Kind">The first part of the field's name.</param>
/// <param name="One">As people call one of them.</param>
/// <param name="Most">Lines.</param>
public sealed record LineKind(string Kind, string One, string Many, int Most, IReadOnlyList<DraftField> Fields);

/// <summary>Everything that a plan asks for: the pages, the reading and the comparing follow this list. The names are stored.</summary>
public static class DraftFields
{
    /// <summary>Longer than anything that is accepted, and still kept, so that nobody loses what they have pasted.</summary>
    public const int MostKept = 50_000;

    public static LineKind Needs { get; } = new("needs", "need", "needs", 6,
        [new("type", "Type of need", FieldKind.Need), new("note", "What it looks like in school (optional)", FieldKind.Text, 1000)]);

    public static LineKind Baselines { get; } = new("baselines", "starting point", "starting points", 12,
    [
        new("what", "What was measured", FieldKind.Words, Hint: "For example, reading age"), new("result", "Result", FieldKind.Words, Hint: "For example, 6 years 4 months"),
        new("on", "When (optional)", FieldKind.Date),
    ]);

    public static LineKind Outcomes { get; } = new("outcomes", "outcome", "outcomes", 10,
    [
        new("what", "What the pupil will be able to do", FieldKind.Text, 1000), new("measure", "How you will know", FieldKind.Words, 500, "For example, a reading test, or counting over one week"),
        new("target", "Target", FieldKind.Words, 500, "For example, reading age of 6 years 10 months"), new("by", "By when", FieldKind.Date),
    ]);

    public static LineKind Provisions { get; } = new("provisions", "provision", "provisions", 15,
    [
        new("name", "What it is", FieldKind.Words, 100), new("by", "Who gives it", FieldKind.Deliverer), new("who", "Name of the person (optional)", FieldKind.Words, 100),
        new("group", "Pupils in the group", FieldKind.Number, Hint: "1 if it is one to one"), new("times", "Times a week", FieldKind.Number, Hint: "0.5 if it is every other week"),
        new("minutes", "Minutes each time", FieldKind.Number), new("weeks", "Weeks", FieldKind.Number), new("start", "First day", FieldKind.Date),
        new("end", "Last day (optional)", FieldKind.Date, Hint: "Worked out from the weeks if you leave it empty"),
        new("other", "Other costs in pounds (optional)", FieldKind.Money, Hint: "Materials or licences for this pupil. Staff time is worked out for you"),
    ]);

    public static IReadOnlyList<LineKind> Lines { get; } = [Needs, Baselines, Outcomes, Provisions];

    public static IReadOnlyList<DraftField> Everyday { get; } =
    [
        new("adjustments", "What all staff do differently (optional)", FieldKind.Text, 5000, "Seating, instructions, materials, time, the classroom itself"),
        new("home", "What parents do at home (optional)", FieldKind.Text, 5000, "As agreed with them"),
    ];

    public static IReadOnlyList<DraftField> About { get; } =
    [
        new("likes", "What people like about the pupil (optional)", FieldKind.Text, 2000), new("important", "What is important to the pupil (optional)", FieldKind.Text, 2000),
        new("helps", "What helps the pupil (optional)", FieldKind.Text, 2000),
    ];

    public static DraftField Review { get; } = new("review", "Review date", FieldKind.Date);

    public static DraftField Why { get; } = new("why", "What has changed, and why (optional)", FieldKind.Text, 2000, "Shown with this version to everybody who reads the plan");

    /// <summary>Whether a form may send it: a field of its own, or one of a line.</summary>
    public static bool Has(string field) => Find(field) is not null;

    public static DraftField? Find(string field) => field.Split('.') switch
    {
        [var name] => Everyday.Concat(About).Append(Review).Append(Why).FirstOrDefault(f => f.Name == name),
        [var kind, var id, var name] when RecordId.Is(id) => Lines.FirstOrDefault(l => l.Kind == kind)?.Fields.FirstOrDefault(f => f.Name == name),
        _ => null,
    };

    /// <summary>A day as it stands in a draft: "18/12/2026", or whatever was typed in the three boxes.</summary>
    public static string Write(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year}");

    public static string Write(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
