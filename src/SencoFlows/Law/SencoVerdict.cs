namespace SencoFlows.Law;

/// <summary>Never shown without words.</summary>
public enum Light { Green, Amber, Red }

public enum SencoStatus
{
    /// <summary>The school is not one that section 67 of the Act speaks of.</summary>
    NotBound,
    NotInPost,
    NotRequired,
    Qualified,

    /// <summary>An award is recorded, and nobody has checked the certificate.</summary>
    Unproven,

    /// <summary>An award is recorded, and whether it counts depends on something that is not known.</summary>
    Doubtful,
    Enrolled,
    EndsTooLate,

    /// <summary>The course should have ended, and no result is recorded.</summary>
    ResultMissing,
    NotEnrolled,
    NotEnrolledInTime,
    Overdue,

    /// <summary>The law can be read in two ways, and they do not agree.</summary>
    TwoReadings,
}

/// <summary>One way to read the law for this person.</summary>
/// <param name="Words">A sentence.</param>
/// <param name="Limit">The day by which the qualification must be held, or null when this reading asks for none.</param>
public sealed record SencoReading(string Words, DateOnly? Limit, Light Light);

/// <summary>How a SENCO's post stands under regulation 49(4) on one day.</summary>
/// <param name="Words">For a tag or a table: "Enrolled, in time".</param>
/// <param name="Because">One or two sentences with the dates.</param>
public sealed record SencoVerdict(SencoStatus Status, Light Light, string Words, string Because)
{
    /// <summary>The day by which the qualification must be held, by the careful reading. Null when no reading asks for it.</summary>
    public Deadline? Limit { get; init; }

    /// <summary>The day from which the three years run, by the careful reading.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The latest safe start of the NPQ. Null once enrolled.</summary>
    public Deadline? StartBy { get; init; }

    /// <summary>By when the course that is being taken must be finished to count.</summary>
    public Deadline? FinishBy { get; init; }

    /// <summary>Two when the law can be read in two ways; then both are shown and the light is never green.</summary>
    public IReadOnlyList<SencoReading> Readings { get; init; } = [];

    /// <summary>The duty is met, or there is none: no reminder is needed.</summary>
    public bool IsSettled => Status is SencoStatus.NotBound or SencoStatus.NotInPost or SencoStatus.NotRequired or SencoStatus.Qualified;
}
