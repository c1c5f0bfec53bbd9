using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>What another school of this deployment has had checked in a language, and this one has not. It holds words of pages, and nothing about anybody's family.</summary>
public sealed record CheckedElsewhere(School School, Translation Translation, IReadOnlyList<Translated> Offered)
{
    /// <summary>Who checked it there.</summary>
    public IReadOnlyList<Check> Checks => [.. Offered.Select(o => o.Check!).DistinctBy(c => (c.Name, c.How, c.On)).OrderByDescending(c => c.On)];

    /// <summary>One read for each school; the one that has most to offer first.</summary>
    public static async Task<IReadOnlyList<CheckedElsewhere>> Of(Translation here, School school, Schools schools, IStore store, CancellationToken ct)
    {
        string[] phrases = [.. FamilyText.All.SelectMany(t => t.Phrases)];
        List<CheckedElsewhere> all = [];
        await foreach (var (other, found) in Others(school, schools, store, async rows => await new Translations(rows).Find(here.Language, ct) is { } one ? [one.Value] : [], ct))
        {
            if (here.Offered(found, phrases) is { Count: > 0 } offered)
            {
                all.Add(new(other, found, offered));
            }
        }

        return [.. all.OrderByDescending(e => e.Offered.Count).ThenBy(e => e.School.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The languages in which other schools have had something checked, and the name of one of these schools.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Languages(School school, Schools schools, IStore store, CancellationToken ct)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (other, found) in Others(school, schools, store, async rows => [.. (await new Translations(rows).All(ct)).Select(t => t.Value)], ct))
        {
            if (found.Phrases.Values.Any(p => p.Check is not null))
            {
                all.TryAdd(found.Language, other.Name);
            }
        }

        return all;
    }

    private static async IAsyncEnumerable<(School School, Translation Translation)> Others(School school, Schools schools, IStore store, Func<IRows, Task<IReadOnlyList<Translation>>> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var urn in (await schools.Urns(ct)).Where(u => u != school.Urn).Order(StringComparer.Ordinal))
        {
            var found = await read(store.Rows(urn));
            if (found.Count > 0 && await schools.Find(urn, ct) is { } other)
            {
                foreach (var translation in found)
                {
                    yield return (other, translation);
                }
            }
        }
    }
}
