using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>
/// Looks at every open transfer on every evening, as nobody in the story can: is there one that nobody acknowledges and nobody has been
/// told about, or one that nothing will ever move again?
/// </summary>
internal sealed class Watch(Office office)
{
    /// <summary>Unacknowledged for a whole school day, and no escalation is open.</summary>
    public List<string> Silent { get; } = [];

    /// <summary>Nothing is asked of anybody at the sending school, and no date runs.</summary>
    public List<string> Stuck { get; } = [];

    /// <summary>How often a transfer that was unacknowledged for a school day was looked at.</summary>
    public int Looks { get; private set; }

    public async Task Evening(CancellationToken ct)
    {
        var today = office.Clock.Today;
        foreach (var move in office.Plan.Moves.Where(m => m.Started))
        {
            if (await office.Cases(move.From).Find(move.Id, ct) is not { IsOver: false } @case)
            {
                continue;
            }

            var moves = @case.Agenda is { Ask: not null, WaitsFor: Role.Senco or Role.Head or Role.Admin } || @case.Agenda.Next is not null;
            var line = string.Create(CultureInfo.InvariantCulture, $"{today:yyyy-MM-dd} {move}: {@case.Agenda.Stage}");
            if (!moves)
            {
                Stuck.Add(line);
            }

            var state = Processes.All.RecordTransfer.Read(@case.State);
            if (state is State.Moving { Transfer: { Parcels.Count: > 0, Parcel: { Opened: null, Filed: null, Sent: { } sent } } } and (State.OnItsWay or State.Undeliverable)
                && WholeDays(move, sent, today) >= 1)
            {
                Looks++;
                var told = move.StaffTold.Any(d => d > sent || (d == sent && state is State.Undeliverable)); // It may have come back within the day.
                if (!moves || !(told || OutageDays(move, sent, today) > 0))
                {
                    Silent.Add(line);
                }
            }
        }
    }

    /// <summary>School days of the sender that have passed from end to end between two days.</summary>
    public int WholeDays(Move move, DateOnly from, DateOnly to) => Days(move, from, to, _ => true);

    /// <summary>How many of them nobody could be told on: our host, the mail service or the school's own mail was down, or the ladder of retries had not reached the next rung.</summary>
    public int OutageDays(Move move, DateOnly from, DateOnly to) => Days(move, from, to.AddDays(1), day =>
        office.Plan.HostDown.Any(d => d.Has(day))
        || office.Plan.MailServiceDown.Any(d => d.Has(day) || d.Has(day.AddDays(-1)))
        || office.Plan.MailDown.GetValueOrDefault(move.From)?.Has(day) is true);

    private int Days(Move move, DateOnly from, DateOnly to, Func<DateOnly, bool> counts)
    {
        var calendar = office.Plan.Schools[move.From].Calendar;
        var n = 0;
        for (var day = from.AddDays(1); day < to; day = day.AddDays(1))
        {
            n += calendar.Has(day) && counts(day) ? 1 : 0;
        }

        return n;
    }
}
