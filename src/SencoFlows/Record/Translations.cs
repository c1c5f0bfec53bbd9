using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>
/// What a school has had its parents' pages translated to, in one language. A phrase is kept under its own English: when a later
/// release says something else in English, what was checked is no longer the translation of anything. Stored: add to it, never rename.
/// </summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Phrases">By <see cref="KeyOf"/>.</param>
public sealed record Translation(string Language, IReadOnlyDictionary<string, Translated> Phrases)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>A hash of the English: short enough for the name of an input.</summary>
    public static string KeyOf(string english) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(english)))[..16];

    public Translated? Of(string english) => Phrases.GetValueOrDefault(KeyOf(english)) is { } there && there.English == english ? there : null;

    /// <summary>With these words; words that are no longer the ones somebody checked are not checked. Empty words take a phrase away.</summary>
    public Translation With(IEnumerable<(string English, string Words)> typed)
    {
        var phrases = new Dictionary<string, Translated>(Phrases, StringComparer.Ordinal);
        foreach (var (english, words) in typed)
        {
            if (words.Length == 0)
            {
                phrases.Remove(KeyOf(english));
            }
            else if (Of(english)?.Words != words)
            {
                phrases[KeyOf(english)] = new(english, words, null);
            }
        }

        return this with { Phrases = phrases };
    }

    /// <summary>Somebody has read these as they stand. What was checked before keeps the name of who checked it.</summary>
    public Translation Checked(IEnumerable<string> english, Check check)
    {
        var keys = english.Where(e => Of(e) is { Check: null }).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return this with { Phrases = Phrases.ToDictionary(p => p.Key, p => keys.Contains(p.Key) ? p.Value with { Check = check } : p.Value, StringComparer.Ordinal) };
    }

    /// <summary>Only what a person has checked.</summary>
    public Tongue Tongue => Tongue.Of(Language, Phrases.Values.Where(p => p.Check is not null).ToDictionary(p => p.English, p => p.Words, StringComparer.Ordinal));

    /// <summary>All that is typed, for a look before it is checked. Never for a parent.</summary>
    public Tongue Draft => Tongue.Of(Language, Phrases.Values.ToDictionary(p => p.English, p => p.Words, StringComparer.Ordinal));

    /// <summary>What another school has had checked of these, and this one has not.</summary>
    public IReadOnlyList<Translated> Offered(Translation other, IEnumerable<string> english) =>
        [.. english.Distinct(StringComparer.Ordinal).Where(e => Of(e)?.Check is null).Select(other.Of).OfType<Translated>().Where(p => p.Check is not null)];

    /// <summary>With what another school has had checked, under the name of who checked it. What was checked here stays.</summary>
    /// <param name="other">Of the same language.</param>
    /// <param name="english">The phrases that are in use.</param>
    /// <param name="school">What the other school is called.</param>
    /// <param name="by">The member of staff here who takes it over.</param>
    public Translation TakenOver(Translation other, IEnumerable<string> english, string school, string by)
    {
        var phrases = new Dictionary<string, Translated>(Phrases, StringComparer.Ordinal);
        foreach (var offered in Offered(other, english))
        {
            phrases[KeyOf(offered.English)] = offered with { Check = offered.Check! with { By = by, School = offered.Check.School ?? school } };
        }

        return this with { Phrases = phrases };
    }
}

/// <param name="English">As it was when the words were typed.</param>
/// <param name="Check">Null until somebody has checked the words.</param>
public sealed record Translated(string English, string Words, Check? Check);

/// <param name="Name">Of the person who read it in both languages.</param>
/// <param name="On">English date on which they did.</param>
/// <param name="By">The member of staff who says so, or who took it over from another school.</param>
public sealed record Check(string Name, Qualified How, DateOnly On, string By)
{
    /// <summary>The name of the school that had it checked, when that was another; null for this one.</summary>
    public string? School { get; init; }
}

/// <summary>Stored: add to it, never rename.</summary>
public enum Qualified { NativeSpeaker, InterpreterService, Translator }

/// <summary>The translations of one school, one row each.</summary>
public sealed class Translations(IRows rows)
{
    private const string _prefix = "translation|";

    public async Task<IReadOnlyList<Versioned<Translation>>> All(CancellationToken ct)
    {
        List<Versioned<Translation>> all = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            all.Add(Wire.Read<Versioned<Translation>>(row.Body));
        }

        return all;
    }

    public async Task<Versioned<Translation>?> Find(string language, CancellationToken ct) =>
        Languages.Written(language) && await rows.Read(Key(language), ct) is { } row ? Wire.Read<Versioned<Translation>>(row.Body) : null;

    /// <summary>What has been checked in this language; English for English and for a language that nobody has begun.</summary>
    public async Task<Tongue> Tongue(string language, CancellationToken ct) => (await Find(language, ct))?.Value.Tongue ?? Record.Tongue.English;

    /// <param name="translation">As it shall be.</param>
    /// <param name="revision">Of the one that the person saw; 0 for a new one.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was saved.</param>
    public async Task<Saved<Translation>> Save(Translation translation, int revision, CancellationToken ct)
    {
        var (key, next) = (Key(translation.Language), new Versioned<Translation>(translation, revision + 1));
        var row = await rows.Read(key, ct);
        var now = row is null ? null : Wire.Read<Versioned<Translation>>(row.Body);
        try
        {
            if ((now?.Revision ?? 0) == revision)
            {
                await rows.Save([row is null ? new Change.Add(key, Wire.Write(next)) : new Change.Replace(key, Wire.Write(next), row.Version)], ct);
                return new Saved<Translation>.Done(next);
            }
        }
        catch (ConflictException)
        {
            now = await Find(translation.Language, ct);
        }

        return new Saved<Translation>.Overtaken(now, translation);
    }

    private static string Key(string language) => Languages.Written(language) ? _prefix + language : throw new ArgumentException("Not a language that is written.", nameof(language));
}
