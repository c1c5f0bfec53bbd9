using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Csv;

namespace SencoFlows.Record.Import;

/// <summary>Reads rows under the columns that were chosen. Whatever cannot be understood is a note that names its column.</summary>
internal sealed class SheetReader(IReadOnlyDictionary<string, int> at, IReadOnlyList<string> columns, DateOnly today)
{
    private const int _longest = 200;
    private readonly List<Note> _notes = [];
    private CsvRow _row = new(0, []);

    /// <summary>The names in a row, as far as there are any: for a report about rows that cannot be read.</summary>
    public string? Who(CsvRow row)
    {
        if (row.Problem is not null)
        {
            return null;
        }

        var names = new[] { ImportFields.Surname, ImportFields.Forename }.Where(at.ContainsKey).Select(f => CellText.Plain(row.Cells[at[f]])).Where(t => t.Length is > 0 and <= _longest);
        return string.Join(", ", names) is { Length: > 0 } who ? who : null;
    }

    public (SheetPupil? Pupil, IReadOnlyList<Note> Notes) Read(CsvRow row)
    {
        _notes.Clear();
        _row = row;
        if (row.Problem is { } broken)
        {
            return (null, [new(null, $"This row {broken}")]);
        }

        var pupil = Pupil();
        return _notes.Count == 0 ? (pupil, []) : (null, [.. _notes]);
    }

    private SheetPupil Pupil()
    {
        var born = Must(ImportFields.Born, Date(ImportFields.Born), "the date of birth") ?? default;
        if (born != default && (born > today || born < today.AddYears(-26)))
        {
            Bad(ImportFields.Born, born > today ? "is in the future" : "is more than 26 years ago. Check the year");
        }

        var year = Value<string>(ImportFields.YearGroup, t => (YearGroups.Read(t), $"\"{t}\" is not a year group. Write it like 5, Year 5 or Reception"));
        return new(_row.Number, Must(ImportFields.Forename, Text(ImportFields.Forename), "the forename") ?? "", Must(ImportFields.Surname, Text(ImportFields.Surname), "the surname") ?? "", born)
        {
            Upn = Text(ImportFields.Upn) is { } upn ? OneUpn(upn) : null,
            PreferredForename = Text(ImportFields.PreferredForename), PreferredSurname = Text(ImportFields.PreferredSurname), YearGroup = year,
            FirstLanguage = Text(ImportFields.FirstLanguage), LookedAfter = YesNo(ImportFields.LookedAfter), CareAuthority = Text(ImportFields.CareAuthority),
            PreviouslyLookedAfter = YesNo(ImportFields.PreviouslyLookedAfter), Status = Given<SenProvision>(ImportFields.SenStatus, CellText.Status),
            StatusFrom = Date(ImportFields.SenStatusFrom), Needs = Needs(), Joined = Date(ImportFields.Joined),
            CameFrom = Value<string>(ImportFields.CameFrom, t => (t is { Length: 6 } && t.All(char.IsAsciiDigit) ? t : null, $"\"{t}\" is not a URN: it has 6 digits")), Left = Date(ImportFields.Left),
            Contacts = [.. Enumerable.Range(1, ImportFields.Contacts).Select(Contact).OfType<SheetContact>()],
        };
    }

    private SheetContact? Contact(int n)
    {
        string Id(string id) => ImportFields.Of(n, id);
        var name = Text(Id(ImportFields.Name)) ?? string.Join(' ', new[] { ImportFields.Title, ImportFields.First, ImportFields.Last }.Select(i => Text(Id(i))).Where(t => t is not null));
        var contact = new SheetContact(name)
        {
            Relationship = Text(Id(ImportFields.Relationship)), ParentalResponsibility = YesNo(Id(ImportFields.Responsibility)), LivesWith = YesNo(Id(ImportFields.LivesWith)),
            MayBeContacted = YesNo(Id(ImportFields.MayBeContacted)), Phone = Text(Id(ImportFields.Phone)), Address = Address(n),
            Email = Value<string>(Id(ImportFields.Email), t => (MailAddress.IsLikely(t) ? t : null, $"\"{t}\" is not an email address")),
            Language = Value<string>(Id(ImportFields.Language), t => (Languages.Read(t), $"\"{t}\" is not a language that we know. Write it like Polish, or as a code like pl")),
            NeedsInterpreter = YesNo(Id(ImportFields.Interpreter)),
            Order = Given<int>(Id(ImportFields.Order), t => int.TryParse(t, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var i) && i is > 0 and < 100 ? (i, null) : (null, $"\"{t}\" must be a number from 1")),
        };
        if (name.Length > 0)
        {
            return contact;
        }

        if (contact is not { Email: null, Phone: null, Address: [] })
        {
            _notes.Add(new(null, $"Contact {n} has an address or a telephone number but no name"));
        }

        return null;
    }

