using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Systems;

/// <summary>What became of one try to tell a system something.</summary>
/// <param name="Errand">As it is to be kept.</param>
/// <param name="Outcome">Null while it is tried again.</param>
/// <param name="Again">When.</param>
/// <param name="Along">Rows that are saved with it.</param>
public sealed record Notified(Errand Errand, Outcome? Outcome, DateTimeOffset? Again = null, params IReadOnlyList<Change> Along);

/// <summary>
/// Tells a system what has become of its delivery: at once, then again and again over three days, each time under the same id. The call
/// is made first and noted afterwards: who dies in between calls twice, and the receiver knows by the id that it has it already. A
/// receiver that asks for time (Retry-After) is given it, within the three days.
/// </summary>
public sealed class Notifier(IStore store, IWebhooks webhooks, TimeProvider clock)
{
    private static readonly TimeSpan[] _waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24), new(27, 24, 0),
    ];

    /// <summary>From the first try to the last: three days.</summary>
    public static TimeSpan Patience { get; } = _waits.Aggregate(TimeSpan.Zero, (all, wait) => all + wait);

    public async Task<Notified> Tell(CaseId id, Errand errand, Effect.Notify notify, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tries = errand.Attempts - errand.EarlierAttempts;
        if (tries > 0 && (errand.NextCall ?? errand.Begun + _waits[tries - 1]) is { } next && now < next)
        {
            return new(errand, null, next); // The case was woken for something else.
        }

        var rows = store.Rows(id.School);
        var client = await new SystemClients(rows).Find(notify.System, ct);
        var message = HookMessage.Of(id, errand, notify);
        if (client?.Webhook is not { IsOn: true } hook)
        {
            return new(errand, NotWanted(client, askedAgain: errand.EarlierAttempts > 0), null, errand.Attempts == 0 ? [] : await HookCalls.Stopped(rows, notify.System, message, ct));
        }

        var answer = await webhooks.Post(hook, message, ct);
        now = clock.GetUtcNow();
        var first = errand.FirstCalled ?? now;
        var again = answer.IsTaken || answer.IsGone || answer.Trouble is HookTrouble.NoSecret || tries == _waits.Length || now - first >= Patience ? (DateTimeOffset?)null : Next(answer, tries, first, now);
        errand = errand with { Attempts = errand.Attempts + 1, Begun = now, FirstCalled = first, NextCall = again };
        Outcome? outcome = answer.IsTaken ? new Outcome.Done(answer.Words) : again is null ? new Outcome.Failed(Advice(client, answer)) : null;
        var call = new HookCall(message.Type, message.Delivery, message.At, errand.Attempts, now, answer, again, Keys.Todo(errand.Key));
        return new(errand, outcome, again, [HookCall.Put(client.Id, message, call), .. answer.IsGone ? (Change[])[client.TurnOff(HookOff.Gone, now)] : []]);
    }

    /// <summary>The next rung of the ladder, or later where they ask for that: but never so late that a person hears of it after more than three days.</summary>
    private static DateTimeOffset Next(HookAnswer answer, int tries, DateTimeOffset first, DateTimeOffset now)
    {
        var wait = answer.RetryAfter is { } asked && asked > _waits[tries] ? asked : _waits[tries];
        var left = first + Patience - now;
        return now + (wait < left ? wait : left);
    }

    /// <summary>Whoever has asked for it once more is told when that cannot be; nobody else need do anything.</summary>
    private static Outcome NotWanted(SystemClient? client, bool askedAgain) => client switch
    {
        null => new Outcome.Dropped("This system has been shut out"),
        { Webhook: null } => new Outcome.Dropped("This system has given no address for events"),
        _ when askedAgain => new Outcome.Failed($"Events are turned off for “{client.Name}”. Turn them on under Other systems, then try again, or say why it need not be done"),
        _ => new Outcome.Dropped("Events are turned off for this system"),
    };

    private static string Advice(SystemClient client, HookAnswer answer) => answer switch
    {
        { IsGone: true } => $"“{client.Name}” answered that its address for events is gone for good (410), so events were turned off. Ask the people who run it for the new address and turn events on again under Other systems, then try again. Until then they have to ask for their receipts",
        { Trouble: HookTrouble.NoSecret } => $"The secret for “{client.Name}” cannot be read any more. Make a new one under Other systems and hand it over, then try again",
        _ => $"“{client.Name}” could not be told for three days. Last answer: {answer.Words}. Call the people who run it, and try again when their address for events works. Until then they have to ask for their receipts",
    };
}
