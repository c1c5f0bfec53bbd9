using System.Collections.Concurrent;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

public enum Fault
{
    /// <summary>The call fails before anything happens.</summary>
    Before,

    /// <summary>The call does what it should, and its answer is lost.</summary>
    After,
}

/// <summary>Thrown by <see cref="FaultyStore"/> and nobody else.</summary>
internal sealed class StoreDownException(string call) : IOException($"The store went away: {call}");

/// <summary>
/// A real store whose n-th call fails. A sweep over one whole journey:
/// <code>
/// for (var n = 1; ; n++)
/// {
///     var store = new FaultyStore(fresh);
///     store.DieAt(n, Fault.After);         // as if the host was killed there
///     try { await Journey(store); } catch (StoreDownException) { }
///     if (!store.HasFailed) { break; }     // the journey has fewer calls than n
///     store.Revive();                      // and the host starts again
///     await Finish(store);
/// }
/// </code>
/// </summary>
internal sealed class FaultyStore(IStore store) : WatchedStore(store)
{
    private readonly ConcurrentQueue<string> _log = [];
    private readonly Lock _lock = new();
    private Func<StoreCall, bool> _counts = _ => true;
    private int _calls;
    private (int Call, Fault How, bool ForGood) _plan;

    /// <summary>The calls so far, of those that count.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public bool HasFailed { get; private set; }

    /// <summary>Every call in order, and where it failed: for messages of failed tests.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Counts only calls that change something: half the sweep, when reads that fail are of no interest.</summary>
    public FaultyStore CountingWritesOnly()
    {
        _counts = call => call.Kind is "save" or "put" or "delete" or "remove";
        return this;
    }

    /// <summary>The n-th call from now fails, the next ones work: an outage of a moment.</summary>
    public void FailAt(int n, Fault how) => Plan(n, how, forGood: false);

    /// <summary>The n-th call from now fails, and every call after it, counted or not, until <see cref="Revive"/>: the host was killed.</summary>
    public void DieAt(int n, Fault how) => Plan(n, how, forGood: true);

    public void Revive()
    {
        lock (_lock)
        {
            _plan = default;
        }
    }

    protected override void Before(StoreCall call)
    {
        lock (_lock)
        {
            _log.Enqueue(call.ToString());
            call.Number = _counts(call) ? ++_calls : 0;
            if (HasFailed && _plan.ForGood)
            {
                throw new StoreDownException(call.ToString());
            }

            FailIf(call, Fault.Before);
        }
    }

    protected override void After(StoreCall call, int rows)
    {
        lock (_lock)
        {
            FailIf(call, Fault.After);
        }
    }

    private void Plan(int n, Fault how, bool forGood)
    {
        lock (_lock)
        {
            HasFailed = false;
            _plan = (_calls + n, how, forGood);
        }
    }

    private void FailIf(StoreCall call, Fault when)
    {
        if (call.Number > 0 && call.Number == _plan.Call && when == _plan.How)
        {
            HasFailed = true;
            _log.Enqueue($"  failed {when}".ToLowerInvariant());
            throw new StoreDownException(call.ToString());
        }
    }
}
