namespace SencoFlows.Cases;

/// <summary>What a loop learns from waking a case: what to perform at once, and how long to sleep after that.</summary>
/// <param name="Until">At most a day ahead, so that a corrected rule reaches every case, and a lost ring costs a day and not a case. UTC.</param>
/// <param name="Errands">Keys of what is still to be performed now: a few dozen at a time, so that the history of a loop stays small.</param>
public sealed record Look(bool IsOver, DateTime Until, IReadOnlyList<string> Errands, string Process, string Stage)
{
    /// <summary>The most errands of one look.</summary>
    public const int AtOnce = 25;

    /// <summary>For a case that is not kept here any more.</summary>
    public static Look Gone { get; } = new(true, DateTime.MaxValue, [], "", "");

    /// <param name="nap">The case as it was woken.</param>
    /// <param name="left">Keys of what a loop must still perform.</param>
    /// <param name="again">When something that could not be performed now is to be tried again.</param>
    /// <param name="now">Which time it is.</param>
    public static Look At(Nap nap, IReadOnlyList<string> left, DateTimeOffset? again, DateTimeOffset now)
    {
        var tomorrow = now.AddDays(1);
        var soon = now.AddMinutes(1);
        var until = nap.Waiting.Count > AtOnce ? now
            : nap.Case.Agenda.Next?.Dawn is { } dawn && dawn < tomorrow ? Later(dawn, soon)
            : tomorrow;
        until = left.Count > 0 ? Earlier(until, soon) : until; // Some of it may have become errands of their own.
        var over = nap.Case.IsOver && nap.Waiting.Count <= AtOnce && left.Count == 0 && again is null;
        return new(over, Earlier(until, again ?? until).UtcDateTime, left, nap.Case.Process, nap.Case.Agenda.Stage);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    // A date that stays due however often the case is woken is a mistake of ours: it must not make a loop spin.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
