using SencoFlows.Storage;

namespace SencoFlows.Record.Files;

/// <summary>A file as it was taken in.</summary>
public sealed record Intake(StoredDocument Stored, FileKind Kind, string Name);

/// <summary>Takes documents into one school's store: looks at what they are, cleans their names, and takes out of pictures what nobody sees.</summary>
public sealed class DocumentIntake(IDocuments documents)
{
    public const long MostBytes = 25 << 20;
    public const string TooLarge = "The selected file must be smaller than 25 MB";

    /// <summary>The document, or why it is not taken.</summary>
    /// <param name="holder">Who will keep it: see <see cref="DocumentName"/>.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="fileName">As the browser calls it.</param>
    /// <param name="ct">Cancelling keeps nothing.</param>
    public async Task<(Intake? Taken, string? Problem)> Take(string holder, Stream content, string fileName, CancellationToken ct)
    {
        if (content.Length > MostBytes)
        {
            return (null, TooLarge);
        }

        var name = FileNames.Clean(fileName);
        var (kind, problem) = FileKind.Of(content, name);
        if (kind is null)
        {
            return (null, problem);
        }

        var kept = kind == FileKind.Jpeg || kind == FileKind.Png ? Strip(await All(content, ct), kind) : content;
        return kept is null
            ? (null, "The selected picture is broken. Open it, save it again and upload that")
            : (new(await documents.Put(holder, kept, MostBytes + 64, ct), kind, kind.Name(name)), null);
    }

    private static MemoryStream? Strip(ReadOnlyMemory<byte> bytes, FileKind kind) =>
        kind == FileKind.Jpeg ? ImageMetadata.StripJpeg(bytes.Span) : ImageMetadata.StripPng(bytes.Span);

    private static async Task<ReadOnlyMemory<byte>> All(Stream content, CancellationToken ct)
    {
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
