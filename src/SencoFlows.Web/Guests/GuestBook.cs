using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;
using Support = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Web.Guests;

/// <summary>Says who a visit is today, or that it is nobody: the link ended, the delivery was replaced or taken back, the person may not be told any more.</summary>
internal sealed class GuestBook(IStore store, Schools schools, TimeProvider clock)
{
    private static readonly (string Prefix, Role Role)[] _mailboxes = [("senco-", Role.NextSchool), ("office-", Role.NextSchoolOffice), ("head-", Role.NextSchoolHead)];

    /// <summary>A visit that begins with this link, or null. The visit still has to be admitted.</summary>
    public async Task<Visit?> Invited(string purpose, string? token, CancellationToken ct) =>
        Links.Parse(token) is (var urn, var secret)
        && await schools.Find(urn, ct) is not null
        && await new Links(urn, store.Rows(urn)).Find(secret, clock.Today, ct) is { } link && link.Purpose == purpose
            ? Visit.Begin(purpose, new(urn, link.Case), Links.Hash(secret), clock.GetUtcNow())
            : null;

    /// <summary>Who the visit is today, or null.</summary>
    public async Task<Guest?> Admit(Visit visit, CancellationToken ct) => visit.Purpose switch
    {
        LinkToReceive => await Receiver(visit, ct),
        LinkForParents => await Relative(visit, ct),
        RecordRequestProcess.LinkToAnswer => await FormerSchool(visit, ct),
        SafeguardingFileProcess.LinkToConfirm => await NextLead(visit, ct),
        GraduatedApproachProcess.LinkForParents => await Family(visit, ct),
        GraduatedApproachProcess.LinkForTeachers => await Colleague(visit, ct),
        _ => null,
    };

    private async Task<Receiver?> Receiver(Visit visit, CancellationToken ct)
    {
        if (await Admitted(visit, ct) is not (var school, var @case, var state, var person)
            || state is State.TakenBack or State.Closed or State.AddressInDoubt // Corrected: neither the old school nor an address that nobody has checked.
            || state.Transfer.Parcels.Count == 0 || state.Transfer.Parcel.Sent is null)
        {
            return null;
        }

        // The number of the delivery is part of the id: after a correction the old mailbox may be that of the wrong school.
        return _mailboxes.Where(m => person.StartsWith(m.Prefix, StringComparison.Ordinal))
            .Select(m => All.RecordTransfer.Outside(state, m.Role).FirstOrDefault(a => a.Id == person) is { } mailbox ? new Receiver(school, @case, state, visit, m.Role, mailbox) : null)
            .FirstOrDefault(r => r is not null);
    }

    /// <summary>The safeguarding lead of the next school, while a receipt from that mailbox is awaited.</summary>
    private async Task<Caller?> NextLead(Visit visit, CancellationToken ct) =>
        await Found(visit, All.SafeguardingFile.Name, ct) is (var school, var @case, var person)
        && All.SafeguardingFile.Outside(All.SafeguardingFile.Read(@case.State), Role.NextSchool).FirstOrDefault(a => a.Id == person) is { } mailbox
            ? new(school, @case, visit, Role.NextSchool, mailbox)
            : null;

    /// <summary>Somebody at the school that is asked for the record of a pupil.</summary>
    private async Task<Caller?> FormerSchool(Visit visit, CancellationToken ct) =>
        await Found(visit, All.RecordRequest.Name, ct) is (var school, var @case, var person)
        && All.RecordRequest.Read(@case.State) is RecordRequestProcess.State.Waiting or RecordRequestProcess.State.Answered
        && All.RecordRequest.Outside(All.RecordRequest.Read(@case.State), Role.FormerSchool).FirstOrDefault(a => a.Id == person) is { } mailbox
            ? new(school, @case, visit, Role.FormerSchool, mailbox)
            : null;

    private async Task<Relative?> Relative(Visit visit, CancellationToken ct) =>
        await Admitted(visit, ct) is (var school, var @case, var state, var person)
        && await new Pupils(store.Rows(school.Urn)).File(@case.About.Id, ct) is { } file
        && file.Contacts.FirstOrDefault(c => c.Value.Id == person)?.Value is { } contact
        && ContactRules.WhyNot(contact with { PausedUntil = null }, clock.Today) is null // Who asked for fewer mails may still look.
            ? new(school, @case, state, visit, contact)
            : null;

    private async Task<Family?> Family(Visit visit, CancellationToken ct) =>
        await Supported(visit, ct) is (var school, var @case, var state, var person)
        && await new Pupils(store.Rows(school.Urn)).File(@case.About.Id, ct) is { } file
        && file.Contacts.FirstOrDefault(c => c.Value.Id == person)?.Value is { } contact
        && ContactRules.WhyNot(contact with { PausedUntil = null }, clock.Today) is null
            ? new(school, @case, state, visit, contact) { Own = Web.Guests.Family.LanguageOf(visit, contact) is { } language ? await new Translations(store.Rows(school.Urn)).Tongue(language, ct) : Tongue.English }
            : null;

    /// <summary>Only while they work here, teach the pupil, and something is asked.</summary>
    private async Task<Colleague?> Colleague(Visit visit, CancellationToken ct) =>
        await Supported(visit, ct) is (var school, var @case, var state, var person) && state is not Support.Closed
        && school.Staff.FirstOrDefault(s => s.Id == person && !s.Left) is { } staff
        && (await new Teaching(store.Rows(school.Urn)).Of(@case.About.Id, ct)).Contains(staff.Id)
        && await new Pupils(store.Rows(school.Urn)).Find(@case.About.Id, ct) is { } pupil
            ? new(school, @case, state, visit, staff, $"{pupil.Value.FirstName} {(pupil.Value.PreferredSurname ?? pupil.Value.Surname)[..1]}, {YearGroups.Words(pupil.Value.YearGroup)}")
            : null;

    private async Task<(School School, Case Case, Support.Running State, string Person)?> Supported(Visit visit, CancellationToken ct) =>
        await Found(visit, All.GraduatedApproach.Name, ct) is (var school, var @case, var person) && All.GraduatedApproach.Read(@case.State) is Support.Running state ? (school, @case, state, person) : null;

    private async Task<(School School, Case Case, State.Moving State, string Person)?> Admitted(Visit visit, CancellationToken ct) =>
        await Found(visit, All.RecordTransfer.Name, ct) is (var school, var @case, var person) && All.RecordTransfer.Read(@case.State) is State.Moving state ? (school, @case, state, person) : null;

    private async Task<(School School, Case Case, string Person)?> Found(Visit visit, string process, CancellationToken ct)
    {
        if (visit.IsOver(clock.GetUtcNow()) || await schools.Find(visit.Case.School, ct) is not { } school)
        {
            return null;
        }

        var rows = store.Rows(school.Urn);
        return await new Links(school.Urn, rows).FindHashed(visit.Link, clock.Today, ct) is { } link
            && link.Purpose == visit.Purpose && link.Case == visit.Case.Id
            && await new Caseload(school.Urn, rows).Find(link.Case, ct) is { } @case && @case.Process == process
                ? (school, @case, link.Person)
                : null;
    }
}
