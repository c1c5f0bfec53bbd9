using Microsoft.Extensions.Time.Testing;
using SencoFlows.Local;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Local;

public sealed class LocalClockTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _real = new(_now);

    private LocalClock Clock => new(Path.Combine(Directory.CreateDirectory(_folder.Path).FullName, "clock"), _real);

    [Fact]
    public void A_pushed_clock_stays_ahead_after_a_restart_and_goes_on()
    {
        Clock.PushTo(_now.AddDays(30));
        _real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(_now.AddDays(30).AddHours(1), Clock.GetUtcNow());
        Assert.True(Clock.IsAhead);
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        var clock = Clock;
        clock.PushTo(_now.AddDays(30));
        clock.PushTo(_now.AddDays(2));
        Assert.Equal(_now.AddDays(30), clock.GetUtcNow());
    }

    public void Dispose() => _folder.Dispose();
}
