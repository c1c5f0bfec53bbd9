namespace SencoFlows.Cases;

/// <summary>Builds and withdraws record packs: the part of a transfer that needs documents.</summary>
public interface IPacks
{
    /// <summary>Builds the pack of this attempt once, however often it is called, and keeps it.</summary>
    Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct);

    /// <summary>Puts the pack of this attempt into the next school's own tenant, once, however often it is called.</summary>
    Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct);

    /// <summary>Adds what is in a pack that arrived to a pupil's record, once, however often it is called.</summary>
    Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct);

    /// <summary>Destroys this school's copy of the record that the case is about.</summary>
    Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct);

    /// <summary>A sheet as a PDF that can be kept.</summary>
    byte[] Print(Record.Pack.Sheet sheet);

    /// <summary>Nothing that this case has given out opens any more.</summary>
    Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct);
}
