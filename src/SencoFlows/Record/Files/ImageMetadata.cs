using System.Buffers.Binary;

namespace SencoFlows.Record.Files;

/// <summary>
/// Takes out of pictures what nobody sees: where and when a photograph was made, with which camera, by whom, smaller copies of it, and
/// whatever stands behind its end. Colours and the way up stay. Nothing is decoded, so no quality is lost.
/// </summary>
public static class ImageMetadata
{
    private static readonly HashSet<string> _png = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs", "hIST", "sPLT", "cICP", "acTL", "fcTL", "fdAT"];

    /// <summary>The picture without it, or null when it is broken.</summary>
    public static MemoryStream? StripJpeg(ReadOnlySpan<byte> jpeg)
    {
        var body = new MemoryStream(jpeg.Length);
        var up = (ushort)1;
        for (var at = 2; at + 4 <= jpeg.Length || (at + 2 == jpeg.Length && jpeg[at + 1] == 0xD9);)
        {
            if (jpeg[at] != 0xFF)
            {
                return null;
            }

            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++; // Filling.
                continue;
            }

            if (marker == 0xD9)
            {
                return Whole(body, up);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            var end = at + 2 + length;
            if (length < 2 || end > jpeg.Length)
            {
                return null;
            }

            var segment = jpeg[(at + 4)..end];
            if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
            {
                up = WayUp(segment[6..]) ?? up;
            }

            end = marker == 0xDA ? EndOfScan(jpeg, end) : end;
            if (IsSeen(marker, segment))
            {
                body.Write(jpeg[at..end]);
            }

            at = end;
        }

        return null;
    }

    /// <summary>The picture without it, or null when it is broken.</summary>
    public static MemoryStream? StripPng(ReadOnlySpan<byte> png)
    {
        var kept = new MemoryStream(png.Length);
        kept.Write(png[..8]);
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
            {
                return null;
            }

            var end = at + 12 + (int)length;
            var kind = System.Text.Encoding.ASCII.GetString(png.Slice(at + 4, 4));
            if (_png.Contains(kind))
            {
                kept.Write(png[at..end]);
            }

            if (kind == "IEND")
            {
                kept.Position = 0;
                return kept;
            }

            at = end;
        }

        return null;
    }

    /// <summary>The picture itself, its colour profile, and nothing else.</summary>
    private static bool IsSeen(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xE0 => segment.StartsWith("JFIF\0"u8),
        0xE2 => segment.StartsWith("ICC_PROFILE\0"u8),
        0xEE => segment.StartsWith("Adobe"u8),
        (>= 0xE1 and <= 0xEF) or 0xFE => false,
        _ => true,
    };

    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length && !(jpeg[at] == 0xFF && jpeg[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7))))
        {
            at++;
        }

        return at;
    }

    /// <summary>The tag "orientation" of EXIF: 1 to 8.</summary>
    private static ushort? WayUp(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var little = tiff[0] == 'I';
        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2)
        {
            return null;
        }

        var entries = Short(tiff[(int)first..], little);
        for (var at = (int)first + 2; entries-- > 0 && at + 12 <= tiff.Length; at += 12)
        {
            if (Short(tiff[at..], little) == 0x0112)
            {
                return Short(tiff[(at + 8)..], little) is >= 1 and <= 8 and var up ? up : null;
            }
        }

        return null;

        static ushort Short(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
    }

    private static MemoryStream Whole(MemoryStream body, ushort up)
    {
        var whole = new MemoryStream((int)body.Length + 40);
        whole.Write([0xFF, 0xD8]);
        if (up != 1)
        {
            // EXIF that says nothing but which way is up.
            whole.Write([0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)up, 0, 0, 0, 0, 0, 0]);
        }

        body.WriteTo(whole);
        whole.Write([0xFF, 0xD9]);
        whole.Position = 0;
        return whole;
    }
}
