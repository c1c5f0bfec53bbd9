namespace SencoFlows.Cases;

/// <summary>What a loop learns from waking a case: what to perform at once, and how long to sleep after that.</summary>
/// <param name="Until">At most a day ahead, so that a corrected rule reaches every case, and a lost ring costs a day and not a case. UTC.</param>
/// <param name="Errands">Keys of what is to be performed now: a few dozen at a time, so that the history of a loop stays small.</param>
public sealed record Look(bool IsOver, DateTime Until, IReadOnlyList<string> Errands, string Process, string Stage)
{
    private const int _atOnce = 25;

    /// <summary>For a case that is not kept here any more.</summary>
    public static Look Gone { get; } = new(true, DateTime.MaxValue, [], "", "");

    public static Look At(Nap nap, DateTimeOffset now)
    {
        var tomorrow = now.AddDays(1);
        var until = nap.Errands.Count > _atOnce ? now
            : nap.Until?.Dawn is { } dawn && dawn < tomorrow ? Later(dawn, now.AddMinutes(1))
            : tomorrow;
        return new(nap.IsOver && nap.Errands.Count <= _atOnce, until.UtcDateTime, [.. nap.Errands.Take(_atOnce)], nap.Process, nap.Stage);
    }

    // A date that stays due however often the case is woken is a mistake of ours: it must not make a loop spin.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
