namespace SencoFlows.Benchmarks.Transfers;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
