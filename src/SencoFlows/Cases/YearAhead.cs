using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>A date of a case in the year ahead.</summary>
/// <param name="Again">How often it comes again if nobody acts; 0 for once.</param>
public sealed record PlannedDate(Case Case, Process Process, Deadline Date, Role WaitsFor, int Again)
{
    public DateOnly On => Date.On;
}

/// <summary>How far a case reaches into the year.</summary>
/// <param name="Open">It goes on past the end.</param>
public sealed record PlannedCase(Case Case, Process Process, DateOnly From, DateOnly To, bool Open);

/// <summary>One week, and what is remarkable about it.</summary>
/// <param name="Clashes">Days on which two cases or more want the same person.</param>
public sealed record PlannedWeek(DateOnly Monday, IReadOnlyList<PlannedDate> Dates, IReadOnlyList<DateOnly> Clashes)
{
    /// <summary>More than a school can well give its mind to in one week.</summary>
    public const int CrowdedFrom = 5;

    public bool IsCrowded => Dates.Count >= CrowdedFrom;

    public DayRange Days => new(Monday, Monday.AddDays(6));
}

/// <summary>
/// A school's whole year as its open cases make it: the forecast of each, put beside its term dates. A chase that repeats is one date,
/// because it ends as soon as somebody acts.
/// </summary>
public sealed record YearAhead(AcademicYear Year, IReadOnlyList<PlannedCase> Cases, IReadOnlyList<PlannedWeek> Weeks)
{
    public IEnumerable<PlannedDate> Dates => Weeks.SelectMany(w => w.Dates);

    /// <param name="processes">By name.</param>
    /// <param name="open">Open cases of the school with their state.</param>
    /// <param name="school">Whose term dates count.</param>
    /// <param name="today">What is before it has happened, and stands in the histories.</param>
    /// <param name="year">Which year to show.</param>
    public static YearAhead Of(IReadOnlyDictionary<string, Process> processes, IEnumerable<Case> open, School school, DateOnly today, AcademicYear year)
    {
        List<PlannedCase> cases = [];
        List<PlannedDate> dates = [];
        foreach (var c in open)
        {
            var process = processes[c.Process];
            var forecast = process.Foresee(c.State, school, today, year.To);
            PlannedDate[] own = [.. Of(c, process, forecast).Where(d => year.Has(d.On))];
            dates.AddRange(own);
            if (own.Length > 0)
            {
                var from = c.Agenda.Since is { } since && since > year.From ? since : year.From;
                cases.Add(new(c, process, from, forecast.How == Ends.GoesOn ? year.To : own.Max(d => d.On), forecast.How == Ends.GoesOn));
            }
        }

        return new(year, [.. cases.OrderBy(c => dates.Where(d => d.Case == c.Case).Min(d => d.On))], Week(dates));
    }

    private static IEnumerable<PlannedDate> Of(Case c, Process process, Forecast forecast)
    {
        foreach (var run in forecast.Runs)
        {
            if (run.First.Date is { } date)
            {
                yield return new(c, process, date, run.First.Was.WaitsFor, run.Times - 1);
            }
        }

        // The next date of a case that goes on past the end is one of those that run now.
        foreach (var date in forecast.Running.Where(d => forecast.Steps.All(s => s.Date != d)))
        {
            yield return new(c, process, date, c.Agenda.WaitsFor, 0);
        }
    }

    private static List<PlannedWeek> Week(List<PlannedDate> dates) =>
        [.. dates.OrderBy(d => d.On).GroupBy(d => d.On.AddDays(-(((int)d.On.DayOfWeek + 6) % 7))).Select(week => new PlannedWeek(week.Key, [.. week],
            [.. week.Where(d => d.WaitsFor is not Role.System and not Role.Nobody).GroupBy(d => (d.On, d.WaitsFor)).Where(same => same.Select(d => d.Case.Id).Distinct().Count() > 1).Select(same => same.Key.On).Distinct().Order()]))];
}
