namespace SencoFlows.Law;

/// <summary>How binding a requirement is. The SEND Code of Practice itself turns on the first two verbs.</summary>
public enum Duty { Must, Should, SchoolPolicy }

/// <summary>How well the source of a rule has been checked. Pages say so where it is less than <see cref="High"/>.</summary>
public enum Confidence { High, Medium, Low }

/// <summary>One requirement, and where a reader can check it. No deadline exists without one.</summary>
/// <param name="Id">Stored and linked to: never rename.</param>
/// <param name="InPlainWords">One sentence for a parent, without the name of the law.</param>
public sealed record Rule(string Id, Duty Duty, string Source, Uri Url, string InPlainWords, DateOnly InForceFrom, DateOnly LastChecked)
{
    public DateOnly? InForceTo { get; init; }

    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>What a reader should know before relying on it: sources that disagree, or words nobody has re-read.</summary>
    public string? Caveat { get; init; }
}

/// <summary>A date on which something must have happened, and why.</summary>
/// <param name="On">The last day that is in time; for a reminder, the day it is sent. An English date.</param>
/// <param name="From">The day it was counted from.</param>
public sealed record Deadline(DateOnly On, Rule Rule, DateOnly From)
{
    /// <summary>A reminder acts on its day; a limit is missed only when its whole day has passed.</summary>
    public bool IsReminder { get; init; }

    /// <summary>Counted over term dates that the school has not published yet, so it may move.</summary>
    public bool Provisional { get; init; }

    /// <summary>The first day on which nobody having acted means something.</summary>
    public DateOnly Lapses => IsReminder ? On : On.AddDays(1);
}
