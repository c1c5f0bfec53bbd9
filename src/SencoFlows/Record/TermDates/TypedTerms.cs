using System.Globalization;
using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

/// <param name="Field">terms, inset or closures.</param>
/// <param name="Why">A sentence for the user, no full stop.</param>
public sealed record TypedWrong(string Field, string Why);

/// <summary>A school's calendar as it is typed on one page: three boxes, one line for each run of days.</summary>
/// <param name="Terms">"2 September 2026 to 23 October 2026", a line for each half term.</param>
/// <param name="Inset">A day or a run of days on each line.</param>
/// <param name="Closures">Likewise.</param>
public sealed record TypedTerms(string Terms, string Inset, string Closures)
{
    /// <summary>In each box: 200 lines of a hundred characters.</summary>
    public const int MostWords = 20_000;

    private const int _mostLines = 200;

    /// <summary>What the boxes show for some years of a calendar.</summary>
    public static TypedTerms Of(IEnumerable<CalendarEntry> entries)
    {
        var all = entries.ToLookup(e => e.Kind, Line);
        return new(string.Join('\n', all[EntryKind.Term]), string.Join('\n', all[EntryKind.Inset]), string.Join('\n', all[EntryKind.Closure]));
    }

    /// <param name="year">For days that are written without a year.</param>
    public (IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<TypedWrong> Wrong) Read(AcademicYear year)
    {
        List<CalendarEntry> entries = [];
        List<TypedWrong> wrong = [];
        foreach (var (field, kind, text) in ((string, EntryKind, string)[])[("terms", EntryKind.Term, Terms), ("inset", EntryKind.Inset, Inset), ("closures", EntryKind.Closure, Closures)])
        {
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            if (text.Length > MostWords)
            {
                wrong.Add(new(field, $"What you write must be {MostWords.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer"));
                continue;
            }

            if (lines.Length > _mostLines)
            {
                wrong.Add(new(field, $"Type at most {_mostLines} lines"));
                continue;
            }

            foreach (var (at, line) in lines.Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)))
            {
                var (entry, why) = ReadLine(kind, line, year);
                if (entry is not null)
                {
                    entries.Add(entry);
                }
                else
                {
                    wrong.Add(new(field, $"Line {at + 1}: {why}"));
                }
            }
        }

        return (entries, wrong.Count > 0 ? wrong : Overlaps(entries));
    }

    private static (CalendarEntry? Entry, string? Why) ReadLine(EntryKind kind, string line, AcademicYear year)
    {
        if (line.Length > 300)
        {
            return (null, "is too long to be a run of days");
        }

        var (days, why) = TypedDays.Find(line, year);
        return (why, days) switch
        {
            ({ } sentence, _) => (null, sentence),
            (_, [var from, var to]) when to < from => (null, $"{TypedDays.Of(to)} is before {TypedDays.Of(from)}: write the first day first"),
            (_, [var from, var to]) when to.DayNumber - from.DayNumber > (kind == EntryKind.Term ? 150 : 60) => (null, $"{TypedDays.Of(from)} to {TypedDays.Of(to)} is too long: write one line for each {(kind == EntryKind.Term ? "run of school days between two holidays" : "run of days")}"),
            (_, [var from, var to]) => (new(kind, from, to), null),
            (_, [var day]) when kind != EntryKind.Term => (new(kind, day, day), null),
            (_, [_]) => (null, "write the last day of the term as well, such as 2 September 2026 to 23 October 2026"),
            (_, []) => (null, kind == EntryKind.Term ? "write a first and a last day, such as 2 September 2026 to 23 October 2026" : "write a day, such as 27 November 2026"),
            _ => (null, "write one run of days on each line"),
        };
    }

    private static List<TypedWrong> Overlaps(List<CalendarEntry> entries)
    {
        CalendarEntry[] terms = [.. entries.Where(e => e.Kind == EntryKind.Term).Distinct().OrderBy(e => e.From)];
        return [.. terms.Zip(terms.Skip(1)).Where(p => p.Second.From <= p.First.To)
            .Select(p => new TypedWrong("terms", $"{Line(p.First)} and {Line(p.Second)} overlap: each day can be in one of them only"))];
    }

    public static string Line(CalendarEntry e) => e.From == e.To && e.Kind != EntryKind.Term ? TypedDays.Of(e.From) : $"{TypedDays.Of(e.From)} to {TypedDays.Of(e.To)}";
}
