using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Storage.Backup;

/// <summary>Brings a school back from its file, into any store. Its own row comes last, so that nobody works in half a school.</summary>
public static class SchoolRestore
{
    private const int _rowsAtOnce = 50;
    private const int _charactersAtOnce = 400_000;

    /// <param name="store">Where the school will be.</param>
    /// <param name="schools">Of that store.</param>
    /// <param name="from">Seekable.</param>
    /// <param name="ct">Cancelled, it can be begun again.</param>
    /// <exception cref="BackupRefusedException">The file is not whole, or the school is here already.</exception>
    public static async Task<BackupManifest> Restore(IStore store, Schools schools, Stream from, CancellationToken ct)
    {
        using var zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
        var manifest = await Checked(zip, ct);
        if (await schools.Find(manifest.Urn, ct) is not null)
        {
            throw new BackupRefusedException($"School {manifest.Urn} keeps its cases here already. Remove it first, after a backup of what is here.");
        }

        foreach (var name in manifest.Documents)
        {
            await using var bytes = Part(zip, SchoolBackup.DocumentsFolder + name).Open();
            if (!DocumentName.Is(name) || (await store.Documents(manifest.Urn).Put(DocumentName.HolderOf(name), bytes, long.MaxValue, ct)).Name != name)
            {
                throw new BackupRefusedException("A document in the backup is damaged.");
            }
        }

        School? school = null;
        await foreach (var rows in Portions(zip, ct))
        {
            Change[] changes = [.. rows.Where(r => r.Key != Schools.Key).Select(r => new Change.Put(r.Key, r.Body))];
            school ??= rows.FirstOrDefault(r => r.Key == Schools.Key) is { } own ? Wire.Read<School>(own.Body) : null;
            if (changes.Length > 0)
            {
                await store.Rows(manifest.Urn).Save(changes, ct);
            }
        }

        await schools.Save(manifest.Urn, _ => school ?? throw new BackupRefusedException("The backup holds no school."), ct);
        return manifest;
    }

    /// <summary>Takes a school away whole: after it was restored elsewhere. Its loops end by themselves.</summary>
    public static async Task Remove(IStore store, string urn, CancellationToken ct)
    {
        if (await store.Directory.Read($"trust|{urn}", ct) is { } here)
        {
            await store.Directory.Save([new Change.Delete(here.Key, here.Version)], ct);
        }

        await store.Documents(urn).RemoveAll(ct);
        await store.Rows(urn).RemoveAll(ct);
    }

    private static async Task<BackupManifest> Checked(ZipArchive zip, CancellationToken ct)
    {
        await using var first = Part(zip, SchoolBackup.ManifestName).Open();
        using var text = new StreamReader(first);
        var manifest = Wire.Read<BackupManifest>(await text.ReadToEndAsync(ct));
        if (manifest.Format != BackupManifest.Format1)
        {
            throw new BackupRefusedException("This file is no backup of a school, or of a newer version of SencoFlows.");
        }

        await using var rows = Part(zip, SchoolBackup.RowsName).Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(rows, ct)) == manifest.RowsHash
            ? manifest
            : throw new BackupRefusedException("The rows in the backup are damaged.");
    }

    private static ZipArchiveEntry Part(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new BackupRefusedException("This file is no whole backup of a school.");

    private static async IAsyncEnumerable<IReadOnlyList<BackupRow>> Portions(ZipArchive zip, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var lines = new StreamReader(Part(zip, SchoolBackup.RowsName).Open(), Encoding.UTF8);
        List<BackupRow> rows = [];
        var characters = 0;
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var row = Wire.Read<BackupRow>(line);
            if (rows.Count == _rowsAtOnce || (rows.Count > 0 && characters + row.Body.Length > _charactersAtOnce))
            {
                yield return rows;
                (rows, characters) = ([], 0);
            }

            rows.Add(row);
            characters += row.Body.Length;
        }

        if (rows.Count > 0)
        {
            yield return rows;
        }
    }
}
