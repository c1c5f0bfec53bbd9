using System.Collections;

namespace SencoFlows.Record.Register;

/// <param name="All">How many there are, of which the first are given.</param>
public sealed record Found(IReadOnlyList<RegisteredSchool> Schools, int All);

/// <summary>
/// The whole register in memory, by the beginnings of words: name, town, postcode, URN and DfE number. Searching touches no storage.
/// </summary>
public sealed class RegisterIndex
{
    public static RegisterIndex Empty { get; } = new([]);

    private readonly RegisteredSchool[] _schools;
    /// <summary>Names as they are searched: every word has a space before it.</summary>
    private readonly string[] _folded;
    private readonly Dictionary<string, int> _byUrn;
    private readonly string[] _words;
    private readonly int[][] _where;

    public RegisterIndex(IEnumerable<RegisteredSchool> schools)
    {
        _schools = [.. schools.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Urn, StringComparer.Ordinal)];
        _folded = new string[_schools.Length];
        _byUrn = new(_schools.Length, StringComparer.Ordinal);
        var where = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _schools.Length; i++)
        {
            var name = Words.Of(_schools[i].Name);
            _folded[i] = ' ' + string.Join(' ', name);
            _byUrn[_schools[i].Urn] = i;
            foreach (var word in name.Concat(Around(_schools[i])).Distinct(StringComparer.Ordinal))
            {
                (where.TryGetValue(word, out var list) ? list : where[word] = new(1)).Add(i);
            }
        }

        _words = [.. where.Keys.Order(StringComparer.Ordinal)];
        _where = [.. _words.Select(w => where[w].ToArray())];
    }

    public int Count => _schools.Length;

    public IReadOnlyList<RegisteredSchool> All => _schools;

    public RegisteredSchool? Find(string? urn) => urn is not null && _byUrn.TryGetValue(urn.Trim(), out var i) ? _schools[i] : null;

    /// <summary>Schools that have every word of the text, or words that begin so. Those that take pupils come first.</summary>
    /// <param name="text">What has been typed so far. One letter finds nothing.</param>
    /// <param name="most">How many to give.</param>
    public Found Search(string? text, int most = 20)
    {
        var words = Words.Of(text);
        if (words.Sum(w => w.Length) < 2 || _schools.Length == 0)
        {
            return new([], 0);
        }

        var hits = words.Select(Beginning).Aggregate((all, more) => all.And(more));
        var start = ' ' + string.Join(' ', words);
        var begins = words.ConvertAll(w => ' ' + w);
        List<int>[] ranked = [[], [], [], [], []];
        var count = 0;
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i])
            {
                count++;
                var place = ranked[Rank(i, start, begins)];
                if (place.Count < most)
                {
                    place.Add(i);
                }
            }
        }

        return new([.. ranked.SelectMany(r => r).Take(most).Select(i => _schools[i])], count);
    }

    private static IEnumerable<string> Around(RegisteredSchool school)
    {
        var postcode = Words.Of(school.Postcode);
        return [.. Words.Of(school.Town), .. postcode, string.Concat(postcode), school.Urn, school.Laestab ?? school.Urn];
    }

    /// <summary>The number itself before all, then names that begin so, names with those words, and places; schools that take nobody last.</summary>
    private int Rank(int i, string start, List<string> begins) =>
        start.AsSpan(1).SequenceEqual(_schools[i].Urn) ? 0
        : !_schools[i].TakesPupils ? 4
        : _folded[i].StartsWith(start, StringComparison.Ordinal) ? 1
        : begins.TrueForAll(w => _folded[i].Contains(w, StringComparison.Ordinal)) ? 2
        : 3;

    private BitArray Beginning(string word)
    {
        var hits = new BitArray(_schools.Length);
        var first = Array.BinarySearch(_words, word, StringComparer.Ordinal);
        for (var w = first < 0 ? ~first : first; w < _words.Length && _words[w].StartsWith(word, StringComparison.Ordinal); w++)
        {
            foreach (var i in _where[w])
            {
                hits[i] = true;
            }
        }

        return hits;
    }
}
