using System.Buffers;
using System.Text;

namespace SencoFlows.Storage;

/// <summary>What every store refuses alike, so that nothing works on one machine and fails in Azure. Breaking one is a bug of the caller.</summary>
public static class Limits
{
    public const int ChangesOfASave = 100;

    /// <summary>900 KiB as Azure counts: two bytes for each UTF-16 character.</summary>
    public const int BytesOfARow = 900 * 1024;

    public const int RowsOfAPage = 1_000;

    // 4 MiB, less what stands around the bodies of 100 rows in a request.
    private const int _bytesOfASave = (4 * 1024 * 1024) - (100 * 1024);

    private const int _lengthOfAKey = 512;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Azure forbids / \ # ? and control characters, and has trouble with %. In ASCII every store sorts alike.
    private static readonly SearchValues<char> _ofKeys = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789|-_.,:;=~@!$&'()*+[]{}<>^`\"");

    // Azure receives a body as JSON within JSON, where anything but these becomes \uXXXX.
    private static readonly SearchValues<char> _plainInJson = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%()*,-./:;=?@[]^_{|}~");

    /// <exception cref="ArgumentException">A key, the number of changes or the size of all together breaks the contract of <see cref="IRows.Save"/>.</exception>
    /// <exception cref="TooLargeException">One row is too large.</exception>
    public static void Check(IReadOnlyList<Change> changes)
    {
        if (changes.Count is 0 or > ChangesOfASave)
        {
            throw new ArgumentException($"A save takes 1 to {ChangesOfASave} changes, not {changes.Count}.", nameof(changes));
        }

        var characters = 0L;
        var keys = new HashSet<string>(changes.Count, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            CheckKey(change.Key);
            if (!keys.Add(change.Key))
            {
                throw new ArgumentException("A save may change each row only once.", nameof(changes));
            }

            if (BodyOf(change) is { } body)
            {
                CheckBody(change.Key, body);
                characters += body.Length;
            }
        }

        if (characters * 6 > _bytesOfASave && changes.Sum(c => OnTheWire(BodyOf(c) ?? "")) is var bytes and > _bytesOfASave)
        {
            throw new ArgumentException($"These changes would be {bytes:N0} bytes on the wire; the most is {_bytesOfASave:N0}.", nameof(changes));
        }
    }

    public static void CheckKey(string key)
    {
        if (key.Length is 0 or > _lengthOfAKey || key.AsSpan().ContainsAnyExcept(_ofKeys))
        {
            throw new ArgumentException("Not a key that every store can hold.", nameof(key));
        }
    }

    /// <summary>The number itself, safe to become the name of a folder or a table.</summary>
    public static string CheckUrn(string urn) =>
        urn is { Length: 6 } && urn.All(char.IsAsciiDigit) ? urn : throw new ArgumentException("A URN has six digits.", nameof(urn));

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static bool IsSha256(string name) => name is { Length: 64 } && name.All(char.IsAsciiHexDigitLower);

    /// <summary>What the row will hold, or null when it goes.</summary>
    public static string? BodyOf(Change change) => change switch
    {
        Change.Add add => add.Body,
        Change.Replace replace => replace.Body,
        Change.Put put => put.Body,
        _ => null,
    };

    /// <summary>At least as many bytes as the body takes in a request.</summary>
    internal static long OnTheWire(string body)
    {
        var bytes = (long)body.Length;
        for (var rest = body.AsSpan(); rest.IndexOfAnyExcept(_plainInJson) is >= 0 and var i; rest = rest[(i + 1)..])
        {
            bytes += 5;
        }

        return bytes;
    }

    private static void CheckBody(string key, string body)
    {
        if (body.Length * 2L > BytesOfARow)
        {
            throw new TooLargeException(key, body.Length * 2L);
        }

        _ = _strict.GetByteCount(body); // Half a surrogate pair would come back as another character,
        if (body.Contains('\0'))
        {
            throw new ArgumentException("A body is JSON, which has no character 0.", nameof(body)); // and this would end the text.
        }
    }
}
