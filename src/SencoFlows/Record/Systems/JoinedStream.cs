using SencoFlows.Storage;

namespace SencoFlows.Record.Systems;

/// <summary>Stored parts read one after the other, one of them open at a time.</summary>
internal sealed class JoinedStream(IDocuments documents, IReadOnlyList<string> parts) : Stream
{
    private Stream? _open;
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_open is null)
            {
                if (_next == parts.Count)
                {
                    return 0;
                }

                _open = await documents.Open(parts[_next++], cancellationToken) ?? throw new InvalidOperationException("A part of a delivery is missing.");
            }

            if (await _open.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                return read;
            }

            await _open.DisposeAsync();
            _open = null;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
