using System.Collections.Concurrent;
using System.Threading.Channels;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Local;

/// <summary>
/// Stands in for Durable Functions on one machine: wakes a case when it is rung, when its date has come, and when something that
/// could not be performed is to be tried again. All it knows can be read anew from the store, so a kill loses nothing.
/// </summary>
public sealed class LocalLoop(IServiceProvider services, IStore store, Schools schools, LocalClock clock, IHostApplicationLifetime host, ILogger<LocalLoop> log) : BackgroundService, IAlarm
{
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(1);
    private readonly Channel<CaseId> _rung = System.Threading.Channels.Channel.CreateUnbounded<CaseId>();
    private readonly ConcurrentDictionary<CaseId, DateTimeOffset> _again = [];
    private readonly SemaphoreSlim _one = new(1);

    // The worker rings us and we wake it: taken late, so that neither has to exist first.
    private readonly Lazy<CaseWorker> _worker = new(services.GetRequiredService<CaseWorker>);
    private readonly Lazy<FirstCases> _first = new(services.GetRequiredService<FirstCases>);

    private readonly Lazy<Newcomers> _newcomers = new(services.GetRequiredService<Newcomers>);
    private readonly Lazy<Departures> _departures = new(services.GetRequiredService<Departures>);
    private readonly Lazy<ClosedSchools> _closed = new(services.GetRequiredService<ClosedSchools>);
    private readonly Lazy<DailyMails> _daily = new(services.GetRequiredService<DailyMails>);
    private readonly Lazy<Performer> _performer = new(services.GetRequiredService<Performer>);
    private readonly Lanes _lanes = new();
    private DateOnly _looked;

    public Task Ring(CaseId id, CancellationToken ct) => _rung.Writer.WriteAsync(id, ct).AsTask();

    /// <summary>Does everything that can be done now. Pages that show what was sent call it, so that nothing is missing from them.</summary>
    public async Task Settle(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (Next() is { } id)
            {
                await Work(id, ct);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Lets time pass: every date on the way comes on its own day, at dawn.</summary>
    public async Task PassUntil(DateOnly target, CancellationToken ct)
    {
        await Settle(ct);
        while (clock.Today < target)
        {
            var next = await NextDate(ct) is { } on && on < target ? on : target;
            clock.PushTo((next > clock.Today ? next : clock.Today.AddDays(1)).Dawn);
            await CatchUp(ct);
            if (await _daily.Value.Waits(ct))
            {
                clock.PushTo(clock.Today.At(DailyMails.Time));
                await CatchUp(ct);
            }
        }
    }

    /// <summary>Whatever should have happened by today happens now.</summary>
    public async Task CatchUp(CancellationToken ct)
    {
        await RingAllDue(ct);
        await Settle(ct);
        await _daily.Value.Look(ct); // After the cases, so that the mail of the day says what they asked for today.
        await Settle(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Listening(stoppingToken);
        await _first.Value.Open(stoppingToken);
        await RingForgotten(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryCatchUp(stoppingToken);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            wait.CancelAfter(_look);
            try
            {
                await _rung.Reader.WaitToReadAsync(wait.Token);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // A minute has passed: look at the dates again.
            }
        }
    }

    /// <summary>The store may be away for a while, as one in Azure is now and then: that must not end the host.</summary>
    private async Task TryCatchUp(CancellationToken ct)
    {
        try
        {
            await CatchUp(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError("What is due could not be read: {Problem}. It is tried again in a minute", e.GetType().Name);
        }
    }

    /// <summary>Mail goes to this host's own mail room: nothing is sent before it answers.</summary>
    private async Task Listening(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var _ = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private CaseId? Next()
    {
        if (_rung.Reader.TryRead(out var rung))
        {
            return rung;
        }

        var now = clock.GetUtcNow();
        foreach (var (id, at) in _again)
        {
            if (at <= now && _again.TryRemove(id, out _))
            {
                return id;
            }
        }

        return null;
    }

    private Task Work(CaseId id, CancellationToken ct) => Try(id, () => _worker.Value.Work(id, clock.GetUtcNow(), ct, (key, call) => Call(id, key, call)), ct);

    /// <summary>
    /// Beside the loop, for a system that never answers takes ten seconds each time: it holds up what else it is to be told, and nobody's
    /// mail. A kill loses nothing, for the errand stands in the store until its answer does.
    /// </summary>
    private void Call(CaseId id, string key, Effect.Notify call) =>
        _lanes.Add($"{id.School}|{call.System}", $"{id.School}|{key}", () => Try(id, () => _performer.Value.Perform(id, key, host.ApplicationStopping), host.ApplicationStopping));

    private async Task Try(CaseId id, Func<Task<DateTimeOffset?>> work, CancellationToken ct)
    {
        try
        {
            if (await work() is { } again)
            {
                Again(id, again);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // A call that timed out looks like one that was cancelled.
        {
            log.LogError("Case {Case} could not go on: {Problem}. It is tried again in a minute", id, e.GetType().Name);
            Again(id, clock.GetUtcNow() + _look);
        }
    }

    private void Again(CaseId id, DateTimeOffset at) => _again.AddOrUpdate(id, at, (_, sooner) => sooner < at ? sooner : at);

    private async Task RingAllDue(CancellationToken ct)
    {
        if (clock.Today != _looked)
        {
            try
            {
                await _newcomers.Value.Look(ct);
                await _departures.Value.Look(ct);
                await _closed.Value.Look(ct);
                foreach (var urn in await schools.Urns(ct))
                {
                    await Failures.Mend(urn, store.Rows(urn), ct);
                }

                _looked = clock.Today;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogError("The daily look at new pupils, leavers and closed schools could not end: {Problem}. It is tried again in a minute", e.GetType().Name);
            }
        }

        foreach (var urn in await schools.Urns(ct))
        {
            foreach (var due in await new Caseload(urn, store.Rows(urn)).DueBy(clock.Today, ct))
            {
                await Ring(due.Id, ct);
            }
        }
    }

    private async Task RingForgotten(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            foreach (var id in await new Caseload(urn, store.Rows(urn)).WithErrands(ct))
            {
                await Ring(id, ct);
            }
        }
    }

    private async Task<DateOnly?> NextDate(CancellationToken ct)
    {
        DateOnly? next = _again.Values.ToArray() is { Length: > 0 } times ? times.Min().EnglishDate : null;
        foreach (var urn in await schools.Urns(ct))
        {
            if (await new Caseload(urn, store.Rows(urn)).NextDate(ct) is { } on && (next is null || on < next))
            {
                next = on;
            }
        }

        return next;
    }
}
