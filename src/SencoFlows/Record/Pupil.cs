namespace SencoFlows.Record;

/// <summary>One pupil of one school. Stored as JSON under the names below: add to it, never rename.</summary>
/// <param name="Id">Opaque, lower-case letters and digits; the only thing about a child that stands in an address or a key.</param>
/// <param name="YearGroup">A code of <see cref="YearGroups"/>.</param>
public sealed record Pupil(string Id, string Forename, string Surname, DateOnly DateOfBirth, string YearGroup)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    public string? PreferredForename { get; init; }

    public string? PreferredSurname { get; init; }

    public Upn? Upn { get; init; }

    /// <summary>Children Act 2004, s.16LC: regulations that choose the number are not made yet, so nothing is assumed about its form.</summary>
    public string? ConsistentIdentifier { get; init; }

    /// <summary>Kept only where a common transfer file gave it: the next one has to say it too.</summary>
    public Sex? Sex { get; init; }

    /// <summary>The language a child first learned, as people call it: "Polish".</summary>
    public string? FirstLanguage { get; init; }

    /// <summary>In the care of a local authority now.</summary>
    public bool LookedAfter { get; init; }

    /// <summary>The authority whose care it is: a three-digit code or a name.</summary>
    public string? CareAuthority { get; init; }

    public bool PreviouslyLookedAfter { get; init; }

    /// <summary>Every change of status, oldest first.</summary>
    public IReadOnlyList<SenStatus> SenHistory { get; init; } = [];

    /// <summary>The most important first: its place is its rank.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>The first day on the roll, when somebody has said it: a pupil without one is not taken for a new one.</summary>
    public DateOnly? Joined { get; init; }

    /// <summary>The URN of the school before, when it is known.</summary>
    public string? CameFrom { get; init; }

    /// <summary>The last day on the roll, when it is past or planned.</summary>
    public DateOnly? Left { get; init; }

    /// <summary>The name the child goes by.</summary>
    public string Name => $"{PreferredForename ?? Forename} {PreferredSurname ?? Surname}";

    public string FirstName => PreferredForename ?? Forename;

    /// <summary>For lists: "Okafor, Ada".</summary>
    public string ListName => $"{PreferredSurname ?? Surname}, {PreferredForename ?? Forename}";

    public SenProvision Provision(DateOnly on) => SenHistory.LastOrDefault(s => s.From <= on)?.Provision ?? SenProvision.None;

    /// <summary>Records a new status. One that begins on the same day replaces the other.</summary>
    public Pupil With(SenStatus status) => this with
    {
        SenHistory = [.. SenHistory.Where(s => s.From != status.From).Append(status).OrderBy(s => s.From)],
    };

    public bool OnRoll(DateOnly on) => Left is not { } left || on <= left;
}

/// <summary>The official codes are N, K and E.</summary>
public enum SenProvision
{
    /// <summary>N: no special educational provision.</summary>
    None,

    /// <summary>K: SEN support.</summary>
    SenSupport,

    /// <summary>E: an education, health and care plan.</summary>
    Plan,
}

public sealed record SenStatus(DateOnly From, SenProvision Provision)
{
    /// <summary>The code as it was written then, for one that has ended: A, P or S.</summary>
    public string? As { get; init; }
}

/// <summary>As the school census and common transfer files ask for it.</summary>
public enum Sex { Female, Male }

public sealed record Need(SenType Type, DateOnly? Since = null, string? Note = null);

/// <param name="Id">Opaque: names the document in addresses.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Name">As it was called when it came, without any path.</param>
/// <param name="Type">The media type found in its content, never the one that a browser claimed.</param>
/// <param name="AddedBy">The opaque id of a member of staff.</param>
public sealed record Document(string Id, string Sha256, string Name, string Type, long Bytes, DocumentKind Kind, Confidentiality Confidentiality, DateTimeOffset Added, string AddedBy)
{
    /// <summary>The name under which its bytes are kept; null for one that came before each holder had a name of its own.</summary>
    public string? Place { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Kept => Place ?? Sha256;

    /// <summary>The holder of a document of a pupil: nobody else's bytes go with it when it is removed.</summary>
    public static string Holder(string pupil, string document) => $"pupil-{RecordId.Checked(pupil)}-{RecordId.Checked(document)}";
}

public enum DocumentKind { Other, Profile, SupportPlan, EhcPlan, AnnualReview, SpecialistReport, Medical, AccessArrangements, PupilVoice, Correspondence }

/// <summary>Who sees a document, and whether it goes along when the pupil moves.</summary>
public enum Confidentiality
{
    /// <summary>Staff who see the record see it, and it moves with the pupil.</summary>
    Record,

    /// <summary>Stays at this school: working notes, drafts.</summary>
    SchoolOnly,

    /// <summary>Only the SENCO, the head and the designated safeguarding lead see it; it moves only when chosen one by one.</summary>
    Restricted,
}
