namespace SencoFlows.Tests.Storage;

/// <summary>An upload: cannot seek, has no length, gives less than is asked for, and may end badly.</summary>
internal sealed class Trickle(byte[] bytes, int repeats = 1, Action? after = null) : Stream
{
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (Given >= (long)bytes.Length * repeats)
        {
            after?.Invoke();
            return 0;
        }

        var start = (int)(Given % bytes.Length);
        var some = bytes.AsSpan(start, Math.Min(bytes.Length - start, Math.Max(1, buffer.Length * 2 / 3)));
        some.CopyTo(buffer);
        Given += some.Length;
        return some.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Read(buffer.Span);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(read);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
