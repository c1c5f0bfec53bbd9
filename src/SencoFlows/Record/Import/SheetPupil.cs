namespace SencoFlows.Record.Import;

/// <summary>What one row says about a pupil. What it does not say is null, and changes nothing.</summary>
internal sealed record SheetPupil(int Row, string Forename, string Surname, DateOnly Born)
{
    public Upn? Upn { get; init; }

    public string? PreferredForename { get; init; }

    public string? PreferredSurname { get; init; }

    public string? YearGroup { get; init; }

    public string? FirstLanguage { get; init; }

    public bool? LookedAfter { get; init; }

    public string? CareAuthority { get; init; }

    public bool? PreviouslyLookedAfter { get; init; }

    public Sex? Sex { get; init; }

    public SenProvision? Status { get; init; }

    public DateOnly? StatusFrom { get; init; }

    public IReadOnlyList<SenType> Needs { get; init; } = [];

    public DateOnly? Joined { get; init; }

    public string? CameFrom { get; init; }

    /// <summary>Since when a need is known, where the file says so.</summary>
    public IReadOnlyDictionary<SenType, DateOnly> NeedsSince { get; init; } = new Dictionary<SenType, DateOnly>();

    /// <summary>Earlier and present statuses with their dates, for files that carry them all.</summary>
    public IReadOnlyList<SenStatus> History { get; init; } = [];

    public DateOnly? Left { get; init; }

    public IReadOnlyList<SheetContact> Contacts { get; init; } = [];

    /// <summary>Two rows, or a row and a pupil, with the same of these may be the same child.</summary>
    public string Likeness => Like(Forename, Surname, Born);

    public static string Like(string forename, string surname, DateOnly born) =>
        FormattableString.Invariant($"{string.Concat(Register.Words.Of(forename))}|{string.Concat(Register.Words.Of(surname))}|{born:yyyyMMdd}");

    /// <summary>Whether two rows say the same of a child, whatever they say of contacts.</summary>
    public bool SaysTheSameAs(SheetPupil other) => Cases.Wire.Write(this with { Row = 0, Contacts = [] }) == Cases.Wire.Write(other with { Row = 0, Contacts = [] });
}

/// <summary>What one row says about a contact.</summary>
internal sealed record SheetContact(string Name)
{
    public string? Relationship { get; init; }

    public bool? ParentalResponsibility { get; init; }

    public bool? LivesWith { get; init; }

    public bool? MayBeContacted { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public IReadOnlyList<string> Address { get; init; } = [];

    public string? Language { get; init; }

    public bool? NeedsInterpreter { get; init; }

    public int? Order { get; init; }

    public string Likeness => string.Concat(Register.Words.Of(Name));
}

/// <summary>What stands in a file about one pupil.</summary>
/// <param name="Pupil">Null when something in it cannot be understood.</param>
/// <param name="Row">Of the table, or the line of the file.</param>
internal sealed record SheetRow(SheetPupil? Pupil, int Row, string? Who, IReadOnlyList<Note> Notes);

/// <param name="Column">As the file calls it, or null when the whole row is meant.</param>
public sealed record Note(string? Column, string Text);
