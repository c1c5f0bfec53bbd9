using System.Security.Cryptography;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>Documents as files: "ab/cdef...-holder" by the SHA-256 of their bytes and who holds them. A file stands under its name only when it is whole and on disk.</summary>
internal sealed class FileDocuments(string folder, Incoming incoming) : IDocuments
{
    public async Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct)
    {
        DocumentName.CheckHolder(holder);
        var temporary = incoming.NewName();
        try
        {
            var stored = await Receive(holder, content, temporary, most, ct);
            var place = PlaceOf(stored.Name);
            var shard = Path.GetDirectoryName(place)!;
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

    public Task<Stream?> Open(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(DocumentName.Is(name)
                ? new FileStream(PlaceOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous)
                : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Delete(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (DocumentName.Is(name) && File.Exists(PlaceOf(name)))
        {
            File.Delete(PlaceOf(name));
            Disk.FlushNames(Path.GetDirectoryName(PlaceOf(name))!);
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

    private string PlaceOf(string name) => Path.Combine(folder, name[..2], name[2..]);

    private async Task<StoredDocument> Receive(string holder, Stream content, string file, long most, CancellationToken ct)
    {
        await using var to = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var stored = await Hashing.Copy(holder, content, to, most, ct);
        Disk.CreateFolder(Path.GetDirectoryName(folder)!);
        Disk.CreateFolder(folder);

        // Made before the file is flushed: the file system then writes its name along, and flushing that by itself waits for little more.
        var isNew = Disk.MakeFolder(Path.GetDirectoryName(PlaceOf(stored.Name))!);
        to.Flush(flushToDisk: true);
        if (isNew)
        {
            Disk.FlushNames(folder);
        }

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
