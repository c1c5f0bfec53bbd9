using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>What came of a year, worked out from the stored histories and from what the mail service took.</summary>
internal sealed class Findings
{
    public int Started { get; private set; }

    /// <summary>Rightly never filed: the pupil came back, stayed, or the record was taken back.</summary>
    public int Ended { get; private set; }

    public int Due => Started - Ended;

    public int InTime { get; private set; }

    /// <summary>Of those due, the ones whose transfer was started on the day of the limit or before: the others were late before the record could go.</summary>
    public int StartedInTime { get; private set; }

    /// <summary>Started because SencoFlows asked for it.</summary>
    public int Nudged { get; private set; }

    /// <summary>Filed after the limit, by reason.</summary>
    public SortedDictionary<string, int> Late { get; } = new(StringComparer.Ordinal);

    public int OnPaper { get; private set; }

    public List<string> FiledTwice { get; } = [];

    /// <summary>Neither filed, nor ended, nor open with somebody asked to act or a date running.</summary>
    public List<string> Lost { get; } = [];

    public int StillOpen { get; private set; }

    public required IReadOnlyList<string> Silent { get; init; }

    public required IReadOnlyList<string> Stuck { get; init; }

    public int Looks { get; private set; }

    public List<string> BrokenHistories { get; } = [];

    /// <summary>Whole school days of the sender from the trouble until its staff had a mail about it or acted on it, days of outage not counted.</summary>
    public Dictionary<string, List<int>> Knows { get; } = new(StringComparer.Ordinal);

    /// <summary>The same with the days of outage.</summary>
    public int SlowestWithOutages { get; private set; }

    public List<string> KnewLate { get; } = [];

    public int Mails { get; private set; }

    public int MailsTwice { get; private set; }

    public int Steps { get; private set; }

    public static async Task<Findings> Of(Office office, Watch watch, CancellationToken ct)
    {
        var found = new Findings { Silent = watch.Silent, Stuck = watch.Stuck, Looks = watch.Looks, Mails = office.Post.Taken, MailsTwice = office.Post.Twice, Steps = office.Steps };
        foreach (var move in office.Plan.Moves.Where(m => m.Started))
        {
            await found.Look(office, watch, move, ct);
        }

        return found;
    }

    private async Task Look(Office office, Watch watch, Move move, CancellationToken ct)
    {
        Started++;
        var cases = office.Cases(move.From);
        var now = (await cases.Find(move.Id, ct))!;
        var history = await cases.History(move.Id, ct);
        if (Caseload.FirstBroken(history, now.Hash) is not null)
        {
            BrokenHistories.Add(move.ToString());
        }

        var states = history.Select(e => (On: e.At.EnglishDate, State: All.RecordTransfer.Read(e.State) as State.Moving)).ToList();
        List<DateOnly> filings = [.. states.Where((s, i) => s.State is State.Arrived && (i == 0 || states[i - 1].State is not State.Arrived)).Select(s => s.On)];
        if (filings.Count > 1)
        {
            FiledTwice.Add(move.ToString());
        }

        OnPaper += states.Any(s => s.State?.Transfer.OnPaper is not null) ? 1 : 0;
        Outcome(office, move, now, states[^1].State!, states[0].On, filings);
        Knowing(watch, move, states, office.Clock.Today);
    }

    private void Outcome(Office office, Move move, Case now, State.Moving state, DateOnly started, List<DateOnly> filings)
    {
        if (state is State.Closed { Ending: Ending.CameBack or Ending.TakenBack } && filings.Count == 0)
        {
            Ended++;
            return;
        }

        Nudged += move.Nudged ? 1 : 0;
        if (filings.Count == 0)
        {
            StillOpen++;
            StartedInTime += started <= Limit(office, move, state) ? 1 : 0;
            var waits = now.Agenda is { Ask: not null } || now.Agenda.Next is not null;
            if (now.IsOver || !waits)
            {
                Lost.Add(move.ToString());
            }

            Count($"not filed yet, {now.Agenda.Stage}");
            return;
        }

        var limit = Limit(office, move, state);
        StartedInTime += started <= limit ? 1 : 0;
        if (filings[0] <= limit)
        {
            InTime++;
        }
        else
        {
            Count(started > limit ? "started after the limit" : move.Slip is Slip.None ? $"next school: {move.Temper}" : $"sender: {move.Slip}");
        }

        void Count(string why) => Late[why] = Late.GetValueOrDefault(why) + 1;
    }

    private static DateOnly Limit(Office office, Move move, State.Moving state) => TransferRules.For(office.Plan.Schools[move.From]).After(state.Transfer.Leaving, office.Plan.Schools[move.From].Calendar).On;

    private void Knowing(Watch watch, Move move, List<(DateOnly On, State.Moving? State)> states, DateOnly last)
    {
        for (var i = 0; i < states.Count; i++)
        {
            var (on, state) = states[i];
            var before = i == 0 ? null : states[i - 1].State;
            if (state is not State.Packing { Problem: not null } && state?.GetType() == before?.GetType() && state?.Transfer.Parcels.Count == before?.Transfer.Parcels.Count)
            {
                continue;
            }

            var until = states.Skip(i + 1).FirstOrDefault(s => s.State?.GetType() != state?.GetType() || s.State?.Transfer.OnPaper != state?.Transfer.OnPaper, (last, null)).On;
            switch (state)
            {
                case State.OnItsWay when watch.WholeDays(move, on, until) >= 1 && before?.Transfer.OnPaper is null:
                    Known("nobody opened it", move, watch, on, until, strictly: true);
                    break;
                case State.WithNextSchool when watch.WholeDays(move, on, until) > 5:
                    Known("opened, not filed (5 days are given)", move, watch, on, until, strictly: true);
                    break;
                case State.Undeliverable:
                    Known("the email came back", move, watch, on, until);
                    break;
                case State.TurnedDown:
                    Known("the next school refused it", move, watch, on, until);
                    break;
                case State.Packing { Problem: not null }:
                    Known("it could not be put together", move, watch, on, until);
                    break;
            }
        }
    }

    /// <param name="strictly">Told after the day itself: the mail of the start is no warning.</param>
    private void Known(string trouble, Move move, Watch watch, DateOnly on, DateOnly until, bool strictly = false)
    {
        if (!move.StaffTold.Any(d => strictly ? d > on : d >= on) && watch.WholeDays(move, on, until) - watch.OutageDays(move, on, until) < (strictly ? 2 : 1))
        {
            return; // It was over before anybody had to know.
        }

        var told = move.StaffTold.Where(d => strictly ? d > on : d >= on).DefaultIfEmpty(DateOnly.MaxValue).Min();
        told = told > until && until != DateOnly.MaxValue && told == DateOnly.MaxValue ? until.AddDays(365) : told;
        var days = watch.WholeDays(move, on, told);
        SlowestWithOutages = trouble.StartsWith("opened", StringComparison.Ordinal) ? SlowestWithOutages : Math.Max(SlowestWithOutages, days);
        var counted = Math.Max(0, days - watch.OutageDays(move, on, told));
        (Knows.TryGetValue(trouble, out var all) ? all : Knows[trouble] = []).Add(counted);
        if (counted > (trouble.StartsWith("opened", StringComparison.Ordinal) ? 5 : 1))
        {
            KnewLate.Add($"{move}: {trouble} on {on:yyyy-MM-dd}, told {told:yyyy-MM-dd}");
        }
    }
}
