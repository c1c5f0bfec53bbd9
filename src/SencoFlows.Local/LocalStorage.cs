using System.Text.Json;
using SencoFlows.Adapters.Azure;

namespace SencoFlows.Local;

/// <summary>What --storage chooses. Anything else is a connection string.</summary>
public static class LocalStorage
{
    public const string Sqlite = "sqlite";
    public const string Azurite = "azurite";

    /// <summary>Starts Azurite over the data folder, or goes on with the one that a host which was killed left running.</summary>
    public static async Task<Azurite> Start(DataFolder folder)
    {
        var remembered = folder.File("azurite.json");
        var ports = File.Exists(remembered) ? JsonSerializer.Deserialize<AzuritePorts>(await File.ReadAllTextAsync(remembered)) : null;
        var azurite = await Adapters.Azure.Azurite.Start(Tools(), folder.File("azurite"), ports, [], CancellationToken.None);
        await File.WriteAllTextAsync(remembered, JsonSerializer.Serialize(azurite.Ports));
        return azurite;
    }

    /// <summary>Beside the solution, where the tests look too; without one, where the host runs.</summary>
    private static string Tools()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SencoFlows.sln")))
            {
                return Path.Combine(folder.FullName, ".tools");
            }
        }

        return Path.GetFullPath(".tools");
    }
}
