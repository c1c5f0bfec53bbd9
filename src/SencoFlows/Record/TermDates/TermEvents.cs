using SencoFlows.Law;

namespace SencoFlows.Record.TermDates;

/// <summary>One thing in a calendar somebody else wrote.</summary>
/// <param name="Words">Its title.</param>
/// <param name="To">Its last day.</param>
public sealed record TermEvent(string Words, DateOnly From, DateOnly To);

/// <summary>What an imported calendar was understood to say.</summary>
/// <param name="PassedOver">Titles that say nothing about school days, or that were not understood: shown, so that nobody misses one.</param>
public sealed record ImportedTerms(IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<string> PassedOver)
{
    /// <summary>Why nothing could be read at all.</summary>
    public string? Why { get; init; }
}

/// <summary>Reads terms out of the events of a calendar by the words schools use: terms, holidays between them, first and last days, INSET.</summary>
public static class TermEvents
{
    private enum Means { Nothing, Term, Holiday, Inset, Closure, Starts, Ends }

    private static readonly (Means Means, string[] Words)[] _words =
    [
        (Means.Inset, ["inset", "in-service", "in service", "staff training", "teacher training", "training day", "staff development", "non-pupil", "non pupil", "closed to pupils"]),
        (Means.Holiday, ["half term", "half-term", "holiday", "vacation", "easter break", "christmas break", "summer break", "spring break"]),
        (Means.Closure, ["school closed", "closure", "snow day"]),
        (Means.Starts, ["term starts", "term begins", "start of", "starts", "begins", "first day", "return to school", "back to school", "school opens", "pupils return", "students return"]),
        (Means.Ends, ["term ends", "end of", "ends", "last day", "break up", "breaks up", "finishes", "school closes"]),
        (Means.Term, ["term", "autumn", "spring", "summer"]),
    ];

    public static ImportedTerms Read(IEnumerable<TermEvent> events)
    {
        var sorted = events.OrderBy(e => e.From).ThenBy(e => e.To).ToLookup(Understand);
        List<string> passedOver = [.. sorted[Means.Nothing].Select(e => $"{e.Words} ({Days(e)})")];
        List<DayRange> terms = [.. sorted[Means.Term].Select(e => new DayRange(e.From, e.To)), .. Pairs(sorted[Means.Starts], sorted[Means.Ends], passedOver)];
        DayRange[] holidays = [.. sorted[Means.Holiday].Select(e => new DayRange(e.From, e.To))];
        if (terms.Count == 0)
        {
            // A calendar of holidays alone says where school is: between two of them.
            terms = [.. holidays.Zip(holidays.Skip(1)).Select(p => new DayRange(p.First.To.AddDays(1), p.Second.From.AddDays(-1))).Where(t => t.To > t.From && t.To.DayNumber - t.From.DayNumber < 100)];
        }

        List<CalendarEntry> entries =
        [
            .. terms.SelectMany(t => Without(t, holidays)).Select(Weekdays).Where(t => t.From <= t.To).Distinct().Select(t => new CalendarEntry(EntryKind.Term, t.From, t.To)),
            .. sorted[Means.Inset].Select(e => new CalendarEntry(EntryKind.Inset, e.From, e.To)),
            .. sorted[Means.Closure].Select(e => new CalendarEntry(EntryKind.Closure, e.From, e.To)),
        ];
        return new(entries, passedOver)
        {
            Why = entries.Any(e => e.Kind == EntryKind.Term) ? null
                : "No terms were found in this file. It needs events such as \"Autumn term\" with a first and a last day, \"Term starts\" and \"Term ends\", or the holidays between terms",
        };
    }

    private static Means Understand(TermEvent e)
    {
        var words = e.Words.ToLowerInvariant();
        if (words.Contains("bank holiday", StringComparison.Ordinal) || (e.From == e.To && BankHolidays.Name(e.From) is not null))
        {
            return Means.Nothing;
        }

        var means = _words.FirstOrDefault(w => w.Words.Any(words.Contains)).Means;
        return means switch
        {
            // "Half term starts" is one day and says nothing of school days by itself.
            Means.Holiday when e.From == e.To && _words.Any(w => w.Means is Means.Starts or Means.Ends && w.Words.Any(words.Contains)) => Means.Nothing,
            Means.Starts or Means.Ends or Means.Term when e.To.DayNumber - e.From.DayNumber >= 10 => Means.Term,
            Means.Term => Means.Nothing,
            _ => means,
        };
    }

    private static List<DayRange> Pairs(IEnumerable<TermEvent> starts, IEnumerable<TermEvent> ends, List<string> passedOver)
    {
        List<DayRange> terms = [];
        var left = ends.ToList();
        foreach (var start in starts)
        {
            if (left.FirstOrDefault(e => e.From >= start.From && e.From.DayNumber - start.From.DayNumber <= 150) is { } end)
            {
                left.Remove(end);
                terms.Add(new(start.From, end.From));
            }
            else
            {
                passedOver.Add($"{start.Words} ({Days(start)}), because no end of that term was found");
            }
        }

        passedOver.AddRange(left.Select(e => $"{e.Words} ({Days(e)}), because no beginning of that term was found"));
        return terms;
    }

    private static IEnumerable<DayRange> Without(DayRange term, IEnumerable<DayRange> holidays)
    {
        var from = term.From;
        foreach (var holiday in holidays.Where(h => h.From <= term.To && h.To >= term.From).OrderBy(h => h.From))
        {
            if (holiday.From > from)
            {
                yield return new(from, holiday.From.AddDays(-1));
            }

            from = holiday.To >= from ? holiday.To.AddDays(1) : from;
        }

        if (from <= term.To)
        {
            yield return new(from, term.To);
        }
    }

    /// <summary>Weekends at either end say nothing.</summary>
    private static DayRange Weekdays(DayRange term)
    {
        var (from, to) = (term.From, term.To);
        while (from.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            from = from.AddDays(1);
        }

        while (to.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            to = to.AddDays(-1);
        }

        return new(from, to);
    }

    private static string Days(TermEvent e) => e.From == e.To ? TypedDays.Of(e.From) : $"{TypedDays.Of(e.From)} to {TypedDays.Of(e.To)}";
}
