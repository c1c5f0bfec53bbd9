using System.Globalization;

namespace SencoFlows.Local;

/// <summary>
/// A clock that can be pushed forward and stays there, so that three years pass in a minute. Time never goes back; only the fictional
/// trust, before anything has happened in it, begins some weeks ago.
/// </summary>
public sealed class LocalClock : TimeProvider
{
    private readonly TimeProvider _real;
    private readonly string _file;
    private TimeSpan _ahead;

    /// <param name="file">Keeps how far ahead the clock is.</param>
    /// <param name="real">The clock of the machine.</param>
    public LocalClock(string file, TimeProvider real)
    {
        (_file, _real) = (file, real);
        if (File.Exists(file) && long.TryParse(File.ReadAllText(file), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks))
        {
            _ahead = TimeSpan.FromTicks(ticks);
        }
    }

    public DateTimeOffset Real => _real.GetUtcNow();

    public bool IsAhead => _ahead > TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow() + _ahead;

    public override long GetTimestamp() => _real.GetTimestamp();

    public override long TimestampFrequency => _real.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _real.CreateTimer(callback, state, dueTime, period);

    public void PushTo(DateTimeOffset moment) => Set(moment - Real, moment > GetUtcNow());

    internal void BeginAt(DateTimeOffset moment) => Set(moment - Real, moment < Real);

    /// <summary>Ends being behind.</summary>
    internal void Catch() => Set(TimeSpan.Zero, _ahead < TimeSpan.Zero);

    private void Set(TimeSpan ahead, bool really)
    {
        if (really)
        {
            _ahead = ahead;
            File.WriteAllText(_file, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        }
    }
}
