using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Adapters;

public static class StoreServices
{
    /// <summary>Keeps everything under one folder of this machine. The folder is opened at the first use.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string folder) =>
        services.AddSingleton<IStore>(_ => new SqliteStore(folder));

    /// <summary>Keeps everything in one storage account, opened with its key: for Azurite and trials.</summary>
    public static IServiceCollection AddAzureStore(this IServiceCollection services, string connectionString) =>
        services.AddSingleton<IStore>(_ => new TableStore(connectionString));

    /// <summary>Keeps everything in one storage account without keys. The identity comes from the services.</summary>
    /// <param name="tables">https://{account}.table.core.windows.net</param>
    /// <param name="blobs">https://{account}.blob.core.windows.net</param>
    public static IServiceCollection AddAzureStore(this IServiceCollection services, Uri tables, Uri blobs) =>
        services.AddSingleton<IStore>(s => new TableStore(tables, blobs, s.GetRequiredService<TokenCredential>()));
}
