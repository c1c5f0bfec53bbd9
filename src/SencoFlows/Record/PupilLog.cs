using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>Who looked at or changed what of a pupil. Written once, never changed.</summary>
/// <param name="What">A fixed word: "document-read", "pupil-changed".</param>
/// <param name="Of">The opaque id of the document or contact, if it was one.</param>
public sealed record Looked(DateTimeOffset At, Actor By, string What, string? Of = null);

public sealed class PupilLog(IRows rows)
{
    public Task Note(string pupilId, Looked looked, CancellationToken ct) =>
        rows.Save([Adding(pupilId, looked)], ct);

    /// <summary>The note as a part of the save that it is about.</summary>
    internal static Change Adding(string pupilId, Looked looked) => new Change.Add(Key(pupilId, looked.At), Wire.Write(looked));

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Looked>> Of(string pupilId, CancellationToken ct)
    {
        List<Looked> all = [];
        await foreach (var row in rows.List($"looked|{RecordId.Checked(pupilId)}|", ct))
        {
            all.Add(Wire.Read<Looked>(row.Body));
        }

        return all;
    }

    private static string Key(string pupilId, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"looked|{RecordId.Checked(pupilId)}|{at.UtcTicks:D19}-{RecordId.New()[..8]}");
}
