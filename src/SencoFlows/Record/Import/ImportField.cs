namespace SencoFlows.Record.Import;

/// <summary>One thing that a file can say about a pupil or a contact.</summary>
/// <param name="Id">Stored with an upload: add to them, never rename.</param>
/// <param name="Title">As the template calls its column.</param>
/// <param name="Contact">Which of the pupil's contacts, from 1; 0 when it is about the pupil.</param>
/// <param name="Names">What management systems call it, the best name first; compared without signs and capitals.</param>
public sealed record ImportField(string Id, string Title, int Contact, IReadOnlyList<string> Names)
{
    /// <summary>Without it no pupil can be told from another.</summary>
    public bool Needed { get; init; }

    /// <summary>Stands in the template.</summary>
    public bool InTemplate { get; init; } = true;
}

public static class ImportFields
{
    public const int Contacts = 3;

    public const string Upn = "upn", Surname = "surname", Forename = "forename", PreferredForename = "preferred-forename", PreferredSurname = "preferred-surname",
        Born = "date-of-birth", YearGroup = "year-group", FirstLanguage = "first-language", LookedAfter = "looked-after", CareAuthority = "care-authority",
        PreviouslyLookedAfter = "previously-looked-after", SenStatus = "sen-status", SenStatusFrom = "sen-status-from", Needs = "sen-needs", Need = "sen-need",
        Left = "leaving-date", Joined = "date-of-entry", CameFrom = "school-before";

    public const string Name = "name", Title = "title", First = "first-name", Last = "last-name", Relationship = "relationship", Responsibility = "parental-responsibility",
        LivesWith = "lives-with", MayBeContacted = "may-be-contacted", Email = "email", Phone = "phone", Address = "address", Line1 = "address-line-1", Line2 = "address-line-2",
        Town = "town", Postcode = "postcode", Language = "language", Interpreter = "interpreter", Order = "order";

    private static readonly ImportField[] _ofPupil =
    [
        new(Upn, "UPN", 0, ["UPN", "Unique pupil number", "Current UPN"]),
        new(Surname, "Surname", 0, ["Legal surname", "Legal last name", "Surname", "Last name", "Family name"]) { Needed = true },
        new(Forename, "Forename", 0, ["Legal forename", "Legal first name", "Forename", "First name", "Given name"]) { Needed = true },
        new(PreferredForename, "Preferred forename", 0, ["Preferred forename", "Preferred first name", "Chosen forename", "Chosen first name", "Known as"]),
        new(PreferredSurname, "Preferred surname", 0, ["Preferred surname", "Preferred last name", "Chosen surname", "Chosen last name"]) { InTemplate = false },
        new(Born, "Date of birth", 0, ["Date of birth", "DOB", "Birth date", "Birthdate"]) { Needed = true },
        new(YearGroup, "Year group", 0, ["Year group", "NC year", "National curriculum year", "Curriculum year", "Year", "Yr", "Current year group"]),
        new(FirstLanguage, "First language", 0, ["First language", "Home language", "Native language", "Mother tongue"]),
        new(LookedAfter, "Looked after", 0, ["Looked after", "In care", "In LA care", "Looked after child", "Child looked after", "LAC", "CLA"]),
        new(CareAuthority, "Care authority", 0, ["Care authority", "Caring authority", "LAC authority"]),
        new(PreviouslyLookedAfter, "Previously looked after", 0, ["Previously looked after", "Post looked after", "Post looked after arrangements", "PLAC"]) { InTemplate = false },
        new(SenStatus, "SEN status", 0, ["SEN status", "SEND status", "Current SEN status", "SEN provision", "SEN stage", "SEN code", "SEN status code", "SEN"]),
        new(SenStatusFrom, "SEN status since", 0, ["SEN status since", "SEN status start date", "SEN start date", "SEN provision start date", "SEN stage start date"]),
        new(Needs, "SEN needs", 0, ["SEN needs", "SEND needs", "Types of need", "SEN types"]) { InTemplate = false },
        .. Enumerable.Range(1, 3).Select(n => new ImportField($"{Need}-{n}", $"SEN need {n}", 0,
            [$"SEN need {n}", $"SEN type {n}", $"Need type {n}", $"Need {n}", .. n switch { 1 => (string[])["Primary need", "Primary SEN need", "Primary SEN type", "SEN need", "SEN type", "Need type"], 2 => ["Secondary need", "Secondary SEN need", "Secondary SEN type"], _ => [] }])),
        new(Joined, "Date of entry", 0, ["Date of entry", "Entry date", "Admission date", "Date of admission", "Date joined", "Enrolment date"]) { InTemplate = false },
        new(CameFrom, "URN of the school before", 0, ["URN of the school before", "Previous school URN", "Last school URN"]) { InTemplate = false },
        new(Left, "Leaving date", 0, ["Leaving date", "Date of leaving", "Leave date", "Date left"]) { InTemplate = false },
    ];

    private static readonly (string Id, string Title, string[] Names, bool InTemplate)[] _ofContact =
    [
        (Name, "name", ["name", "full name", "contact name"], true),
        (Title, "title", ["title"], false),
        (First, "first name", ["first name", "forename"], false),
        (Last, "last name", ["last name", "surname"], false),
        (Relationship, "relationship", ["relationship", "relationship to pupil", "relationship to student", "relation"], true),
        (Responsibility, "parental responsibility", ["parental responsibility", "has parental responsibility", "responsibility", "PR"], true),
        (LivesWith, "lives with pupil", ["lives with pupil", "lives with", "lives with student", "resides with", "same address"], true),
        (MayBeContacted, "may be contacted", ["may be contacted", "can be contacted", "receives correspondence", "correspondence", "contact allowed"], true),
        (Email, "email", ["email", "email address", "main email", "home email", "primary email"], true),
        (Phone, "phone", ["phone", "mobile", "mobile phone", "mobile number", "phone number", "telephone", "telephone number", "main telephone", "home telephone", "home phone"], true),
        (Address, "address", ["address", "home address", "full address", "postal address"], true),
        (Line1, "address line 1", ["address line 1", "address 1", "street"], false),
        (Line2, "address line 2", ["address line 2", "address 2", "locality"], false),
        (Town, "town", ["town", "city", "town or city"], false),
        (Postcode, "postcode", ["postcode", "post code"], true),
        (Language, "language", ["language", "first language", "preferred language", "home language"], true),
        (Interpreter, "needs interpreter", ["needs interpreter", "interpreter", "interpreter needed", "translator required"], false),
        (Order, "order", ["order", "priority", "contact order", "contact priority"], false),
    ];

    public static IReadOnlyList<ImportField> All { get; } =
    [
        .. _ofPupil,
        .. Enumerable.Range(1, Contacts).SelectMany(n => _ofContact.Select(c => new ImportField(Of(n, c.Id), $"Contact {n} {c.Title}", n, c.Names) { InTemplate = n < 3 && c.InTemplate })),
    ];

    private static readonly Dictionary<string, ImportField> _byId = All.ToDictionary(f => f.Id, StringComparer.Ordinal);

    public static ImportField? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The id of a field of the n-th contact.</summary>
    public static string Of(int contact, string id) => $"contact-{contact}-{id}";
}
