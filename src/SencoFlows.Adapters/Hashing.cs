using System.Buffers;
using System.Security.Cryptography;
using SencoFlows.Storage;

namespace SencoFlows.Adapters;

internal static class Hashing
{
    // Every read and every write of a file goes to another thread and back: large ones go less often.
    private const int _bufferSize = 256 * 1024;

    /// <summary>Copies a stream, counting it, and hashing each full buffer while it is written. Never reads more than one byte over the limit.</summary>
    /// <exception cref="DocumentTooLargeException">More than <paramref name="most"/> bytes came.</exception>
    public static async Task<StoredDocument> Copy(string holder, Stream from, Stream to, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(_bufferSize);
        try
        {
            var bytes = 0L;
            while (await Fill(from, buffer.AsMemory(0, (int)Math.Min(_bufferSize, Math.Max(1, most - bytes))), ct) is > 0 and var read)
            {
                bytes += read;
                if (bytes > most)
                {
                    throw new DocumentTooLargeException(most);
                }

                var writing = to.WriteAsync(buffer.AsMemory(0, read), ct);
                hash.AppendData(buffer, 0, read);
                await writing;
            }

            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return new(DocumentName.Of(holder, sha256), sha256, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // The next who rents it must not find a child's report.
        }
    }

    private static ValueTask<int> Fill(Stream from, Memory<byte> buffer, CancellationToken ct) => from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
}
