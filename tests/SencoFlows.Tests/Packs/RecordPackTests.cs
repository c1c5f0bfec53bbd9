using System.IO.Compression;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Processes.RecordTransfer;
using UglyToad.PdfPig;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Packs;

public class RecordPackTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<(KeptPack Kept, byte[] Zip, TransferDesk Desk)> Packed(Pupil? pupil = null, Func<Told.Started, Told.Started>? with = null)
    {
        var desk = new TransferDesk();
        var report = await desk.AddDocument("d1", "../../Speech & language, résumé.PDF", Encoding.UTF8.GetBytes("%PDF-1.7 report"));
        var notes = await desk.AddDocument("d2", "working notes.pdf", Encoding.UTF8.GetBytes("%PDF-1.7 notes"), Confidentiality.SchoolOnly);
        var restricted = await desk.AddDocument("d3", "restricted.pdf", Encoding.UTF8.GetBytes("%PDF-1.7 restricted"), Confidentiality.Restricted);
        await desk.Start((pupil ?? TransferDesk.Pupil) with { Documents = [report, notes, restricted] }, with);
        Assert.IsType<Outcome.Done>(await desk.Deliver());
        var kept = (await new KeptPacks(desk.Store.Rows(TransferDesk.Urn)).Find("t1", 1, _ct))!;
        return (kept, await Bytes(desk, kept), desk);
    }

    private static async Task<byte[]> Bytes(TransferDesk desk, KeptPack kept)
    {
        await using var stream = (await desk.Store.Documents(TransferDesk.Urn).Open(kept.Kept, _ct))!;
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, _ct);
        return all.ToArray();
    }

    private static async Task<byte[]> Entry(byte[] zip, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        await using var stream = await archive.GetEntry(path)!.OpenAsync(_ct);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, _ct);
        return all.ToArray();
    }

    private static Task<PackCheck> Check(byte[] zip) => PackReader.Check(new MemoryStream(zip), _ct);

    [Fact]
    public async Task A_pack_holds_the_record_two_sheets_and_the_documents_and_is_whole()
    {
        var (kept, zip, desk) = await Packed();
        var check = await Check(zip);
        Assert.Empty(check.Problems);
        Assert.Equal(kept.ManifestHash, check.ManifestHash);
        Assert.Equal(["record.json", "profile.html", "profile.pdf", "summary.html", "summary.pdf", "documents/001-speech-language-resume.pdf"], check.Manifest!.Files.Select(f => f.Path));
        Assert.Equal(("100001", "100002", 1), (check.Manifest.Sender.Urn, check.Manifest.Receiver.Urn, check.Manifest.Attempt));
        var way = Assert.IsType<State.OnItsWay>(All.RecordTransfer.Read((await desk.Now()).State));
        Assert.Equal((kept.ManifestHash, kept.Sha256, 6), (way.Transfer.Parcel.Manifest, way.Transfer.Parcel.Pack, way.Transfer.Parcel.Files));
    }

    [Fact]
    public async Task The_same_record_gives_the_same_bytes() => Assert.Equal((await Packed()).Kept.Sha256, (await Packed()).Kept.Sha256);

    [Fact]
    public async Task A_pack_is_built_once_however_often_its_effect_is_performed()
    {
        var (kept, _, desk) = await Packed();
        await new Pupils(desk.Store.Rows(TransferDesk.Urn)).Change("p1", p => p with { FirstLanguage = "English" }, _ct);
        Assert.IsType<Outcome.Done>(await desk.Deliver());
        Assert.Equal(kept, await new KeptPacks(desk.Store.Rows(TransferDesk.Urn)).Find("t1", 1, _ct));
        Assert.Equal(2, (await desk.Now()).Length);
    }

    [Fact]
    public async Task An_address_that_must_not_be_disclosed_is_nowhere_in_the_pack()
    {
        var (_, zip, _) = await Packed();
        var text = Encoding.UTF8.GetString(zip);
        Assert.DoesNotContain("Secret Lane", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ngozi@example.org", text, StringComparison.Ordinal);
        Assert.Contains("Prohibited steps order", text, StringComparison.Ordinal);
        foreach (var pdf in new[] { PackFormat.ProfilePdf, PackFormat.SummaryPdf })
        {
            using var read = PdfDocument.Open(await Entry(zip, pdf));
            Assert.DoesNotContain(read.GetPages(), p => p.Text.Contains("Secret", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_the_child_protection_file_only_the_fact_that_it_goes_separately_is_told()
    {
        var (_, zip, _) = await Packed(with: s => s with { ChildProtectionFile = true });
        var record = PackFormat.Read<PackRecord>(await Entry(zip, PackFormat.Record));
        Assert.Equal("separately", record.Move.ChildProtectionFile);
        Assert.Contains("pass it on separately", Encoding.UTF8.GetString(await Entry(zip, PackFormat.ProfileHtml)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restricted_documents_go_only_when_chosen_and_others_unless_left_out()
    {
        var (_, zip, _) = await Packed(with: s => s with { Chosen = ["d3"], LeftOut = ["d1"] });
        var record = PackFormat.Read<PackRecord>(await Entry(zip, PackFormat.Record));
        Assert.Equal(["restricted.pdf"], record.Documents.Select(d => d.Name));
        Assert.True(record.Move.DocumentsLeftOut);
    }

    [Fact]
    public async Task The_manifest_says_nothing_about_the_child()
    {
        var (kept, _, _) = await Packed();
        foreach (var word in new[] { "Ada", "Okafor", "2016", "A391200026001", "SLCN" })
        {
            Assert.DoesNotContain(word, kept.Manifest, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_first_day_sheet_stays_on_one_page_however_much_there_is_to_say()
    {
        var wordy = TransferDesk.Pupil with { Needs = [.. Enumerable.Range(0, 12).Select(_ => new Need(SenType.SEMH, null, string.Join(' ', Enumerable.Repeat("Needs a quiet place to go to, and words for what happens next.", 30))))] };
        var (_, zip, _) = await Packed(wordy);
        using var profile = PdfDocument.Open(await Entry(zip, PackFormat.ProfilePdf));
        using var summary = PdfDocument.Open(await Entry(zip, PackFormat.SummaryPdf));
        Assert.Equal(1, profile.NumberOfPages);
        Assert.True(summary.NumberOfPages > 3);
    }

    [Fact]
    public async Task Names_of_every_script_are_in_the_html_and_none_breaks_the_pdf()
    {
        var many = string.Concat(Enumerable.Range(0x100, 400).Select(i => (char)i));
        var (_, zip, _) = await Packed(TransferDesk.Pupil with { PreferredForename = "Łukasz عمر 李 😀", Needs = [new(SenType.OTH, null, many)] });
        Assert.Contains("李", System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(await Entry(zip, PackFormat.ProfileHtml))), StringComparison.Ordinal);
        using var pdf = PdfDocument.Open(await Entry(zip, PackFormat.ProfilePdf));
        Assert.Contains("Łukasz", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_missing_or_changed_asks_the_SENCO_instead_of_sending_half_a_record()
    {
        var desk = new TransferDesk();
        var lost = await desk.AddDocument("d1", "report.pdf", [1, 2, 3]);
        await desk.Store.Documents(TransferDesk.Urn).Delete(lost.Kept, _ct);
        await desk.Start(TransferDesk.Pupil with { Documents = [lost] });
        Assert.IsType<Outcome.Failed>(await desk.Deliver());
        var stuck = Assert.IsType<State.Packing>(All.RecordTransfer.Read((await desk.Now()).State));
        Assert.Equal("The document “report.pdf” is missing. Add it again, or leave it out", stuck.Problem);

        await desk.Runner.Tell(TransferDesk.Id, All.RecordTransfer, new Told.Corrected(Tale.Registered) { LeftOut = ["d1"] }, Tale.Senco, "put-right", _ct);
        Assert.IsType<Outcome.Done>(await desk.Deliver(2));
        Assert.IsType<State.OnItsWay>(All.RecordTransfer.Read((await desk.Now()).State));
    }

    [Fact]
    public async Task A_withdrawn_pack_is_gone_but_its_manifest_stays_known()
    {
        var (kept, _, desk) = await Packed();
        await desk.Packs.Withdraw(await desk.Now(), new Effect.Withdraw("Taken back"), "k", _ct);
        Assert.Null(await desk.Store.Documents(TransferDesk.Urn).Open(kept.Kept, _ct));
        Assert.True((await new KeptPacks(desk.Store.Rows(TransferDesk.Urn)).Find("t1", 1, _ct))!.Withdrawn);
    }

    [Fact]
    public async Task A_withdrawn_pack_takes_nothing_from_a_pupil_who_has_the_same_bytes_as_a_document()
    {
        var (kept, zip, desk) = await Packed();
        using var same = new MemoryStream(zip);
        var document = await desk.Store.Documents(TransferDesk.Urn).Put(Document.Holder("p1", "d9"), same, long.MaxValue, _ct);
        Assert.Equal(kept.Sha256, document.Sha256);
        await desk.Packs.Withdraw(await desk.Now(), new Effect.Withdraw("Taken back"), "k", _ct);
        Assert.NotNull(await desk.Store.Documents(TransferDesk.Urn).Open(document.Name, _ct));
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_is_noticed()
    {
        var (kept, zip, _) = await Packed();
        var random = new Random(7);
        for (var i = 0; i < 1000; i++)
        {
            var bad = (byte[])zip.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEqual(kept.Sha256, PackFormat.Hash(bad));
        }

        // A receiver who unpacks finds every change of a file's content, even one that keeps the ZIP readable.
        foreach (var path in kept.Read().Files.Select(f => f.Path))
        {
            var bad = (byte[])zip.Clone();
            byte[] start = [.. Encoding.UTF8.GetBytes(path), .. (await Entry(zip, path))[..9]];
            var at = bad.AsSpan().IndexOf(start);
            bad[at + path.Length + 8] ^= 1;
            Assert.Contains((await Check(bad)).Problems, p => p.Where == path && p.Code is "changed" or "unreadable");
        }
    }

    [Fact]
    public async Task A_manifest_that_lies_a_path_that_climbs_and_a_bomb_are_each_named()
    {
        var (kept, zip, _) = await Packed();
        var manifest = kept.Read();
        Assert.Equal("not-a-zip", (await Check([1, 2, 3])).Problems.Single().Code);
        Assert.Equal("not-a-zip", (await Check(zip[..(zip.Length / 2)])).Problems.Single().Code);
        Assert.Equal("no-manifest", (await Check(Zip(("a.txt", [1])))).Problems.Single().Code);
        Assert.Equal("bad-manifest", (await Check(Zip(("manifest.json", [1])))).Problems.Single().Code);
        Assert.Equal("unknown-format", (await Check(Zip(("manifest.json", PackFormat.Write(manifest with { Version = "2.0" }))))).Problems.Single().Code);
        Assert.Contains((await Check(Zip(("manifest.json", PackFormat.Write(manifest)), ("extra.exe", [1])))).Problems, p => p.Code == "unlisted");
        Assert.Contains((await Check(Zip(("manifest.json", PackFormat.Write(manifest with { Files = [new("../../etc/passwd", "text/plain", 1, "x")] })), ("../../etc/passwd", [1])))).Problems, p => p.Code == "unsafe-path");
        Assert.Contains((await Check(Zip(("manifest.json", PackFormat.Write(manifest with { Files = [.. manifest.Files, manifest.Files[0]] }))))).Problems, p => p.Code == "listed-twice");
        Assert.Contains((await Check(Zip(("manifest.json", PackFormat.Write(manifest with { Files = [new("bomb.txt", "text/plain", 10, "x")] })), ("bomb.txt", new byte[100_000_000])))).Problems, p => p.Code == "wrong-size");
        Assert.Contains((await Check(Zip(("manifest.json", PackFormat.Write(manifest with { Files = [new("huge.txt", "text/plain", long.MaxValue / 2, "x")] }))))).Problems, p => p.Code == "too-large");
    }

    [Theory]
    [InlineData("report.pdf", "documents/007-report.pdf")]
    [InlineData("..\\..\\windows\\win.ini", "documents/007-win.ini")]
    [InlineData("CON", "documents/007-con.")]
    [InlineData("李.pdf", "documents/007-document.pdf")]
    [InlineData(".htaccess", "documents/007-htaccess")]
    public void A_document_gets_a_name_that_is_safe_everywhere(string name, string path)
    {
        Assert.Equal(path.TrimEnd('.'), PackFormat.DocumentPath(7, name));
        Assert.True(PackFormat.IsSafe(PackFormat.DocumentPath(7, name)));
    }

    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }
}
