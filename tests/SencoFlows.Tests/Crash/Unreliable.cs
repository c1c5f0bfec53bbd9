using SencoFlows.Storage;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Crash;

/// <summary>A store as a bad week: 2 in 100 calls are not made, 1 in 100 is made and its answer lost, 1 in 100 saves meets a conflict that nobody made. The seed decides which.</summary>
internal sealed class Unreliable(IStore store, int seed) : WatchedStore(store)
{
    private readonly Random _chance = new(seed);

    /// <summary>How often it failed.</summary>
    public int Failed { get; private set; }

    protected override void Before(StoreCall call)
    {
        Fail(call, 2);
        if (call.Kind == "save" && _chance.Next(100) == 0)
        {
            Failed++;
            throw new ConflictException("elsewhere");
        }
    }

    protected override void After(StoreCall call, int rows) => Fail(call, 1);

    private void Fail(StoreCall call, int inAHundred)
    {
        if (_chance.Next(100) < inAHundred)
        {
            Failed++;
            throw new StoreDownException(call.ToString());
        }
    }
}
