using SencoFlows.Cases;

namespace SencoFlows.Record.Plans;

/// <summary>
/// What a school does for one pupil until the next review (SEND Code of Practice, 6.48 to 6.51). Stored for years: add to it, never rename.
/// </summary>
/// <param name="Review">A day on which the school is open.</param>
public sealed record Plan(DateOnly Review)
{
    /// <summary>The most important first: its place is its rank.</summary>
    public IReadOnlyList<PlanNeed> Needs { get; init; } = [];

    /// <summary>Where the pupil starts from, so that a review has something to compare with.</summary>
    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    public IReadOnlyList<PlanOutcome> Outcomes { get; init; } = [];

    public IReadOnlyList<PlanProvision> Provisions { get; init; } = [];

    /// <summary>What every teacher of the pupil does differently.</summary>
    public string? Adjustments { get; init; }

    /// <summary>What parents do at home, as agreed with them (6.51).</summary>
    public string? AtHome { get; init; }

    public AboutMe AboutMe { get; init; } = new();
}

/// <summary>The pupil's own part of the one-page profile.</summary>
public sealed record AboutMe(string? Likes = null, string? Important = null, string? Helps = null);

public sealed record PlanNeed(SenType Type, string? Note = null);

/// <param name="Id">Opaque, stays from version to version.</param>
/// <param name="Result">As it was measured, in words or figures: "Reading age 7 years 2 months".</param>
public sealed record Baseline(string Id, string What, string Result, DateOnly? On = null);

/// <param name="Id">Opaque, stays from version to version: reviews name it.</param>
/// <param name="Measure">How anybody will know.</param>
public sealed record PlanOutcome(string Id, string What, string Measure, string Target, DateOnly By);

/// <summary>Who gives a provision: what an hour costs, and whose hours they are.</summary>
public enum Deliverer { TeachingAssistant, HigherLevelAssistant, Teacher, Senco, Mentor, Specialist, Volunteer }

/// <param name="Id">Opaque, stays from version to version: reviews name it.</param>
/// <param name="Name">What it is, as the school calls it: "Paired reading". Provisions of one name stand in one column of the map.</param>
/// <param name="GroupSize">Pupils who share it; 1 for one to one.</param>
/// <param name="TimesAWeek">0.5 for once a fortnight.</param>
/// <param name="Weeks">School weeks in which it is given.</param>
/// <param name="End">The last day, included.</param>
public sealed record PlanProvision(string Id, string Name, Deliverer By, int GroupSize, decimal TimesAWeek, int Minutes, int Weeks, DateOnly Start, DateOnly End)
{
    /// <summary>The person, as staff call them.</summary>
    public string? Who { get; init; }

    /// <summary>Pounds an hour, as they were when the plan was issued: a later change of pay does not change what a plan cost.</summary>
    public decimal PerHour { get; init; }

    /// <summary>Pounds for materials and the like, for this pupil and the whole of the provision.</summary>
    public decimal OtherCost { get; init; }

    /// <summary>Staff hours a week that fall to this pupil: a group shares them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public decimal HoursAWeek => Minutes * TimesAWeek / 60 / GroupSize;

    /// <summary>Pounds for this pupil from the first day to the last.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public decimal Cost => (PerHour * HoursAWeek * Weeks) + OtherCost;
}

/// <summary>A plan as it was given to everybody. Written once, never changed: a change is the next version.</summary>
/// <param name="Version">From 1 for each pupil, without gaps.</param>
/// <param name="Why">What changed and why, in the words of who issued it; null for the first.</param>
public sealed record IssuedPlan(int Version, DateTimeOffset At, Actor By, Plan Plan, string? Why = null);

/// <summary>Where the plans of one pupil stand: kept beside the versions, so that a list or a map of the whole school is one range read.</summary>
/// <param name="Spells">What was and is given in this and the last school year, whichever version said so.</param>
/// <param name="Request">Of the last issue: a second click is recognised by it.</param>
public sealed record PlanHead(int Version, DateOnly Review, IReadOnlyList<Spell> Spells, string Request)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }
}

/// <summary>A provision as it ran, under one version of a plan.</summary>
/// <param name="From">The first day of this spell.</param>
/// <param name="Until">The last day: of the provision, or the day before a new version changed or ended it.</param>
public sealed record Spell(PlanProvision Provision, DateOnly From, DateOnly Until);
