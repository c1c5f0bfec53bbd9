namespace SencoFlows.Processes.RecordTransfer;

/// <summary>A transfer that is being prepared. Null is what nobody has answered yet. Stored: add to it, never rename.</summary>
public sealed record TransferDraft
{
    public const string Kind = "record-transfer";

    public string? Pupil { get; init; }

    /// <summary>The id of a running transfer that is sent to another school, when this is no new one.</summary>
    public string? Case { get; init; }

    /// <summary>How long its history was when this was begun.</summary>
    public int? Seen { get; init; }

    /// <summary>Without <see cref="Destination.Office"/> until somebody has given the addresses.</summary>
    public Destination? To { get; init; }

    /// <summary>The domain that is known to be the next school's own.</summary>
    public string? Domain { get; init; }

    public DateOnly? Leaving { get; init; }

    public DateOnly? Starts { get; init; }

    public Agreement? Agreement { get; init; }

    public bool? ChildProtectionFile { get; init; }

    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The next school with its addresses; they need no second look when both stand in a domain that is the school's own.</summary>
    public TransferDraft At(string office, string? senco) => this with
    {
        To = To! with
        {
            Office = office,
            Senco = senco,
            FromRegister = Domain is { } own && MailAddress.IsOf(office, own) && (senco is null || MailAddress.IsOf(senco, own)),
        },
    };

    /// <summary>What will be told to the process. What is not answered yet is filled with something that it would not refuse.</summary>
    public RecordTransferProcess.Event.Started Event(DateOnly today) =>
        new(To is { Office.Length: > 0 } to ? to : new(To?.Name ?? "School", "office@school.example", To?.Urn), Leaving ?? today, Agreement ?? new(Sharing.Agreed))
        {
            Starts = Starts, LeftOut = LeftOut, Chosen = Chosen, ChildProtectionFile = ChildProtectionFile ?? false,
        };
}
