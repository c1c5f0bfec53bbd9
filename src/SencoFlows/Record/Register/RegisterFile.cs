using System.IO.Compression;
using System.Text.Json;
using SencoFlows.Cases;

namespace SencoFlows.Record.Register;

/// <summary>The register as it is kept: one compressed document, a school a line, after a line that no other import has.</summary>
internal static class RegisterFile
{
    /// <summary>50,000 schools take about 3 MB.</summary>
    public const long Most = 64L << 20;

    public static Stream Write(IEnumerable<RegisteredSchool> schools)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            // Documents are named by their bytes. Two imports that share none can be deleted without asking who else needs them.
            JsonSerializer.Serialize(gzip, new { Format = 1, Import = RecordId.New() }, Wire.Json);
            gzip.WriteByte((byte)'\n');
            foreach (var school in schools.OrderBy(s => s.Urn, StringComparer.Ordinal))
            {
                JsonSerializer.Serialize(gzip, school, Wire.Json);
                gzip.WriteByte((byte)'\n');
            }
        }

        file.Position = 0;
        return file;
    }

    public static async Task<List<RegisteredSchool>> Read(Stream file, CancellationToken ct)
    {
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(gzip);
        var often = new Dictionary<string, string>(StringComparer.Ordinal);
        List<RegisteredSchool> schools = [];
        await lines.ReadLineAsync(ct);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var school = Wire.Read<RegisteredSchool>(line);
            schools.Add(school with { Kind = Once(school.Kind)!, Town = Once(school.Town) });
        }

        return schools;

        // Few different words stand in these columns: keep each once.
        string? Once(string? text) => text is null ? null : often.TryGetValue(text, out var known) ? known : often[text] = text;
    }
}
