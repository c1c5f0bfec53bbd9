using System.IO.Compression;
using System.Text;

namespace SencoFlows.Record.Files;

/// <summary>What a file is by its content, whatever it is called.</summary>
/// <param name="MediaType">Stored with a document.</param>
/// <param name="Ending">What its name ends in.</param>
public sealed record FileKind(string MediaType, string Ending)
{
    public const string Accepted = "a PDF, a Word, Excel or PowerPoint document, a picture (JPEG or PNG) or a text file (.txt or .csv)";

    private const int _mostParts = 10_000;

    /// <summary>The bytes of an archive with nothing in it.</summary>
    private const int _emptyArchive = 22;

    public static FileKind Jpeg { get; } = new("image/jpeg", ".jpg");

    public static FileKind Png { get; } = new("image/png", ".png");

    private static readonly FileKind _pdf = new("application/pdf", ".pdf");
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (string Part, FileKind Kind)[] _office =
    [
        ("word/document.xml", new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")),
        ("xl/workbook.xml", new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")),
        ("ppt/presentation.xml", new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")),
    ];

    /// <summary>The kind, or why this file is not taken.</summary>
    /// <param name="content">Seekable; put back to its beginning.</param>
    /// <param name="name">Cleaned. Only tells kinds of text from each other: they look the same.</param>
    public static (FileKind? Kind, string? Problem) Of(Stream content, string name)
    {
        content.Position = 0;
        Span<byte> start = stackalloc byte[8];
        start = start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        content.Position = 0;
        return start switch
        {
            [] => (null, "The selected file is empty"),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => (_pdf, null),
            [0xFF, 0xD8, 0xFF, ..] => (Jpeg, null),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A] => (Png, null),
            [(byte)'P', (byte)'K', 3, 4, ..] => Office(content),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => (null, "The selected file is an older Office document, or one with a password. Save it as .docx, .xlsx or .pptx without a password"),
            _ => Text(content, name),
        };
    }

    /// <summary>The name with the ending of what the file is.</summary>
    public string Name(string name) => name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || (Ending == ".jpg" && name.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)) ? name : name + Ending;

    private static (FileKind? Kind, string? Problem) Office(Stream content)
    {
        if (content.Length < _emptyArchive)
        {
            return No(); // The reader of archives seeks to before the beginning of what is shorter.
        }

        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Count > _mostParts ? [] : zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var kind = parts.Contains("[Content_Types].xml") ? _office.FirstOrDefault(o => parts.Contains(o.Part)).Kind : null;
            return kind is null ? No()
                : parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) ? (null, "The selected file holds macros. Save it without macros (as .docx, .xlsx or .pptx) and upload that")
                : (kind, null);
        }
        catch (InvalidDataException)
        {
            return No();
        }
        finally
        {
            content.Position = 0;
        }
    }

    private static (FileKind? Kind, string? Problem) Text(Stream content, string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (ending is not (".txt" or ".csv"))
        {
            return No();
        }

        using var reader = new StreamReader(content, _utf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[16 * 1024];
        try
        {
            for (var (n, first) = (reader.ReadBlock(buffer), true); n > 0; (n, first) = (reader.ReadBlock(buffer), false))
            {
                var text = buffer.AsSpan(0, n);
                if (HasControls(text) || (first && text.TrimStart() is ['<', ..]))
                {
                    return No();
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return (null, "The selected text file must be saved as UTF-8");
        }
        finally
        {
            content.Position = 0;
        }

        return (ending == ".csv" ? new("text/csv", ending) : new("text/plain", ending), null);
    }

    private static bool HasControls(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\r' or '\n' or '\f'))
            {
                return true;
            }
        }

        return false;
    }

    private static (FileKind? Kind, string? Problem) No() => (null, $"The selected file must be {Accepted}");
}
