using System.Buffers.Binary;
using System.Text;

namespace SencoFlows.Adapters.Packs;

/// <summary>
/// Writes a ZIP whose bytes depend on nothing but its files: stored, not compressed (documents are compressed already, and
/// compressors differ between versions), every entry dated 1 January 1980, in the order given, on every system alike.
/// </summary>
internal sealed class StoredZip(Stream to)
{
    private const ushort _utf8 = 1 << 11;
    private const ushort _version = 20;
    private const ushort _date = (1 << 5) | 1;

    private readonly List<(byte[] Path, uint Crc, uint Bytes, uint At)> _entries = [];
    private uint _at;

    /// <param name="path">With forward slashes.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="bytes">Its length, which must be right.</param>
    /// <param name="crc">Of its bytes: see <see cref="Crc32"/>.</param>
    /// <param name="ct">Leaves an unfinished file behind.</param>
    public async Task Add(string path, Stream content, long bytes, uint crc, CancellationToken ct)
    {
        var name = Encoding.UTF8.GetBytes(path);
        var header = new byte[30 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        Common(header.AsSpan(4), crc, checked((uint)bytes), name.Length);
        name.CopyTo(header, 30);
        _entries.Add((name, crc, (uint)bytes, _at));
        await to.WriteAsync(header, ct);
        await content.CopyToAsync(to, ct);
        _at = checked(_at + (uint)header.Length + (uint)bytes);
    }

    public async Task Finish(CancellationToken ct)
    {
        uint length = 0;
        foreach (var (name, crc, bytes, at) in _entries)
        {
            var entry = new byte[46 + name.Length];
            BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014b50);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(4), _version);
            Common(entry.AsSpan(6), crc, bytes, name.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(42), at);
            name.CopyTo(entry, 46);
            await to.WriteAsync(entry, ct);
            length = checked(length + (uint)entry.Length);
        }

        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), _at);
        await to.WriteAsync(end, ct);
        await to.FlushAsync(ct);
    }

    /// <summary>The part that the header before the content and the entry in the directory share.</summary>
    private static void Common(Span<byte> to, uint crc, uint bytes, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, _version);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], _utf8);
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], _date);
        BinaryPrimitives.WriteUInt32LittleEndian(to[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[14..], bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(to[18..], bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(to[22..], (ushort)nameLength);
    }
}

/// <summary>The checksum of ZIP files.</summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var c = (uint)i;
        for (var bit = 0; bit < 8; bit++)
        {
            c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }

        return c;
    })];

    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var c = ~before;
        foreach (var b in bytes)
        {
            c = _table[(byte)(c ^ b)] ^ (c >> 8);
        }

        return ~c;
    }
}
