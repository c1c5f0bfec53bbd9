namespace SencoFlows.Cases;

/// <summary>Builds and withdraws record packs: the part of a transfer that needs documents.</summary>
public interface IPacks
{
    /// <summary>Builds the pack of this attempt once, however often it is called, and keeps it.</summary>
    Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct);

    /// <summary>Nothing that this case has given out opens any more.</summary>
    Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct);
}
