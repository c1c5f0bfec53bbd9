namespace SencoFlows.Record.Pack;

/// <summary>What a record that arrived adds to what a school holds. Nothing that is there is changed or taken away.</summary>
public static class PackMerge
{
    /// <summary>A pupil whom the school did not have.</summary>
    /// <param name="id">Opaque.</param>
    public static Pupil New(string id, PackRecord record) => new(id, record.Pupil.Forename, record.Pupil.Surname, record.Pupil.DateOfBirth, YearGroups.Read(record.Pupil.YearGroup) ?? "R")
    {
        PreferredForename = record.Pupil.PreferredForename, PreferredSurname = record.Pupil.PreferredSurname, Upn = PupilMatch.Number(record.Pupil),
        ConsistentIdentifier = record.Pupil.ConsistentIdentifier, FirstLanguage = record.Pupil.FirstLanguage, LookedAfter = record.Pupil.LookedAfter,
        CareAuthority = record.Pupil.CareAuthority, PreviouslyLookedAfter = record.Pupil.PreviouslyLookedAfter,
        SenHistory = [.. Statuses(record)], Needs = [.. Needs(record)],
    };

    /// <summary>What is empty is filled, needs that are not known come last, and of the history only what is older than the school's own.</summary>
    public static Pupil Into(Pupil held, PackRecord record, bool upnIsFree, bool backOnRoll)
    {
        var first = held.SenHistory.Count == 0 ? DateOnly.MaxValue : held.SenHistory.Min(s => s.From);
        return held with
        {
            PreferredForename = held.PreferredForename ?? Other(record.Pupil.PreferredForename, held.Forename),
            PreferredSurname = held.PreferredSurname ?? Other(record.Pupil.PreferredSurname, held.Surname),
            Upn = held.Upn ?? (upnIsFree ? PupilMatch.Number(record.Pupil) : null),
            ConsistentIdentifier = held.ConsistentIdentifier ?? record.Pupil.ConsistentIdentifier,
            FirstLanguage = held.FirstLanguage ?? record.Pupil.FirstLanguage,
            PreviouslyLookedAfter = held.PreviouslyLookedAfter || record.Pupil.PreviouslyLookedAfter,
            SenHistory = [.. Statuses(record).Where(s => s.From < first), .. held.SenHistory],
            Needs = [.. held.Needs, .. Needs(record).Where(n => held.Needs.All(h => h.Type != n.Type))],
            Left = backOnRoll ? null : held.Left,
        };
    }

    /// <summary>People whom the school does not know by name yet. Whom it knows it has its own word about.</summary>
    /// <param name="held">The school's own.</param>
    /// <param name="record">What arrived.</param>
    /// <param name="isNew">A new pupil's people come as the sender knew them. Beside contacts of its own, nobody at this school has said who may be told.</param>
    /// <param name="id">An opaque id for each, by its place in the record.</param>
    public static IReadOnlyList<Contact> Contacts(IReadOnlyList<Contact> held, PackRecord record, bool isNew, Func<int, string> id)
    {
        var order = held.Count == 0 ? 0 : held.Max(c => c.Order);
        return [.. record.Contacts.Select((c, i) => (Contact: c, Id: id(i)))
            .Where(c => held.All(h => h.Id != c.Id && !string.Equals(h.Name.Trim(), c.Contact.Name.Trim(), StringComparison.OrdinalIgnoreCase)))
            .Select((c, i) => Of(c.Contact, c.Id, isNew) with { Order = order + i + 1 })];
    }

    /// <summary>
    /// The school's own contacts that the record knows a limit for and the school does not: a court order, or an address to be kept from
    /// others. To lose one of these could put a child in danger, so they are added to what is held; nothing is loosened.
    /// </summary>
    public static IEnumerable<Contact> Limited(IReadOnlyList<Contact> held, PackRecord record) => held
        .Select(h => (Held: h, Theirs: record.Contacts.FirstOrDefault(c => string.Equals(h.Name.Trim(), c.Name.Trim(), StringComparison.OrdinalIgnoreCase))))
        .Where(p => p.Theirs is not null)
        .Select(p => (p.Held, Now: p.Held with
        {
            CourtOrder = p.Held.CourtOrder ?? Order(p.Theirs!),
            DoNotDiscloseAddress = p.Held.DoNotDiscloseAddress || p.Theirs!.AddressWithheld,
        }))
        .Where(p => p.Now != p.Held).Select(p => p.Now);

    private static CourtOrder? Order(PackContact c) => c.Restriction is { Length: > 0 } words ? new("Told by the school before", words, null) : null;

    private static Contact Of(PackContact c, string id, bool isNew) => new(id, c.Name, c.Relationship)
    {
        ParentalResponsibility = c.ParentalResponsibility, LivesWith = c.LivesWith,
        MayBeContacted = !c.MayBeContacted ? MayBeContacted.No : isNew ? MayBeContacted.Yes : MayBeContacted.NotRecorded,
        CourtOrder = Order(c),
        DoNotDiscloseAddress = c.AddressWithheld, Email = c.Email, Phone = c.Phone, Address = c.Address ?? [],
        Language = c.Language ?? "en", NeedsInterpreter = c.NeedsInterpreter,
        Format = Enum.TryParse<Format>(c.Format, out var format) && Enum.IsDefined(format) ? format : Format.Standard,
    };

    private static IEnumerable<SenStatus> Statuses(PackRecord record) => record.SenHistory
        .Select(s => (s.From, Provision: SenCodes.Provision(s.Code))).Where(s => s.Provision is not null).Select(s => new SenStatus(s.From, s.Provision!.Value)).OrderBy(s => s.From);

    private static IEnumerable<Need> Needs(PackRecord record) => record.Needs.OrderBy(n => n.Rank)
        .Select(n => (Type: SenCodes.Type(n.Code), n.Since, n.Note)).Where(n => n.Type is not null).Select(n => new Need(n.Type!.Value, n.Since, n.Note));

    private static string? Other(string? preferred, string legal) => string.Equals(preferred, legal, StringComparison.OrdinalIgnoreCase) ? null : preferred;
}
