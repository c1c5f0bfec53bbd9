using System.Globalization;

namespace SencoFlows.Record;

/// <summary>Somebody who may be told today, and how to reach them.</summary>
/// <param name="Id">Of the contact or the member of staff.</param>
public sealed record Told(string Id, string Name, Channel By, string? Email, string? Phone, IReadOnlyList<string> Address, string Language, Format Format, bool NeedsInterpreter);

/// <param name="Why">In plain words, for the person who wonders why nobody was told. Holds no name and no address.</param>
public sealed record NotTold(string Id, string Name, string Why);

public sealed record WhoMayBeTold(IReadOnlyList<Told> May, IReadOnlyList<NotTold> MayNot);

/// <summary>Who may be told about a pupil. Asked on the day of telling, never remembered: orders end, people move, minds change.</summary>
public static class ContactRules
{
    public static WhoMayBeTold For(Role role, Pupil? pupil, IReadOnlyList<Contact> contacts, School school, DateOnly on) => role switch
    {
        Role.Parents => Parents(pupil, contacts, on),
        Role.Senco or Role.Head or Role.Teacher or Role.Admin or Role.SafeguardingLead or Role.Governor or Role.TrustLead => Colleagues(role, school),
        _ => new([], []),
    };

    /// <summary>Why this contact may not be told on that day, or null when they may.</summary>
    public static string? WhyNot(Contact contact, DateOnly on) => contact switch
    {
        { CourtOrder: { } order } when order.InForce(on) => $"A court order limits contact{Until(order.Expires)}",
        { MayBeContacted: MayBeContacted.No } => "The record says that this person may not be contacted",
        { MayBeContacted: MayBeContacted.NotRecorded } => "Nobody has recorded that this person may be contacted",
        { ParentalResponsibility: false, LivesWith: false } => "This person has neither parental responsibility nor the care of the child",
        { PausedUntil: { } until } when on < until => $"This person asked to receive nothing until {Date(until)}",
        _ when Way(contact) is null => "There is no email address, telephone number or postal address for this person",
        _ => null,
    };

    private static WhoMayBeTold Parents(Pupil? pupil, IReadOnlyList<Contact> contacts, DateOnly on)
    {
        if (pupil is null)
        {
            return new([], []);
        }

        List<Told> may = [];
        List<NotTold> mayNot = [];
        foreach (var c in contacts.OrderBy(c => c.Order).ThenBy(c => c.Id, StringComparer.Ordinal))
        {
            if (WhyNot(c, on) is { } why)
            {
                mayNot.Add(new(c.Id, c.Name, why));
            }
            else
            {
                may.Add(new(c.Id, c.Name, Way(c)!.Value, c.Email, c.Phone, c.Address, c.Language, c.Format, c.NeedsInterpreter));
            }
        }

        return new(may, mayNot);
    }

    private static WhoMayBeTold Colleagues(Role role, School school)
    {
        var all = school.Staff.Where(s => s.Roles.Contains(role)).ToLookup(s => s.Left || string.IsNullOrWhiteSpace(s.Email));
        return new(
            [.. all[false].Select(s => new Told(s.Id, s.Name, Channel.Email, s.Email, null, [], "en", Format.Standard, false))],
            [.. all[true].Select(s => new NotTold(s.Id, s.Name, s.Left ? "This person has left the school" : "There is no email address for this person"))]);
    }

    /// <summary>The way they chose when it is open to us, else one that is.</summary>
    private static Channel? Way(Contact c)
    {
        var open = new[] { Channel.Email, Channel.Post, Channel.Phone }.Where(way => way switch
        {
            Channel.Email => c.Email is { Length: > 0 },
            Channel.Post => c.Address.Count > 0,
            _ => c.Phone is { Length: > 0 },
        }).ToList();
        return open.Contains(c.Channel) ? c.Channel : open.Count > 0 ? open[0] : null;
    }

    private static string Until(DateOnly? day) => day is { } d ? $" until {Date(d)}" : "";

    private static string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
