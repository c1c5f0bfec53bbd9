using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>A draft in words as it stands, right or wrong, and where each of its parts is written.</summary>
internal static class DraftWords
{
    public static IReadOnlyList<PlanPart> Of(PlanDraft draft) =>
    [
        new("needs", "Needs, the most important first", Items(draft, DraftFields.Needs)),
        new("baselines", "Starting points", Items(draft, DraftFields.Baselines)),
        new("outcomes", "Outcomes", Items(draft, DraftFields.Outcomes)),
        new("provisions", "Provision", Items(draft, DraftFields.Provisions)),
        new("everyday", "Every day, in school and at home", [.. DraftFields.Everyday.SelectMany(f => Alone(draft, f))]),
        new("about", "About the pupil", [.. DraftFields.About.SelectMany(f => Alone(draft, f))]),
        new("review", "Review", [.. Alone(draft, DraftFields.Review), .. Alone(draft, DraftFields.Why)]),
    ];

    /// <summary>The page on which a field is asked.</summary>
    public static string SectionOf(string field) => field.Split('.')[0] switch
    {
        "adjustments" or "home" => "everyday",
        "likes" or "important" or "helps" => "about",
        "review" or "why" => "review",
        var kind => kind,
    };

    /// <summary>What a list of errors calls a field that two people have changed.</summary>
    public static string Label(PlanDraft draft, string field) =>
        (DraftFields.Find(field)?.Label ?? "").Replace(" (optional)", "", StringComparison.Ordinal)
        + (PlanDraft.LineOf(field) is { } line && DraftFields.Lines.FirstOrDefault(k => k.Kind == PlanDraft.KindOf(line)) is { } kind && draft.Of(kind.Kind).ToList().IndexOf(line) is >= 0 and var at ? $" of {kind.One} {at + 1}" : "");

    public static string Show(DraftField field, string text) => field.Kind switch
    {
        FieldKind.Need => SenCodes.Type(text)?.Words ?? text,
        FieldKind.Deliverer => Deliverers.Read(text)?.Words ?? text,
        FieldKind.Date => DateOnly.TryParseExact(text, "d/M/yyyy", EnglishWords.Culture, System.Globalization.DateTimeStyles.None, out var day) ? EnglishWords.Of(day) : text.Trim('/'),
        FieldKind.Money when text.Length > 0 => $"£{text}",
        _ => text,
    };

    private static List<PlanItem> Items(PlanDraft draft, LineKind kind) => [.. draft.Of(kind.Kind).Select((line, i) => new PlanItem(line,
        $"{i + 1}. {(Show(kind.Fields[0], draft[$"{line}.{kind.Fields[0].Name}"]) is { Length: > 0 } title ? title : "Nothing entered")}",
        [.. kind.Fields.Skip(1).Select(f => new PlanFact(Bare(f.Label), Show(f, draft[$"{line}.{f.Name}"]))).Where(f => f.Text.Length > 0)]))];

    private static IEnumerable<PlanItem> Alone(PlanDraft draft, DraftField field) =>
        Show(field, draft[field.Name]) is { Length: > 0 } text ? [new(field.Name, Bare(field.Label), [new("", text)])] : [];

    private static string Bare(string label) => label.Replace(" (optional)", "", StringComparison.Ordinal);
}
