namespace SencoFlows.Tests.Web;

/// <summary>One site for all tests of a class that only read.</summary>
public sealed class OneSite : IAsyncLifetime
{
    internal TestSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await TestSite.Start();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
