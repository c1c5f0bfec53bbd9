namespace SencoFlows.Record;

/// <summary>Somebody in a pupil's life, and what they may be told. Whoever is not expressly allowed is told nothing.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Relationship">As the school writes it: "Mother", "Foster carer", "Social worker".</param>
public sealed record Contact(string Id, string Name, string Relationship)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>Education Act 1996, s.576: a parent, somebody with parental responsibility, or with care of the child.</summary>
    public bool ParentalResponsibility { get; init; }

    public bool LivesWith { get; init; }

    public MayBeContacted MayBeContacted { get; init; }

    public CourtOrder? CourtOrder { get; init; }

    /// <summary>This address and telephone number are shown to no other contact and stay out of what other contacts receive.</summary>
    public bool DoNotDiscloseAddress { get; init; }

    /// <summary>BCP 47: "en", "pl", "so".</summary>
    public string Language { get; init; } = "en";

    public bool NeedsInterpreter { get; init; }

    public Format Format { get; init; }

    public Channel Channel { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Lines of a postal address, the postcode last.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>The person asked for a break: nothing is sent before this day.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>Which of several contacts is tried first; 1 is first.</summary>
    public int Order { get; init; } = 1;

    /// <summary>This contact as another may see it.</summary>
    public Contact AsOthersSee() => DoNotDiscloseAddress ? this with { Address = [], Phone = null, Email = null } : this;
}

public enum MayBeContacted
{
    /// <summary>Nobody has said, so no.</summary>
    NotRecorded,
    Yes,
    No,
}

/// <summary>What a court has said about contact with this child.</summary>
/// <param name="Restriction">In the words staff act by: "May not be told where the child goes to school".</param>
/// <param name="Expires">The last day in force; null when it has no end.</param>
public sealed record CourtOrder(string Kind, string Restriction, DateOnly? Expires)
{
    public bool InForce(DateOnly on) => Expires is not { } last || on <= last;
}

public enum Format { Standard, LargePrint, EasyRead, Audio, Braille, BritishSignLanguage }

public enum Channel { Email, Post, Phone }
