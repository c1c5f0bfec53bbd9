using System.Security.Cryptography;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>What every store promises about documents.</summary>
public abstract class DocumentsContract : StoreTest
{
    private const int _most = 25 * 1024 * 1024;

    /// <summary>The number of files or blobs that the school has, whole or half.</summary>
    protected abstract Task<int> Kept();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(_most)]
    public async Task A_document_comes_back_as_it_went_and_is_named_by_its_hash_and_its_holder(int length)
    {
        var bytes = Bytes(length);

        var stored = await Documents.Put("test", new Trickle(bytes), _most, Ct);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(new StoredDocument($"{sha256}-test", sha256, length), stored);
        Assert.Equal(bytes, await Content(Documents, stored.Name));
        Assert.Equal(1, await Kept());
    }

    [Fact]
    public async Task The_same_bytes_of_one_holder_are_kept_once_however_often_and_at_whatever_time_they_come()
    {
        var bytes = Bytes(50_000);

        var stored = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Documents.Put("test", new Trickle(bytes), _most, Ct)));
        var again = await Documents.Put("test", new Trickle(bytes), _most, Ct);

        Assert.All(stored, s => Assert.Equal(again, s));
        Assert.Equal(1, await Kept());
        Assert.Equal(bytes, await Content(Documents, again.Name));
    }

    [Fact]
    public async Task Two_who_hold_the_same_bytes_never_take_them_from_each_other()
    {
        var bytes = Bytes(40_000);
        var ours = await Documents.Put("pupil-p1-d1", new Trickle(bytes), _most, Ct);
        var theirs = await Documents.Put("pupil-p2-d1", new Trickle(bytes), _most, Ct);

        await Documents.Delete(ours.Name, Ct);

        Assert.Equal(ours.Sha256, theirs.Sha256);
        Assert.Null(await Documents.Open(ours.Name, Ct));
        Assert.Equal(bytes, await Content(Documents, theirs.Name));
    }

    [Fact]
    public async Task What_one_deletes_while_another_puts_the_same_bytes_stays_with_the_other()
    {
        var bytes = Bytes(40_000);
        for (var i = 0; i < 20; i++)
        {
            var ours = await Documents.Put("pack-t1-01", new Trickle(bytes), _most, Ct);
            var theirs = Documents.Put("pack-t2-01", new Trickle(bytes), _most, Ct);
            await Task.WhenAll(theirs, Documents.Delete(ours.Name, Ct));
            Assert.Equal(bytes, await Content(Documents, (await theirs).Name));
        }
    }

    [Fact]
    public async Task What_was_kept_under_its_hash_alone_is_still_read()
    {
        var stored = await Documents.Put("", new Trickle(Bytes(10)), _most, Ct);

        Assert.Equal(stored.Sha256, stored.Name);
        Assert.Equal(Bytes(10), await Content(Documents, stored.Sha256));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("../rows")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public async Task A_holder_that_could_be_no_part_of_a_name_is_refused(string holder)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Documents.Put(holder, new Trickle([]), _most, Ct));
        Assert.Equal(0, await Kept());
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused_and_leaves_nothing_behind()
    {
        var bytes = Bytes(300_001);

        var e = await Assert.ThrowsAsync<DocumentTooLargeException>(() => Documents.Put("test", new Trickle(bytes), 300_000, Ct));

        Assert.Equal(300_000, e.Most);
        Assert.Equal(0, await Kept());
        Assert.Null(await Documents.Open($"{Convert.ToHexStringLower(SHA256.HashData(bytes))}-test", Ct));
        Assert.Equal(300_000, (await Documents.Put("test", new Trickle(bytes[..300_000]), 300_000, Ct)).Bytes);
    }

    [Fact]
    public async Task What_comes_without_end_is_refused_before_it_fills_the_disk()
    {
        var endless = new Trickle(Bytes(1_000), repeats: int.MaxValue);

        await Assert.ThrowsAsync<DocumentTooLargeException>(() => Documents.Put("test", endless, 1_000_000, Ct));

        Assert.InRange(endless.Given, 1_000_001, 1_001_000);
        Assert.Equal(0, await Kept());
    }

    [Fact]
    public async Task A_document_that_breaks_off_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<IOException>(() => Documents.Put("test", new Trickle(Bytes(200_000), after: () => throw new IOException("The line is dead.")), _most, Ct));

        Assert.Equal(0, await Kept());
    }

    [Fact]
    public async Task Who_gives_up_in_the_middle_leaves_nothing_behind()
    {
        using var given = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Documents.Put("test", new Trickle(Bytes(200_000), after: given.Cancel), _most, given.Token));

        Assert.Equal(0, await Kept());
    }

    [Fact]
    public async Task A_document_can_be_read_from_any_place_in_it()
    {
        var bytes = Bytes(9_000_000);
        var stored = await Documents.Put("test", new Trickle(bytes), _most, Ct);

        await using var stream = (await Documents.Open(stored.Name, Ct))!;

        Assert.True(stream.CanSeek);
        Assert.Equal(bytes.Length, stream.Length);
        var buffer = new byte[1_000];
        foreach (var place in (int[])[8_500_000, 0, 4_194_000, bytes.Length - 1_000, 12])
        {
            stream.Seek(place, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(buffer, Ct);
            Assert.Equal(bytes[place..(place + 1_000)], buffer);
        }

        stream.Seek(0, SeekOrigin.End);
        Assert.Equal(0, await stream.ReadAsync(buffer, Ct));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855-../../rows.db")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855-")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855-other")]
    [InlineData("../rows.db")]
    [InlineData("..")]
    [InlineData("/etc/hostname")]
    [InlineData("aa/../../../../../../../../../../../../../../../../etc/hostname")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n")]
    public async Task What_names_no_document_finds_none_and_deletes_none(string name)
    {
        await Write("case|1", "{}");
        await Documents.Put("test", new Trickle([]), _most, Ct);

        Assert.Null(await Documents.Open(name, Ct));
        await Documents.Delete(name, Ct);

        Assert.Equal(1, await Kept());
        Assert.NotNull(await Rows.Read("case|1", Ct));
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_can_be_deleted_again_and_come_back()
    {
        var stored = await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct);

        await Documents.Delete(stored.Name, Ct);
        await Documents.Delete(stored.Name, Ct);

        Assert.Null(await Documents.Open(stored.Name, Ct));
        Assert.Equal(0, await Kept());
        Assert.Equal(stored, await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct));
    }

    [Fact]
    public async Task A_school_sees_no_document_of_another_nor_of_the_directory()
    {
        var stored = await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct);
        await Store.DirectoryDocuments.Put("test", new Trickle(Bytes(11)), _most, Ct);
        var other = Store.Documents(NewUrn());

        Assert.Null(await other.Open(stored.Name, Ct));
        Assert.Null(await Store.DirectoryDocuments.Open(stored.Name, Ct));
        await other.Delete(stored.Name, Ct);
        Assert.Equal(1, await Kept());
    }

    [Fact]
    public async Task Removing_all_documents_leaves_the_rows_and_other_schools()
    {
        var other = Store.Documents(NewUrn());
        await Write("case|1", "{}");
        var stored = await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct);
        await other.Put("test", new Trickle(Bytes(10)), _most, Ct);

        await Documents.RemoveAll(Ct);
        await Documents.RemoveAll(Ct);

        Assert.Null(await Documents.Open(stored.Name, Ct));
        Assert.NotNull(await Rows.Read("case|1", Ct));
        Assert.Equal(Bytes(10), await Content(other, stored.Name));
        Assert.Equal(stored, await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct));
    }

    [Fact]
    public async Task Who_has_given_up_neither_reads_nor_deletes()
    {
        var stored = await Documents.Put("test", new Trickle(Bytes(10)), _most, Ct);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Documents.Open(stored.Name, given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Documents.Delete(stored.Name, given.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Documents.Put("test", new Trickle(Bytes(11)), _most, given.Token));

        Assert.Equal(1, await Kept());
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> Content(IDocuments documents, string sha256)
    {
        await using var stream = await documents.Open(sha256, Ct);
        using var all = new MemoryStream();
        await stream!.CopyToAsync(all, Ct);
        return all.ToArray();
    }
}
