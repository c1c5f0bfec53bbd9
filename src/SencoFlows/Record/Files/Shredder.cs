using SencoFlows.Cases;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;

namespace SencoFlows.Record.Files;

/// <summary>
/// Deletes documents of a school for good. One that came before each holder had a name of its own stays as long as any record, pack
/// or case of the school names its bytes.
/// </summary>
public sealed class Shredder(IRows rows, IDocuments documents)
{
    private static readonly string[] _holders = [Pupils.PupilPrefix, "pack|", "upload|", "case|"];

    /// <summary>Call it when the row that named the document does so no more.</summary>
    public async Task Delete(string name, CancellationToken ct)
    {
        if (!DocumentName.IsShared(name) || !await IsNamed(name, ct))
        {
            await documents.Delete(name, ct);
        }
    }

    /// <summary>Who names the bytes and has them under another name is counted too: that keeps too much, and never too little.</summary>
    private async Task<bool> IsNamed(string sha256, CancellationToken ct)
    {
        foreach (var prefix in _holders)
        {
            await foreach (var row in rows.List(prefix, ct))
            {
                if (row.Body.Contains($"\"sha256\":\"{sha256}\"", StringComparison.Ordinal) && !(prefix == "pack|" && Wire.Read<KeptPack>(row.Body).Withdrawn))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
