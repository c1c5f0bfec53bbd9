using Azure.Identity;
using SencoFlows.Adapters;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Storage.Backup;

namespace SencoFlows.Local;

/// <summary>Backup, restore and removal of a school, for an operator: over the folder of this host, or over an account in Azure.</summary>
public static class SchoolCommands
{
    public const string Usage = """
        dotnet run --project src/SencoFlows.Local -- backup URN FILE [where]
        dotnet run --project src/SencoFlows.Local -- restore FILE [where]
        dotnet run --project src/SencoFlows.Local -- remove URN --really [where]
        where: --data DIR (.data), --storage CONNECTION-STRING, or --tables URL --blobs URL (as whom `az login` says)
        """;

    private const int _tries = 5;

    public static bool Knows(IReadOnlyList<string> args) => args is ["backup" or "restore" or "remove", ..];

    /// <returns>0 when it was done.</returns>
    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter says, CancellationToken ct)
    {
        var words = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal) || a == "--really").ToArray();
        using var folder = Folder(args);
        if (folder is null && OnFolder(args))
        {
            await says.WriteLineAsync($"SencoFlows is at work in the folder {Data(args)}. Stop it first, or say another folder with --data.");
            return 3;
        }

        if (words is not (["backup", _, _] or ["restore", _] or ["remove", _, "--really"]) || Services(args, folder) is not { } services)
        {
            await says.WriteLineAsync(Usage);
            return 2;
        }

        await using var made = services;
        var store = made.GetRequiredService<IStore>();
        try
        {
            await says.WriteLineAsync(words switch
            {
                ["backup", var urn, var file] => Summary(await Backup(store, made.GetRequiredService<Schools>(), Limits.CheckUrn(urn), file, ct), $"is in {file}"),
                ["restore", var file] => Summary(await Restore(store, made.GetRequiredService<Schools>(), file, ct), "is back. In Azure the next sweep starts its loops"),
                _ => await Remove(store, Limits.CheckUrn(words[1]), ct),
            });
            return 0;
        }
        catch (Exception e) when (e is BackupRefusedException or SchoolBusyException or ArgumentException or FileNotFoundException)
        {
            await says.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<BackupManifest> Backup(IStore store, Schools schools, string urn, string file, CancellationToken ct)
    {
        if (await schools.Find(urn, ct) is null)
        {
            throw new BackupRefusedException($"School {urn} is not here. Nothing was written.");
        }

        for (var i = 1; ; i++)
        {
            try
            {
                await using var to = new FileStream(file, FileMode.Create, FileAccess.ReadWrite);
                return await SchoolBackup.Write(store, urn, to, TimeProvider.System.GetUtcNow(), ct);
            }
            catch (SchoolBusyException) when (i < _tries)
            {
                // Somebody is at work: the next try may find a quiet moment.
            }
        }
    }

    private static async Task<BackupManifest> Restore(IStore store, Schools schools, string file, CancellationToken ct)
    {
        await using var from = File.OpenRead(file);
        return await SchoolRestore.Restore(store, schools, from, ct);
    }

    private static async Task<string> Remove(IStore store, string urn, CancellationToken ct)
    {
        await SchoolRestore.Remove(store, urn, ct);
        return $"School {urn} is gone from here.";
    }

    private static string Summary(BackupManifest m, string what) => $"School {m.Urn} as of {m.At:u} ({m.Rows} rows, {m.Documents.Count} documents) {what}.";

    private static ServiceProvider? Services(IReadOnlyList<string> args, DataFolder? folder)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<Schools>();
        return (Value(args, "--tables"), Value(args, "--blobs"), Value(args, "--storage"), folder) switch
        {
            ({ } tables, { } blobs, null, _) => services.AddSingleton<Azure.Core.TokenCredential>(new AzureCliCredential()).AddAzureStore(new(tables), new(blobs)).BuildServiceProvider(),
            (null, null, { } connection, _) => services.AddAzureStore(connection).BuildServiceProvider(),
            (null, null, null, { } data) => services.AddSqliteStore(data.File("store")).BuildServiceProvider(),
            _ => null,
        };
    }

    private static bool OnFolder(IReadOnlyList<string> args) => Value(args, "--tables") is null && Value(args, "--storage") is null;

    private static string Data(IReadOnlyList<string> args) => Value(args, "--data") ?? ".data";

    private static DataFolder? Folder(IReadOnlyList<string> args) => OnFolder(args) ? DataFolder.Take(Data(args)) : null;

    private static string? Value(IReadOnlyList<string> args, string name)
    {
        for (var i = 0; i + 1 < args.Count; i++)
        {
            if (args[i] == name)
            {
                return args[i + 1];
            }
        }

        return null;
    }
}
