using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Azure;

/// <summary>Documents as blobs, named by the SHA-256 of their bytes and who holds them.</summary>
internal sealed class BlobDocuments(BlobContainerClient container) : IDocuments
{
    private const int _readAhead = 1024 * 1024;

    /// <remarks>The name is known when the last byte has come, so the document waits in a file of this machine until then.</remarks>
    public async Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct)
    {
        DocumentName.CheckHolder(holder);
        await using var waiting = Unnamed();
        var stored = await Hashing.Copy(holder, content, waiting, most, ct);
        while (true)
        {
            waiting.Position = 0;
            try
            {
                await container.GetBlobClient(stored.Name).UploadAsync(waiting, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, ct);
                return stored;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                return stored; // The same bytes.
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                await container.CreateIfNotExistsAsync(cancellationToken: ct);
            }
        }
    }

    public async Task<Stream?> Open(string name, CancellationToken ct)
    {
        if (!DocumentName.Is(name))
        {
            return null;
        }

        try
        {
            return await container.GetBlobClient(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = _readAhead }, ct);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task Delete(string name, CancellationToken ct)
    {
        if (!DocumentName.Is(name))
        {
            return;
        }

        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: ct);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // No document was ever kept here.
        }
    }

    public async Task RemoveAll(CancellationToken ct) => await container.DeleteIfExistsAsync(cancellationToken: ct);

    /// <summary>A file without a name, where the system has such: it is gone when the process ends, however it ends.</summary>
    private static FileStream Unnamed()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
