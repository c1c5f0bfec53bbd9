using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;

namespace SencoFlows.Web.Pages.RecordTransfer.Board;

/// <summary>One transfer on the board.</summary>
/// <param name="Next">The first limit to come.</param>
/// <param name="Limit">The day of the law.</param>
public sealed record BoardRow(CaseId Id, Agenda Agenda, Deadline? Next, Deadline? Limit, Deadline? Overdue)
{
    public string Pupil => Agenda.About.Label;

    public string To => Agenda.With ?? "";

    public static BoardRow Of(CaseId id, Agenda agenda, School school)
    {
        var law = agenda.Dates.FirstOrDefault(d => d.Rule == Rules.Ctf.Id);
        return new(id, agenda, Explained(agenda.Limit), Explained(law), Explained(agenda.Overdue));

        Deadline? Explained(RunningDate? date) => date is null ? null : All.RecordTransfer.Explain(date, school);
    }
}

/// <summary>How somebody wants to see the board. It stands in the address, so it says nothing about a pupil.</summary>
/// <param name="Move">Whose move: "us", "them", or all.</param>
/// <param name="Stage">One of the stages that are there.</param>
/// <param name="To">One of the next schools.</param>
/// <param name="Late">Only what is overdue.</param>
/// <param name="Finished">Those that are over instead.</param>
public sealed record BoardView(string Move, string Stage, string To, bool Late, bool Finished, string Sort, bool Down)
{
    private static readonly Dictionary<string, Func<BoardRow, IComparable?>> _sorts = new(StringComparer.Ordinal)
    {
        ["pupil"] = r => r.Pupil.ToUpperInvariant(), ["school"] = r => r.To.ToUpperInvariant(), ["stage"] = r => r.Agenda.Stage, ["move"] = r => r.Agenda.WaitsFor.Words,
        ["since"] = r => r.Agenda.Since ?? DateOnly.MaxValue, ["next"] = r => r.Overdue?.On ?? r.Next?.On ?? DateOnly.MaxValue, ["limit"] = r => r.Limit?.On ?? DateOnly.MaxValue,
    };

    public static BoardView From(IQueryCollection query) => new(
        query["move"] is [("us" or "them") and var move] ? move : "", query["stage"].ToString(), query["to"].ToString(), query["late"] == "yes", query["finished"] == "yes",
        _sorts.ContainsKey(query["sort"].ToString()) ? query["sort"].ToString() : "next", query["down"] == "yes");

    public IReadOnlyList<BoardRow> Of(IEnumerable<BoardRow> rows)
    {
        var seen = rows.Where(r => (Move.Length == 0 || (r.Agenda.WaitsFor.IsOfTheSchool == (Move == "us") && r.Agenda.WaitsFor is not (Role.System or Role.Nobody)))
            && (Stage.Length == 0 || r.Agenda.Stage == Stage) && (To.Length == 0 || r.To == To) && (!Late || r.Overdue is not null));
        var by = _sorts[Sort];
        return [.. (Down ? seen.OrderByDescending(by) : seen.OrderBy(by)).ThenBy(r => r.Pupil, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id.Id, StringComparer.Ordinal)];
    }

    public string Address(string path = "/transfers") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["move"] = Move, ["stage"] = Stage, ["to"] = To, ["late"] = Late ? "yes" : "", ["finished"] = Finished ? "yes" : "", ["sort"] = Sort == "next" ? "" : Sort, ["down"] = Down ? "yes" : "",
    }.Where(p => !string.IsNullOrEmpty(p.Value)));
}
