using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>
/// Who teaches whom at one school, set by the SENCO or the office: what a teacher may see, and who is asked before a review. Kept under
/// the pupil and under the member of staff in one transaction, so that either is one range read.
/// </summary>
public sealed class Teaching(IRows rows)
{
    private const int _tries = 20;

    /// <summary>Ids of staff.</summary>
    public Task<IReadOnlySet<string>> Of(string pupil, CancellationToken ct) => Last($"taught|{RecordId.Checked(pupil)}|", ct);

    /// <summary>Ids of pupils.</summary>
    public Task<IReadOnlySet<string>> By(string staff, CancellationToken ct) => Last($"teaches|{RecordId.Checked(staff)}|", ct);

    /// <summary>These teach the pupil from now on, and nobody else does.</summary>
    public async Task Set(string pupil, IReadOnlySet<string> staff, CancellationToken ct)
    {
        for (var i = 0; ; i++)
        {
            var now = await Of(pupil, ct);
            List<Change> changes =
            [
                .. staff.Except(now).SelectMany(s => Keys(pupil, s)).Select(key => new Change.Put(key, "{}")),
                .. now.Except(staff).SelectMany(s => Keys(pupil, s)).Select(key => new Change.Delete(key)),
            ];
            if (changes.Count == 0)
            {
                return;
            }

            try
            {
                foreach (var some in changes.Chunk(Limits.ChangesOfASave)) // An even number: the two rows of one teacher stay together.
                {
                    await rows.Save(some, ct);
                }

                return;
            }
            catch (ConflictException) when (i < _tries)
            {
                // Somebody else set it at the same moment: look again.
            }
        }
    }

    private static string[] Keys(string pupil, string staff) => [$"taught|{RecordId.Checked(pupil)}|{RecordId.Checked(staff)}", $"teaches|{RecordId.Checked(staff)}|{RecordId.Checked(pupil)}"];

    private async Task<IReadOnlySet<string>> Last(string prefix, CancellationToken ct)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        await foreach (var row in rows.List(prefix, ct))
        {
            ids.Add(row.Key[prefix.Length..]);
        }

        return ids;
    }
}
