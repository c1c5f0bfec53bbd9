using System.Security.Cryptography;
using System.Text;

namespace SencoFlows.Record.Import;

/// <summary>Compares the rows of a file with the record: who is new, what changes, what must be asked. Pure: the same always gives the same plan.</summary>
/// <param name="upload">The id of the upload: new pupils get ids that follow from it and their row.</param>
/// <param name="record">Every pupil of the school.</param>
/// <param name="contacts">By pupil.</param>
/// <param name="today">The day of the upload: a status without a date begins on it.</param>
internal sealed class Planner(string upload, IReadOnlyList<Versioned<Pupil>> record, ILookup<string, Versioned<Contact>> contacts, DateOnly today)
{
    private readonly Dictionary<string, Versioned<Pupil>> _byUpn = record.Where(p => p.Value.Upn is not null).ToDictionary(p => p.Value.Upn!.Value.ToString(), StringComparer.Ordinal);
    private readonly ILookup<string, Versioned<Pupil>> _alike = record.SelectMany(p => Names(p.Value).Select(n => (n, p))).ToLookup(p => p.n, p => p.p, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rowOfPupil = new(StringComparer.Ordinal);
    private readonly List<RowReport> _reports = [];
    private readonly List<Incoming> _incoming = [];

    /// <param name="rows">Of the file.</param>
    /// <param name="answers">By row: the id of the same pupil, or <see cref="ImportPlan.NewPupil"/>.</param>
    public ImportPlan Plan(IEnumerable<SheetRow> rows, IReadOnlyDictionary<int, string> answers)
    {
        foreach (var pupil in OneRowEach(rows))
        {
            Match(pupil, answers.GetValueOrDefault(pupil.Row));
        }

        var absent = record.Count(p => p.Value.OnRoll(today) && !_rowOfPupil.ContainsKey(p.Value.Id));
        return new([.. _reports.OrderBy(r => r.Row)], _incoming, absent);
    }

    private static string[] Names(Pupil p) =>
        [.. new[] { SheetPupil.Like(p.Forename, p.Surname, p.DateOfBirth), SheetPupil.Like(p.FirstName, p.PreferredSurname ?? p.Surname, p.DateOfBirth) }.Distinct(StringComparer.Ordinal)];

    /// <summary>Some systems write a row for each contact: those of one child become one.</summary>
    private List<SheetPupil> OneRowEach(IEnumerable<SheetRow> rows)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        List<SheetPupil> pupils = [];
        foreach (var row in rows)
        {
            if (row.Pupil is not { } pupil)
            {
                _reports.Add(new(row.Row, row.Who, RowOutcome.Problem, row.Notes, []));
                continue;
            }

            string[] keys = pupil.Upn is { } upn ? [upn.ToString(), pupil.Likeness] : [pupil.Likeness];
            if (keys.Where(places.ContainsKey).Select(k => (int?)places[k]).FirstOrDefault() is not { } place)
            {
                foreach (var key in keys)
                {
                    places[key] = pupils.Count;
                }

                pupils.Add(pupil);
            }
            else if (pupils[place].SaysTheSameAs(pupil) && pupil.Contacts.Any(c => pupils[place].Contacts.All(o => o.Likeness != c.Likeness)))
            {
                pupils[place] = pupils[place] with { Contacts = [.. pupils[place].Contacts, .. pupil.Contacts.Where(c => pupils[place].Contacts.All(o => o.Likeness != c.Likeness))] };
            }
            else
            {
                Problem(pupil, Repeats(pupils[place], pupil));
            }
        }

        return pupils;
    }

    private static string Repeats(SheetPupil first, SheetPupil second) =>
        first.Upn is { } upn && upn == second.Upn ? $"has the same unique pupil number as row {first.Row}"
        : first.Upn is not null && second.Upn is not null ? $"has the same name and date of birth as row {first.Row}, but another unique pupil number"
        : $"is the same child as row {first.Row}";

