using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Health;

/// <summary>What a host promises beyond answering: the one-machine host looks at its cases each minute and sweeps nothing.</summary>
public sealed record HostPromises(bool Sweeps);

/// <summary>Looks at what should have happened: histories whole, the sweep run, nothing waiting to be performed for days.</summary>
public sealed class DeepHealth(IStore store, Schools schools, HostPromises host, MailReports reports, TimeProvider clock) : Probe(clock, TimeSpan.FromMinutes(5))
{
    private const int _histories = 3;
    private static readonly TimeSpan _night = TimeSpan.FromHours(26);

    // A mail that the service does not take now is tried for up to a day between two attempts.
    private static readonly TimeSpan _long = TimeSpan.FromHours(48);
    private readonly TimeProvider _clock = clock;

    protected override async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        List<Finding> findings = [await Check("history", () => Histories(ct)), await Check("outbox", () => Outbox(ct)), await Check("mail reports", () => Reports(ct))];
        if (host.Sweeps)
        {
            findings.Add(await Check("sweep", () => Sweep(ct)));
        }

        return findings;
    }

    /// <summary>Verifies the chain of a few open cases of each school, other ones each hour.</summary>
    private async Task<Finding> Histories(CancellationToken ct)
    {
        var (read, broken) = (0, 0);
        var hour = (int)(_clock.GetUtcNow().ToUnixTimeSeconds() / 3600);
        foreach (var urn in await schools.Urns(ct))
        {
            var caseload = new Caseload(urn, store.Rows(urn));
            var open = await caseload.Open(ct);
            for (var i = 0; i < Math.Min(_histories, open.Count); i++)
            {
                var id = open[(hour * _histories + i) % open.Count].Id.Id;
                if (await caseload.Find(id, ct) is { } @case)
                {
                    read++;
                    broken += Caseload.FirstBroken([.. (await caseload.History(id, ct)).Where(e => e.Number <= @case.Length)], @case.Hash) is null ? 0 : 1;
                }
            }
        }

        return new("history", broken == 0, string.Create(CultureInfo.InvariantCulture, $"{read} histories read, {broken} not as they were written"));
    }

    private async Task<Finding> Outbox(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var (waiting, oldest) = (0, now);
        foreach (var urn in await schools.Urns(ct))
        {
            await foreach (var row in store.Rows(urn).List("todo|", ct))
            {
                waiting++;
                var errand = Wire.Read<Errand>(row.Body);

                // What another system does not take is no fault of ours, and is tried at least every 28 hours for three days.
                var since = errand.Effect is Effect.Notify ? errand.Begun ?? errand.Asked : errand.Asked;
                oldest = since < oldest ? since : oldest;
            }
        }

        return new("outbox", now - oldest < _long, string.Create(CultureInfo.InvariantCulture, $"{waiting} waiting, the oldest for {(int)(now - oldest).TotalHours} hours"));
    }

    /// <summary>Never a fault by itself: in the holidays nobody writes, and so nothing is reported.</summary>
    private async Task<Finding> Reports(CancellationToken ct) =>
        new("mail reports", true, await reports.LastSeen(ct) is { } seen ? string.Create(CultureInfo.InvariantCulture, $"The mail service last called {(int)(_clock.GetUtcNow() - seen).TotalHours} hours ago") : "The mail service has never called");

    private async Task<Finding> Sweep(CancellationToken ct) =>
        await SweepReport.Last(store, ct) is not { } last
            ? new("sweep", false, "Never run")
            : new("sweep", _clock.GetUtcNow() - last.At < _night, string.Create(CultureInfo.InvariantCulture, $"Run {(int)(_clock.GetUtcNow() - last.At).TotalHours} hours ago, mended {last.Started + last.Rung + last.Replaced}"));
}
