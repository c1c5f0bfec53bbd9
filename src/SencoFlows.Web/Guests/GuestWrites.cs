using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Web.Guests;

/// <summary>
/// How often somebody without an account may send something. Whoever has a link could otherwise fill a school's history with a program.
/// Kept in the store beside the case, so that it holds on every machine and for every link of the same person.
/// </summary>
internal sealed class GuestWrites(IStore store, TimeProvider clock)
{
    /// <summary>From one opening of the link to the next.</summary>
    public const int AVisit = 15;

    /// <summary>In 24 hours, by one person about one case.</summary>
    public const int ADay = 30;

    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    /// <summary>Takes one of the places that are left.</summary>
    /// <returns>Null when it may go on, else how long it has to wait: nothing at all for those who open their link anew.</returns>
    public async Task<TimeSpan?> Wait(CaseId id, string person, string visit, CancellationToken ct)
    {
        var (rows, key, now) = (store.Rows(id.School), $"wrote|{id.Id}|{person}", clock.GetUtcNow());
        while (true)
        {
            var row = await rows.Read(key, ct);
            List<Wrote> today = row is null ? [] : [.. Wire.Read<List<Wrote>>(row.Body).Where(w => now - w.At < _day)];
            if (today.Count >= ADay)
            {
                return today[0].At + _day - now;
            }

            if (today.Count(w => w.Visit == visit) >= AVisit)
            {
                return TimeSpan.Zero;
            }

            var body = Wire.Write<List<Wrote>>([.. today, new(visit, now)]);
            try
            {
                await rows.Save([row is null ? new Change.Add(key, body) : new Change.Replace(key, body, row.Version)], ct);
                return null;
            }
            catch (ConflictException)
            {
                // Two at once: look again, so that both are counted.
            }
        }
    }

    private sealed record Wrote(string Visit, DateTimeOffset At);
}
