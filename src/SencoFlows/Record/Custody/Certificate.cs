using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Pack;
using Line = SencoFlows.Record.Pack.Line;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Record.Custody;

/// <summary>What can be said for good about a record that has gone. Names no child: it may be shown to anybody.</summary>
public static class Certificate
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>That a copy was destroyed, what it was, and what stays.</summary>
    public static Sheet OfDestruction(Case @case, Transfer t, Destroyed done, DateTimeOffset? finished, School school) => new(
        "Certificate of destruction", $"{school.Name} (URN {school.Urn}), transfer {@case.Id}",
        [
            new("What was destroyed",
            [
                new("Begun", Moment(done.Begun)),
                new("Finished", finished is { } at ? Moment(at) : "Under way"),
                new("Decided by", $"{school.Staff.FirstOrDefault(s => s.Id == done.By)?.Name ?? "A member of staff who has left"}"),
                new("Documents", Count(done.Documents.Count)),
                new("Contacts", Count(done.Contacts)),
                new("Issued plans", Count(done.Plans)),
                .. done.Said is { } said ? [new Line("Views, and words of meetings and reviews", Count(said))] : Array.Empty<Line>(),
                .. done.Cases is { } cases ? [new Line("Cases of SEN support with their history", Count(cases))] : Array.Empty<Line>(),
                new("Needs and SEN status", "All"),
                new("Who teaches the pupil", "All"),
                new("Packs", "Their bytes are gone. Their lists of files, with their hashes, stay"),
            ]),
            new("Why it could be",
            [
                new("Who holds the record", $"{t.To.Name}{(t.To.Urn is { } urn ? $" (URN {urn})" : "")}"),
                new("Filed there on", t.Parcel.Filed is { } filed ? Day(filed) : ""),
                .. t.OnPaper is null && t.Parcel.Manifest is { } manifest ? [new Line("The signed receipt is about", manifest)] : Array.Empty<Line>(),
                .. t.OnPaper is { } paper ? [new Line("Sent on paper on", Day(paper))] : Array.Empty<Line>(),
                new("School policy", TransferRules.Custody.InPlainWords),
                new("The last school keeps it", $"{Rules.Retention.InPlainWords} Source: {Rules.Retention.Source}, as others quote it; not verified in the source itself"),
            ]),
            new("What stays",
            [
                new("Here", "That the pupil was here and until when, who looked at the record and when, and the history of this transfer and of others that passed a record or a file on"),
                new("The admission register", "Each entry is kept for at least 6 years (School Attendance (Pupil Registration) (England) Regulations 2024). It is not part of this copy"),
                .. done.Stayed > 0 ? [new Line("Documents that nobody else holds", Count(done.Stayed))] : Array.Empty<Line>(),
            ]),
            new("Each document", done.Documents.Count == 0 ? ["There was none."] : [.. done.Documents.Select(d => new Line(d.Kind.ToString(), $"{d.Bytes.ToString("N0", _english)} bytes, SHA-256 {d.Sha256}{(d.Passed ? "" : ". No other school has it")}"))]),
        ],
        Foot(@case));

    /// <summary>That nobody opened a record before it was taken back. Null when that cannot be said: somebody opened it, or it went on paper.</summary>
    public static Sheet? OfRecall(Case @case, Transfer t, IReadOnlyList<Entry> history, School school)
    {
        if (t.OnPaper is not null || t.Parcels.Any(p => p.Opened is not null) || Caseload.FirstBroken(history, @case.Hash) is not null
            || history.LastOrDefault(e => e.Kind == "told" && All.RecordTransfer.ReadEvent(e.Event) is Event.Recalled) is not { } recalled)
        {
            return null;
        }

        return new("Certificate: nobody opened the record", $"{school.Name} (URN {school.Urn}), transfer {@case.Id}",
            [
                new("What happened",
                [
                    new("Taken back", Moment(recalled.At)),
                    new("Why", All.RecordTransfer.ReadEvent(recalled.Event) is Event.Recalled r ? r.Reason.Words : ""),
                    new("Sent to", $"{t.To.Name}{(t.To.Urn is { } urn ? $" (URN {urn})" : "")}"),
                    .. t.Parcels.Count == 0 ? [new Line("Deliveries", "None: nothing had left the school")] : t.Parcels.Select(p => new Line($"Delivery {p.Number}", About(p))),
                ]),
                new("What this says",
                [
                    "A record is opened by a person who has proved that the mailbox is theirs and presses a button. Nobody did so, in any delivery of this transfer, before the links ended.",
                    "Every link ended when the record was taken back, and the pack is gone.",
                    "A mail with a link says nothing about a child. That it arrived is no opening.",
                ]),
                new("How it can be checked", [new("Entries of the history", history.Count.ToString(_english)), new("Hash of the last one", @case.Hash), "Each entry holds the hash of the one before. One that is changed, added or taken away breaks the chain."]),
            ],
            Foot(@case));
    }

    private static string About(Parcel p) => string.Join(", ", new[]
    {
        p.Sent is { } sent ? $"sent {Day(sent)}" : "not sent",
        p.Delivered is { } delivered ? $"email delivered {Day(delivered)}" : null,
        "not opened",
        p.Manifest is { } manifest ? $"list of files SHA-256 {manifest}" : null,
    }.OfType<string>());

    private static string Foot(Case @case) => $"Transfer {@case.Id}. Names no child";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", _english);

    private static string Moment(DateTimeOffset at) => $"{Day(at.EnglishDate)}, {at.UtcDateTime.ToString("HH:mm", _english)} UTC";

    private static string Count(int n) => n == 0 ? "None" : n.ToString("N0", _english);
}
