using System.IO.Compression;

namespace SencoFlows.Record.Pack;

/// <summary>An entry of a ZIP that can be read from any position, by reading over what stands before it.</summary>
internal sealed class PackedStream(ZipArchiveEntry entry) : Stream
{
    private Stream? _inner;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await GoThere(cancellationToken);
        var read = await _inner!.ReadAsync(buffer, cancellationToken);
        (_read, Position) = (_read + read, Position + read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_inner is not null)
        {
            await _inner.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _inner?.Dispose();
        base.Dispose(disposing);
    }

    private async Task GoThere(CancellationToken ct)
    {
        if (_inner is null || _read > Position)
        {
            if (_inner is not null)
            {
                await _inner.DisposeAsync();
            }

            (_inner, _read) = (await entry.OpenAsync(ct), 0);
        }

        var over = new byte[Math.Min(1 << 16, Math.Max(1, Position - _read))];
        while (_read < Position)
        {
            var read = await _inner.ReadAsync(over.AsMemory(0, (int)Math.Min(over.Length, Position - _read)), ct);
            if (read == 0)
            {
                return;
            }

            _read += read;
        }
    }
}
