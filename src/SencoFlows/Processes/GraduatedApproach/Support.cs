using System.Text.Json.Serialization;
using SencoFlows.Law;

namespace SencoFlows.Processes.GraduatedApproach;

/// <summary>
/// Years of cycles of one pupil: numbers, days and codes. What people say about a child stands in rows of its own, and here only
/// under its id. Stored: add to it, never rename.
/// </summary>
/// <param name="Began">The day on which the school decided to give support.</param>
public sealed record Support(DateOnly Began, Concern Concern)
{
    /// <summary>Nursery and Reception work by chapter 5 of the Code: a key person in place of a class teacher, and reviews more often.</summary>
    public bool EarlyYears { get; init; }

    /// <summary>How the parents were told that support starts: Children and Families Act 2014, s.68.</summary>
    public Notice? Notice { get; init; }

    /// <summary>The chase of the duty to tell them.</summary>
    public Chase Telling { get; init; } = new(Began);

    /// <summary>The chase of the step that is awaited now.</summary>
    public Chase Step { get; init; } = new(Began);

    public Cycle Cycle { get; init; } = new(1, Began);

    /// <summary>Cycles that are over, oldest first.</summary>
    public IReadOnlyList<DoneCycle> Past { get; init; } = [];

    public IReadOnlyList<Meeting> Meetings { get; init; } = [];

    /// <summary>What people said at a meeting that they would do.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>Specialists who have been asked.</summary>
    public IReadOnlyList<Referral> Referrals { get; init; } = [];

    public Request? Request { get; init; }

    /// <summary>So many cycles in a row had less than expected progress that somebody has to choose a next step.</summary>
    public Chase? Stuck { get; init; }

    /// <summary>What a parent no longer agrees to.</summary>
    public IReadOnlyList<Consent> Withdrawn { get; init; } = [];

    public Away? Away { get; init; }

    /// <summary>The last day on this school's roll.</summary>
    public DateOnly? Leaves { get; init; }

    /// <summary>From which day on meetings are still to be counted for a school year.</summary>
    public DateOnly CountFrom { get; init; } = Began;

    /// <summary>From which day on a term is still to be looked at for a meeting.</summary>
    public DateOnly TermFrom { get; init; } = Began;

    /// <summary>The yearly report to parents that is next.</summary>
    public Report Report { get; init; } = new(Began);

    /// <summary>Meetings that have been held, by the school year they count for.</summary>
    public int Held(AcademicYear year) => Meetings.Count(m => m.Held is { } on && year.Has(on));

    /// <summary>The meetings that a school year needs: fewer in the one in which support began.</summary>
    public int Needed(AcademicYear year, int aYear) => Needed(Began, year, aYear);

    public static int Needed(DateOnly began, AcademicYear year, int aYear) => !year.Has(began) ? aYear : began.Month switch
    {
        >= 9 => aYear,
        <= 3 => Math.Min(aYear, 2),
        <= 6 => Math.Min(aYear, 1),
        _ => 0,
    };

    public Meeting? Meeting(string id) => Meetings.FirstOrDefault(m => m.Id == id);

    public Support With(Meeting meeting) => this with { Meetings = Meetings.Any(m => m.Id == meeting.Id) ? [.. Meetings.Select(m => m.Id == meeting.Id ? meeting : m)] : [.. Meetings, meeting] };

    public Support With(Promise promise) => this with { Promises = [.. Promises.Select(p => p.Id == promise.Id ? promise : p)] };

    public Support With(Referral referral) => this with { Referrals = [.. Referrals.Select(r => r.Id == referral.Id ? referral : r)] };
}

public sealed record Notice(DateOnly On, Way Way);

/// <summary>Something that is awaited.</summary>
/// <param name="Since">The day from which it is awaited.</param>
/// <param name="Times">How often it has been chased.</param>
/// <param name="Last">When last.</param>
public sealed record Chase(DateOnly Since, int Times = 0, DateOnly? Last = null)
{
    /// <summary>A reminder before the limit has been sent.</summary>
    public bool Reminded { get; init; }

    public Chase Again(DateOnly on) => this with { Times = Times + 1, Last = on };
}

/// <summary>One round of assess, plan, do and review.</summary>
/// <param name="Number">1 for the first.</param>
public sealed record Cycle(int Number, DateOnly From)
{
    /// <summary>The version of the plan that is at work, and since when.</summary>
    public int? Plan { get; init; }

    public DateOnly? Planned { get; init; }

    /// <summary>The day agreed for the review.</summary>
    public DateOnly? Review { get; init; }

    /// <summary>What was looked at in the assessment.</summary>
    public IReadOnlyList<Evidence> Assessed { get; init; } = [];

    public IReadOnlyList<Postponement> Postponed { get; init; } = [];

    /// <summary>Since when the family and the teachers are asked, and by when they answer.</summary>
    public Asked? Asked { get; init; }

