namespace SencoFlows.Cases;

/// <summary>
/// Wakes a case and performs what it asks for, one after the other. What the wake has read is handed on, so that a mail costs two
/// requests: it is begun, and it is done.
/// </summary>
public sealed class CaseWorker(CaseRunner runner, Performer performer, TimeProvider clock)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <summary>Everything that can be done now: the work of a loop that is in the same process.</summary>
    /// <param name="aside">Takes the keys of calls to other systems, which a loop of many cases does not wait for; null to make them here.</param>
    /// <returns>When something that could not be performed now should be tried again.</returns>
    public async Task<DateTimeOffset?> Work(CaseId id, DateTimeOffset now, CancellationToken ct, Action<string, Effect.Notify>? aside = null)
    {
        while (true)
        {
            if (await runner.Wake(id, ct) is not { } nap)
            {
                return null;
            }

            var round = new Round(performer, nap.Case);
            foreach (var row in nap.Waiting)
            {
                if (aside is not null && Errand.Of(row).Effect is Effect.Notify call)
                {
                    aside(row.Key, call);
                }
                else
                {
                    await round.Perform(row, ct);
                }
            }

            if (!round.MayHaveMore || round.Again > now)
            {
                return round.Again;
            }
        }
    }

    /// <summary>
    /// One round for a loop that sleeps elsewhere. What throws is left to it: an activity of its own tries that again and fails in
    /// the open. So is what has not been begun after a minute.
    /// </summary>
    public async Task<Look> Look(CaseId id, CancellationToken ct)
    {
        if (await runner.Wake(id, ct) is not { } nap)
        {
            return Cases.Look.Gone;
        }

        var (round, began) = (new Round(performer, nap.Case), clock.GetUtcNow());
        List<string> left = [];
        foreach (var row in nap.Waiting.Take(Cases.Look.AtOnce))
        {
            try
            {
                if (clock.GetUtcNow() < began + _patience)
                {
                    await round.Perform(row, ct);
                    continue;
                }
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                // The loop is told.
            }

            left.Add(row.Key);
        }

        return Cases.Look.At(nap, left, round.Again, clock.GetUtcNow());
    }

    /// <summary>What one wake has found, performed in order.</summary>
    private sealed class Round(Performer performer, Case woken)
    {
        private readonly CaseId _id = woken.Id;
        private Case? _case = woken;

        public DateTimeOffset? Again { get; private set; }

        /// <summary>Something else than mails was performed, or somebody else was at it: the case may ask for more by now.</summary>
        public bool MayHaveMore { get; private set; }

        public async Task Perform(Storage.Row row, CancellationToken ct)
        {
            var errand = Errand.Of(row);
            var @case = _case ?? await performer.Read(_id, ct);
            var isMail = errand.Effect is Effect.Email;
            _case = isMail ? @case : null; // A mail changes no case; what else is performed may.
            var at = await performer.Perform(@case, errand, ct);
            Again = Performer.Sooner(Again, at);
            MayHaveMore |= !isMail || at is not null;
        }
    }
}
