namespace SencoFlows.Storage;

/// <summary>
/// The documents of one school. Whoever holds one has it under a name of their own, so that deleting it never takes away the same
/// bytes from another holder.
/// </summary>
public interface IDocuments
{
    /// <summary>Stores the stream without holding it in memory, and says what it was. The same bytes of the same holder are kept once, however often they come.</summary>
    /// <param name="holder">What keeps it, from opaque ids (see <see cref="DocumentName"/>): a document of a pupil, a pack.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="ct">Cancelling keeps nothing.</param>
    /// <exception cref="DocumentTooLargeException">More than <paramref name="most"/> bytes came. Nothing is kept.</exception>
    Task<StoredDocument> Put(string holder, Stream content, long most, CancellationToken ct);

    /// <summary>A seekable stream, or null when there is no such document.</summary>
    Task<Stream?> Open(string name, CancellationToken ct);

    Task Delete(string name, CancellationToken ct);

    Task RemoveAll(CancellationToken ct);
}

/// <param name="Name">By which it is opened and deleted.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record StoredDocument(string Name, string Sha256, long Bytes);

/// <summary>
/// "{sha256}-{holder}". Before holders had names of their own it was the hash alone: such documents may be shared, and are still read.
/// </summary>
public static class DocumentName
{
    private const int _longestHolder = 100;

    /// <param name="holder">"" only to bring back what was kept under its hash alone.</param>
    /// <param name="sha256">Lower-case hex.</param>
    /// <exception cref="ArgumentException">The holder cannot be part of a name.</exception>
    public static string Of(string holder, string sha256) => CheckHolder(holder).Length == 0 ? sha256 : $"{sha256}-{holder}";

    /// <summary>Nothing else can be the name of a document, so nothing else is looked for.</summary>
    public static bool Is(string name) => Limits.IsSha256(name) || (name.Length > 65 && name[64] == '-' && Limits.IsSha256(name[..64]) && IsHolder(name[65..]));

    public static string HolderOf(string name) => name.Length > 65 ? name[65..] : "";

    /// <summary>Kept under its hash alone: somebody else may have the same one.</summary>
    public static bool IsShared(string name) => name.Length == 64;

    public static string CheckHolder(string holder) =>
        holder.Length == 0 || IsHolder(holder) ? holder : throw new ArgumentException("A holder is 1 to 100 lower-case letters, digits and hyphens.", nameof(holder));

    private static bool IsHolder(string text) =>
        text.Length is > 0 and <= _longestHolder && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

public sealed class DocumentTooLargeException(long most) : Exception($"The document is larger than {most:N0} bytes.")
{
    public long Most { get; } = most;
}

/// <summary>Where every school of this deployment keeps its rows and documents.</summary>
public interface IStore
{
    /// <summary>Creates the school's place on first use.</summary>
    /// <param name="urn">The school's unique reference number: six digits.</param>
    IRows Rows(string urn);

    IDocuments Documents(string urn);

    /// <summary>The register of schools, the schools of this deployment, and who works where. Holds no pupil.</summary>
    IRows Directory { get; }

    IDocuments DirectoryDocuments { get; }
}
