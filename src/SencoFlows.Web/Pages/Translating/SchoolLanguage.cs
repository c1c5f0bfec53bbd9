using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>A language that a school's contacts have recorded, or that it has begun to translate to.</summary>
/// <param name="Families">Pupils with somebody who has this language.</param>
public sealed record SchoolLanguage(string Code, int Families, Translation? Translation)
{
    /// <summary>The name of another school that has had phrases of it checked; null when none has, or this one has begun.</summary>
    public string? CheckedAt { get; init; }

    /// <summary>The most spoken first.</summary>
    public static async Task<IReadOnlyList<SchoolLanguage>> All(School school, Schools schools, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(school.Urn);
        var elsewhere = await CheckedElsewhere.Languages(school, schools, store, ct);
        var begun = (await new Translations(rows).All(ct)).ToDictionary(t => t.Value.Language, t => t.Value, StringComparer.Ordinal);
        var here = (await new Pupils(rows).All(ct)).Select(p => p.Value.Id).ToHashSet(StringComparer.Ordinal);
        var spoken = (await new Pupils(rows).AllContacts(ct)).Where(p => here.Contains(p.Key))
            .SelectMany(p => p.Select(c => c.Value.Language).Distinct(StringComparer.Ordinal)).CountBy(l => l, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. spoken.Keys.Union(begun.Keys, StringComparer.Ordinal).Where(l => l != "en").Select(l => new SchoolLanguage(l, spoken.GetValueOrDefault(l), begun.GetValueOrDefault(l)) { CheckedAt = begun.ContainsKey(l) ? null : elsewhere.GetValueOrDefault(l) })
                .OrderByDescending(l => l.Families).ThenBy(l => Languages.Words(l.Code), StringComparer.OrdinalIgnoreCase),
        ];
    }
}
