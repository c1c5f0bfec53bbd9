using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Home;

/// <summary>A case as the first page shows it.</summary>
/// <param name="Process">What people call it.</param>
/// <param name="Action">The address of the page that does what is asked, or of the case.</param>
/// <param name="Limit">The first limit that is still to come.</param>
/// <param name="Overdue">The limit that has passed.</param>
public sealed record DeskItem(OpenCase Case, string Process, string Action, Deadline? Limit, Deadline? Overdue)
{
    public Agenda Agenda => Case.Agenda;

    public string Page => $"/cases/{Case.Id}";
}

/// <summary>A date still to come.</summary>
public sealed record DeskDate(Deadline Date, DeskItem Item);

/// <summary>What one member of staff must do today, what waits for others, and what comes next: worked out from one list of open cases.</summary>
public sealed record Desk(IReadOnlyList<DeskItem> Todo, IReadOnlyList<DeskItem> Others, IReadOnlyList<DeskDate> Dates)
{
    /// <summary>As many as a person takes in at a glance.</summary>
    public const int First = 5;

    public static Desk Of(IReadOnlyList<OpenCase> open, Me me, IReadOnlyDictionary<string, Process> processes)
    {
        List<DeskItem> items = [.. open.Where(c => me.MaySee(processes[c.Agenda.Process], c.Agenda)).Select(c => Item(c, processes[c.Agenda.Process], me))];
        var mine = items.ToLookup(i => i.Agenda.Ask is not null && i.Agenda.IsUpTo(me));
        return new(
            [.. mine[true].OrderBy(i => i.Overdue?.On ?? DateOnly.MaxValue).ThenBy(i => i.Limit?.On ?? DateOnly.MaxValue).ThenBy(i => i.Agenda.Since)],
            [.. mine[false].Where(i => i.Agenda.WaitsFor is not Record.Role.System).OrderBy(i => i.Agenda.Since).ThenBy(i => i.Limit?.On)],
            [.. items.SelectMany(i => i.Agenda.Dates.Select(d => (i, d))).OrderBy(p => p.d.On).Take(First)
                .Select(p => (p.i, Date: processes[p.i.Agenda.Process].Explain(p.d, me.School))).Where(p => p.Date is not null).Select(p => new DeskDate(p.Date!, p.i))]);
    }

    private static DeskItem Item(OpenCase c, Process process, Me me)
    {
        var a = c.Agenda;
        return new(c, process.Title, a.Action is null ? $"/cases/{c.Id}" : $"/{a.Process}/{c.Id}/{a.Action}", Explained(a.Limit), Explained(a.Overdue));

        Deadline? Explained(RunningDate? date) => date is null ? null : process.Explain(date, me.School);
    }
}
