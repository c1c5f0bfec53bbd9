namespace SencoFlows.Record.Pack;

/// <summary>The record itself: record.json. Codes are the official ones, so that another system can read them.</summary>
public sealed record PackRecord(string Format, string Version, PackPupil Pupil, IReadOnlyList<PackStatus> SenHistory, IReadOnlyList<PackNeed> Needs, IReadOnlyList<PackContact> Contacts, IReadOnlyList<PackDocument> Documents, PackMove Move)
{
    /// <summary>The support plan in force on the day the pack was built; null when there is none.</summary>
    public PackPlan? Plan { get; init; }
}

/// <summary>An issued support plan, without what it cost and who was paid.</summary>
/// <param name="Issued">An English date.</param>
public sealed record PackPlan(int Version, DateOnly Issued, DateOnly Review, IReadOnlyList<PackOutcome> Outcomes, IReadOnlyList<PackProvision> Provisions)
{
    /// <summary>The needs that this plan is about, the most important first: they may be fewer than the record's, with words of their own.</summary>
    public IReadOnlyList<PackPlanNeed>? Needs { get; init; }

    public IReadOnlyList<PackBaseline>? Baselines { get; init; }

    public string? Adjustments { get; init; }

    public string? AtHome { get; init; }

    public string? Likes { get; init; }

    public string? Important { get; init; }

    public string? Helps { get; init; }
}

/// <param name="Code">A type of need of the school census.</param>
public sealed record PackPlanNeed(string Code, string? Note);

public sealed record PackBaseline(string What, string Result, DateOnly? On);

public sealed record PackOutcome(string What, string Measure, string Target, DateOnly By);

/// <param name="By">In what capacity it was given: "teaching-assistant".</param>
/// <param name="GroupSize">1 for one to one.</param>
public sealed record PackProvision(string Name, string By, int GroupSize, decimal TimesAWeek, int Minutes, int Weeks, DateOnly Start, DateOnly End);

public sealed record PackPupil(string Forename, string Surname, DateOnly DateOfBirth, string YearGroup)
{
    public string? PreferredForename { get; init; }

    public string? PreferredSurname { get; init; }

    public string? Upn { get; init; }

    public string? ConsistentIdentifier { get; init; }

    public string? FirstLanguage { get; init; }

    public bool LookedAfter { get; init; }

    public string? CareAuthority { get; init; }

    public bool PreviouslyLookedAfter { get; init; }
}

/// <param name="Code">N, K or E.</param>
public sealed record PackStatus(DateOnly From, string Code);

/// <param name="Rank">1 is the primary need.</param>
/// <param name="Code">A type of need of the school census.</param>
public sealed record PackNeed(int Rank, string Code, DateOnly? Since, string? Note);

/// <summary>Somebody in the pupil's life. Where an address must not be disclosed it is not here at all.</summary>
public sealed record PackContact(string Name, string Relationship, bool ParentalResponsibility, bool LivesWith, bool MayBeContacted)
{
    public string? Restriction { get; init; }

    public bool AddressWithheld { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public IReadOnlyList<string>? Address { get; init; }

    public string? Language { get; init; }

    public bool NeedsInterpreter { get; init; }

    public string? Format { get; init; }
}

public sealed record PackDocument(string Path, string Name, DocumentKind Kind, DateOnly Added)
{
    /// <summary>Only the SENCO, the head and the safeguarding lead saw it; null for every other.</summary>
    public bool? Restricted { get; init; }
}

/// <param name="Sharing">What parents said: agreed, informed-not-agreed or refused.</param>
/// <param name="ChildProtectionFile">"none-known", or "separately": then the safeguarding leads pass it on themselves.</param>
public sealed record PackMove(DateOnly Leaving, DateOnly? Starts, string Sharing, string ChildProtectionFile, bool DocumentsLeftOut);
