using System.Text.Json;
using System.Text.Json.Serialization;

namespace SencoFlows.Law;

/// <summary>A version of a rule that is not law yet, to be tried on open cases.</summary>
public static class DraftRule
{
    private const int _mostNumber = 5000;
    private const int _mostLetters = 20_000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The rule as a draft is written, to begin from.</summary>
    public static string Write(Rule rule, DateOnly from) => JsonSerializer.Serialize(
        new Written(rule.Id, from, null, rule.Duty, rule.Source, rule.InPlainWords, [.. rule.Parts.Select(p => new WrittenPart(p.Name, p.Words, [.. p.Lines], p.Choice, p.Then.Count == 0 ? null : [.. p.Then]))]), _json);

    /// <summary>The same rule with another number of days, weeks or months.</summary>
    public static (Rule? Rule, string? Why) WithNumber(Rule rule, int number, DateOnly from) =>
        rule.Number is null ? (null, "This rule has no number to change. Give the day it names, or write the draft in full")
        : number is < 1 or > _mostNumber ? (null, $"Enter a number from 1 to {_mostNumber}")
        : (Draft(rule.Set(number), from), null);

    /// <summary>The same rule with another day of the year, for a rule that names one.</summary>
    public static (Rule? Rule, string? Why) WithDay(Rule rule, int month, int day, DateOnly from) =>
        month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2027, month) ? (null, "Enter a day and a month that every year has")
        : rule.Parts[0].Lines[0].Steps is not [Count.OnDay or Count.Fixed, ..] ? (null, "This rule names no day of the year. Give the number it counts, or write the draft in full")
        : (Draft(rule with { Parts = [Named(rule.Parts[0], new(month, day)), .. rule.Parts.Skip(1)] }, from), null);

    /// <summary>A draft as text. What is left out stays as the rule has it.</summary>
    public static (Rule? Rule, string? Why) Read(string text)
    {
        if (text.Length > _mostLetters)
        {
            return (null, "The draft is too long to be one rule");
        }

        Written? draft;
        try
        {
            draft = JsonSerializer.Deserialize<Written>(text, _json);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return (null, $"The draft cannot be read{(e is JsonException { Path: { Length: > 1 } path } ? $": look at {path}" : ". Begin from the text of a rule and change it")}");
        }

        if (draft?.Rule is null || RuleBook.Find(draft.Rule) is not { } rule)
        {
            return (null, "Give the id of a rule of the catalogue, such as \"rule\": \"ctf\"");
        }

        if (draft.InForceFrom.Year < 1990 || !IsoDay.Sensible.Has(draft.InForceFrom))
        {
            return (null, "Give the day from which the draft would be law, such as \"inForceFrom\": \"2027-09-01\"");
        }

        rule = rule with { Duty = draft.Duty ?? rule.Duty, Source = draft.Source ?? rule.Source, InPlainWords = draft.Words ?? rule.InPlainWords };
        if (draft.Number is { } number)
        {
            return WithNumber(rule, number, draft.InForceFrom);
        }

        return draft.Parts is null ? (Draft(rule, draft.InForceFrom), null) : WithParts(rule, draft.Parts, draft.InForceFrom);
    }

    private static (Rule? Rule, string? Why) WithParts(Rule rule, IReadOnlyList<WrittenPart> parts, DateOnly from)
    {
        if (parts.Count == 0 || parts.Any(p => p.Name is null || p.Words is null || p.Lines is not [_, ..] || p.Lines.Any(l => l.Steps is null || l.Steps.Any(s => s is null))))
        {
            return (null, "Each part needs a name, words and at least one line of steps");
        }

        if (parts.SelectMany(p => p.Lines!).FirstOrDefault(l => rule.Inputs.All(i => i.Name != l.From)) is { } line)
        {
            return (null, $"The rule {rule.Id} is not told a day called {line.From}. It is told {string.Join(", ", rule.Inputs.Select(i => i.Name))}");
        }

        if (parts.SelectMany(p => p.Lines!.SelectMany(l => l.Steps).Concat(p.Then ?? [])).FirstOrDefault(s => s.Number is < 0 or > _mostNumber) is not null)
        {
            return (null, $"Count with numbers from 0 to {_mostNumber}");
        }

        var draft = Draft(rule with { Parts = [.. parts.Select(p => new Part(p.Name!, p.Words!, p.Lines!) { Choice = p.Choice ?? Choice.Only, Then = p.Then ?? [] })] }, from);
        try
        {
            draft.Work(from, null, draft.Inputs.ToDictionary(i => i.Name, _ => from, StringComparer.Ordinal));
            return (draft, null);
        }
        catch (ArgumentOutOfRangeException)
        {
            return (null, "A step of the draft leads to a day that does not exist");
        }
    }

    private static Part Named(Part part, Count.OnDay day) =>
        part with { Lines = [part.Lines[0] with { Steps = [day, .. part.Lines[0].Steps.Skip(1)] }, .. part.Lines.Skip(1)] };

    private static Rule Draft(Rule rule, DateOnly from) => rule with { InForceFrom = from, InForceTo = null, Caveat = "A draft, not law." };

    private sealed record Written(string? Rule, DateOnly InForceFrom, int? Number, Duty? Duty, string? Source, string? Words, IReadOnlyList<WrittenPart>? Parts);

    private sealed record WrittenPart(string? Name, string? Words, IReadOnlyList<Line>? Lines, Choice? Choice, IReadOnlyList<Count>? Then);
}
