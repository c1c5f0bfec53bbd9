using System.Text;
using SencoFlows.Adapters.Azure;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>An answer of Azure that never came: the client sends again, and meets what it has done itself.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly Line _line = new();
    private TableStore _store = null!;
    private TableStore _others = null!;
    private IRows _rows = null!;

    public async ValueTask InitializeAsync()
    {
        var account = await azurite.NewAccount();
        _store = _line.Store(account);
        _others = new TableStore(account);
        _rows = _store.Rows("100001");
        await _rows.Save([new Change.Add("case|1", "0"), new Change.Add("due|1", "0"), new Change.Add("todo|1", "0")], _ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_save_of_every_kind_of_change_is_recognised_as_our_own(int lost)
    {
        var @case = (await _rows.Read("case|1", _ct))!;
        var todo = (await _rows.Read("todo|1", _ct))!;

        _line.LoseAnswers(lost);
        var versions = await _rows.Save(
            [new Change.Delete("due|1"), new Change.Delete("todo|1", todo.Version), new Change.Put("due|2", "1"), new Change.Replace("case|1", "1", @case.Version), new Change.Add("entry|1", "1")], _ct);

        Assert.Equal(["", ""], versions.Take(2));
        var stored = await _rows.Range("", "\uffff", _ct).ToDictionaryAsync(r => r.Key, cancellationToken: _ct);
        Assert.Equal(["case|1", "due|2", "entry|1"], stored.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([stored["due|2"].Version, stored["case|1"].Version, stored["entry|1"].Version], versions.Skip(2));
    }

    [Fact]
    public async Task What_somebody_changed_in_the_meantime_is_still_a_conflict_for_the_next_save()
    {
        var before = (await _rows.Read("case|1", _ct))!;
        _line.Meanwhile = async () =>
        {
            var rows = _others.Rows("100001");
            var ours = (await rows.Read("case|1", _ct))!;
            await rows.Save([new Change.Replace("case|1", "theirs", ours.Version)], _ct);
        };

        _line.LoseAnswers(1);
        var versions = await _rows.Save([new Change.Replace("case|1", "ours", before.Version), new Change.Add("entry|1", "ours")], _ct);

        Assert.Equal("theirs", (await _rows.Read("case|1", _ct))!.Body);
        await Assert.ThrowsAsync<ConflictException>(() => _rows.Save([new Change.Replace("case|1", "next", versions[0])], _ct));
        await _rows.Save([new Change.Replace("entry|1", "next", versions[1])], _ct);
    }

    [Fact]
    public async Task A_conflict_with_somebody_else_stays_a_conflict()
    {
        var before = (await _rows.Read("case|1", _ct))!;
        await _others.Rows("100001").Save([new Change.Replace("case|1", "theirs", before.Version)], _ct);

        var requests = await _line.During(() => Assert.ThrowsAsync<ConflictException>(() => _rows.Save([new Change.Replace("case|1", "ours", before.Version)], _ct)));

        Assert.Equal(2, requests); // The save, and one look whether it was our own.
    }

    [Fact]
    public async Task A_row_that_only_went_and_whose_answer_was_lost_is_a_conflict_that_the_caller_reads_again()
    {
        var todo = (await _rows.Read("todo|1", _ct))!;

        _line.LoseAnswers(1);
        await Assert.ThrowsAsync<ConflictException>(() => _rows.Save([new Change.Delete("todo|1", todo.Version)], _ct));

        Assert.Null(await _rows.Read("todo|1", _ct));
    }

    [Fact]
    public async Task The_first_save_of_a_school_makes_its_table_whatever_is_lost_on_the_way()
    {
        for (var lost = 1; lost <= 3; lost++)
        {
            var rows = _store.Rows($"20000{lost}");

            _line.LoseAnswers(lost);
            var version = (await rows.Save([new Change.Add("case|1", "1")], _ct))[0];

            Assert.Equal(new Row("case|1", "1", version), await rows.Read("case|1", _ct));
        }
    }

    [Fact]
    public async Task Documents_are_put_opened_and_deleted_whatever_is_lost_on_the_way()
    {
        var documents = _store.Documents("100001");
        for (var lost = 1; lost <= 3; lost++)
        {
            var bytes = Encoding.UTF8.GetBytes($"report {lost}");

            _line.LoseAnswers(lost);
            var stored = await documents.Put("test", new Trickle(bytes), 100, _ct);
            _line.LoseAnswers(lost);
            await using (var stream = await documents.Open(stored.Name, _ct))
            {
                using var reader = new StreamReader(stream!);
                Assert.Equal($"report {lost}", await reader.ReadToEndAsync(_ct));
            }

            _line.LoseAnswers(lost);
            await documents.Delete(stored.Name, _ct);
            Assert.Null(await documents.Open(stored.Name, _ct));
        }
    }
}
