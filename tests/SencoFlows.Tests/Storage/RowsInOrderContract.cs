using System.Text;
using System.Text.Json;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>What every store promises about keys, bodies, lists, and the walls between schools.</summary>
public abstract class RowsInOrderContract : StoreTest
{
    /// <summary>What an emulator takes of one row as it is sent.</summary>
    protected virtual int MostOnTheWire => int.MaxValue;

    [Theory]
    [InlineData(0, "a")]
    [InlineData(1, "ł")]
    [InlineData(63, "ż")]
    [InlineData(65, "\"")]
    [InlineData(65, "👩‍🏫")]
    [InlineData(150, "x👧🏽")]
    [InlineData(500, "x👧🏽")]
    [InlineData(899, "👧")]
    [InlineData(899, "é\\")]
    [InlineData(900, "a")]
    public async Task A_body_of_any_size_and_language_comes_back_as_it_went(int kib, string text)
    {
        var body = Body(kib, text);

        var version = await Write("case|1", body);
        Assert.Equal(body, (await Rows.Read("case|1", Ct))!.Body);
        var small = (await Rows.Save([new Change.Replace("case|1", "{}", version)], Ct))[0];
        Assert.Equal("{}", (await Rows.Read("case|1", Ct))!.Body);

        if (JsonSerializer.Serialize(body).Length > MostOnTheWire)
        {
            await Assert.ThrowsAsync<TooLargeException>(() => Rows.Save([new Change.Replace("case|1", body, small)], Ct));
            Assert.Equal("{}", (await Rows.Read("case|1", Ct))!.Body);
            return;
        }

        await Rows.Save([new Change.Replace("case|1", body, small)], Ct);
        Assert.Equal(body, Assert.Single(await All()).Body);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("👧")]
    public async Task A_body_of_more_than_900_KiB_is_refused_and_nothing_is_changed(string text)
    {
        var e = await Assert.ThrowsAsync<TooLargeException>(() => Rows.Save([new Change.Add("entry|1", "{}"), new Change.Add("case|1", Body(901, text))], Ct));

        Assert.Contains("922,624", e.Message, StringComparison.Ordinal);
        Assert.Empty(await All());
    }

