using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>
/// What was said about a pupil's support: a view before a review, what was agreed at a meeting, what shows a result. The case knows
/// it by its id; the words stand here, so that years of them do not stand in every step of the case. Stored: add to it, never rename.
/// </summary>
/// <param name="By">Who wrote it down.</param>
/// <param name="Of">Whose words they are: a contact, a member of staff, or "pupil"; null for what was agreed together.</param>
/// <param name="Lines">What each is about, and the words.</param>
public sealed record Said(string Id, SaidKind Kind, string Case, DateTimeOffset At, Actor By, string? Of, IReadOnlyList<SaidLine> Lines)
{
    /// <summary>The language of the page that it was typed on, by BCP 47 code, where that was not English: the words stay as they are.</summary>
    public string? Language { get; init; }

    public string? About(string about) => Lines.FirstOrDefault(l => l.About == about)?.Words;
}

/// <param name="About">A question, or the id of an outcome or of a promise.</param>
public sealed record SaidLine(string About, string Words);

public enum SaidKind { View, Meeting, Review }

/// <summary>The words about the pupils of one school.</summary>
public sealed class SaidBook(IRows rows)
{
    /// <summary>To be saved together with the step of the case that names it.</summary>
    public static Change Add(string pupil, Said said) => new Change.Add(Key(pupil, said.Id), Wire.Write(said));

    /// <summary>Everything about a pupil, the newest first.</summary>
    public async Task<IReadOnlyList<Said>> About(string pupil, CancellationToken ct)
    {
        List<Said> all = [];
        await foreach (var row in rows.List(Key(pupil, ""), ct))
        {
            all.Add(Wire.Read<Said>(row.Body));
        }

        return [.. all.OrderByDescending(s => s.At)];
    }

    /// <summary>Every row about a pupil: what goes when a copy of the record is destroyed.</summary>
    public async Task<IReadOnlyList<string>> KeysOf(string pupil, CancellationToken ct)
    {
        List<string> keys = [];
        await foreach (var row in rows.List(Key(pupil, ""), ct))
        {
            keys.Add(row.Key);
        }

        return keys;
    }

    private static string Key(string pupil, string id) => $"said|{RecordId.Checked(pupil)}|{(id.Length == 0 ? id : RecordId.Checked(id))}";
}
