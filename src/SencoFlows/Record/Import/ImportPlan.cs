using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;

namespace SencoFlows.Record.Import;

public enum RowOutcome { New, Changes, Unchanged, Question, Problem }

/// <summary>What an import would do with one row.</summary>
/// <param name="Who">The child, for the people who read the report; null when the row names nobody.</param>
/// <param name="Like">For a question: pupils of the record that may be the same child.</param>
public sealed record RowReport(int Row, string? Who, RowOutcome Outcome, IReadOnlyList<Note> Notes, IReadOnlyList<Pupil> Like);

/// <summary>Everything an import would do, worked out without doing any of it.</summary>
/// <param name="Incoming">What would be saved once there is no problem and no question left.</param>
/// <param name="NotInFile">Pupils on the roll whom the file does not mention: they stay as they are.</param>
public sealed record ImportPlan(IReadOnlyList<RowReport> Rows, IReadOnlyList<Incoming> Incoming, int NotInFile)
{
    /// <summary>An answer to a question that says "a new pupil".</summary>
    public const string NewPupil = "new";

    public int Count(RowOutcome outcome) => Rows.Count(r => r.Outcome == outcome);

    public bool CanBeImported => Incoming.Count > 0 && Rows.All(r => r.Outcome is not (RowOutcome.Problem or RowOutcome.Question));

    /// <summary>Two plans with the same mark do the same to the same record.</summary>
    public string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Wire.Write(Incoming) + Wire.Write(Rows.Select(r => new { r.Row, r.Outcome, r.Notes, Like = r.Like.Select(p => p.Id) })))));
}
