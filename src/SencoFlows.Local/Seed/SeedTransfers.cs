using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;
using Arriving = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Local.Seed;

/// <summary>Six weeks in the life of the trust, told to the cases day by day by the people who would tell them.</summary>
internal sealed class SeedTransfers(CaseRunner runner, IStore store, LocalLoop loop, LocalClock clock)
{
    private static readonly Destination _ashdown = new("Ashdown Academy", "office@ashdown.example", SeedSchools.Ashdown, "9014001")
    {
        Senco = "g.mensah@ashdown.example", SencoName = "Grace Mensah", Head = "head@ashdown.example", FromRegister = true,
    };

    private static readonly Destination _mere = new("Mere View Primary School", "office@mereview.example", "990111", "9022011") { FromRegister = true };

    /// <summary>A school that keeps no cases here: it gets a link, and needs no account.</summary>
    private static readonly Destination _valley = new("Valley High School", "office@valleyhigh.example", "990112", "9024012") { Senco = "senco@valleyhigh.example", FromRegister = true };

    public async Task Tell(DateOnly from, DateOnly today, CancellationToken ct)
    {
        await At(from, ct);
        await Start("complete", "pupil03", _ashdown, from.AddDays(4), from.AddDays(7), ct);
        await At(from.AddDays(2), ct);
        await AtAshdown("complete", new Arriving.Opened(), ct);
        await At(from.AddDays(5), ct);
        await AtAshdown("complete", await NewThere("complete", ct), ct);
        await At(from.AddDays(12), ct);
        await AtAshdown("complete", new Arriving.TeacherHasRead("The form tutor"), ct);
        await Start("refused", "pupil08", _mere, today.AddDays(-8), null, ct);
        await At(today.AddDays(-13), ct);
        await Start("filed", "pupil11", _ashdown, today.AddDays(-6), today.AddDays(4), ct);
        await At(today.AddDays(-9), ct);
        await AtNextSchool("refused", _office, ct, new Event.Opened(1), new Event.Refused(1, RefusalReason.WrongSchool, "We have no place for this child"));
        await AtAshdown("filed", new Arriving.Opened(), ct);
        await AtAshdown("filed", await NewThere("filed", ct), ct);
        await Start("silent", "pupil14", _mere, today.AddDays(-16), null, ct);
        await At(today.AddDays(-1), ct);
        await Start("address", "pupil19", new Destination("Ysgol Bryn Teg", "swyddfa@brynteg.example"), today.AddDays(9), today.AddDays(14), ct);
        await Start("leaving", "pupil06", _valley, today.AddDays(10), today.AddDays(14), ct);
    }

    private static readonly Actor _office = new(Role.NextSchoolOffice, "office-1");

    private static CaseId Id(string name) => new(SeedSchools.Larkfield, "demo" + name);

    private Task At(DateOnly day, CancellationToken ct) => clock.Today < day ? loop.PassUntil(day, ct) : loop.Settle(ct);

    private async Task Start(string name, string pupil, Destination to, DateOnly leaving, DateOnly? starts, CancellationToken ct)
    {
        var label = (await new Pupils(store.Rows(SeedSchools.Larkfield)).Find(pupil, ct))!.Value.ListName;
        await Tell(name, new Event.Started(to, leaving, new(Sharing.Agreed)) { Starts = starts }, new Actor(Role.Senco, "senco"), new Subject("pupil", pupil, label), ct);
        await loop.Settle(ct);
    }

    private async Task<Arriving> NewThere(string name, CancellationToken ct) =>
        All.RecordTransfer.Read((await Case(name, ct)).State) is State.Moving { Transfer.Parcel.Manifest: { } manifest } ? new Arriving.Matched(Handover.CaseAt(Id(name), 1), true, manifest)
            : throw new InvalidOperationException($"The pack of {name} has not been built.");

    /// <summary>The SENCO of Ashdown, which keeps its cases here and so has a case of its own for what arrives.</summary>
    private async Task AtAshdown(string name, Arriving e, CancellationToken ct)
    {
        if (await runner.Tell(new(SeedSchools.Ashdown, Handover.CaseAt(Id(name), 1)), All.RecordArrival, e, new Actor(Role.Senco, "senco"), $"seed-{name}-{e.GetType().Name}", ct) is Answer.Refused { Refusal.Reason: var why })
        {
            throw new InvalidOperationException($"The seed tells {name} {e.GetType().Name} at Ashdown, which is refused: {why}");
        }

        await loop.Settle(ct);
    }

    private async Task AtNextSchool(string name, Actor by, CancellationToken ct, params IReadOnlyList<Event> events)
    {
        foreach (var e in events)
        {
            await Tell(name, e, by, null, ct);
        }

        await loop.Settle(ct);
    }

    private async Task Tell(string name, Event e, Actor by, Subject? about, CancellationToken ct)
    {
        if (await runner.Tell(Id(name), All.RecordTransfer, e, by, $"seed-{name}-{e.GetType().Name}", ct, about) is Answer.Refused { Refusal.Reason: var why })
        {
            throw new InvalidOperationException($"The seed tells {name} {e.GetType().Name}, which is refused: {why}");
        }
    }

    private async Task<Case> Case(string name, CancellationToken ct) => (await new Caseload(SeedSchools.Larkfield, store.Rows(SeedSchools.Larkfield)).Find(Id(name).Id, ct))!;
}
