namespace SencoFlows.Law;

/// <summary>
/// Whether a SENCO must hold the qualification, which one, and by when: SEND Regulations 2014, reg. 49(4) and (7), as they stand since
/// 1 September 2024. Which qualification counts turns on the day on which the course began, never on the day of the appointment.
/// </summary>
public static class SencoQualification
{
    /// <summary>Nobody who became a SENCO on or before this day is caught.</summary>
    public static readonly DateOnly LastUncaught = new(2009, 9, 1);

    /// <summary>From this day on a course must be the NPQ.</summary>
    public static readonly DateOnly NpqOnly = new(2024, 9, 1);

    /// <summary>The last day on which a National Award that was begun in time can be completed.</summary>
    public static readonly DateOnly LastNasenco = new(2027, 8, 31);

    /// <param name="career">All her times as SENCO, this post among them or not, and all her courses.</param>
    /// <param name="post">The post that is judged.</param>
    /// <param name="today">An English date.</param>
    public static SencoVerdict Judge(SencoCareer career, SencoSpell post, DateOnly today)
    {
        if (!post.Relevant)
        {
            return new(SencoStatus.NotBound, Light.Green, "Not required here", "The duty binds mainstream schools and maintained nursery schools, and this is neither.");
        }

        if (post.To < today)
        {
            return new(SencoStatus.NotInPost, Light.Green, "No longer in post", $"The post ended on {Ledger.Short(post.To.Value)}, so the duty can no longer bite. The time counts towards a later post.");
        }

        var readings = Read(career, post);
        if (readings is [{ Start: null }])
        {
            return new(SencoStatus.NotRequired, Light.Green, "Not required", readings[0].Words);
        }

        var verdict = ByAward(career, today) ?? ByCourse(career, readings, today);
        var careful = readings.Last(r => r.Start is not null).Start!.Value;
        return verdict.Status is SencoStatus.Qualified ? verdict : verdict with
        {
            Limit = readings.Count == 1 ? Rules.SencoQual.After(careful) : Rules.SencoMove.After(post.From, also: new Dictionary<string, DateOnly> { ["firstPost"] = careful }),
            CountsFrom = careful,
            StartBy = verdict.Status is SencoStatus.Enrolled or SencoStatus.EndsTooLate or SencoStatus.ResultMissing or SencoStatus.Doubtful or SencoStatus.Unproven ? null : verdict.StartBy ?? Rules.SencoNpqStart.After(careful),
            FinishBy = Studying(career, today) is [var course, ..] ? FinishBy(course, careful) : null,
        };
    }

    /// <summary>Whether an award is the qualification that the law means.</summary>
    /// <returns>Null when something that decides it is not known; the sentence says what.</returns>
    public static (bool? Counts, string Why) Weigh(SencoCourse c) => c switch
    {
        { Awarded: null } => (false, "It has not been awarded."),
        { Kind: SencoCourseKind.Npq, Begins: { } b } when b < NpqOnly => (false, "The NPQ for SENCOs counts only when it was begun on or after 1 September 2024."),
        { Kind: SencoCourseKind.Npq } when NpqProviders.MayAward(c.Provider) is null => (null, "It is not certain that Schedule A1 to the regulations names this provider: look it up."),
        { Kind: SencoCourseKind.Npq } => NpqProviders.MayAward(c.Provider) is true ? (true, "The NPQ for SENCOs was awarded.") : (false, "The NPQ for SENCOs counts only from a provider that Schedule A1 to the regulations names."),
        { Completed: { } done } when done > LastNasenco => (false, "A National Award completed after 31 August 2027 does not count."),
        { Begins: null } when (c.Completed ?? c.Awarded) >= NpqOnly => (null, "A National Award counts only when the course began before 1 September 2024, and nobody has said when it began."),
        { Begins: { } b } when b >= NpqOnly => (false, "A National Award that was begun on or after 1 September 2024 does not count."),
        { Completed: not null } => (true, "The National Award was begun and completed in time."),
        _ when c.Awarded <= LastNasenco => (true, "The National Award was begun and completed in time."),
        _ => (null, "The National Award is dated after 31 August 2027. It counts only if the course was completed by then, and nobody has said when it was."),
    };

