using System.Security.Cryptography;
using System.Text;

namespace SencoFlows.Record.Plans;

/// <summary>One field as it was last typed, by whom and when.</summary>
/// <param name="By">The opaque id of a member of staff.</param>
public sealed record Typed(string Text, string By, DateTimeOffset At);

/// <summary>A field that a form sends.</summary>
/// <param name="Seen">The mark of what stood in the field when the form was shown.</param>
public sealed record Answered(string Field, string Text, string Seen);

/// <summary>A field that two people have changed at once. <paramref name="Theirs"/> is what is kept; <paramref name="Mine"/> is on its author's screen.</summary>
public sealed record Clash(string Field, Typed Theirs, string Mine);

/// <summary>
/// A plan that is being written, one for each pupil and shared by everybody who writes it. It holds fields as they were typed, right or
/// wrong, so that nothing is lost on the way. Needs, outcomes and the like are lines with ids of their own: "outcomes.3f2a".
/// </summary>
/// <param name="BasedOn">The version that it changes, 0 for a first plan.</param>
public sealed record PlanDraft(string Id, int BasedOn)
{
    private const int _mostRemoved = 10;

    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>In their order. A line that is not here was removed; its fields are kept, so that it can be put back.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public IReadOnlyDictionary<string, Typed> Fields { get; init; } = new Dictionary<string, Typed>(StringComparer.Ordinal);

    /// <summary>What was typed first, and what was typed last; null for a draft that holds nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public (Typed First, Typed Last)? Written => Fields.Count == 0 ? null : (Fields.Values.MinBy(f => f.At)!, Fields.Values.MaxBy(f => f.At)!);

    public string this[string field] => Fields.TryGetValue(field, out var typed) ? typed.Text : "";

    /// <summary>The lines of a kind: "outcomes".</summary>
    public IReadOnlyList<string> Of(string kind) => [.. Lines.Where(l => KindOf(l) == kind)];

    /// <summary>Lines of a kind that were removed and held something.</summary>
    public IReadOnlyList<string> Removed(string kind) =>
        [.. Fields.Where(f => f.Value.Text.Length > 0).Select(f => LineOf(f.Key)).OfType<string>().Distinct(StringComparer.Ordinal).Where(l => KindOf(l) == kind && !Lines.Contains(l))];

    /// <summary>Of all that would be issued now: who issues it issues what they have seen.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Mark => MarkOf(string.Join('\n', Lines) + "\n" + string.Join('\n', Fields.Where(f => LineOf(f.Key) is not { } line || Lines.Contains(line))
        .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value.Text}")));

    /// <summary>Of one text: a form carries it unseen, so that the server knows what its author was looking at.</summary>
    public static string MarkOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    public PlanDraft With(string field, string text, string by, DateTimeOffset at) =>
        this[field] == text ? this : this with { Fields = new Dictionary<string, Typed>(Fields, StringComparer.Ordinal) { [field] = new(text, by, at) } };

    public PlanDraft WithLine(string line) => Lines.Contains(line) ? this : this with { Lines = [.. Lines, line] };

    /// <summary>A removed line can be put back; of many, the last few.</summary>
    public PlanDraft Without(string line)
    {
        var left = this with { Lines = [.. Lines.Where(l => l != line)] };
        string[] gone = [.. DraftFields.Lines.SelectMany(k => left.Removed(k.Kind)).Where(l => l != line)];
        string[] forgotten = gone.Length > _mostRemoved ? gone[..^_mostRemoved] : [];
        return forgotten.Length == 0 ? left : left with
        {
            Fields = left.Fields.Where(f => !forgotten.Contains(LineOf(f.Key))).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>One place further up among its kind.</summary>
    public PlanDraft Up(string line)
    {
        List<string> lines = [.. Lines];
        var (at, above) = (lines.IndexOf(line), lines.FindLastIndex(Math.Max(0, lines.IndexOf(line) - 1), l => KindOf(l) == KindOf(line)));
        if (at <= 0 || above < 0 || above >= at)
        {
            return this;
        }

        (lines[at], lines[above]) = (lines[above], lines[at]);
        return this with { Lines = lines };
    }

    /// <summary>
    /// Takes in what one person has typed, field by field. A field that they left alone stays as others have it; one that both changed
    /// stays as it is and comes back as a clash. Typing in a line that somebody else has removed puts it back.
    /// </summary>
    public (PlanDraft Draft, IReadOnlyList<Clash> Clashes) Merge(IEnumerable<Answered> answers, string by, DateTimeOffset at)
    {
        var draft = this;
        List<Clash> clashes = [];
        foreach (var answer in answers)
        {
            var theirs = draft[answer.Field];
            if (MarkOf(answer.Text) == answer.Seen || (answer.Text == theirs && (LineOf(answer.Field) is not { } known || draft.Lines.Contains(known))))
            {
                continue;
            }

            if (answer.Text != theirs && MarkOf(theirs) != answer.Seen)
            {
                clashes.Add(new(answer.Field, draft.Fields.GetValueOrDefault(answer.Field) ?? new("", "", at), answer.Text));
                continue;
            }

            draft = draft.With(answer.Field, answer.Text, by, at);
            draft = LineOf(answer.Field) is { } line ? draft.WithLine(line) : draft;
        }

        return (draft, clashes);
    }

    /// <summary>"outcomes.3f2a" of "outcomes.3f2a.what"; null for a field that stands alone.</summary>
    public static string? LineOf(string field) => field.Split('.') is [var kind, var id, _] ? $"{kind}.{id}" : null;

    public static string KindOf(string line) => line.Split('.')[0];
}
