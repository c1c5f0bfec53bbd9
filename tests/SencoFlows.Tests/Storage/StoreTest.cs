using System.Globalization;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>A test of one school of a real store.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private static int _schools = 100_000;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A school that no other test uses.</summary>
    protected string Urn { get; } = NewUrn();

    protected IStore Store { get; private set; } = null!;

    protected IRows Rows => Store.Rows(Urn);

    protected IDocuments Documents => Store.Documents(Urn);

    public async ValueTask InitializeAsync() => Store = await Open();

    public virtual ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>An empty store.</summary>
    protected abstract Task<IStore> Open();

    protected static string NewUrn() => Interlocked.Increment(ref _schools).ToString(CultureInfo.InvariantCulture);

    protected async Task<string> Write(string key, string body) => (await Rows.Save([new Change.Add(key, body)], Ct))[0];

    /// <summary>Every row of the school.</summary>
    protected async Task<List<Row>> All() => await Rows.Range("", "\uffff", Ct).ToListAsync(Ct);
}
