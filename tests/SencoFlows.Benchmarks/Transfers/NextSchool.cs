using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>The people who receive: nothing but a link in a mail leads them to the record.</summary>
/// <param name="heeds">False for a year in which no chase moves anybody.</param>
internal sealed class NextSchool(Office office, Chance chance, bool heeds)
{
    public async Task Day(Move move, CancellationToken ct)
    {
        if (move.Invitations.Count == 0 || await office.Now(move, ct) is not { } state || await Invited(move, state, ct) is not (var role, var person))
        {
            return;
        }

        switch (state)
        {
            case State.OnItsWay or State.Undeliverable when IsMeantForOthers(state) && chance.Of(0.6):
                // It stands on the page before the record: this pupil is not coming to us. Half of them look first.
                if (chance.Of(0.5))
                {
                    await Tell(move, new Event.Opened(state.Transfer.Parcel.Number), role, person, ct);
                }

                await Tell(move, new Event.Refused(state.Transfer.Parcel.Number, RefusalReason.WrongSchool), role, person, ct);
                break;
            case State.OnItsWay or State.Undeliverable when !IsMeantForOthers(state) && chance.Of(Opens(move, state)):
                await Open(move, state, role, person, ct);
                break;
            case State.WithNextSchool { Transfer.Parcel.Verified: null } when chance.Of(0.6):
                await Verify(move, state, role, person, ct);
                break;
            case State.WithNextSchool { Transfer.Parcel.Verified: not null } when chance.Of(Files(move, state)):
                await File(move, state, role, person, ct);
                break;
            case State.Arrived when office.Clock.Today > state.Transfer.Leaving && chance.Of(move.Temper == Temper.Prompt ? 0.5 : 0.15):
                await Tell(move, new Event.ReadByTeacher(state.Transfer.Parcel.Number), role, person, ct);
                break;
        }

        bool IsMeantForOthers(State.Moving s) => s.Transfer.To.Urn != move.To;
    }

    private async Task Open(Move move, State.Moving state, Role role, string person, CancellationToken ct)
    {
        var number = state.Transfer.Parcel.Number;
        await Tell(move, new Event.Opened(number), role, person, ct);
        if (move.Objects && number == 1)
        {
            await Tell(move, new Event.Refused(number, chance.One([RefusalReason.WrongPupil, RefusalReason.Incomplete, RefusalReason.Duplicate, RefusalReason.Other]), "Something is wrong with it"), role, person, ct);
        }
        else if (chance.Of(0.7))
        {
            await Verify(move, state, role, person, ct);
        }
    }

    /// <summary>The files are really read, against the hashes of the manifest.</summary>
    private async Task Verify(Move move, State.Moving state, Role role, string person, CancellationToken ct)
    {
        var number = state.Transfer.Parcel.Number;
        var kept = (await new KeptPacks(office.Store.Rows(move.From)).Find(move.Id, number, ct))!;
        await using var bytes = await office.Store.Documents(move.From).Open(kept.Kept, ct);
        if (bytes is not null && await PackReader.Check(bytes, ct) is { IsWhole: true } check)
        {
            await Tell(move, new Event.Verified(number, check.ManifestHash!), role, person, ct);
        }
        else
        {
            await Tell(move, new Event.Refused(number, RefusalReason.Damaged), role, person, ct);
        }
    }

    private async Task File(Move move, State.Moving state, Role role, string person, CancellationToken ct)
    {
        await Tell(move, new Event.Filed(state.Transfer.Parcel.Number), role, person, ct);
        if (chance.Of(0.05))
        {
            await Tell(move, new Event.Filed(state.Transfer.Parcel.Number), Role.NextSchoolOffice, $"office-{state.Transfer.Parcel.Number}", ct); // A colleague had the same page open.
        }
    }

    private double Opens(Move move, State.Moving state)
    {
        var chases = heeds ? state.Transfer.Parcel.Chases : 0;
        return move.Temper switch
        {
            _ when heeds && move.Called => 0.8,
            Temper.Prompt => 0.65 + (0.1 * chases),
            Temper.Slow => 0.12 + (0.12 * chases),
            Temper.Away when office.Clock.Today <= move.AwayUntil => 0.03 + (0.12 * chases),
            Temper.Away => 0.5,
            _ => 0,
        };
    }

    private double Files(Move move, State.Moving state) => move.Temper switch
    {
        _ when heeds && move.Called => 0.7,
        Temper.Prompt => 0.5,
        _ => 0.12 + (heeds ? 0.12 * state.Transfer.Parcel.Chases : 0),
    };

    private async Task Tell(Move move, Event e, Role role, string person, CancellationToken ct) => await office.Tell(move, e, role, person, chance, ct);

    /// <summary>The latest of the links that still opens, as the site would see it.</summary>
    private async Task<(Role Role, string Person)?> Invited(Move move, State.Moving state, CancellationToken ct)
    {
        var links = new Links(move.From, office.Store.Rows(move.From));
        foreach (var text in move.Invitations.AsEnumerable().Reverse())
        {
            if (await links.Find(Links.Parse(text)!.Value.Token, office.Clock.Today, ct) is { } link && link.Case == move.Id)
            {
                var role = link.Person.StartsWith("senco", StringComparison.Ordinal) ? Role.NextSchool : link.Person.StartsWith("head", StringComparison.Ordinal) ? Role.NextSchoolHead : Role.NextSchoolOffice;
                return link.Person.EndsWith($"-{state.Transfer.Parcels.Count}", StringComparison.Ordinal) ? (role, link.Person) : null;
            }
        }

        return null;
    }
}
