using System.Text;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Local;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Storage.Backup;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using Catalogue = SencoFlows.Processes.All;

namespace SencoFlows.Tests.Storage;

public sealed class SqliteBackupTests : BackupContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));

    protected override Task<IStore> Elsewhere() => Task.FromResult<IStore>(new MemoryStore());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Also the way from one machine to Azure and back.</summary>
public sealed class TableBackupTests(AzuriteFixture azurite) : BackupContract
{
    protected override async Task<IStore> Open() => new TableStore(await azurite.NewAccount());

    protected override async Task<IStore> Elsewhere() => new TableStore(await azurite.NewAccount());
}

public abstract class BackupContract : StoreTest
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _clock = new(_now);
    private string _kept = "";

    /// <summary>Another empty store.</summary>
    protected abstract Task<IStore> Elsewhere();

    private static Schools Schools(IStore store) => new(store, _clock);

    private CaseRunner Runner(IStore store) => new(Catalogue.ByName, store, Schools(store), new Silent(), _clock);

    private CaseId Id => new(Urn, "t1");

    private async Task Fill()
    {
        await Schools(Store).Save(Urn, _ => new Tale().School with { Urn = Urn, Staff = [new("s1", "Sofia Reyes", $"s.reyes@{Urn}.example", [Role.Senco])] }, Ct);
        using var report = new MemoryStream(Encoding.UTF8.GetBytes("A report"));
        var stored = await Documents.Put("pupil-p1-d1", report, 1000, Ct);
        _kept = stored.Name;
        await new Pupils(Rows).Save(TransferDesk.Pupil, 0, Ct);
        await Write("doc|p1|d1", Wire.Write(new { id = "d1", sha256 = stored.Sha256, place = _kept }));
        Assert.IsType<Answer.Accepted>(await Runner(Store).Tell(Id, Catalogue.RecordTransfer, new RecordTransferProcess.Event.Started(Tale.Registered with { Urn = "900000" }, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, "r1", Ct, new Subject("pupil", "p1", "Okafor, Ada")));
    }

    private async Task<MemoryStream> Backup()
    {
        var file = new MemoryStream();
        await SchoolBackup.Write(Store, Urn, file, _now, Ct);
        file.Position = 0;
        return file;
    }

    private static async Task<List<(string, string)>> AllOf(IStore store, string urn) =>
        [.. (await store.Rows(urn).Range("", "\uffff", CancellationToken.None).ToListAsync(CancellationToken.None)).Select(r => (r.Key, r.Body))];

    [Fact]
    public async Task A_school_that_was_removed_comes_back_as_it_was_and_its_cases_go_on()
    {
        await Fill();
        var before = await AllOf(Store, Urn);
        using var file = await Backup();
        await SchoolRestore.Remove(Store, Urn, Ct);
        Assert.Empty(await AllOf(Store, Urn));
        Assert.Null(await Schools(Store).Find(Urn, Ct));

        var back = await SchoolRestore.Restore(Store, Schools(Store), file, Ct);
        Assert.Equal((before.Count, 1), (back.Rows, back.Documents.Count));
        Assert.Equal(before, await AllOf(Store, Urn));
        await using var document = await Documents.Open(_kept, Ct);
        Assert.Equal(8, document!.Length);
        Assert.Equal(Urn, Assert.Single(await Schools(Store).WhereWorks($"s.reyes@{Urn}.example", Ct)).School.Urn);

        Assert.NotNull(await Runner(Store).Wake(Id, Ct));
        var caseload = new Caseload(Urn, Rows);
        Assert.Null(Caseload.FirstBroken(await caseload.History("t1", Ct), (await caseload.Find("t1", Ct))!.Hash));
    }

    [Fact]
    public async Task A_school_moves_into_another_deployment()
    {
        await Fill();
        using var file = await Backup();
        var there = await Elsewhere();
        await SchoolRestore.Restore(there, Schools(there), file, Ct);
        Assert.Equal(await AllOf(Store, Urn), await AllOf(there, Urn));
        Assert.Equal("Oak Lane Primary", (await Schools(there).Get(Urn, Ct)).Name);
        (there as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task A_school_that_is_here_is_not_written_over()
    {
        await Fill();
        using var file = await Backup();
        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => SchoolRestore.Restore(Store, Schools(Store), file, Ct));
        Assert.Contains("keeps its cases here already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_before_anything_is_written()
    {
        await Fill();
        using var file = await Backup();
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            await using var rows = zip.GetEntry("rows.jsonl")!.Open();
            rows.Position = 20;
            rows.WriteByte((byte)'x');
        }

        await SchoolRestore.Remove(Store, Urn, Ct);
        file.Position = 0;
        await Assert.ThrowsAsync<BackupRefusedException>(() => SchoolRestore.Restore(Store, Schools(Store), file, Ct));
        Assert.Empty(await AllOf(Store, Urn));
    }

    [Fact]
    public async Task Work_that_goes_on_meanwhile_spoils_the_backup_and_it_says_so()
    {
        await Fill();
        using var slow = new Interrupted(async () => await Rows.Save([new Change.Put("zz|late", "{}")], CancellationToken.None));
        await Assert.ThrowsAsync<SchoolBusyException>(() => SchoolBackup.Write(Store, Urn, slow, _now, Ct));
    }

    /// <summary>A file in which the first byte is followed by somebody's work.</summary>
    private sealed class Interrupted(Func<Task> work) : MemoryStream
    {
        private bool _done;

        public override void Write(byte[] buffer, int offset, int count)
        {
            Work();
            base.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Work();
            return base.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Work();
            base.Write(buffer);
        }

        private void Work()
        {
            if (!_done)
            {
                _done = true;
                Task.Run(work).GetAwaiter().GetResult();
            }
        }
    }

    private sealed class Silent : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}

public sealed class SchoolCommandsTests
{
    [Fact]
    public async Task An_operator_backs_up_removes_and_restores_a_school_by_commands()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "school.zip");
        using (var store = new SqliteStore(Path.Combine(folder.Path, "data", "store")))
        {
            await new Schools(store, TimeProvider.System).Save("100001", _ => new Tale().School, TestContext.Current.CancellationToken);
        }

        var says = new StringWriter();
        async Task<int> Run(params string[] args) => await SchoolCommands.Run([.. args, "--data", Path.Combine(folder.Path, "data")], says, TestContext.Current.CancellationToken);

        Assert.Equal(0, await Run("backup", "100001", file));
        Assert.Equal(1, await Run("restore", file));
        Assert.Equal(2, await Run("remove", "100001"));
        Assert.Equal(0, await Run("remove", "100001", "--really"));
        Assert.Equal(0, await Run("restore", file));
        Assert.Contains("School 100001 as of", says.ToString(), StringComparison.Ordinal);
        Assert.Contains("keeps its cases here already", says.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_that_is_not_here_is_not_backed_up_and_a_folder_at_work_says_so()
    {
        using var folder = new TemporaryFolder();
        var (file, data) = (Path.Combine(folder.Path, "school.zip"), Path.Combine(folder.Path, "data"));
        using var says = new StringWriter();
        Assert.Equal(1, await SchoolCommands.Run(["backup", "100002", file, "--data", data], says, TestContext.Current.CancellationToken));
        Assert.Contains("School 100002 is not here", says.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        using var atWork = DataFolder.Take(data);
        Assert.NotNull(atWork);
        Assert.Equal(3, await SchoolCommands.Run(["backup", "100002", file, "--data", data], says, TestContext.Current.CancellationToken));
        Assert.Contains("Stop it first", says.ToString(), StringComparison.Ordinal);
    }
}
