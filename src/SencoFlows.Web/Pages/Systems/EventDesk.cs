using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;

namespace SencoFlows.Web.Pages.Systems;

/// <summary>What people do about events for a system of their school.</summary>
internal sealed class EventDesk(IStore store, IWebhooks webhooks, IAlarm alarm, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<SystemClient?> Find(string school, string id, CancellationToken ct) => Clients(school).Find(id, ct);

    public Task<IReadOnlyList<HookCall>> Calls(string school, SystemClient client, CancellationToken ct) => new HookCalls(store.Rows(school)).Latest(client.Id, Now, ct);

    /// <summary>The errands that failed and that nobody has decided about, by their keys while they were still to be performed.</summary>
    public async Task<IReadOnlySet<string>> Waiting(string school, CancellationToken ct) =>
        (await Failures(school).All(ct)).Where(f => f.Errand.Effect is Effect.Notify).Select(f => Keys.Todo(f.Errand.Key)).ToHashSet(StringComparer.Ordinal);

    /// <returns>The address in its one spelling, or why it is none.</returns>
    public (string? Address, string? Problem) Read(string typed)
    {
        var read = HookAddress.Read(typed, webhooks.ThisMachine);
        return (read.Address?.AbsoluteUri, read.Problem);
    }

    /// <returns>No system: none of this school. No secret: events are on already.</returns>
    public async Task<(SystemClient? Client, string? Secret)> TurnOn(string school, string id, string address, string by, string request, CancellationToken ct)
    {
        var secret = HookSignature.NewSecret();
        var hook = new Webhook(address, webhooks.Seal(secret), by, Now, request);
        var client = await Clients(school).Change(id, before => before is { IsOn: true } ? before : hook, ct);
        return (client, client?.Webhook == hook ? secret : null);
    }

    /// <returns>No secret: events are off, or the same click has made one already.</returns>
    public async Task<(SystemClient? Client, string? Secret)> Rotate(string school, string id, string request, CancellationToken ct)
    {
        var secret = HookSignature.NewSecret();
        var kept = webhooks.Seal(secret);
        var client = await Clients(school).Change(id, before => before is { IsOn: true } && before.Request != request ? before.Rotated(kept, request, Now) : before, ct);
        return (client, client?.Webhook?.Secret == kept ? secret : null);
    }

    public Task Move(string school, SystemClient client, string address, CancellationToken ct) =>
        Clients(school).Change(client.Id, before => before is { IsOn: true } ? before with { Address = address } : before, ct);

    public Task TurnOff(string school, SystemClient client, CancellationToken ct) =>
        Clients(school).Change(client.Id, before => before?.TurnedOff(HookOff.ByStaff, Now), ct);

    /// <summary>Sends one event that says nothing, now, and lists how it went. It is not tried again: somebody is looking.</summary>
    public async Task Test(string school, SystemClient client, CancellationToken ct)
    {
        if (client.Webhook is { IsOn: true } hook)
        {
            var message = new HookMessage($"msg_{RecordId.New()}", HookMessage.Ping, Now);
            var answer = await webhooks.Post(hook, message, ct);
            await new HookCalls(store.Rows(school)).Keep(client.Id, message, HookCall.Of(message, answer, Now), ct);
        }
    }

    /// <summary>Asks for one that was given up once more.</summary>
    public async Task Again(string school, SystemClient client, string errand, CancellationToken ct)
    {
        if (await Failures(school).Find(errand.StartsWith("todo|", StringComparison.Ordinal) ? Keys.Failed(errand) : null, ct) is { Errand.Effect: Effect.Notify { System: var system } } failure && system == client.Id)
        {
            await Failures(school).TryAgain(failure, ct);
        }
    }

    private SystemClients Clients(string school) => new(store.Rows(school));

    private Failures Failures(string school) => new(school, store.Rows(school), alarm, clock);
}
