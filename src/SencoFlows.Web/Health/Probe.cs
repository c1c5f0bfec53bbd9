namespace SencoFlows.Web.Health;

/// <summary>A set of checks that is run at most once in a while, whoever asks.</summary>
public abstract class Probe(TimeProvider clock, TimeSpan fresh) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private (DateTimeOffset At, IReadOnlyList<Finding> Findings)? _last;

    public async Task<IReadOnlyList<Finding>> Ask(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_last is { } last && clock.GetUtcNow() - last.At < fresh)
            {
                return last.Findings;
            }

            var findings = await Look(ct);
            _last = (clock.GetUtcNow(), findings);
            return findings;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IReadOnlyList<Finding>> Look(CancellationToken ct);

    /// <summary>A check that falls is a finding, told by the kind of fall alone.</summary>
    protected static async Task<Finding> Check(string what, Func<Task<Finding>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(what, false, $"Failed with {e.GetType().Name}");
        }
    }
}
