using System.Buffers;
using System.Security.Cryptography;
using SencoFlows.Storage;

namespace SencoFlows.Adapters;

internal static class Hashing
{
    private const int _bufferSize = 80 * 1024;

    /// <summary>Copies a stream, counting and hashing on the way, a buffer at a time.</summary>
    /// <exception cref="DocumentTooLargeException">More than <paramref name="most"/> bytes came.</exception>
    public static async Task<StoredDocument> Copy(string holder, Stream from, Stream to, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(_bufferSize);
        try
        {
            var bytes = 0L;
            while (await from.ReadAsync(buffer, ct) is > 0 and var read)
            {
                bytes += read;
                if (bytes > most)
                {
                    throw new DocumentTooLargeException(most);
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return new(DocumentName.Of(holder, sha256), sha256, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // The next who rents it must not find a child's report.
        }
    }
}
