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
    /// <summary>What people call it, as a heading.</summary>
    public string Title { get => field.Length > 0 ? field : InPlainWords.TrimEnd('.'); init; } = "";

    public DateOnly? InForceTo { get; init; }

    public Confidence Confidence { get; init; } = Confidence.High;

    /// <summary>What a reader should know before relying on it: sources that disagree, or words nobody has re-read.</summary>
    public string? Caveat { get; init; }

    /// <summary>For a rule that a school may set for itself: what is ours by default, and why.</summary>
    public string? Setting { get; init; }

    /// <summary>The days that must be known, "from" first. Empty when the rule gives no date of its own.</summary>
    public IReadOnlyList<Input> Inputs { get; init; } = [];

    /// <summary>The dates it gives, the main one first.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    public bool WasInForce(DateOnly on) => InForceFrom <= on && (InForceTo is not { } to || on <= to);

    /// <summary>True when it counts the days of a school, so that its term dates matter.</summary>
    public bool NeedsTerms => Parts.Any(p => p.Lines.SelectMany(l => l.Steps).Concat(p.Then).Any(c =>
        c is Count.School or Count.SchoolBefore or Count.SchoolBeginningWith or Count.EndOfTerm or Count.EndOfNextTerm or Count.EndOfSummer));

    /// <summary>The deadline that follows from a day. The version of the rule that was in force on that day counts.</summary>
    /// <param name="calendar">The school whose days are counted; needed only where <see cref="NeedsTerms"/>.</param>
    /// <param name="also">Further days by the names in <see cref="Inputs"/>.</param>
    /// <param name="part">Which of the dates, when the rule gives several; the first unless told.</param>
    /// <exception cref="InvalidOperationException">A needed day is missing, or the rule gives no such date.</exception>
    public Deadline After(DateOnly from, SchoolCalendar? calendar = null, IReadOnlyDictionary<string, DateOnly>? also = null, string? part = null)
    {
        var rule = RuleBook.InForce(this, from);
        var ledger = new Ledger(calendar ?? SchoolCalendar.Unknown, from, also, null);
        var on = rule.PartNamed(part).Work(ledger) ?? throw new InvalidOperationException($"Rule {Id} needs more days than were given.");
        return new Deadline(on, rule, from) { Provisional = ledger.Provisional, Also = also, Part = part };
    }

    /// <summary>Every date the rule gives for these days. A date that needs a day nobody gave is left out.</summary>
    public IReadOnlyList<Worked> Work(DateOnly from, SchoolCalendar? calendar = null, IReadOnlyDictionary<string, DateOnly>? also = null)
    {
        List<Worked> dates = [];
        foreach (var part in Parts)
        {
            var ledger = new Ledger(calendar ?? SchoolCalendar.Unknown, from, also, []);
            if (part.Work(ledger) is { } on)
            {
                dates.Add(new(part.Name, part.Words, on, ledger.Provisional, ledger.Sentences!));
            }
        }

        return dates;
    }

    /// <summary>The same rule with the number of days that a school has set for itself.</summary>
    public Rule Set(int n) => this with
    {
        Parts = [Parts[0] with { Lines = [Parts[0].Lines[0] with { Steps = [Parts[0].Lines[0].Steps[0].Of(n), .. Parts[0].Lines[0].Steps.Skip(1)] }] }, .. Parts.Skip(1)],
    };

    /// <summary>The number that <see cref="Set"/> changes, or null when there is none: a date that only the law can move.</summary>
    public int? Number => Parts is [{ Lines: [{ Steps: [var first, ..] }] }, ..] ? first.Number : null;

    public Part PartNamed(string? name) =>
        Parts.FirstOrDefault(p => name is null || p.Name == name) ?? throw new InvalidOperationException($"Rule {Id} gives no date {name}.");

    public bool Equals(Rule? other) => ReferenceEquals(this, other) || (other is not null && Id == other.Id && InForceFrom == other.InForceFrom && Duty == other.Duty && Source == other.Source && InPlainWords == other.InPlainWords);

    public override int GetHashCode() => HashCode.Combine(Id, InForceFrom);
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

    /// <summary>Further days it was worked out from, by the names of the rule's inputs.</summary>
    public IReadOnlyDictionary<string, DateOnly>? Also { get; init; }

    /// <summary>Which of the rule's dates this is, when it gives several.</summary>
    public string? Part { get; init; }

    /// <summary>The first day on which nobody having acted means something.</summary>
    public DateOnly Lapses => IsReminder ? On : On.AddDays(1);

    /// <summary>What was counted, which days were left out and why, in sentences. Worked out anew when asked.</summary>
    public IReadOnlyList<string> Explain(SchoolCalendar? calendar = null)
    {
        List<string> sentences = [];
        var ledger = new Ledger(calendar ?? SchoolCalendar.Unknown, From, Also, sentences);
        if (Rule.Parts.Count == 0)
        {
            return [.. ledger.Distance(On), Rule.InPlainWords];
        }

        if (Rule.PartNamed(Part).Work(ledger) is { } worked && worked != On)
        {
            sentences.Add($"This date is shown as {Ledger.Words(On)}, which the school has set in place of {Ledger.Words(worked)}.");
        }

        return sentences;
    }

    public bool Equals(Deadline? other) => other is not null && On == other.On && Rule == other.Rule && From == other.From && IsReminder == other.IsReminder && Provisional == other.Provisional && Part == other.Part;

    public override int GetHashCode() => HashCode.Combine(On, Rule, From, IsReminder);
}
