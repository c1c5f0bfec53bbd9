namespace SencoFlows.Record.Pack;

/// <summary>The record itself: record.json. Codes are the official ones, so that another system can read them.</summary>
public sealed record PackRecord(string Format, string Version, PackPupil Pupil, IReadOnlyList<PackStatus> SenHistory, IReadOnlyList<PackNeed> Needs, IReadOnlyList<PackContact> Contacts, IReadOnlyList<PackDocument> Documents, PackMove Move);

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
