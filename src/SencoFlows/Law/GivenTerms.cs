namespace SencoFlows.Law;

/// <summary>Reads a school's days as machines write them: "2026-09-02..2026-10-23" for a run of school days, and single days for INSET.</summary>
public static class GivenTerms
{
    private const int _most = 200;

    /// <summary>The calendar, or what is wrong with which parameter.</summary>
    public static (SchoolCalendar? Calendar, Reckoned.Wrong? Wrong) Read(IReadOnlyList<string> terms, IReadOnlyList<string> inset)
    {
        List<DayRange> runs = [];
        List<DateOnly> off = [];
        if (terms.Count > _most || inset.Count > _most)
        {
            return (null, new(terms.Count > _most ? "terms" : "inset", $"Give at most {_most} of them"));
        }

        foreach (var text in terms)
        {
            if (Term(text, out var run) is { } wrong)
            {
                return (null, wrong);
            }

            runs.Add(run!);
        }

        foreach (var text in inset)
        {
            var (day, why) = IsoDay.Read(text);
            if (why is not null)
            {
                return (null, new("inset", why));
            }

            if (off.Contains(day))
            {
                return (null, new("inset", $"{IsoDay.Of(day)} is given twice. Give each INSET day once"));
            }

            off.Add(day);
        }

        runs.Sort((a, b) => a.From.CompareTo(b.From));
        for (var i = 1; i < runs.Count; i++)
        {
            if (runs[i].From <= runs[i - 1].To)
            {
                return (null, new("terms", $"Two terms overlap: {IsoDay.Of(runs[i - 1].From)}..{IsoDay.Of(runs[i - 1].To)} and {IsoDay.Of(runs[i].From)}..{IsoDay.Of(runs[i].To)}. Give each school day in one of them only"));
            }
        }

        return runs.Count == 0 && off.Count > 0
            ? (null, new("terms", "Give the terms as well as the INSET days: terms=2026-09-02..2026-10-23, once for each"))
            : (new(runs, off, []), null);
    }

    private static Reckoned.Wrong? Term(string text, out DayRange? run)
    {
        run = null;
        if (text.Split("..") is not [var first, var last])
        {
            return new("terms", "Give each term as its first and last day with two dots between: terms=2026-09-02..2026-10-23");
        }

        var (from, why) = IsoDay.Read(first);
        var (to, whyTo) = IsoDay.Read(last);
        if ((why ?? whyTo) is { } wrong)
        {
            return new("terms", wrong);
        }

        if (to < from)
        {
            return new("terms", $"A term ends before it begins: {IsoDay.Of(from)}..{IsoDay.Of(to)}. Give the first day first");
        }

        if (to.DayNumber - from.DayNumber > 200)
        {
            return new("terms", $"A term is longer than 200 days: {IsoDay.Of(from)}..{IsoDay.Of(to)}. Give each run of school days between two holidays");
        }

        run = new(from, to);
        return null;
    }
}
