using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>The people of the school that sends: they start, they err, and on most days they do what they are asked to.</summary>
internal sealed class SendingSchool(Office office, Chance chance)
{
    private const double _doesWhatIsAsked = 0.7;
    private const double _reachesSomebody = 0.6;

    public async Task Day(string urn, IReadOnlyList<Move> moves, CancellationToken ct)
    {
        var today = office.Clock.Today;
        foreach (var move in moves.Where(m => !m.Started && m.Starts <= today))
        {
            await Start(move, ct);
        }

        var byId = moves.ToDictionary(m => m.Id, StringComparer.Ordinal);
        foreach (var open in await office.Cases(urn).Open(ct))
        {
            if (!byId.TryGetValue(open.Id.Id, out var move))
            {
                await Nudge(open, moves, ct);
                continue;
            }

            await Change(move, ct);
            await Call(move, ct);
            await Phone(move, ct);
            if (open.Agenda is { Action: { } action, WaitsFor: Role.Senco or Role.Head or Role.Admin } && chance.Of(_doesWhatIsAsked))
            {
                await Do(move, action, ct);
            }
        }

        await TryAgain(urn, byId, ct);
    }

    /// <summary>A leaver stands on the list, and nobody has started to pass the record on.</summary>
    private async Task Nudge(OpenCase open, IReadOnlyList<Move> moves, CancellationToken ct)
    {
        if (open.Agenda.Action == "send" && moves.Single(m => m.Pupil == open.Agenda.About.Id) is { Started: false } move && chance.Of(_doesWhatIsAsked))
        {
            move.Nudged = true;
            await Start(move, ct);
        }
    }

    private async Task Start(Move move, CancellationToken ct)
    {
        move.Started = true;
        var to = move.Slip switch
        {
            Slip.NoSuchAddress => Right(move) with { Office = "ofice@no.such.example", Senco = null, Head = null, FromRegister = false },
            Slip.NobodyReadsIt => Right(move) with { Office = "office@old.nobody.example", Senco = null, Head = null, FromRegister = false },
            Slip.OtherSchool => To(move.OtherSchool!),
            _ => Right(move),
        };
        await Senco(move, new Event.Started(to, move.Leaving, new(Sharing.Agreed)), ct);
    }

    private async Task Do(Move move, string action, CancellationToken ct)
    {
        var today = office.Clock.Today;
        move.StaffTold.Add(today);
        switch (action)
        {
            case "address":
                await office.Tell(move, new Event.AddressChecked("I called the school"), Role.Admin, $"a{move.From}", chance, ct);
                break;
            case "correct":
                move.PutRight = true;
                await Senco(move, new Event.Corrected(Right(move)) { LeftOut = move.Slip == Slip.DocumentMissing ? ["d1"] : [] }, ct);
                break;
            case "breach":
                await office.Tell(move, new Event.BreachAssessed(true, "Another school had opened it"), Role.Head, $"h{move.From}", chance, ct);
                break;
            case "late":
                await Senco(move, new Event.LateExplained(move.Slip == Slip.StartsTooLate ? LateReason.ArrivedAlreadyOverdue : LateReason.NotOpened), ct);
                break;
            case "paper" when await office.Tell(move, new Event.SentOnPaper(today), Role.Admin, $"a{move.From}", chance, ct):
                move.PaperArrives = today.AddDays(3);
                break;
            case "paper-arrived" when move.PaperArrives <= today:
                await Senco(move, new Event.PaperConfirmed("Their office said so"), ct);
                break;
            case "answer":
                await Senco(move, new Event.ParentAnswered("Called them"), ct);
                break;
            case "custody":
                await Senco(move, new Event.CopyDestroyed(today), ct);
                break;
        }
    }

    /// <summary>What happens without being asked for.</summary>
    private async Task Change(Move move, CancellationToken ct)
    {
        switch (move.Slip)
        {
            case Slip.LeavingDateChangedTwice when move.DateChanges < 2 && chance.Of(0.3):
                move.DateChanges++;
                await Senco(move, new Event.LeavingDateChanged(move.DateChanges == 1 ? move.Leaving.AddDays(4) : move.Leaving), ct);
                break;
            case Slip.PupilComesBack when chance.Of(0.1):
                await Senco(move, new Event.CameBack(office.Clock.Today), ct);
                break;
            case Slip.TakesItBack when chance.Of(0.2):
                await Senco(move, new Event.Recalled(RecallReason.PupilStays), ct);
                break;
        }
    }

    /// <summary>A head who was written to calls the other school.</summary>
    private async Task Call(Move move, CancellationToken ct)
    {
        if (!office.Post.HeadsTold.Contains(move) || move.Called || !chance.Of(_reachesSomebody))
        {
            return;
        }

        move.Called = true;
        if (move.Slip is Slip.NobodyReadsIt or Slip.NoSuchAddress or Slip.OtherSchool && !move.PutRight)
        {
            move.PutRight = await Senco(move, new Event.Corrected(Right(move)), ct);
        }
    }

    /// <summary>Whoever finds a step undone after a call tries once more on another day.</summary>
    private async Task Phone(Move move, CancellationToken ct)
    {
        if (move.Called && chance.Of(0.1) && await office.Now(move, ct) is State.OnItsWay { Transfer.OnPaper: null })
        {
            move.Called = false;
        }
    }

    /// <summary>The list of what could not be done: a mail is tried once more, the rest is dealt with in another way.</summary>
    private async Task TryAgain(string urn, Dictionary<string, Move> moves, CancellationToken ct)
    {
        if (!chance.Of(0.5))
        {
            return;
        }

        var failures = new Failures(urn, office.Store.Rows(urn), new Silence(), office.Clock);
        foreach (var failure in await failures.All(ct))
        {
            if (moves.TryGetValue(failure.Case.Id, out var move))
            {
                move.StaffTold.Add(office.Clock.Today);
            }

            if (failure.Errand is { EarlierAttempts: 0, Effect: Effect.Email } && failure.Errand.LastReport is null)
            {
                await failures.TryAgain(failure, ct);
                await office.Work(failure.Case, ct);
            }
            else
            {
                await failures.PutAside(failure, "Dealt with", ct);
            }
        }
    }

    private Task<bool> Senco(Move move, Event e, CancellationToken ct) => office.Tell(move, e, Role.Senco, $"s{move.From}", chance, ct);

    private Destination Right(Move move) => To(move.To);

    private Destination To(string urn) => new(office.Plan.Schools[urn].Name, Plan.Address("office", urn), urn)
    {
        Senco = Plan.Address("senco", urn), Head = Plan.Address("head", urn), FromRegister = true,
    };

    private sealed class Silence : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