    private List<string> Address(int n)
    {
        var whole = Text(ImportFields.Of(n, ImportFields.Address))?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var parts = new[] { ImportFields.Line1, ImportFields.Line2, ImportFields.Town }.Select(i => Text(ImportFields.Of(n, i))).OfType<string>();
        List<string> lines = [.. whole, .. parts];
        if (Text(ImportFields.Of(n, ImportFields.Postcode))?.ToUpperInvariant() is { } postcode && !lines.Contains(postcode, StringComparer.OrdinalIgnoreCase))
        {
            lines.Add(postcode);
        }

        return lines;
    }

    private List<SenType> Needs()
    {
        List<SenType> needs = [];
        foreach (var id in (string[])[$"{ImportFields.Need}-1", $"{ImportFields.Need}-2", $"{ImportFields.Need}-3", ImportFields.Needs])
        {
            foreach (var text in Text(id)?.Split(id == ImportFields.Needs ? [';', '/', '|', ','] : [';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            {
                var (need, problem) = CellText.Need(text);
                if (need is { } known && !needs.Contains(known))
                {
                    needs.Add(known);
                }
                else if (problem is not null)
                {
                    Bad(id, problem);
                }
            }
        }

        return needs;
    }

    private Upn? OneUpn(string text)
    {
        if (Upn.TryParse(text, out var problem, out var upn))
        {
            return upn;
        }

        Bad(ImportFields.Upn, $"\"{text}\" cannot be right. {problem}");
        return null;
    }

    private DateOnly? Date(string id) => Given<DateOnly>(id, t => CellText.Date(t, today));

    private bool? YesNo(string id) => Given<bool>(id, CellText.YesNo);

    private T? Given<T>(string id, Func<string, (T? Value, string? Problem)> read)
        where T : struct
    {
        if (Text(id) is not { } text)
        {
            return null;
        }

        var (value, problem) = read(text);
        if (problem is not null)
        {
            Bad(id, problem);
        }

        return value;
    }

    private T? Value<T>(string id, Func<string, (T? Value, string Otherwise)> read)
        where T : class
    {
        if (Text(id) is not { } text)
        {
            return null;
        }

        var (value, otherwise) = read(text);
        if (value is null)
        {
            Bad(id, otherwise);
        }

        return value;
    }

    private T? Must<T>(string id, T? value, string what)
    {
        if (value is null && !_notes.Any(n => n.Column == Column(id)))
        {
            Bad(id, $"is empty. Enter {what}");
        }

        return value;
    }

    private string? Text(string id)
    {
        if (!at.TryGetValue(id, out var column))
        {
            return null;
        }

        var text = CellText.Plain(_row.Cells[column]);
        if (CellText.Formula(text) is { } formula)
        {
            Bad(id, formula);
            return null;
        }

        if (text.Length > _longest || text.Any(char.IsControl))
        {
            Bad(id, text.Length > _longest ? $"must be {_longest} characters or fewer" : "holds signs that cannot be printed");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    private void Bad(string id, string why)
    {
        if (!_notes.Any(n => n.Column == Column(id) && n.Text == why))
        {
            _notes.Add(new(Column(id), why));
        }
    }

    private string Column(string id) => at.TryGetValue(id, out var column) ? columns[column] : ImportFields.Find(id)!.Title;
}
