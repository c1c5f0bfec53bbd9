namespace SencoFlows.Law;

/// <summary>What decides whether a SENCO must hold the qualification: where she has been one, and what she has studied. Stored: add to it, never rename.</summary>
public sealed record SencoCareer(IReadOnlyList<SencoSpell> Spells, IReadOnlyList<SencoCourse> Courses);

/// <summary>A time as SENCO of one school, both days included. An acting SENCO is a SENCO: the law knows no other kind.</summary>
/// <param name="To">The last day; null while it goes on.</param>
/// <param name="School">The school's URN where it is known, otherwise its name.</param>
/// <param name="Relevant">A mainstream school or a maintained nursery school (Children and Families Act 2014, s.67). Time elsewhere does not count.</param>
public sealed record SencoSpell(DateOnly From, DateOnly? To, string School, bool Relevant = true)
{
    public bool Has(DateOnly day) => From <= day && (To is not { } to || day <= to);

    public bool Meets(SencoSpell other) => From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue);
}

public enum SencoCourseKind
{
    /// <summary>The National Award for SEN Co-ordination.</summary>
    Nasenco,

    /// <summary>The National Professional Qualification for SENCOs.</summary>
    Npq,
}

/// <param name="Provider">Who teaches it and awards it.</param>
/// <param name="Begins">The first day of the course; null when nobody knows.</param>
/// <param name="Ends">The day on which its result is expected; null while it is put off.</param>
public sealed record SencoCourse(SencoCourseKind Kind, string Provider, DateOnly? Begins, DateOnly? Ends)
{
    /// <summary>The day on which the course was finished, when that is another day than the award.</summary>
    public DateOnly? Completed { get; init; }

    /// <summary>The date on the certificate.</summary>
    public DateOnly? Awarded { get; init; }

    /// <summary>Somebody other than the SENCO has looked at the certificate.</summary>
    public bool Proven { get; init; }

    /// <summary>Given up, or failed for good.</summary>
    public DateOnly? Stopped { get; init; }
}

/// <summary>Reg. 49(4): "has not previously been the SENCO ... for a total period of more than twelve months".</summary>
public static class SencoService
{
    /// <summary>The times as SENCO of relevant schools before a day, put together where they touch or overlap: two schools at once are not twice the time.</summary>
    public static IReadOnlyList<DayRange> Before(DateOnly day, IEnumerable<SencoSpell> spells)
    {
        List<DayRange> runs = [];
        foreach (var s in spells.Where(s => s.Relevant && s.From < day).OrderBy(s => s.From))
        {
            var to = s.To is { } end && end < day ? end : day.AddDays(-1);
            if (runs is [.., var last] && s.From <= last.To.AddDays(1))
            {
                runs[^1] = last with { To = to > last.To ? to : last.To };
            }
            else
            {
                runs.Add(new(s.From, to));
            }
        }

        return runs;
    }

    /// <summary>Laid end to end from the first day: 1 September to 31 August is twelve months and not more.</summary>
    public static bool MoreThanTwelveMonths(IReadOnlyList<DayRange> runs) =>
        runs.Count > 0 && runs[0].From.AddDays(Days(runs)) > runs[0].From.AddMonths(12);

    public static int Days(IReadOnlyList<DayRange> runs) => runs.Sum(r => r.To.DayNumber - r.From.DayNumber + 1);
}
