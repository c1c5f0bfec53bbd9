using SencoFlows.Record.Csv;

namespace SencoFlows.Record.Register;

/// <summary>One school that followed on another.</summary>
public sealed record Succession(string Urn, string Successor);

/// <summary>
/// The file "links_edubasealldata" of Get Information About Schools: which school followed on which. Each link stands there twice,
/// once from either side, but not always, so both are read.
/// </summary>
public static class EstablishmentLinks
{
    public static IReadOnlyList<string> Needed { get; } = ["URN", "LinkURN", "LinkType"];

    public static Extract<Succession> Read(CsvTable table)
    {
        if (Establishments.Open(table, Needed, out var rows, out var at) is { } refused)
        {
            return Extract<Succession>.No(refused);
        }

        HashSet<Succession> found = [];
        List<BadRow> bad = [];
        foreach (var row in rows)
        {
            if ((row.Problem ?? row.Cut) is { } problem)
            {
                bad.Add(new(row.Number, null, problem));
                continue;
            }

            var (urn, other, kind) = (row.Cells[at["URN"]], row.Cells[at["LinkURN"]], row.Cells[at["LinkType"]]);
            if (!IsUrn(urn) || !IsUrn(other))
            {
                bad.Add(new(row.Number, IsUrn(urn) ? "LinkURN" : "URN", "must be six digits"));
            }
            else if (kind.StartsWith("Successor", StringComparison.OrdinalIgnoreCase))
            {
                found.Add(new(urn, other));
            }
            else if (kind.StartsWith("Predecessor", StringComparison.OrdinalIgnoreCase))
            {
                found.Add(new(other, urn));
            }
        }

        return new([.. found], bad);
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BySchool(IEnumerable<Succession> links) =>
        links.GroupBy(l => l.Urn, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(l => l.Successor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], StringComparer.Ordinal);

    private static bool IsUrn(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);
}