    /// <summary>From which day the three years are counted. Where the law can be read in two ways, both: the literal or later one first, the careful one last.</summary>
    private static IReadOnlyList<Reading> Read(SencoCareer career, SencoSpell post)
    {
        if (post.From <= LastUncaught)
        {
            return [new(null, "This post began on or before 1 September 2009, and the duty binds those who became a SENCO after that day.")];
        }

        var before = SencoService.Before(post.From, career.Spells);
        if (before.Count == 0)
        {
            return [new(post.From, "")];
        }

        if (before is [var only] && only.From <= LastUncaught && only.To == post.From.AddDays(-1))
        {
            return [new(null, "They have been a SENCO since before 2 September 2009 without a break, for more than 12 months before this post. The regulation and the DfE's guidance agree that nothing more is asked.")];
        }

        var first = career.Spells.Where(s => s.Relevant && s.From > LastUncaught).Select(s => s.From).Append(post.From).Min();
        return SencoService.MoreThanTwelveMonths(before)
            ? [new(null, "By its words the regulation does not bind somebody who has been a SENCO for more than 12 months in total before this post."),
               new(first, $"The DfE expects every SENCO to hold the qualification within three years: counted from {Ledger.Short(first)}.")]
            : first == post.From ? [new(first, "")]
            : [new(post.From, "The three years start again with this post."), new(first, $"The three years run from {Ledger.Short(first)}, when they first became a SENCO.")];
    }

    private static SencoVerdict? ByAward(SencoCareer career, DateOnly today)
    {
        var awards = career.Courses.Where(c => c.Awarded <= today).Select(c => (Course: c, Said: Weigh(c))).ToList();
        if (awards.FirstOrDefault(a => a.Said.Counts is true && a.Course.Proven) is { Course: not null } held)
        {
            return new(SencoStatus.Qualified, Light.Green, "Qualified", $"{held.Said.Why} The certificate is dated {Ledger.Short(held.Course.Awarded!.Value)}.");
        }

        if (awards.Exists(a => a.Said.Counts is true))
        {
            return new(SencoStatus.Unproven, Light.Amber, "Awarded, certificate not checked", "An award is recorded that counts. It is settled when somebody else has checked the certificate.");
        }

        return awards.FirstOrDefault(a => a.Said.Counts is null) is { Course: not null } doubt
            ? new(SencoStatus.Doubtful, Light.Amber, "Awarded, but not certain that it counts", doubt.Said.Why)
            : null;
    }

    private static SencoVerdict ByCourse(SencoCareer career, IReadOnlyList<Reading> readings, DateOnly today)
    {
        var each = readings.Select(r => (Reading: r, Verdict: r.Start is { } start
            ? ByClock(career, start, today)
            : new SencoVerdict(SencoStatus.NotRequired, Light.Green, "Not required", r.Words))).ToList();
        if (each is [var one])
        {
            return one.Verdict;
        }

        var careful = each[^1].Verdict;
        var all = each.TrueForAll(e => e.Verdict.Light == Light.Red);
        return careful with
        {
            Status = all ? SencoStatus.Overdue : SencoStatus.TwoReadings,
            Light = all ? Light.Red : Light.Amber,
            Words = all ? careful.Words : $"Two readings of the law; by the careful one: {char.ToLowerInvariant(careful.Words[0])}{careful.Words[1..]}",
            Because = string.Join(' ', each.Select(e => e.Reading.Words)),
            Readings = [.. each.Select(e => new SencoReading(e.Reading.Words, e.Reading.Start?.AddMonths(36), e.Verdict.Light))],
        };
    }

