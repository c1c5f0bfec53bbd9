using System.Collections.Frozen;

namespace SencoFlows.Law;

/// <summary>All rules, every version of them. A changed law is a second version of its rule, and the date in the event decides which counts.</summary>
public static class RuleBook
{
    private static readonly FrozenDictionary<string, Rule[]> _versions =
        Rules.Everything.GroupBy(r => r.Id, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.OrderBy(r => r.InForceFrom).ToArray(), StringComparer.Ordinal);

    [ThreadStatic]
    private static Rule? _draft;

    /// <summary>The newest version of each rule, in the order of the catalogue.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. Rules.Everything.Select(r => r.Id).Distinct(StringComparer.Ordinal).Select(id => _versions[id][^1])];

    public static Rule? Find(string id) => _versions.GetValueOrDefault(id)?[^1];

    /// <summary>Every version of a rule, the oldest first. Empty when there is no such rule.</summary>
    public static IReadOnlyList<Rule> Versions(string id) => _versions.GetValueOrDefault(id) ?? [];

    /// <summary>The version in force on a day, or null when there was none.</summary>
    public static Rule? On(string id, DateOnly date) =>
        _draft is { } draft && draft.Id == id && draft.WasInForce(date) ? draft : _versions.GetValueOrDefault(id)?.LastOrDefault(r => r.WasInForce(date));

    /// <summary>Works something out as if a draft rule were already law. Nothing outside <paramref name="work"/> sees the draft.</summary>
    public static T Rehearse<T>(Rule draft, Func<T> work)
    {
        var before = _draft;
        _draft = draft;
        try
        {
            return work();
        }
        finally
        {
            _draft = before;
        }
    }

    /// <summary>The version that counts for a day. A rule that a school has set for itself, or that is not in the book, stands as it is.</summary>
    internal static Rule InForce(Rule rule, DateOnly on)
    {
        if (_draft is { } draft && draft.Id == rule.Id && draft.WasInForce(on))
        {
            return AsFirm(draft, rule);
        }

        if (rule.WasInForce(on) || !_versions.TryGetValue(rule.Id, out var versions) || !versions.Any(v => ReferenceEquals(v.Parts, rule.Parts)))
        {
            return rule;
        }

        var counts = versions.LastOrDefault(v => v.WasInForce(on));
        return counts is null ? rule : AsFirm(counts, rule);
    }

    /// <summary>A duty of maintained schools that is only "should" for an academy stays that in the next version.</summary>
    private static Rule AsFirm(Rule law, Rule here) => here.Duty > law.Duty ? law with { Duty = here.Duty } : law;
}
