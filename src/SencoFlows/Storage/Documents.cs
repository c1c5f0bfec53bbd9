namespace SencoFlows.Storage;

/// <summary>The documents of one school, named by the SHA-256 of their bytes (lower-case hex), so the same bytes are kept once.</summary>
public interface IDocuments
{
    /// <summary>Stores the stream without holding it in memory, and says what it was.</summary>
    /// <exception cref="DocumentTooLargeException">More than <paramref name="most"/> bytes came. Nothing is kept.</exception>
    Task<StoredDocument> Put(Stream content, long most, CancellationToken ct);

    /// <summary>A seekable stream, or null when there is no such document.</summary>
    Task<Stream?> Open(string sha256, CancellationToken ct);

    Task Delete(string sha256, CancellationToken ct);

    Task RemoveAll(CancellationToken ct);
}

/// <param name="Sha256">Lower-case hex.</param>
public sealed record StoredDocument(string Sha256, long Bytes);

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
