using SencoFlows.Storage;

namespace SencoFlows.Record.Pack;

/// <summary>One piece of a pack that is kept as it came.</summary>
/// <param name="Name">By which it is opened and deleted.</param>
public sealed record KeptPart(string Name, long Bytes);

/// <summary>Pieces read as one stream from any position, one of them open at a time.</summary>
public sealed class JoinedStream(IDocuments documents, IReadOnlyList<KeptPart> parts) : Stream
{
    private readonly long[] _ends = Ends(parts);
    private Stream? _open;
    private int _opened = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _ends.Length == 0 ? 0 : _ends[^1];

    public override long Position { get; set; }

    /// <exception cref="InvalidDataException">A piece is not there any more, or not as long as it was.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        var at = Find(Position);
        if (at != _opened)
        {
            await LetGo();
            (_open, _opened) = (await documents.Open(parts[at].Name, cancellationToken) ?? throw Gone(), at);
        }

        var from = Position - (_ends[at] - parts[at].Bytes);
        if (_open!.Position != from)
        {
            _open.Position = from;
        }

        var most = (int)Math.Min(buffer.Length, _ends[at] - Position);
        var read = await _open.ReadAsync(buffer[..most], cancellationToken);
        Position += read > 0 ? read : throw Gone();
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>The list of files of a ZIP is read so: a few kilobytes at its end.</summary>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await LetGo();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _open?.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask LetGo()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
            (_open, _opened) = (null, -1);
        }
    }

    /// <summary>The piece that holds a byte.</summary>
    private int Find(long position)
    {
        var at = Array.BinarySearch(_ends, position);
        return at < 0 ? ~at : at + 1;
    }

    private static long[] Ends(IReadOnlyList<KeptPart> parts)
    {
        var ends = new long[parts.Count];
        for (var (i, end) = (0, 0L); i < parts.Count; i++)
        {
            ends[i] = end += parts[i].Bytes;
        }

        return ends;
    }

    private static InvalidDataException Gone() => new("A part of a pack is missing.");
}
