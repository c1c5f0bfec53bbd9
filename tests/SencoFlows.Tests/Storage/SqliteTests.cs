using SencoFlows.Adapters.Sqlite;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

public sealed class SqliteRowsTests : RowsContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));
}

public sealed class SqliteRowsInOrderTests : RowsInOrderContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));
}

public sealed class SqliteDocumentsTests : DocumentsContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));

    protected override Task<int> Kept() => Task.FromResult(Files(Path.Combine(_folder.Path, Urn, "documents")) + Files(Path.Combine(_folder.Path, "incoming")));

    private static int Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : 0;
}

public sealed class SqliteStoreTests : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_saved_is_there_when_the_store_is_opened_again()
    {
        string version;
        using (var store = new SqliteStore(_folder.Path))
        {
            version = (await store.Rows("100001").Save([new Change.Add("case|1", "1")], _ct))[0];
        }

        using var again = new SqliteStore(_folder.Path);
        Assert.Equal(new Row("case|1", "1", version), await again.Rows("100001").Read("case|1", _ct));
        await again.Rows("100001").Save([new Change.Replace("case|1", "2", version)], _ct);
    }

    [Fact]
    public void Two_stores_on_one_folder_are_one_too_many()
    {
        using (new SqliteStore(_folder.Path))
        {
            Assert.Throws<DataFolderInUseException>(() => new SqliteStore(_folder.Path));
        }

        new SqliteStore(_folder.Path).Dispose();
    }

    [Fact]
    public async Task Asking_for_a_school_that_is_not_here_leaves_nothing_behind()
    {
        using var store = new SqliteStore(_folder.Path);

        Assert.Null(await store.Rows("100001").Read("case|1", _ct));
        Assert.Empty(await store.Rows("100001").List("case|", _ct).ToListAsync(_ct));
        Assert.Null(await store.Documents("100001").Open(new string('0', 64), _ct));

        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "100001")));
    }

    [Fact]
    public async Task Removing_a_school_removes_its_folder()
    {
        using var store = new SqliteStore(_folder.Path);
        await store.Rows("100001").Save([new Change.Add("case|1", "1")], _ct);

        await store.Rows("100001").RemoveAll(_ct);

        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "100001")));
    }

    [Fact]
    public void What_a_killed_host_left_half_received_is_tidied_away()
    {
        new SqliteStore(_folder.Path).Dispose();
        var leftover = Path.Combine(_folder.Path, "incoming", "half");
        File.WriteAllText(leftover, "half a report");

        using var store = new SqliteStore(_folder.Path);

        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task Only_our_own_account_can_look_into_the_folders()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows protects folders by inheritance.");
        using var store = new SqliteStore(_folder.Path);
        await store.Rows("100001").Save([new Change.Add("case|1", "1")], _ct);

#pragma warning disable CA1416 // Skipped on Windows.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder.Path, "100001")));
#pragma warning restore CA1416
    }
}
