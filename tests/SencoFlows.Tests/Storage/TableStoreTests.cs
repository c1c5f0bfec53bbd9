using Azure.Storage.Blobs;
using SencoFlows.Adapters.Azure;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

public sealed class TableRowsTests(AzuriteFixture azurite) : RowsContract
{
    protected override async Task<IStore> Open() => new TableStore(await azurite.ContractAccount);
}

public sealed class TableRowsInOrderTests(AzuriteFixture azurite) : RowsInOrderContract
{
    /// <summary>Azurite measures a changed row by its JSON, where Azure measures what it holds: see <see cref="EntitiesTests"/> for the largest rows.</summary>
    protected override int MostOnTheWire => 1024 * 1024;

    protected override async Task<IStore> Open() => new TableStore(await azurite.ContractAccount);
}

public sealed class BlobDocumentsTests(AzuriteFixture azurite) : DocumentsContract
{
    protected override async Task<IStore> Open() => new TableStore(await azurite.ContractAccount);

    protected override async Task<int> Kept()
    {
        var container = new BlobContainerClient(await azurite.ContractAccount, $"s{Urn}", TableStore.BlobOptions());
        return await container.ExistsAsync(Ct) ? await container.GetBlobsAsync(cancellationToken: Ct).CountAsync(Ct) : 0;
    }
}
