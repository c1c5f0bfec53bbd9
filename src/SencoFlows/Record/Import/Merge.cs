using System.Globalization;

namespace SencoFlows.Record.Import;

/// <summary>Puts what a file says into what the record says. An empty cell changes nothing, and no file loosens what keeps somebody from being told.</summary>
internal static class Merge
{
    public static Pupil Into(Pupil pupil, SheetPupil row, DateOnly today)
    {
        var merged = pupil with
        {
            Forename = row.Forename,
            Surname = row.Surname,
            DateOfBirth = row.Born,
            Upn = row.Upn ?? pupil.Upn,
            Sex = row.Sex ?? pupil.Sex,
            PreferredForename = Preferred(row.PreferredForename, row.Forename) ?? pupil.PreferredForename,
            PreferredSurname = Preferred(row.PreferredSurname, row.Surname) ?? pupil.PreferredSurname,
            YearGroup = row.YearGroup ?? pupil.YearGroup,
            FirstLanguage = row.FirstLanguage ?? pupil.FirstLanguage,
            LookedAfter = row.LookedAfter ?? pupil.LookedAfter,
            CareAuthority = row.CareAuthority ?? pupil.CareAuthority,
            PreviouslyLookedAfter = row.PreviouslyLookedAfter ?? pupil.PreviouslyLookedAfter,
            Joined = row.Joined ?? pupil.Joined,
            CameFrom = row.CameFrom ?? pupil.CameFrom,
            Left = row.Left ?? pupil.Left,
            Needs = row.Needs.Count == 0 || row.Needs.SequenceEqual(pupil.Needs.Select(n => n.Type)) ? pupil.Needs
                : [.. row.Needs.Select(t => pupil.Needs.FirstOrDefault(n => n.Type == t) ?? new Need(t, row.NeedsSince.TryGetValue(t, out var since) ? since : row.StatusFrom))],
        };
        foreach (var old in row.History)
        {
            // A day on which the record has a status of its own keeps it: nothing is written over.
            merged = merged.SenHistory.Any(s => s.From == old.From) || (old.As is null && merged.SenHistory.LastOrDefault(s => s.From < old.From)?.Provision == old.Provision) ? merged : merged.With(old);
        }

        var from = row.StatusFrom ?? today;
        return row.Status is { } status && pupil.Provision(from) != status ? merged.With(new SenStatus(from, status)) : merged;
    }

    public static List<Note> Changes(Pupil old, Pupil now, DateOnly today)
    {
        List<Note> notes = [];
        Compare("Forename", old.Forename, now.Forename);
        Compare("Surname", old.Surname, now.Surname);
        Compare("Preferred forename", old.PreferredForename, now.PreferredForename);
        Compare("Preferred surname", old.PreferredSurname, now.PreferredSurname);
        Compare("UPN", old.Upn?.ToString(), now.Upn?.ToString());
        Compare("Date of birth", Date(old.DateOfBirth), Date(now.DateOfBirth));
        Compare("Year group", YearGroups.Words(old.YearGroup), YearGroups.Words(now.YearGroup));
        Compare("First language", old.FirstLanguage, now.FirstLanguage);
        Compare("Looked after", YesNo(old.LookedAfter), YesNo(now.LookedAfter));
        Compare("Care authority", old.CareAuthority, now.CareAuthority);
        Compare("Previously looked after", YesNo(old.PreviouslyLookedAfter), YesNo(now.PreviouslyLookedAfter));
        Compare("Date of entry", old.Joined is { } j ? Date(j) : null, now.Joined is { } k ? Date(k) : null);
        Compare("School before", old.CameFrom, now.CameFrom);
        Compare("Leaving date", old.Left is { } l ? Date(l) : null, now.Left is { } m ? Date(m) : null);
        Compare("SEN needs", Types(old), Types(now));
        Compare("SEN status", Status(old), Status(now));
        return notes;

        void Compare(string what, string? before, string? after)
        {
            if (before != after)
            {
                notes.Add(new(null, $"{what}: {before ?? "nothing"} becomes {after ?? "nothing"}"));
            }
        }

        string Status(Pupil p) => p.SenHistory.Count == 0 ? "nothing" : string.Join(", ", p.SenHistory.Where(s => s.From >= today.AddYears(-30)).Select(s => $"{s.Provision.Code}{(s.As is { } old ? $" (then {old})" : "")} from {Date(s.From)}"));
        static string? Types(Pupil p) => p.Needs.Count == 0 ? null : string.Join(", ", p.Needs.Select(n => n.Type.ToString()));
    }

    /// <summary>The contact of this name, or the only one with this email address.</summary>
    public static Versioned<Contact>? Find(IReadOnlyList<Versioned<Contact>> there, SheetContact contact) =>
        there.FirstOrDefault(c => string.Concat(Register.Words.Of(c.Value.Name)) == contact.Likeness)
        ?? (there.Where(c => contact.Email is not null && string.Equals(c.Value.Email, contact.Email, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null);

    public static Contact New(string id, SheetContact row, int order) => Into(new Contact(id, row.Name, row.Relationship ?? "Not given") { Order = order }, row, []);

    public static Contact Into(Contact contact, SheetContact row, List<Note> notes)
    {
        var stays = contact.MayBeContacted == MayBeContacted.No && row.MayBeContacted == true;
        if (stays)
        {
            notes.Add(new(null, "Contact: the record says that this person may not be contacted, and that stays. Change it on the contact's page if it has ended"));
        }

        var now = contact with
        {
            Name = row.Name,
            Relationship = row.Relationship ?? contact.Relationship,
            ParentalResponsibility = row.ParentalResponsibility ?? contact.ParentalResponsibility,
            LivesWith = row.LivesWith ?? contact.LivesWith,
            MayBeContacted = stays || row.MayBeContacted is not { } may ? contact.MayBeContacted : may ? MayBeContacted.Yes : MayBeContacted.No,
            Email = row.Email ?? contact.Email,
            Phone = row.Phone ?? contact.Phone,
            Address = row.Address.Count == 0 || row.Address.SequenceEqual(contact.Address, StringComparer.Ordinal) ? contact.Address : row.Address,
            Language = row.Language ?? contact.Language,
            NeedsInterpreter = row.NeedsInterpreter ?? contact.NeedsInterpreter,
            Order = row.Order ?? contact.Order,
        };
        notes.AddRange(Differences(contact, now).Select(what => new Note(null, $"Contact: {what} changes")));
        return now;
    }

    /// <summary>Names only: what they were and become stays on the contact's page.</summary>
    private static IEnumerable<string> Differences(Contact old, Contact now) => new (string What, bool Same)[]
    {
        ("name", old.Name == now.Name), ("relationship", old.Relationship == now.Relationship),
        ("parental responsibility", old.ParentalResponsibility == now.ParentalResponsibility), ("who the pupil lives with", old.LivesWith == now.LivesWith),
        ("whether this person may be contacted", old.MayBeContacted == now.MayBeContacted), ("email address", old.Email == now.Email), ("telephone number", old.Phone == now.Phone),
        ("address", old.Address.SequenceEqual(now.Address, StringComparer.Ordinal)), ("language", old.Language == now.Language),
        ("need of an interpreter", old.NeedsInterpreter == now.NeedsInterpreter), ("order", old.Order == now.Order),
    }.Where(d => !d.Same).Select(d => d.What);

    private static string? Preferred(string? preferred, string legal) => preferred is null || preferred == legal ? null : preferred;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
