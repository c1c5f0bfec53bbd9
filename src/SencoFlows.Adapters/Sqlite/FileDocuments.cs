using System.Security.Cryptography;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>Documents as files: "ab/cdef..." by the SHA-256 of their bytes. A file stands under its name only when it is whole and on disk.</summary>
internal sealed class FileDocuments(string folder, Incoming incoming) : IDocuments
{
    public async Task<StoredDocument> Put(Stream content, long most, CancellationToken ct)
    {
        var temporary = incoming.NewName();
        try
        {
            var stored = await Receive(content, temporary, most, ct);
            var place = PlaceOf(stored.Sha256);
            var shard = Path.GetDirectoryName(place)!;
            Disk.CreateFolder(Path.GetDirectoryName(folder)!);
            Disk.CreateFolder(folder);
            Disk.CreateFolder(shard);
            if (!File.Exists(place))
            {
                File.Move(temporary, place, overwrite: true);
            }

            Disk.FlushNames(shard);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Task<Stream?> Open(string sha256, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(Limits.IsSha256(sha256)
                ? new FileStream(PlaceOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous)
                : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Delete(string sha256, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Limits.IsSha256(sha256) && File.Exists(PlaceOf(sha256)))
        {
            File.Delete(PlaceOf(sha256));
            Disk.FlushNames(Path.GetDirectoryName(PlaceOf(sha256))!);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAll(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
            Disk.FlushNames(Path.GetDirectoryName(folder)!);
        }

        return Task.CompletedTask;
    }

    private string PlaceOf(string sha256) => Path.Combine(folder, sha256[..2], sha256[2..]);

    private static async Task<StoredDocument> Receive(Stream content, string file, long most, CancellationToken ct)
    {
        await using var to = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var stored = await Hashing.Copy(content, to, most, ct);
        to.Flush(flushToDisk: true);
        return stored;
    }
}

/// <summary>Where documents wait until they are whole. A host that was killed leaves some behind; nobody can want them any more.</summary>
internal sealed class Incoming
{
    private readonly string _folder;

    public Incoming(string folder)
    {
        _folder = folder;
        Disk.CreateFolder(folder);
        foreach (var leftover in Directory.EnumerateFiles(folder))
        {
            File.Delete(leftover);
        }
    }

    public string NewName() => Path.Combine(_folder, RandomNumberGenerator.GetHexString(32, lowercase: true));
}
