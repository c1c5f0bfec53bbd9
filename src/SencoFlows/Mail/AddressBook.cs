using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>Who is written to today, and who is not.</summary>
/// <param name="Child">The first name that a parent's mail may use; null for everybody else.</param>
public sealed record Recipients(IReadOnlyList<Addressee> May, IReadOnlyList<Unwritten> Others, string? Child = null)
{
    /// <summary>Nobody is asked for what they have done already.</summary>
    internal Recipients Without(IReadOnlyList<string>? done) => done is null ? this : this with
    {
        May = [.. May.Where(to => !done.Contains(to.Id))],
        Others = [.. Others, .. May.Where(to => done.Contains(to.Id)).Select(to => new Unwritten(to.Id, "This person has done it already"))],
    };
}

/// <summary>Somebody who gets no mail, with the reason in plain words. Holds no name and no address.</summary>
/// <param name="Id">Of the contact; null when there is nobody at all.</param>
/// <param name="Do">What a person can do about it; null when it is right as it is.</param>
public sealed record Unwritten(string? Id, string Why, string? Do = null)
{
    public Outcome Outcome => Do is null ? new Outcome.Dropped(Why) : new Outcome.Failed($"{Why}. {Do}");
}

/// <summary>Finds out whom a role means today, for one case. Whoever is not expressly allowed is not written to.</summary>
public sealed class AddressBook(IStore store)
{
    public async Task<Recipients> For(Role role, Case @case, Process? process, School school, DateOnly today, CancellationToken ct) => role switch
    {
        Role.Parents => await Parents(@case, school, today, ct),
        Role.Self => Self(@case, school),
        Role.Senco when school.In(Role.Senco) is null => Colleagues(Role.Head, school, today), // Without a SENCO the work is the head's.
        Role.Teacher when @case.About.Kind == "pupil" => await TeachersOf(@case.About.Id, school, ct),
        Role.SafeguardingLead when school.In(Role.SafeguardingLead) is null => Colleagues(Role.Head, school, today), // So that somebody knows; the case stays closed to the head.
        Role.Senco or Role.Head or Role.Teacher or Role.Admin or Role.SafeguardingLead or Role.Governor or Role.TrustLead => Colleagues(role, school, today),
        Role.NextSchool or Role.NextSchoolOffice or Role.NextSchoolHead or Role.FormerSchool or Role.LocalAuthority => Outside(role, @case, process),
        _ => new([], []),
    };

    private async Task<Recipients> Parents(Case @case, School school, DateOnly today, CancellationToken ct)
    {
        if (@case.About.Kind != "pupil" || await new Pupils(store.Rows(school.Urn)).File(@case.About.Id, ct) is not { } file)
        {
            return new([], [new(null, "This child is no longer in the record")]);
        }

        var (pupil, contacts) = (file.Pupil.Value, file.Contacts.Select(c => c.Value).ToList());
        var who = ContactRules.For(Role.Parents, pupil, contacts, school, today);
        List<Unwritten> others =
        [
            .. who.May.Where(t => t.By == Channel.Post).Select(t => new Unwritten(t.Id, "This person is written to by post", "Print the letter and post it")),
            .. who.May.Where(t => t.By == Channel.Phone).Select(t => new Unwritten(t.Id, "This person is told by telephone", "Call them")),
            .. who.MayNot.Select(n => new Unwritten(n.Id, n.Why)),
        ];
        if (who.May.Count == 0)
        {
            others.Add(new(null, "No parent or carer could be told", "Check the contacts of this child, then try again, or tell them another way"));
        }

        return new([.. who.May.Where(t => t.By == Channel.Email).Select(Write)], others, pupil.FirstName);
    }

    private static Recipients Colleagues(Role role, School school, DateOnly today)
    {
        var who = ContactRules.For(role, null, [], school, today);
        return who.May.Count > 0
            ? new([.. who.May.Select(Write)], [])
            : new([], [new(null, "Nobody at this school has this role and an email address", "Give somebody the role, then try again")]);
    }

    /// <summary>Those who teach this child, and no other teacher of the school.</summary>
    private async Task<Recipients> TeachersOf(string pupil, School school, CancellationToken ct)
    {
        var ids = await new Teaching(store.Rows(school.Urn)).Of(pupil, ct);
        var teachers = school.Staff.Where(s => ids.Contains(s.Id) && !s.Left && s.Email.Length > 0).Select(s => new Addressee(s.Id, s.Name, s.Email)).ToList();
        return teachers.Count > 0
            ? new(teachers, [])
            : new([], [new(null, "Nobody is recorded as teaching this child", "Say on the pupil’s page who does, then try again")]);
    }

    private static Recipients Self(Case @case, School school) =>
        @case.About.Kind == "staff" && school.Staff.FirstOrDefault(s => s.Id == @case.About.Id && !s.Left && s.Email.Length > 0) is { } staff
            ? new([new(staff.Id, staff.Name, staff.Email)], [])
            : new([], [new(null, "This member of staff has left the school, or has no email address")]);

    private static Recipients Outside(Role role, Case @case, Process? process)
    {
        var addresses = process?.Outside(@case.State, role) ?? [];
        return addresses.Count > 0 ? new(addresses, []) : new([], [new(null, "There is no address for them", "Call them instead")]);
    }

    private static Addressee Write(Record.Told told) => new(told.Id, told.Name, told.Email!, told.Language);
}
