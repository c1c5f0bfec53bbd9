using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;

namespace SencoFlows.Processes.Leavers;

/// <summary>A list of leavers that is being prepared. Stored: add to it, never rename.</summary>
public sealed record LeaversDraft
{
    public const string Kind = "leavers";

    public string YearGroup { get; init; } = "";

    public DateOnly Leaving { get; init; }

    public DateOnly? Starts { get; init; }

    /// <summary>The next schools, each once, in the order in which they were chosen.</summary>
    public IReadOnlyList<NextOfMany> Schools { get; init; } = [];

    /// <summary>What was decided about a pupil, by id. Who is not here waits for a decision.</summary>
    public IReadOnlyDictionary<string, LeaverRow> Rows { get; init; } = new Dictionary<string, LeaverRow>(StringComparer.Ordinal);

    public LeaverRow? Row(string pupil) => Rows.GetValueOrDefault(pupil);

    public NextOfMany? School(string? urn) => Schools.FirstOrDefault(s => s.To.Urn == urn);

    public LeaversDraft With(string pupil, Func<LeaverRow, LeaverRow> change) => this with
    {
        Rows = new Dictionary<string, LeaverRow>(Rows, StringComparer.Ordinal) { [pupil] = change(Row(pupil) ?? new(RecordId.New())) },
    };

    /// <summary>Null when nothing was decided about this pupil.</summary>
    public LeaversDraft? Without(string pupil) => Rows.ContainsKey(pupil)
        ? this with { Rows = Rows.Where(r => r.Key != pupil).ToDictionary(StringComparer.Ordinal) }
        : null;

    /// <summary>What the transfer of a pupil would be told: the list's answers where the pupil has none of their own. Null without a next school that has an address.</summary>
    public RecordTransferProcess.Event.Started? Started(string pupil) => Row(pupil) is { } row && School(row.School) is { To: { Office.Length: > 0 } to }
        ? new(to, row.Leaving ?? Leaving, row.Agreement ?? new(Sharing.Agreed))
        {
            Starts = row.Leaving is null ? row.Starts ?? Starts : row.Starts,
            ChildProtectionFile = row.ChildProtectionFile,
            LeftOut = row.LeftOut,
            Chosen = row.Chosen,
        }
        : null;
}

/// <param name="Domain">The domain that is known to be the school's own.</param>
public sealed record NextOfMany(Destination To, string? Domain)
{
    /// <summary>With its addresses; nobody need look at them again when they stand in a domain that is the school's own.</summary>
    public NextOfMany At(string office, string? senco) => this with
    {
        To = To with
        {
            Office = office,
            Senco = senco,
            FromRegister = office.Length > 0 && Domain is { } own && MailAddress.IsOf(office, own) && (senco is null || MailAddress.IsOf(senco, own)),
        },
    };
}

/// <param name="Case">The id that the transfer will have: chosen once, so that sending twice opens one.</param>
public sealed record LeaverRow(string Case)
{
    /// <summary>The URN of the next school; null when the pupil waits or stays.</summary>
    public string? School { get; init; }

    public bool Stays { get; init; }

    // Null where the list's answer holds.
    public DateOnly? Leaving { get; init; }

    public DateOnly? Starts { get; init; }

    public Agreement? Agreement { get; init; }

    public bool ChildProtectionFile { get; init; }

    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>Answered on a page of their own.</summary>
    public bool Differs => Leaving is not null || Starts is not null || Agreement is not null || ChildProtectionFile || LeftOut.Count + Chosen.Count > 0;
}
