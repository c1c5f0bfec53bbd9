using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Azure;

/// <summary>
/// Rows in Azure Tables and documents in blobs: a table and a container a school, made when first written to.
/// That is the wall between schools, and what is backed up or deleted as one.
/// </summary>
public sealed class TableStore(TableServiceClient tables, BlobServiceClient blobs) : IStore
{
    public TableStore(string connectionString)
        : this(new(connectionString, TableOptions()), new(connectionString, BlobOptions()))
    {
    }

    /// <summary>Without keys: the identity needs the roles Storage Table Data Contributor and Storage Blob Data Contributor.</summary>
    public TableStore(Uri tables, Uri blobs, TokenCredential identity)
        : this(new(tables, identity, TableOptions()), new(blobs, identity, BlobOptions()))
    {
    }

    public IRows Directory => Place("directory");

    public IDocuments DirectoryDocuments => Papers("directory");

    public IRows Rows(string urn) => Place($"s{Limits.CheckUrn(urn)}");

    public IDocuments Documents(string urn) => Papers($"s{Limits.CheckUrn(urn)}");

    /// <summary>A person waits for the answer of a page: four tries within about half a minute, then say so.</summary>
    public static TableClientOptions TableOptions()
    {
        var options = new TableClientOptions();
        Patient(options.Retry, TimeSpan.FromSeconds(10));
        return options;
    }

    public static BlobClientOptions BlobOptions()
    {
        // Azurite refuses versions that it does not know. Everything we use is older.
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06);
        Patient(options.Retry, TimeSpan.FromSeconds(60)); // 25 MB on a slow line.
        return options;
    }

    private TableRows Place(string name) => new(tables.GetTableClient(name), Papers(name));

    private BlobDocuments Papers(string name) => new(blobs.GetBlobContainerClient(name));

    private static void Patient(RetryOptions retry, TimeSpan answer)
    {
        retry.Mode = RetryMode.Exponential;
        retry.MaxRetries = 3;
        retry.Delay = TimeSpan.FromMilliseconds(250);
        retry.MaxDelay = TimeSpan.FromSeconds(4);
        retry.NetworkTimeout = answer;
    }
}
