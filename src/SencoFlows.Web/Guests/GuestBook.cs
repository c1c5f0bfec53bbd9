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
    private const string _nowhere = "000000";
    private const string _nobody = "nobody";

    private static readonly (string Prefix, Role Role)[] _mailboxes = [("senco-", Role.NextSchool), ("office-", Role.NextSchoolOffice), ("head-", Role.NextSchoolHead)];

    /// <summary>
    /// A visit that begins with this link. It still has to be admitted, and is not when the link is none: that is found out with the
    /// same reads as everything else that may be wrong, so that its time tells nobody what was.
    /// </summary>
    public async Task<Visit> Invited(string purpose, string? token, CancellationToken ct)
    {
        var (urn, secret) = Links.Parse(token) ?? (_nowhere, "");
        var link = await new Links(urn, await RowsOf(urn, ct)).Find(secret, clock.Today, ct);
        return Visit.Begin(purpose, new(urn, link?.Case ?? _nobody), Links.Hash(secret), clock.GetUtcNow());
    }

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

    private async Task<Relative?> Relative(Visit visit, CancellationToken ct)
    {
        var found = await Admitted(visit, ct);
        var contact = await Told(visit, found?.Case, found?.Person, ct);
        return found is (var school, var @case, var state, _) && contact is not null ? new(school, @case, state, visit, contact) : null;
    }

    private async Task<Family?> Family(Visit visit, CancellationToken ct)
    {
        var found = await Supported(visit, ct);
        var contact = await Told(visit, found?.Case, found?.Person, ct);
        return found is (var school, var @case, var state, _) && contact is not null
            ? new(school, @case, state, visit, contact) { Own = Web.Guests.Family.LanguageOf(visit, contact) is { } language ? await new Translations(store.Rows(school.Urn)).Tongue(language, ct) : Tongue.English }
            : null;
    }

    /// <summary>Only while they work here, teach the pupil, and something is asked.</summary>
    private async Task<Colleague?> Colleague(Visit visit, CancellationToken ct)
    {
        var found = await Supported(visit, ct);
        var rows = await RowsOf(visit.Case.School, ct);
        var about = found?.Case.About.Id ?? _nobody;
        var teaches = await new Teaching(rows).Of(about, ct);
        return await new Pupils(rows).Find(about, ct) is { } pupil && found is (var school, var @case, var state, var person) && state is not Support.Closed
            && school.Staff.FirstOrDefault(s => s.Id == person && !s.Left) is { } staff && teaches.Contains(staff.Id)
                ? new(school, @case, state, visit, staff, $"{pupil.Value.FirstName} {(pupil.Value.PreferredSurname ?? pupil.Value.Surname)[..1]}, {YearGroups.Words(pupil.Value.YearGroup)}")
                : null;
    }

    private async Task<(School School, Case Case, Support.Running State, string Person)?> Supported(Visit visit, CancellationToken ct) =>
        await Found(visit, All.GraduatedApproach.Name, ct) is (var school, var @case, var person) && All.GraduatedApproach.Read(@case.State) is Support.Running state ? (school, @case, state, person) : null;

    private async Task<(School School, Case Case, State.Moving State, string Person)?> Admitted(Visit visit, CancellationToken ct) =>
        await Found(visit, All.RecordTransfer.Name, ct) is (var school, var @case, var person) && All.RecordTransfer.Read(@case.State) is State.Moving state ? (school, @case, state, person) : null;

    /// <summary>A contact who may be told today, as the record says. Who asked for fewer mails may still look.</summary>
    private async Task<Contact?> Told(Visit visit, Case? @case, string? person, CancellationToken ct)
    {
        var rows = await RowsOf(visit.Case.School, ct);
        if (await new Pupils(rows).File(@case?.About.Id ?? _nobody, ct) is not { } file)
        {
            await foreach (var _ in rows.List($"contact|{_nobody}|", ct))
            {
            }

            return null;
        }

        return file.Contacts.FirstOrDefault(c => c.Value.Id == person)?.Value is { } contact && ContactRules.WhyNot(contact with { PausedUntil = null }, clock.Today) is null ? contact : null;
    }

    /// <summary>Everything is read before anything is decided.</summary>
    private async Task<(School School, Case Case, string Person)?> Found(Visit visit, string process, CancellationToken ct)
    {
        var rows = await RowsOf(visit.Case.School, ct);
        var link = await new Links(visit.Case.School, rows).FindHashed(visit.Link, clock.Today, ct);
        var found = await new Caseload(visit.Case.School, rows).Find(visit.Case.Id, ct);
        return !visit.IsOver(clock.GetUtcNow()) && await schools.Find(visit.Case.School, ct) is { } school
            && link is not null && link.Purpose == visit.Purpose && link.Case == visit.Case.Id && found is { } @case && @case.Process == process
                ? (school, @case, link.Person)
                : null;
    }

    /// <summary>Of a school that is not here there are none, and none are made: its reads go to the directory, which has nothing of the kind.</summary>
    private async Task<IRows> RowsOf(string urn, CancellationToken ct) => await schools.Find(urn, ct) is null ? store.Directory : store.Rows(urn);
}
