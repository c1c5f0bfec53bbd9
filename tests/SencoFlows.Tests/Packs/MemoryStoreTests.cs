using SencoFlows.Storage;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Packs;

/// <summary>The store of the tests keeps the promises that they rely on.</summary>
public sealed class MemoryDocumentsTests : DocumentsContract
{
    protected override Task<IStore> Open() => Task.FromResult<IStore>(new MemoryStore());

    protected override Task<int> Kept() => Task.FromResult(((MemoryStore)Store).Kept(Urn));
}
