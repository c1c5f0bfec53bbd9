using System.Globalization;
using SencoFlows.Record.Csv;

namespace SencoFlows.Record.Register;

/// <param name="Row">As a spreadsheet counts.</param>
/// <param name="Column">As the file calls it, or null when the whole row is meant.</param>
public sealed record BadRow(int Row, string? Column, string Why);

/// <summary>What stands in a file: the good rows, and the bad ones with the reason. <paramref name="Refused"/> when nothing of it can be used.</summary>
public sealed record Extract<T>(IReadOnlyList<T> Rows, IReadOnlyList<BadRow> Bad, string? Refused = null)
{
    public static Extract<T> No(string why) => new([], [], why);
}

/// <summary>
/// The file "edubasealldata" of Get Information About Schools, the Department for Education's register: Windows-1252, dates as 31-08-2026.
/// Columns are found by name; those that we do not use may come and go.
/// </summary>
public static class Establishments
{
    private static readonly string[] _dates = ["dd-MM-yyyy", "dd/MM/yyyy", "yyyy-MM-dd"];
    private static readonly string[] _head = ["HeadTitle (name)", "HeadFirstName", "HeadLastName"];

    public static IReadOnlyList<string> Needed { get; } =
    [
        "URN", "LA (code)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)",
        "OpenDate", "CloseDate", "PhaseOfEducation (name)", "Street", "Town", "Postcode", "SchoolWebsite", "TelephoneNum",
        "HeadTitle (name)", "HeadFirstName", "HeadLastName",
    ];

    public static Extract<RegisteredSchool> Read(CsvTable table)
    {
        if (Open(table, Needed, out var rows, out var at) is { } refused)
        {
            return Extract<RegisteredSchool>.No(refused);
        }

        List<RegisteredSchool> schools = [];
        List<BadRow> bad = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if ((row.Problem ?? row.Cut) is { } problem)
            {
                bad.Add(new(row.Number, null, problem));
            }
            else if (School(row, at, bad) is { } school)
            {
                if (seen.Add(school.Urn))
                {
                    schools.Add(school);
                }
                else
                {
                    bad.Add(new(row.Number, "URN", $"{school.Urn} stands in an earlier row too"));
                }
            }
        }

        return schools.Count == 0 ? new([], bad, "There is no school in the file") : new(schools, bad);
    }

    /// <summary>What is wrong with the file as a whole, or null and where each column is.</summary>
    internal static string? Open(CsvTable table, IReadOnlyList<string> needed, out IEnumerable<CsvRow> rows, out Dictionary<string, int> at)
    {
        rows = [];
        at = new(StringComparer.OrdinalIgnoreCase);
        if (table is not CsvTable.Readable readable)
        {
            return ((CsvTable.Unreadable)table).Reason;
        }

        rows = readable.Rows;
        for (var i = 0; i < readable.Columns.Count; i++)
        {
            at.TryAdd(readable.Columns[i], i);
        }

        var missing = needed.Where(n => !readable.Columns.Contains(n, StringComparer.OrdinalIgnoreCase)).ToList();
        return missing.Count == 0 ? null : $"The file has no column called {string.Join(" and none called ", missing)}. Upload the file as it was downloaded";
    }

    private static RegisteredSchool? School(CsvRow row, Dictionary<string, int> at, List<BadRow> bad)
    {
        var before = bad.Count;
        var urn = Cell("URN");
        if (urn is not { Length: 6 } || !urn.All(char.IsAsciiDigit))
        {
            Bad("URN", "must be six digits");
        }

        var name = Cell("EstablishmentName");
        if (name is null)
        {
            Bad("EstablishmentName", "is empty");
        }

        var status = Status(Cell("EstablishmentStatus (name)"));
        if (status is null)
        {
            Bad("EstablishmentStatus (name)", "must be Open, Closed, Proposed to open, or Open, but proposed to close");
        }

        var (opened, closed) = (Date("OpenDate"), Date("CloseDate"));
        var kind = Cell("TypeOfEstablishment (name)") ?? "Not given";
        return bad.Count > before ? null : new(urn!, name!, kind, PhaseOf(Cell("PhaseOfEducation (name)"), kind), status!.Value)
        {
            Laestab = Cell("LA (code)") is { Length: 3 } la && Cell("EstablishmentNumber") is { Length: 4 } number ? la + number : null,
            Street = Cell("Street"), Town = Cell("Town"), Postcode = Cell("Postcode")?.ToUpperInvariant(), Phone = Cell("TelephoneNum"),
            Domain = OfficialDomain.Of(Cell("SchoolWebsite")), Opened = opened, Closed = closed, Head = Head(),
        };

        string? Cell(string column) => row.Cells[at[column]] is { Length: > 0 } text ? text : null;

        void Bad(string column, string why) => bad.Add(new(row.Number, column, why));

        DateOnly? Date(string column)
        {
            if (Cell(column) is not { } text)
            {
                return null;
            }

            if (DateOnly.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            Bad(column, $"\"{text}\" is not a date like 31-08-2026");
            return null;
        }

        string? Head() => string.Join(' ', _head.Select(Cell).Where(w => w is not null and not "Not recorded" and not "Not applicable")) is { Length: > 0 } head ? head : null;
    }

    private static SchoolStatus? Status(string? text) => text?.ToUpperInvariant() switch
    {
        "OPEN" => SchoolStatus.Open,
        "CLOSED" => SchoolStatus.Closed,
        "PROPOSED TO OPEN" => SchoolStatus.ProposedToOpen,
        "OPEN, BUT PROPOSED TO CLOSE" => SchoolStatus.ProposedToClose,
        _ => null,
    };

    private static Phase PhaseOf(string? text, string kind) => text?.ToUpperInvariant() switch
    {
        "NURSERY" => Phase.Nursery,
        "PRIMARY" => Phase.Primary,
        "MIDDLE DEEMED PRIMARY" => Phase.MiddleDeemedPrimary,
        "MIDDLE DEEMED SECONDARY" => Phase.MiddleDeemedSecondary,
        "SECONDARY" => Phase.Secondary,
        "ALL-THROUGH" => Phase.AllThrough,
        "16 PLUS" => Phase.Post16,
        _ => kind.Contains("special", StringComparison.OrdinalIgnoreCase) ? Phase.Special : Phase.Other,
    };
}
