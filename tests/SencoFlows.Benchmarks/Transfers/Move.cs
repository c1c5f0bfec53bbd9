namespace SencoFlows.Benchmarks.Transfers;

/// <summary>How the people at the next school take their mail.</summary>
internal enum Temper
{
    Prompt,

    /// <summary>Days pass before a mail is opened, and more before a record is filed.</summary>
    Slow,

    /// <summary>The SENCO is away for weeks, and the office looks into her mail now and then.</summary>
    Away,

    /// <summary>Reads no mail at all. Only a telephone call or paper gets through.</summary>
    Deaf,
}

/// <summary>What the sender gets wrong.</summary>
internal enum Slip
{
    None,

    /// <summary>Typed an address that does not exist.</summary>
    NoSuchAddress,

    /// <summary>Typed an address that takes mail and that nobody reads.</summary>
    NobodyReadsIt,

    /// <summary>Sent it to another school of the register.</summary>
    OtherSchool,

    /// <summary>A document has gone from its shelf: the pack cannot be put together.</summary>
    DocumentMissing,

    /// <summary>Left alone, starts after the limit of the law.</summary>
    StartsTooLate,
    LeavingDateChangedTwice,
    PupilComesBack,
    TakesItBack,
}

/// <summary>One pupil who moves, with everything that chance has decided about it.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="Starts">The day on which the SENCO means to start.</param>
internal sealed record Move(string Id, string From, string To, DateOnly Starts, DateOnly Leaving, Temper Temper, Slip Slip)
{
    public string Pupil => $"p{Id}";

    /// <summary>The next school turns the first delivery down, though it is meant for it.</summary>
    public bool Objects { get; init; }

    /// <summary>The last day on which the SENCO of the next school is away.</summary>
    public DateOnly AwayUntil { get; init; }

    public string? OtherSchool { get; init; }

    /// <summary>The day on which the roll in SencoFlows first says when the pupil leaves: the office writes it down, and a list is imported.</summary>
    public DateOnly RollSays { get; init; }

    // What has come of it so far.
    public bool Started { get; set; }

    /// <summary>Started because SencoFlows asked for it, and not on the day that the SENCO had in mind.</summary>
    public bool Nudged { get; set; }

    public bool PutRight { get; set; }

    public int DateChanges { get; set; }

    /// <summary>The head has called the next school.</summary>
    public bool Called { get; set; }

    public DateOnly? PaperArrives { get; set; }

    /// <summary>The tokens of the links that the next school holds.</summary>
    public List<string> Invitations { get; } = [];

    /// <summary>The days on which the sender's staff had a mail about it, or found it on their list and did what it asked.</summary>
    public List<DateOnly> StaffTold { get; } = [];

    public override string ToString() => $"{Id} {From}->{To} starts {Starts:yyyy-MM-dd} leaves {Leaving:yyyy-MM-dd} {Temper} {Slip}{(Objects ? " objects" : "")}";
}
