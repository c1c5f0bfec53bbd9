using SencoFlows.Record.Files;
using SencoFlows.Record.Pack;

namespace SencoFlows.Record.Systems;

/// <summary>What comes from another system is held to the same as what people upload: programs and macros stay out, whatever they are called.</summary>
internal static class ForbiddenFiles
{
    /// <summary>One document at a time is held in memory.</summary>
    public static async Task<IReadOnlyList<PackProblem>> In(OpenPack pack, PackRecord record, CancellationToken ct)
    {
        List<PackProblem> problems = [];
        foreach (var document in record.Documents)
        {
            if (pack.Manifest.Files.FirstOrDefault(f => f.Path == document.Path) is not { } file)
            {
                problems.Add(new("missing", PackFormat.Record, "The record names a document that the pack does not hold"));
            }
            else if (file.Bytes > DocumentIntake.MostBytes)
            {
                problems.Add(new("too-large", file.Path, "The document is larger than 25 MB"));
            }
            else if (pack.Read(file) is not { } bytes || !await IsAccepted(bytes, document.Name, ct))
            {
                problems.Add(new("forbidden-type", file.Path, $"The document must be {FileKind.Accepted}"));
            }
        }

        return problems;
    }

    private static async Task<bool> IsAccepted(Stream bytes, string name, CancellationToken ct)
    {
        using var whole = new MemoryStream((int)bytes.Length);
        await using (bytes)
        {
            await bytes.CopyToAsync(whole, ct);
        }

        return FileKind.Of(whole, FileNames.Clean(name)).Kind is not null;
    }
}