    [Fact]
    public async Task Four_MiB_of_changes_are_too_many_and_a_little_less_is_not()
    {
        var half = Body(900, "a")[..400_000];

        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([.. Enumerable.Range(0, 11).Select(i => new Change.Add($"k|{i:D2}", half))], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([new Change.Add("a", Body(800, "\"")), new Change.Add("b", Body(800, "\""))], Ct));
        await Rows.Save([.. Enumerable.Range(0, 10).Select(i => new Change.Add($"k|{i:D2}", half))], Ct);

        var rows = await All();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(half, row.Body));
    }

    [Theory]
    [InlineData('\ud83d', 'x')]
    [InlineData('\udc67', '\ud83d')]
    [InlineData('\0', 'x')]
    public async Task Text_that_would_not_come_back_is_refused(char first, char second) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Write("case|1", $"{{{first}{second}}}"));

    [Fact]
    public async Task Keys_of_every_allowed_character_are_kept_and_come_in_ordinal_order()
    {
        string[] keys = [.. Enumerable.Range(0x21, 0x7f - 0x21).Select(c => (char)c).Where(c => !"/\\#?%".Contains(c, StringComparison.Ordinal)).SelectMany(c => (string[])[$"{c}", $"a{c}", $"a{c}a"]).Distinct()];
        foreach (var some in keys.Reverse().Chunk(100))
        {
            await Rows.Save([.. some.Select(key => new Change.Add(key, key))], Ct);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await All()).Select(r => r.Key));
        foreach (var key in keys.Where(k => k.Length == 2))
        {
            Assert.Equal(key, (await Rows.Read(key, Ct))!.Body);
            Assert.Equal(keys.Where(k => k.StartsWith(key, StringComparison.Ordinal)).Order(StringComparer.Ordinal), await Rows.List(key, Ct).Select(r => r.Key).ToListAsync(Ct));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("case|a/b")]
    [InlineData("case|..\\b")]
    [InlineData("case|a#b")]
    [InlineData("case|a?b")]
    [InlineData("case|a%2Fb")]
    [InlineData("case|a\nb")]
    [InlineData("case|a\u0000")]
    [InlineData("case|\u0081")]
    [InlineData("case|Zoë")]
    [InlineData("case|👧")]
    public async Task A_key_that_some_store_cannot_hold_is_refused_by_all(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.Read(key, Ct));
        foreach (var change in (Change[])[new Change.Add(key, "{}"), new Change.Replace(key, "{}", "1"), new Change.Put(key, "{}"), new Change.Delete(key)])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Rows.Save([change], Ct));
        }
    }

    [Fact]
    public async Task A_key_has_at_most_512_characters()
    {
        await Write(new string('k', 512), "{}");

        await Assert.ThrowsAsync<ArgumentException>(() => Write(new string('k', 513), "{}"));
    }

    [Fact]
    public async Task A_range_begins_with_its_first_key_and_ends_before_its_last()
    {
        await Rows.Save([.. "due|2026-01-01|a due|2026-01-01|b due|2026-01-02|a due|2026-01-10|a due dud duf".Split(' ').Select(key => new Change.Add(key, key))], Ct);

        Assert.Equal(["due|2026-01-01|b", "due|2026-01-02|a"], await Keys("due|2026-01-01|b", "due|2026-01-10|a"));
        Assert.Equal(["due|2026-01-01|a", "due|2026-01-01|b"], await Keys("due|", "due|2026-01-02|"));
        Assert.Equal(["due"], await Keys("due", "due|"));
        Assert.Equal(["dud", "due"], await Keys("dud", "due|"));
        Assert.Empty(await Keys("due|", "due|"));
        Assert.Empty(await Keys("due}", "due|"));
        Assert.Equal(4, (await Rows.List("due|", Ct).ToListAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_list_of_2_500_rows_comes_whole_in_order_and_may_be_left_early()
    {
        for (var i = 0; i < 2_500; i += 100)
        {
            await Rows.Save([.. Enumerable.Range(i, 100).Select(n => new Change.Add($"entry|a|{n:D6}", $"{n}"))], Ct);
        }

        await Rows.Save([new Change.Add("entry|", "no"), new Change.Add("entry|b|000000", "no")], Ct);

        Assert.Equal(Enumerable.Range(0, 2_500).Select(n => $"{n}"), await Rows.List("entry|a|", Ct).Select(r => r.Body).ToListAsync(Ct));
        Assert.Equal(1_000, (await Rows.Range("entry|a|001000", "entry|a|002000", Ct).ToListAsync(Ct)).Count);
        Assert.Equal("1500", (await Rows.List("entry|a|", Ct).FirstAsync(r => r.Body == "1500", Ct)).Body);
    }

    [Fact]
    public async Task A_list_of_large_rows_comes_whole()
    {
        var body = Body(850, "ab");
        for (var i = 0; i < 8; i++)
        {
            await Write($"pupil|{i:D2}", $"{i:D2}{body}");
        }

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i:D2}{body}"), (await All()).Select(r => r.Body));
    }

    [Fact]
    public async Task A_school_sees_nothing_of_another_nor_of_the_directory()
    {
        var other = Store.Rows(NewUrn());
        var version = await Write("case|1", "ours");
        await other.Save([new Change.Add("case|1", "theirs"), new Change.Add("case|2", "theirs")], Ct);
        await Store.Directory.Save([new Change.Put($"trust|{Urn}", "directory")], Ct);

        await Assert.ThrowsAsync<ConflictException>(() => other.Save([new Change.Replace("case|1", "ours", version)], Ct));
        Assert.Equal("ours", Assert.Single(await All()).Body);
        Assert.Equal(["theirs", "theirs"], await other.Range("", "\uffff", Ct).Select(r => r.Body).ToListAsync(Ct));
        Assert.Null(await Store.Directory.Read("case|1", Ct));
        Assert.Equal("directory", (await Store.Directory.Read($"trust|{Urn}", Ct))!.Body);
    }

    [Fact]
    public async Task Removing_a_school_removes_its_rows_and_documents_and_nobody_elses()
    {
        var other = NewUrn();
        await Write("case|1", "ours");
        await Store.Rows(other).Save([new Change.Add("case|1", "theirs")], Ct);
        var (ours, theirs) = (await Documents.Put("test", Report(), 100, Ct), await Store.Documents(other).Put("test", Report(), 100, Ct));

        await Rows.RemoveAll(Ct);

        Assert.Null(await Rows.Read("case|1", Ct));
        Assert.Empty(await All());
        Assert.Null(await Documents.Open(ours.Name, Ct));
        Assert.Equal("theirs", (await Store.Rows(other).Read("case|1", Ct))!.Body);
        await using var kept = await Store.Documents(other).Open(theirs.Name, Ct);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task A_school_that_was_removed_or_never_there_can_be_removed_and_may_come_back()
    {
        await Rows.RemoveAll(Ct);
        await Write("case|1", "1");
        await Rows.RemoveAll(Ct);
        await Rows.RemoveAll(Ct);
        await Write("case|1", "2");

        Assert.Equal("2", Assert.Single(await All()).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("-12345")]
    [InlineData("../../")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("directory")]
    public void What_is_no_URN_names_no_school(string urn)
    {
        Assert.Throws<ArgumentException>(() => Store.Rows(urn));
        Assert.Throws<ArgumentException>(() => Store.Documents(urn));
    }

    [Fact]
    public async Task Many_at_once_read_list_and_save_without_hindering_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(who => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                var rows = Store.Rows(Urn);
                await rows.Save([new Change.Add($"case|{who}|{i}", "{}"), new Change.Put($"due|{who}", $"{i}")], Ct);
                Assert.NotNull(await rows.Read($"case|{who}|{i}", Ct));
                Assert.Equal(i + 1, (await rows.List($"case|{who}|", Ct).ToListAsync(Ct)).Count);
            }
        }, Ct)));

        Assert.Equal(5 * 6, (await All()).Count);
    }

    private async Task<List<string>> Keys(string from, string to) => await Rows.Range(from, to, Ct).Select(r => r.Key).ToListAsync(Ct);

    private static MemoryStream Report() => new("report"u8.ToArray());

    /// <summary>A body of so many KiB, two bytes a character, that repeats the text from an odd place on.</summary>
    private static string Body(int kib, string text)
    {
        var body = new StringBuilder(kib == 0 ? "" : "x", kib * 512);
        while (body.Length + text.Length <= kib * 512)
        {
            body.Append(text);
        }

        return body.Append('x', (kib * 512) - body.Length).ToString();
    }
}
