namespace SencoFlows.Law;

/// <summary>A day that a rule must be told.</summary>
/// <param name="Name">As it stands in addresses: "from", "meeting", "lastReview".</param>
/// <param name="Words">What the day is, to follow "the day": "the pupil came off the roll".</param>
public sealed record Input(string Name, string Words, bool Optional = false)
{
    /// <summary>Another name it is known by: an annual review's "from" is its "meeting".</summary>
    public string? Alias { get; init; }

    /// <summary>Which of the other days it cannot come before.</summary>
    public Order? Order { get; init; }

    /// <summary>Means something only together with this one, as the end of a pause does with its beginning.</summary>
    public string? Together { get; init; }

    /// <summary>About one child alone, like a date of birth: no page about the child puts it into an address. The calculator, which knows no child, is told it like any other day.</summary>
    public bool Personal { get; init; }
}

/// <summary>A day must be at least so many days after another one that is given.</summary>
/// <param name="Otherwise">What to say when it is not: what is wrong and what to give instead, no full stop.</param>
public sealed record Order(string After, int Days, string Otherwise)
{
    /// <summary>The other way round: the day cannot come after the other one.</summary>
    public bool Reversed { get; init; }

    public bool Keeps(DateOnly day, DateOnly other) => Reversed ? day <= other : day.DayNumber >= other.DayNumber + Days;
}

/// <summary>Steps taken from one of the given days.</summary>
/// <param name="From">The name of the input.</param>
public sealed record Line(string From, IReadOnlyList<Count> Steps);

public enum Choice { Only, Later, Earlier }

/// <summary>One date that a rule gives.</summary>
/// <param name="Name">As it stands in answers: "due", "extended", "latestMeeting".</param>
/// <param name="Words">For a reader: "Last day to reply".</param>
/// <param name="Lines">Worked out side by side, one of which counts. A line whose day is not known is passed over.</param>
public sealed record Part(string Name, string Words, IReadOnlyList<Line> Lines)
{
    public Choice Choice { get; init; }

    /// <summary>Steps that follow on the chosen date.</summary>
    public IReadOnlyList<Count> Then { get; init; } = [];

    /// <summary>Null when a day it needs was not given.</summary>
    internal DateOnly? Work(Ledger ledger)
    {
        DateOnly? chosen = null;
        for (var i = 0; i < Lines.Count; i++)
        {
            if (ledger.Input(Lines[i].From) is not { } start)
            {
                continue;
            }

            var day = start;
            for (var j = 0; j < Lines[i].Steps.Count; j++)
            {
                day = Lines[i].Steps[j].From(day, ledger);
            }

            if (chosen is { } other)
            {
                var wins = Choice == Choice.Later ? day > other : day < other;
                var (kept, left) = wins ? (day, other) : (other, day);
                if (Choice == Choice.Later)
                {
                    ledger.Say($"The later of the two counts: {ledger.Day(kept)}, not {ledger.Day(left)}.");
                }
                else
                {
                    ledger.Say($"The earlier of the two counts: {ledger.Day(kept)}, not {ledger.Day(left)}.");
                }

                chosen = kept;
            }
            else
            {
                chosen = day;
            }
        }

        if (chosen is { } on)
        {
            for (var i = 0; i < Then.Count; i++)
            {
                on = Then[i].From(on, ledger);
            }

            chosen = on;
        }

        return chosen;
    }
}

/// <summary>A date with its working.</summary>
public sealed record Worked(string Name, string Words, DateOnly On, bool Provisional, IReadOnlyList<string> Steps);