    public IReadOnlyList<View> Views { get; init; } = [];

    /// <summary>What each parent said of the plan, the last word of each.</summary>
    public IReadOnlyList<PlanAnswer> Answers { get; init; } = [];

    /// <summary>Of the plan that is at work now.</summary>
    [JsonIgnore]
    public IEnumerable<PlanAnswer> AnswersNow => Answers.Where(a => a.Version == Plan);

    /// <summary>Who has answered the question that runs now.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Answered => Asked is null ? [] : [.. Views.Where(v => v.On >= Asked.On).Select(v => v.By).Distinct(StringComparer.Ordinal)];
}

/// <param name="Chases">How often those who had not answered were reminded.</param>
public sealed record Asked(DateOnly On, DateOnly By, int Chases = 0);

/// <summary>What somebody said. The words stand in a row of their own.</summary>
/// <param name="By">The opaque id of a contact or of a member of staff.</param>
/// <param name="Id">Of the row.</param>
public sealed record View(string By, ViewOf Of, string Id, DateOnly On);

/// <param name="By">The opaque id of a contact.</param>
/// <param name="Version">Of the plan.</param>
/// <param name="Agrees">False: they want to talk about it first.</param>
/// <param name="Times">How often they have answered about this version.</param>
public sealed record PlanAnswer(string By, int Version, bool Agrees, DateOnly On, int Times = 1);

public sealed record Postponement(DateOnly From, DateOnly To, PostponeReason Reason);

/// <summary>A cycle that is over, in numbers.</summary>
/// <param name="Agreed">The day that had been agreed for the review.</param>
public sealed record DoneCycle(int Number, DateOnly From, int Plan, DateOnly Agreed, DateOnly Reviewed, int Met, int Partly, int NotMet, Decision Decision)
{
    public IReadOnlyList<OutcomeResult> Outcomes { get; init; } = [];

    public IReadOnlyList<ProvisionResult> Provisions { get; init; } = [];

    public int Postponed { get; init; }

    /// <summary>Less than half of what the plan hoped for: an outcome that is partly met counts half.</summary>
    [JsonIgnore]
    public bool LessThanExpected => (2 * Met) + Partly < Met + Partly + NotMet;
}

/// <param name="Id">Of the outcome in the plan.</param>
/// <param name="Evidence">The id of the row that says what shows it; null when nothing was written.</param>
public sealed record OutcomeResult(string Id, Result Result, string? Evidence = null);

/// <param name="Id">Of the provision in the plan.</param>
public sealed record ProvisionResult(string Id, Impact Impact);

/// <summary>A talk with the family. When, how and whether: what was said stands in a row of its own.</summary>
public sealed record Meeting(string Id, DateOnly On, TimeOnly At, int Minutes, Place Place)
{
    /// <summary>Grows with each change, so that calendars move their entry and do not grow a second one.</summary>
    public int Sequence { get; init; }

    /// <summary>The day on which it took place.</summary>
    public DateOnly? Held { get; init; }

    /// <summary>It did not take place.</summary>
    public MissedReason? Missed { get; init; }

    public bool Cancelled { get; init; }

    /// <summary>Chases of a record of what was said.</summary>
    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    /// <summary>It is still to come, or nobody has said how it went.</summary>
    [JsonIgnore]
    public bool Open => Held is null && Missed is null && !Cancelled;
}

/// <param name="Meeting">Where it was promised; empty for a talk that a parent asked for.</param>
/// <param name="Owner">Who promised it.</param>
public sealed record Promise(string Id, string Meeting, Owner Owner, DateOnly By)
{
    public DateOnly? Kept { get; init; }

    public DateOnly? Dropped { get; init; }

    /// <summary>The day on which it was found not done.</summary>
    public DateOnly? Broken { get; init; }

    [JsonIgnore]
    public bool Open => Kept is null && Dropped is null;
}

public sealed record Referral(string Id, Service Service, DateOnly Asked)
{
    public DateOnly? Answered { get; init; }

    /// <summary>The parents no longer agree, or the school no longer asks.</summary>
    public DateOnly? Withdrawn { get; init; }

    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    [JsonIgnore]
    public bool Open => Answered is null && Withdrawn is null;
}

/// <summary>The school has asked the local authority for an EHC needs assessment.</summary>
public sealed record Request(DateOnly On)
{
    public DateOnly? Answered { get; init; }

    public bool? WillAssess { get; init; }

    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }
}

/// <param name="Last">When somebody was last asked whether the pupil is back.</param>
public sealed record Away(DateOnly From, DateOnly Back, int Chases = 0, DateOnly? Last = null);

/// <param name="From">A day of the school year that the report is about.</param>
public sealed record Report(DateOnly From, bool Reminded = false, int Chases = 0, DateOnly? Chased = null);
