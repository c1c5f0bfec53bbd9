using System.Text;

namespace SencoFlows.Record.Csv;

/// <summary>Finds out how a file writes its letters.</summary>
public static class TextEncoding
{
    public const string CannotTell = "We cannot tell how this file writes accented letters. In Excel, save it again as \"CSV UTF-8 (Comma delimited)\" and upload that";
    public const string NotText = "This is not a text file. Save it as CSV and upload that: a workbook (.xlsx) or a PDF cannot be read";

    private static readonly Encoding _strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding _western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding, or null with a reason in the user's words.</summary>
    /// <param name="content">Seekable; is read once and put back to its beginning.</param>
    public static (Encoding? Encoding, string? Problem) Of(Stream content, Guess guess)
    {
        content.Position = 0;
        Span<byte> start = stackalloc byte[4];
        start = start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        content.Position = 0;
        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4] or [(byte)'%', (byte)'P', (byte)'D', (byte)'F'] or [0xD0, 0xCF, 0x11, 0xE0] => (null, NotText),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, null),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, null),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, null),
            [not 0, 0, not 0, 0] => (Encoding.Unicode, null),
            [0, not 0, 0, not 0] => (Encoding.BigEndianUnicode, null),
            _ => WithoutMark(content, guess),
        };
    }

    private static (Encoding? Encoding, string? Problem) WithoutMark(Stream content, Guess guess)
    {
        var isUtf8 = Every(content, _strict, text => true);
        if (!Every(content, _western, text => text.IndexOf('\0') < 0))
        {
            return (null, NotText);
        }

        return isUtf8 ? (_strict, null)
            : guess == Guess.Windows1252 || Every(content, _western, LooksWestern) ? (_western, null)
            : (null, CannotTell);
    }

    private static bool Every(Stream content, Encoding encoding, Func<ReadOnlySpan<char>, bool> holds)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[16 * 1024];
        try
        {
            for (var n = reader.ReadBlock(buffer); n > 0; n = reader.ReadBlock(buffer))
            {
                if (!holds(buffer.AsSpan(0, n)))
                {
                    return false;
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            content.Position = 0;
        }
    }

    /// <summary>
    /// Other old encodings, read as this one, put signs inside words ("£ukasz" for "Łukasz"), capitals after small letters ("JosŽ" for
    /// "José") or a letter that no name has ("Siƒn" for "Siân").
    /// </summary>
    private static bool LooksWestern(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                continue;
            }

            var (before, after) = (i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
            var inWord = char.IsLetter(before) || char.IsLetter(after);
            if (char.IsControl(c) || c == 'ƒ'
                || (char.IsLetter(c) && char.IsUpper(c) && char.IsLower(before))
                || (!char.IsLetter(c) && inWord && c is not ('\u2018' or '\u2019' or '\u201C' or '\u201D' or '\u2013' or '\u2014' or '\u2026' or '\u00A0')))
            {
                return false;
            }
        }

        return true;
    }
}
