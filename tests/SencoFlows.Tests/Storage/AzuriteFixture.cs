using System.Globalization;
using SencoFlows.Adapters.Azure;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace SencoFlows.Tests.Storage;

/// <summary>One Azurite for a whole run of tests, started by the first test that asks. Ask for it in a constructor.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly Lazy<Task<Azurite>> _azurite;
    private int _accounts;

    private readonly Lazy<Task<string>> _contract;

    public AzuriteFixture()
    {
        _azurite = new(() => Azurite.Start(
            Path.Combine(Repository.Root, ".tools"), _data.Path, ports: null, [.. Enumerable.Range(0, 200).Select(Name)], CancellationToken.None));
        _contract = new(NewAccount);
    }

    /// <summary>One account for all contract tests: each has a school of its own.</summary>
    public Task<string> ContractAccount => _contract.Value;

    public async Task<AzuritePorts> Ports() => (await _azurite.Value).Ports;

    /// <summary>The connection string of a storage account that nobody else has: an empty Azure for one test.</summary>
    public async Task<string> NewAccount() => (await _azurite.Value).ConnectionString(Name(Interlocked.Increment(ref _accounts) - 1));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_azurite.IsValueCreated)
        {
            await (await _azurite.Value).DisposeAsync();
        }

        _data.Dispose();
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D3}");
}
