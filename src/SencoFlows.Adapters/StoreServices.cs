using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Adapters;

public static class StoreServices
{
    /// <summary>Keeps everything under one folder of this machine. The folder is opened at the first use.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string folder) =>
        services.AddSingleton<IStore>(_ => new SqliteStore(folder));
}
