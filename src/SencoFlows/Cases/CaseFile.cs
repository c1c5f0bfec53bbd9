using System.Text.Json;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>Everything that is known of one case, for the people who may see it.</summary>
/// <param name="Due">Every date now running, the soonest first.</param>
/// <param name="BrokenAt">The number of the first entry that is not as it was written, or null when the history is whole.</param>
/// <param name="Mentions">What its mails may mention, as it stands now.</param>
public sealed record CaseFile(Case Case, Process Process, IReadOnlyList<Deadline> Due, IReadOnlyList<HistoryLine> History, IReadOnlyList<Errand> Errands, int? BrokenAt, Mentions Mentions)
{
    /// <summary>Five reads: the case, its history, and what was, is to be and could not be performed for it.</summary>
    public static async Task<CaseFile?> Read(Caseload caseload, IReadOnlyDictionary<string, Process> processes, School school, string id, CancellationToken ct)
    {
        if (await caseload.Find(id, ct) is not { } @case)
        {
            return null;
        }

        var process = processes[@case.Process];
        var history = await caseload.History(id, ct);
        return new(@case, process, @case.IsOver ? [] : process.Due(@case.State, school),
            [.. history.Select(e => HistoryLine.Of(e, process, school))],
            await caseload.Errands(id, ct),
            Caseload.FirstBroken(history, @case.Hash),
            process.Mentions(@case.State, school));
    }
}

/// <param name="Words">What happened, in one sentence without a full stop.</param>
/// <param name="Note">What the person wrote.</param>
/// <param name="Missed">The limit that passed, when that is what happened.</param>
public sealed record HistoryLine(Entry Entry, string Words, string? Note = null, Deadline? Missed = null)
{
    public static HistoryLine Of(Entry entry, Process process, School school) => entry.Kind switch
    {
        "lapsed" => Lapsed(entry, process.Explain(entry.Event.Deserialize<CaseRunner.Lapsed>(Wire.Json)!.Date, school)),
        "moved" => new(entry, "A date moved, because a rule, a bank holiday or a term date changed"),
        _ => new(entry, process.Tell(entry.Event), process.Note(entry.Event)),
    };

    private static HistoryLine Lapsed(Entry entry, Deadline? date) => date switch
    {
        null => new(entry, "A date passed"),
        { IsReminder: true } => new(entry, "A reminder was due", date.Rule.InPlainWords),
        _ => new(entry, "A limit passed", date.Rule.InPlainWords, date),
    };
}