    /// <summary>How it stands when the three years run from one day and nothing that counts has been awarded.</summary>
    private static SencoVerdict ByClock(SencoCareer career, DateOnly start, DateOnly today)
    {
        var limit = Rules.SencoQual.After(start).On;
        var startBy = Rules.SencoNpqStart.After(start);
        if (today > limit)
        {
            return new(SencoStatus.Overdue, Light.Red, "Overdue", $"The qualification had to be held by {Ledger.Short(limit)}, and none that counts is recorded.");
        }

        var studying = Studying(career, today);
        List<SencoCourse> inTime = [.. studying.Where(c => c.Ends <= limit && (c.Completed is not null || c.Ends <= FinishBy(c, start).On))];
        List<SencoCourse> running = [.. inTime.Where(c => c.Ends >= today)];
        if (running.Find(c => c.Kind is SencoCourseKind.Nasenco || NpqProviders.MayAward(c.Provider) is true) is { } certain)
        {
            return new(SencoStatus.Enrolled, Light.Green, "Enrolled, in time", $"The course ends on {Ledger.Short(certain.Ends!.Value)} and must be finished by {Ledger.Short(FinishBy(certain, start).On)}.");
        }

        if (running.Count > 0)
        {
            return new(SencoStatus.Doubtful, Light.Amber, "Enrolled, provider to be checked", "It is not certain that Schedule A1 to the regulations names this provider: look it up.");
        }

        if (inTime.Count > 0)
        {
            return new(SencoStatus.ResultMissing, Light.Amber, "Course ended, no result recorded", $"The result was expected on {Ledger.Short(inTime[0].Ends!.Value)}, and the qualification must be held by {Ledger.Short(limit)}.");
        }

        if (studying.Count > 0)
        {
            return new(SencoStatus.EndsTooLate, Light.Amber, studying[0].Ends is null ? "Course put off, no end date" : "Enrolled, but the course ends too late",
                $"The qualification must be held by {Ledger.Short(limit)}. {(studying[0].Ends is { } ends ? $"The result is expected on {Ledger.Short(ends)}, and the course must be finished by {Ledger.Short(FinishBy(studying[0], start).On)}." : "The course has been put off and has no end date.")}");
        }

        return today > startBy.On
            ? new(SencoStatus.NotEnrolledInTime, Light.Amber, "Not enrolled in time", $"The latest safe start of the NPQ was {Ledger.Short(startBy.On)}: it takes up to 22 months, and the qualification must be held by {Ledger.Short(limit)}.") { StartBy = startBy }
            : new(SencoStatus.NotEnrolled, Light.Green, "Not enrolled yet, in time", $"The qualification must be held by {Ledger.Short(limit)}. The latest safe start of the NPQ is {Ledger.Short(startBy.On)}.") { StartBy = startBy };
    }

    /// <summary>Courses that are being taken or booked, and could still lead to the qualification.</summary>
    private static List<SencoCourse> Studying(SencoCareer career, DateOnly today) =>
        [.. career.Courses.Where(c => !(c.Stopped <= today) && !(c.Awarded <= today) && (c.Kind is SencoCourseKind.Npq
            ? NpqProviders.MayAward(c.Provider) is not false && !(c.Begins < NpqOnly)
            : c.Begins < NpqOnly && (c.Completed <= LastNasenco || (c.Completed is null && today <= LastNasenco))))];

    /// <summary>The last day on which a course can be finished to count for somebody whose three years run from a day.</summary>
    public static Deadline FinishBy(SencoCourse c, DateOnly start) =>
        Rules.SencoNasencoCut.After(c.Begins ?? NpqOnly, also: new Dictionary<string, DateOnly> { ["appointed"] = start });

    /// <param name="Start">The day from which the three years run, or null when this reading asks for nothing.</param>
    private sealed record Reading(DateOnly? Start, string Words);
}
