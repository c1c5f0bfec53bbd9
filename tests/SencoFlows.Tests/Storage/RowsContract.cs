using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>What every store promises about rows: changes and their conflicts. <see cref="RowsInOrderContract"/> has keys, lists and walls.</summary>
public abstract class RowsContract : StoreTest
{
    [Fact]
    public async Task A_row_is_read_as_it_was_written()
    {
        var versions = await Rows.Save([new Change.Add("case|1", """{"a":"ą"}""")], Ct);

        Assert.Equal(new Row("case|1", """{"a":"ą"}""", Assert.Single(versions)), await Rows.Read("case|1", Ct));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_null_whether_the_school_was_ever_used_or_not()
    {
        Assert.Null(await Rows.Read("case|1", Ct));

        await Rows.Save([new Change.Add("case|2", "{}")], Ct);

        Assert.Null(await Rows.Read("case|1", Ct));
    }

    [Fact]
    public async Task Replacing_needs_the_version_that_is_stored()
    {
        var first = await Write("case|1", "1");
        var second = (await Rows.Save([new Change.Replace("case|1", "2", first)], Ct))[0];

        await Conflicts("case|1", new Change.Replace("case|1", "3", first));
        await Rows.Save([new Change.Replace("case|1", "3", second)], Ct);

        Assert.Equal("3", (await Rows.Read("case|1", Ct))!.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("0000000000000001")]
    [InlineData("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"")]
    public async Task A_version_that_nobody_gave_never_fits(string version)
    {
        await Write("case|1", "1");

        await Conflicts("case|1", new Change.Replace("case|1", "2", version));
        await Conflicts("case|1", new Change.Delete("case|1", version));

        Assert.Equal("1", (await Rows.Read("case|1", Ct))!.Body);
    }

    [Fact]
    public async Task A_row_that_is_gone_is_a_conflict_for_who_had_read_it()
    {
        var version = await Write("case|1", "1");
        await Rows.Save([new Change.Delete("case|1", version)], Ct);

        await Conflicts("case|1", new Change.Replace("case|1", "2", version));
        await Conflicts("case|1", new Change.Delete("case|1", version));

        Assert.Null(await Rows.Read("case|1", Ct));
    }

    [Fact]
    public async Task A_row_that_was_deleted_and_added_again_does_not_take_its_old_version()
    {
        var old = await Write("case|1", "1");
        await Rows.Save([new Change.Delete("case|1", old)], Ct);
        await Write("case|1", "1");

        await Conflicts("case|1", new Change.Replace("case|1", "2", old));
    }

    [Fact]
    public async Task Adding_a_key_that_is_taken_is_a_conflict()
    {
        await Write("case|1", "1");

        await Conflicts("case|1", new Change.Add("case|1", "2"));

        Assert.Equal("1", (await Rows.Read("case|1", Ct))!.Body);
    }

    [Fact]
    public async Task Putting_writes_whatever_was_there_before()
    {
        var first = (await Rows.Save([new Change.Put("due|1", "1")], Ct))[0];
        var second = (await Rows.Save([new Change.Put("due|1", "2")], Ct))[0];

        Assert.NotEqual(first, second);
        Assert.Equal(new Row("due|1", "2", second), await Rows.Read("due|1", Ct));
    }

    [Fact]
    public async Task Deleting_without_a_version_removes_whatever_is_there()
    {
        await Write("due|1", "1");

        Assert.Equal([""], await Rows.Save([new Change.Delete("due|1")], Ct));

        Assert.Null(await Rows.Read("due|1", Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Deleting_what_is_not_there_is_no_failure_and_does_not_keep_the_rest_from_happening(int at)
    {
        var version = await Write("case|1", "1");
        List<Change> changes = [new Change.Replace("case|1", "2", version), new Change.Add("entry|1", "{}")];
        changes.Insert(at, new Change.Delete("due|missing"));
        changes.Add(new Change.Delete("due|gone"));

        var versions = await Rows.Save(changes, Ct);

        Assert.Equal(changes.Select(c => c is Change.Delete), versions.Select(v => v.Length == 0));
        var row = await Rows.Read("case|1", Ct);
        Assert.Equal("2", row!.Body);
        Assert.Contains(row.Version, versions);
        Assert.NotNull(await Rows.Read("entry|1", Ct));
    }

    [Fact]
    public async Task Deleting_only_what_is_not_there_is_no_failure_even_at_a_school_never_used() =>
        Assert.Equal(["", ""], await Rows.Save([new Change.Delete("a"), new Change.Delete("b")], Ct));

    public static TheoryData<string, int> Conflicting { get; } = new MatrixTheoryData<string, int>(
        ["add", "replace stale", "replace gone", "delete stale", "delete gone"], [0, 50, 99]);

    [Theory]
    [MemberData(nameof(Conflicting))]
    public async Task One_conflict_among_a_hundred_changes_leaves_everything_as_it_was(string kind, int at)
    {
        var stale = await Write("odd|1", "was");
        await Rows.Save([new Change.Replace("odd|1", "is", stale), new Change.Put("kept|1", "is"), new Change.Put("kept|2", "is")], Ct);
        var before = await All();
        Change conflict = kind switch
        {
            "add" => new Change.Add("odd|1", "no"),
            "replace stale" => new Change.Replace("odd|1", "no", stale),
            "replace gone" => new Change.Replace("odd|2", "no", stale),
            "delete stale" => new Change.Delete("odd|1", stale),
            _ => new Change.Delete("odd|2", stale),
        };
        List<Change> changes = [new Change.Put("kept|1", "no"), new Change.Delete("kept|2"), .. Enumerable.Range(0, 97).Select(i => new Change.Add($"new|{i}", "no"))];
        changes.Insert(at, conflict);

        var e = await Assert.ThrowsAsync<ConflictException>(() => Rows.Save(changes, Ct));

        Assert.Contains(conflict.Key, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, await All());
    }

    [Fact]
    public async Task A_hundred_changes_of_every_kind_happen_together()
    {
        var versions = await Rows.Save([.. Enumerable.Range(0, 75).Select(i => new Change.Add($"k|{i:D2}", "old"))], Ct);

        var changed = await Rows.Save(
        [
            .. Enumerable.Range(0, 25).Select(i => new Change.Replace($"k|{i:D2}", "replaced", versions[i])),
            .. Enumerable.Range(25, 25).Select(i => new Change.Put($"k|{i:D2}", "put")),
            .. Enumerable.Range(50, 25).Select(i => new Change.Delete($"k|{i:D2}", i % 2 == 0 ? versions[i] : null)),
            .. Enumerable.Range(75, 25).Select(i => new Change.Add($"k|{i:D2}", "added")),
        ], Ct);

        var rows = await All();
        Assert.Equal([.. Enumerable.Repeat("replaced", 25), .. Enumerable.Repeat("put", 25), .. Enumerable.Repeat("added", 25)], rows.Select(r => r.Body));
        Assert.Equal(changed.Where(v => v.Length > 0), rows.Select(r => r.Version));
    }

    [Fact]
    public async Task No_changes_too_many_and_a_key_twice_are_bugs()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([.. Enumerable.Range(0, 101).Select(i => new Change.Add($"k|{i}", "{}"))], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([new Change.Put("k", "1"), new Change.Delete("k")], Ct));

        Assert.Empty(await All());
    }

    [Fact]
    public async Task Of_two_who_replace_the_same_row_exactly_one_wins()
    {
        var version = await Write("case|1", "0");
        for (var round = 1; round <= 5; round++)
        {
            var won = await Task.WhenAll(Enumerable.Range(1, 3).Select(i => Wins(new Change.Replace("case|1", $"{round} by {i}", version), new Change.Add($"entry|{round:D2}", $"{round} by {i}"))));

            Assert.Single(won, w => w);
            var row = (await Rows.Read("case|1", Ct))!;
            Assert.Equal(row.Body, (await Rows.Read($"entry|{round:D2}", Ct))!.Body);
            version = row.Version;
        }
    }

    [Fact]
    public async Task Of_many_who_add_the_first_row_of_a_school_exactly_one_wins() =>
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Wins(new Change.Add("case|1", $"{i}")))), w => w);

    [Fact]
    public async Task Who_reads_and_tries_again_after_each_conflict_loses_nothing()
    {
        await Write("counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var counted = 0; counted < 6;)
            {
                var row = (await Rows.Read("counter", Ct))!;
                var next = int.Parse(row.Body, System.Globalization.CultureInfo.InvariantCulture) + 1;
                counted += await Wins(new Change.Replace("counter", $"{next}", row.Version)) ? 1 : 0;
            }
        }, Ct)));

        Assert.Equal("18", (await Rows.Read("counter", Ct))!.Body);
    }

    [Fact]
    public async Task Who_has_given_up_changes_nothing()
    {
        await Write("case|1", "1");
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rows.Read("case|1", given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rows.Save([new Change.Put("case|1", "2")], given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Rows.List("case|", given.Token).ToListAsync(Ct));

        Assert.Equal("1", (await Rows.Read("case|1", Ct))!.Body);
    }

    private async Task<bool> Wins(params Change[] changes)
    {
        try
        {
            await Rows.Save(changes, Ct);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    private async Task Conflicts(string key, Change change) =>
        Assert.Contains(key, (await Assert.ThrowsAsync<ConflictException>(() => Rows.Save([change], Ct))).Message, StringComparison.Ordinal);
}
