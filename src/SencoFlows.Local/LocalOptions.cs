using System.Globalization;
using System.Net;

namespace SencoFlows.Local;

/// <summary>What the command line says.</summary>
/// <param name="Storage">"sqlite", "azurite", or the connection string of an Azure storage account.</param>
public sealed record LocalOptions(int Port, string Data, bool Seed, string Storage)
{
    public const string Usage = """
        dotnet run --project src/SencoFlows.Local -- [options]
          --port N          the site's port on this machine (5080)
          --data DIR        the folder that keeps everything (.data)
          --no-seed         begin empty, without the fictional trust
          --storage WHERE   sqlite, azurite, or a connection string (sqlite)
        """;

    /// <returns>The options, or a sentence that says what is wrong.</returns>
    public static (LocalOptions? Options, string? Problem) Read(IReadOnlyList<string> args)
    {
        var options = new LocalOptions(5080, ".data", true, LocalStorage.Sqlite);
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort:
                    options = options with { Port = port };
                    i++;
                    break;
                case "--port":
                    return (null, "--port must be a number from 1 to 65535");
                case "--data" when !string.IsNullOrWhiteSpace(value):
                    options = options with { Data = value };
                    i++;
                    break;
                case "--storage" when !string.IsNullOrWhiteSpace(value) && (value is LocalStorage.Sqlite or LocalStorage.Azurite || value.Contains('=', StringComparison.Ordinal)):
                    options = options with { Storage = value };
                    i++;
                    break;
                case "--storage":
                    return (null, "--storage must be sqlite, azurite, or a connection string");
                case "--no-seed":
                    options = options with { Seed = false };
                    break;
                case "--urls":
                    return (null, "This host has no passwords and listens on this machine only. Use --port to choose the port");
                default:
                    return (null, $"{args[i]} is not an option");
            }
        }

        return (options, null);
    }
}
