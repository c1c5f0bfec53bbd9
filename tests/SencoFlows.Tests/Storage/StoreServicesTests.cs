using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

public sealed class StoreServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_services_know_one_store_and_open_it_at_the_first_use()
    {
        await using (var local = Build(new ServiceCollection().AddSqliteStore(_folder.Path)))
        {
            Assert.False(Directory.Exists(_folder.Path));
            Assert.Same(local.GetRequiredService<IStore>(), Assert.IsType<SqliteStore>(local.GetRequiredService<IStore>()));
        }

        new SqliteStore(_folder.Path).Dispose(); // The first was closed with its services.
        await using var trial = Build(new ServiceCollection().AddAzureStore("UseDevelopmentStorage=true"));
        Assert.IsType<TableStore>(trial.GetRequiredService<IStore>());
        await using var azure = Build(new ServiceCollection().AddSingleton<TokenCredential, DefaultAzureCredential>()
            .AddAzureStore(new Uri("https://example.table.core.windows.net"), new Uri("https://example.blob.core.windows.net")));
        Assert.IsType<TableStore>(azure.GetRequiredService<IStore>());
    }

    private static ServiceProvider Build(IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
