using System.Text;
using SencoFlows.Record;
using SencoFlows.Record.Files;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Record.Files;

public class FileKindTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static (FileKind? Kind, string? Problem) Of(byte[] bytes, string name = "file") => FileKind.Of(new MemoryStream(bytes), name);

    [Fact]
    public void A_file_is_what_its_content_says()
    {
        Assert.Equal("application/pdf", Of(Samples.Pdf, "picture.jpg").Kind!.MediaType);
        Assert.Equal(".docx", Of(Samples.Docx).Kind!.Ending);
        Assert.Equal(".xlsx", Of(Samples.Zip("[Content_Types].xml", "xl/workbook.xml")).Kind!.Ending);
        Assert.Equal(".pptx", Of(Samples.Zip("[Content_Types].xml", "ppt/presentation.xml")).Kind!.Ending);
        Assert.Equal("image/jpeg", Of(Samples.Jpeg()).Kind!.MediaType);
        Assert.Equal("image/png", Of(Samples.Png()).Kind!.MediaType);
        Assert.Equal("text/plain", Of("Notes of the visit"u8.ToArray(), "notes.txt").Kind!.MediaType);
        Assert.Equal("text/csv", Of("a,b"u8.ToArray(), "table.CSV").Kind!.MediaType);
    }

    public static TheoryData<string, byte[]> Forbidden => new()
    {
        { "program.pdf", [(byte)'M', (byte)'Z', 0x90, 0] },
        { "script.sh", "#!/bin/sh\nrm -rf /\n"u8.ToArray() },
        { "page.html", "<html><script>alert(1)</script>"u8.ToArray() },
        { "page.txt", "  <svg onload=alert(1)>"u8.ToArray() },
        { "macro.bat", "@echo off"u8.ToArray() },
        { "binary.txt", [65, 66, 0, 67] },
        { "archive.zip", Samples.Zip("report.pdf") },
        { "half.docx", [(byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0] },
        { "picture.gif", "GIF89a"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_is_not_on_the_list_is_refused_whatever_it_is_called(string name, byte[] bytes) =>
        Assert.Equal($"The selected file must be {FileKind.Accepted}", Of(bytes, name).Problem);

    [Fact]
    public void Macros_passwords_and_nothing_are_refused_with_the_way_out()
    {
        Assert.Equal("The selected file holds macros. Save it without macros (as .docx, .xlsx or .pptx) and upload that", Of(Samples.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")).Problem);
        Assert.StartsWith("The selected file is an older Office document, or one with a password", Of([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Problem, StringComparison.Ordinal);
        Assert.Equal("The selected file is empty", Of([]).Problem);
        Assert.Equal("The selected text file must be saved as UTF-8", Of([65, 0xE9, 66], "notes.txt").Problem);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\Ada\\report.pdf", "report.pdf")]
    [InlineData("..", "document")]
    [InlineData("", "document")]
    [InlineData("re\u202Efdp.exe", "refdp.exe")]
    [InlineData("a\0b\r\nc.pdf", "abc.pdf")]
    [InlineData("what: \"this\"?.pdf", "what_ _this__.pdf")]
    [InlineData("Zoë’s plan.docx", "Zoë’s plan.docx")]
    public void Names_are_kept_for_reading_and_hold_no_path(string name, string clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void Long_names_keep_their_ending()
    {
        var clean = FileNames.Clean(new string('a', 500) + ".pdf");
        Assert.Equal(120, clean.Length);
        Assert.EndsWith("a.pdf", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_keeps_its_picture_and_the_way_up_and_loses_where_and_when_it_was_taken()
    {
        var stripped = ImageMetadata.StripJpeg(Samples.Jpeg())!.ToArray();
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(stripped), StringComparison.Ordinal);
        Assert.Contains("JFIF", Encoding.Latin1.GetString(stripped), StringComparison.Ordinal);
        Assert.Equal([0x37, 0xFF, 0x00, 0x12, 0xFF, 0xD0, 0x55, 0xFF, 0xD9], stripped[^9..]);
        Assert.Equal(6, stripped[2 + 4 + 6 + 8 + 2 + 9]);
        Assert.Equal(stripped, ImageMetadata.StripJpeg(stripped)!.ToArray());
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(ImageMetadata.StripJpeg(Samples.Jpeg(up: 1))!.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_keeps_its_picture_and_loses_the_rest()
    {
        var stripped = Encoding.Latin1.GetString(ImageMetadata.StripPng(Samples.Png())!.ToArray());
        Assert.DoesNotContain("SECRET", stripped, StringComparison.Ordinal);
        Assert.Contains("IDAT", stripped, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_cut_anywhere_is_broken_and_never_an_outage()
    {
        var (jpeg, png) = (Samples.Jpeg(), Samples.Png());
        var end = Encoding.Latin1.GetString(jpeg).IndexOf("SECRET-TRAILER", StringComparison.Ordinal);
        for (var i = 3; i < end; i++)
        {
            Assert.Null(ImageMetadata.StripJpeg(jpeg.AsSpan(0, i)));
        }

        for (var i = 8; i < png.Length - "SECRET-TRAILER".Length; i++)
        {
            Assert.Null(ImageMetadata.StripPng(png.AsSpan(0, i)));
        }
    }

    [Fact]
    public async Task What_is_kept_of_a_picture_is_the_stripped_one()
    {
        var documents = new MemoryStore().Documents("100001");
        var (taken, _) = await new DocumentIntake(documents).Take("test", new MemoryStream(Samples.Jpeg()), "holiday.png", _ct);
        Assert.Equal("holiday.png.jpg", taken!.Name);
        using var kept = new StreamReader((await documents.Open(taken.Stored.Name, _ct))!, Encoding.Latin1);
        Assert.DoesNotContain("SECRET", await kept.ReadToEndAsync(_ct), StringComparison.Ordinal);
    }
}
