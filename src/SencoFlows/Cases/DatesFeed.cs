using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>A school's dates for calendar programs to subscribe to. Says what is due and why, and never about whom.</summary>
/// <param name="calendarChanges">How often its term dates have changed, so that calendars see which version is newer.</param>
/// <param name="page">Where a case is read, for those who may.</param>
public sealed class DatesFeed(IReadOnlyDictionary<string, Process> processes, School school, int calendarChanges, Func<OpenCase, Uri> page)
{
    /// <param name="open">The school's open cases.</param>
    /// <param name="whose">Only cases that wait for one of these roles; null for all of them.</param>
    /// <param name="now">In UTC.</param>
    public string Write(IEnumerable<OpenCase> open, IReadOnlyList<Role>? whose, DateTimeOffset now)
    {
        var cases = open.Where(c => whose is null || whose.Contains(c.Agenda.WaitsFor));
        var events = cases.SelectMany(c => c.Agenda.Dates.Select(d => Of(c, d, processes[c.Agenda.Process]))).Concat(Terms());
        return Ics.Write($"SEN dates, {school.Name}", now, events.OrderBy(e => e.From).ThenBy(e => e.Uid, StringComparer.Ordinal));
    }

    private IcsEvent Of(OpenCase c, RunningDate d, Process process)
    {
        var rule = process.Explain(d, school)?.Rule;
        var what = d.Reminder ? "reminder" : rule?.Parts.FirstOrDefault(p => d.Part is null || p.Name == d.Part)?.Words ?? c.Agenda.Stage;
        return new(
            $"{c.Id}-{d.Rule}-{d.Part}{IsoDay.Of(d.From)}@sencoflows", c.Agenda.Length, d.On, d.On,
            $"{process.Title}: {char.ToLowerInvariant(what[0])}{what[1..]}{(d.Provisional ? " (may move)" : "")}",
            rule is null ? "" : $"{rule.InPlainWords} {rule.Source}.")
        { Url = page(c), Tentative = d.Provisional };
    }

    /// <summary>A term that moves keeps its place in its year.</summary>
    private IEnumerable<IcsEvent> Terms()
    {
        foreach (var year in school.Calendar.Terms.OrderBy(t => t.From).GroupBy(t => AcademicYear.OfSchoolDay(t.To)))
        {
            foreach (var (at, term) in year.Index())
            {
                yield return new($"{school.Urn}-term-{year.Key.Starts}-{at + 1}@sencoflows", calendarChanges, term.From, term.To, "School term", "Days on which this school has sessions, without weekends, INSET days and bank holidays.");
            }
        }

        foreach (var day in school.Calendar.Inset.Distinct())
        {
            yield return new($"{school.Urn}-inset-{IsoDay.Of(day)}@sencoflows", calendarChanges, day, day, "INSET day", "Staff are in, pupils are not: not a school day.");
        }

        foreach (var day in school.Calendar.Closures.Distinct())
        {
            yield return new($"{school.Urn}-closure-{IsoDay.Of(day)}@sencoflows", calendarChanges, day, day, "School closed", "Not a school day.");
        }
    }
}
