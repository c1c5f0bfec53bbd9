using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SencoFlows.Record.Pack;

/// <summary>What is in a record pack: manifest.json. Holds nothing about the child, so that a receipt over it can be shown to anybody.</summary>
/// <param name="Format">Always <see cref="PackFormat.Name"/>.</param>
/// <param name="Version">Of the format. A reader refuses a higher first number and ignores what it does not know.</param>
/// <param name="Transfer">The opaque id of the transfer; the same for a corrected delivery.</param>
/// <param name="Attempt">1 for the first delivery, 2 for the first corrected one.</param>
/// <param name="Built">English date.</param>
public sealed record PackManifest(string Format, string Version, string Transfer, int Attempt, DateOnly Built, PackSchool Sender, PackSchool Receiver, IReadOnlyList<PackFile> Files);

/// <param name="Urn">Null for a school that the register does not hold.</param>
public sealed record PackSchool(string Name, string? Urn, string? Laestab);

/// <param name="Path">With forward slashes: "record.json", "documents/001-report.pdf".</param>
/// <param name="Type">Media type, found in the content.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record PackFile(string Path, string Type, long Bytes, string Sha256);

public static class PackFormat
{
    public const string Name = "sencoflows-record-pack";
    public const string Version = "1.0";
    public const string Manifest = "manifest.json";
    public const string Record = "record.json";
    public const string ProfileHtml = "profile.html";
    public const string ProfilePdf = "profile.pdf";
    public const string SummaryHtml = "summary.html";
    public const string SummaryPdf = "summary.pdf";
    public const string Documents = "documents/";

    /// <summary>A document larger than this is not taken into a record.</summary>
    public const long MostBytesOfDocument = 25L * 1024 * 1024;

    /// <summary>record.json is read into memory.</summary>
    public const long MostBytesOfRecord = 16L * 1024 * 1024;

    public const long MostBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Files of one pack, so that a hostile one cannot exhaust its reader.</summary>
    public const int MostFiles = 2000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The same value gives the same bytes: UTF-8, two spaces, line feeds, properties in the order of their declaration.</summary>
    public static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, _json), (byte)'\n'];

    /// <exception cref="JsonException">The bytes are not of this format.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, _json) ?? throw new JsonException("The file is empty.");

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A name that is safe on every system, numbered so that it is unique and in order.</summary>
    public static string DocumentPath(int number, string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = bare.LastIndexOf('.');
        var (stem, extension) = dot > 0 ? (bare[..dot], bare[(dot + 1)..]) : (bare, "");
        stem = Plain(stem, 60);
        extension = Plain(extension, 8);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Documents}{number:D3}-{(stem.Length > 0 ? stem : "document")}{(extension.Length > 0 ? "." : "")}{extension}");
    }

    /// <summary>Whether a path may stand in a pack: no absolute ones, none that climbs, nothing that another system would read otherwise.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= 200
        && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
        && path.Split('/').All(part => part.Length > 0 && part[0] != '.' && part[^1] != '.');

    private static string Plain(string text, int most)
    {
        var kept = string.Concat(text.Normalized(System.Text.NormalizationForm.FormD)
            .Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        while (kept.Contains("--", StringComparison.Ordinal))
        {
            kept = kept.Replace("--", "-", StringComparison.Ordinal);
        }

        kept = kept.Trim('-');
        return kept.Length > most ? kept[..most].TrimEnd('-') : kept;
    }
}
