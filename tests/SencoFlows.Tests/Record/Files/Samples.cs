using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SencoFlows.Tests.Record.Files;

/// <summary>Small files of every kind, made here.</summary>
internal static class Samples
{
    /// <summary>One pixel, with EXIF (the way up, and a made-up camera), XMP, IPTC, a comment, and something behind its end.</summary>
    public static byte[] Jpeg(byte up = 6) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, up, 0, 0, 0, 0, 0, 0, 0, .. "SECRET-CAMERA"u8]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<SECRET-PLACE/>"u8]),
        .. Segment(0xED, [.. "Photoshop 3.0\0SECRET-NAME"u8]),
        .. Segment(0xFE, [.. "SECRET-COMMENT"u8]),
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        0x37, 0xFF, 0x00, 0x12, 0xFF, 0xD0, 0x55,
        0xFF, 0xD9,
        .. "SECRET-TRAILER"u8,
    ];

    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. Chunk("tEXt", [.. "Author\0SECRET-NAME"u8]), .. Chunk("eXIf", [.. "SECRET-CAMERA"u8]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
        .. "SECRET-TRAILER"u8,
    ];

    public static byte[] Pdf { get; } = "%PDF-1.7\n%%EOF\n"u8.ToArray();

    public static byte[] Zip(params string[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var to = zip.CreateEntry(part).Open();
                to.Write("x"u8);
            }
        }

        return file.ToArray();
    }

    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "word/document.xml");

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Chunk(string kind, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. body, 0, 0, 0, 0];
    }
}