    private void Match(SheetPupil pupil, string? answer)
    {
        if (pupil.Upn is { } upn && _byUpn.TryGetValue(upn.ToString(), out var known))
        {
            if (known.Value.DateOfBirth != pupil.Born && !Names(known.Value with { DateOfBirth = pupil.Born }).Contains(pupil.Likeness, StringComparer.Ordinal))
            {
                Problem(pupil, "has the unique pupil number of somebody in your record with another name and another date of birth. Check the number");
                return;
            }

            Change(pupil, known);
            return;
        }

        var alike = _alike[pupil.Likeness].ToList();
        if (alike.Count == 0 || answer == ImportPlan.NewPupil)
        {
            Add(pupil);
        }
        else if (alike.Find(p => p.Value.Id == answer) is { } same)
        {
            Change(pupil, same);
        }
        else
        {
            _reports.Add(new(pupil.Row, Who(pupil), RowOutcome.Question,
                [new(null, "has the name and date of birth of a pupil in your record, but not the unique pupil number. Is it the same child?")], [.. alike.Select(p => p.Value)]));
            alike.ForEach(p => _rowOfPupil.TryAdd(p.Value.Id, pupil.Row));
        }
    }

    private void Add(SheetPupil row)
    {
        if ((row.YearGroup ?? YearGroups.Of(row.Born, today)) is not { } year)
        {
            Problem(row, "has no year group, and the date of birth gives none. Enter the year group");
            return;
        }

        var id = Id($"{row.Row}");
        var pupil = Merge.Into(new Pupil(id, row.Forename, row.Surname, row.Born, year), row, today);
        _incoming.Add(new(id, pupil, 0, [.. row.Contacts.Select((c, i) => new Versioned<Contact>(Merge.New(Id($"{row.Row}|{i}"), c, i + 1), 0))]));
        _reports.Add(new(row.Row, Who(row), RowOutcome.New, row.Contacts.Count == 0 ? [] : [new(null, $"with {Contacts(row.Contacts.Count)}")], []));
    }

    private void Change(SheetPupil row, Versioned<Pupil> known)
    {
        if (!_rowOfPupil.TryAdd(known.Value.Id, row.Row))
        {
            Problem(row, $"is the same pupil of your record as row {_rowOfPupil[known.Value.Id]}");
            return;
        }

        var pupil = Merge.Into(known.Value, row, today);
        var notes = Merge.Changes(known.Value, pupil, today);
        List<Versioned<Contact>> changed = [];
        var there = contacts[known.Value.Id].ToList();
        foreach (var contact in row.Contacts)
        {
            if (Merge.Find(there, contact) is { } old)
            {
                var now = Merge.Into(old.Value, contact, notes);
                if (Cases.Wire.Write(now) != Cases.Wire.Write(old.Value))
                {
                    changed.Add(new(now, old.Revision));
                }
            }
            else
            {
                changed.Add(new(Merge.New(Id($"{row.Row}|{contact.Likeness}"), contact, there.Count + changed.Count + 1), 0));
                notes.Add(new(null, "Contact: a new one"));
            }
        }

        var same = Cases.Wire.Write(pupil) == Cases.Wire.Write(known.Value);
        if (!same || changed.Count > 0)
        {
            _incoming.Add(new(known.Value.Id, same ? null : pupil, known.Revision, changed));
        }

        _reports.Add(new(row.Row, Who(row), same && changed.Count == 0 ? RowOutcome.Unchanged : RowOutcome.Changes, notes, []));
    }

    private void Problem(SheetPupil row, string why) => _reports.Add(new(row.Row, Who(row), RowOutcome.Problem, [new(null, $"This row {why}")], []));

    private static string Who(SheetPupil row) => $"{row.Surname}, {row.Forename}";

    private static string Contacts(int n) => n == 1 ? "1 contact" : $"{n} contacts";

    private string Id(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{upload}|{what}")))[..32];
}
