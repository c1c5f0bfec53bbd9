using System.Globalization;
using System.Text;

namespace SencoFlows.Record.Pack;

/// <summary>How a pupil of this school is like the one of a record that arrived, the surest first.</summary>
public enum Likeness { SameNumber, SameNamesAndBirthday, SameBirthdayAndOneName, SameNames }

/// <param name="OtherNumber">Both have a permanent unique pupil number, and not the same: two children, however alike they are.</param>
public sealed record LikePupil(Pupil Pupil, Likeness Likeness, bool OtherNumber);

/// <summary>
/// Finds whose record it may be. Only the unique pupil number is proof enough to be proposed; names and birthdays are shown, and a
/// person decides: twins share a birthday and a surname, and sometimes everything but a letter.
/// </summary>
public static class PupilMatch
{
    public static IReadOnlyList<LikePupil> Find(PackPupil sought, IEnumerable<Pupil> pupils) =>
        [.. pupils.Select(p => Compare(sought, p)).OfType<LikePupil>().OrderBy(c => c.OtherNumber).ThenBy(c => c.Likeness).ThenBy(c => c.Pupil.ListName, StringComparer.OrdinalIgnoreCase)];

    private static LikePupil? Compare(PackPupil sought, Pupil pupil)
    {
        var (theirs, ours) = (Number(sought), pupil.Upn);
        if (theirs is not null && ours == theirs)
        {
            return new(pupil, Likeness.SameNumber, OtherNumber: false);
        }

        var birthday = sought.DateOfBirth == pupil.DateOfBirth;
        var forename = Shares([sought.Forename, sought.PreferredForename], [pupil.Forename, pupil.PreferredForename]);
        var surname = Shares([sought.Surname, sought.PreferredSurname], [pupil.Surname, pupil.PreferredSurname]);
        Likeness? likeness = (birthday, forename, surname) switch
        {
            (true, true, true) => Likeness.SameNamesAndBirthday,
            (true, true, false) or (true, false, true) => Likeness.SameBirthdayAndOneName,
            (false, true, true) => Likeness.SameNames,
            _ => null,
        };
        return likeness is { } l ? new(pupil, l, theirs is { IsTemporary: false } && ours is { IsTemporary: false }) : null;
    }

    public static Upn? Number(PackPupil pupil) => Upn.TryParse(pupil.Upn, out _, out var upn) ? upn : null;

    private static bool Shares(IEnumerable<string?> one, IReadOnlyCollection<string?> other) => one.OfType<string>().Any(a => other.OfType<string>().Any(b => Plain(a) == Plain(b)));

    /// <summary>Letters alone, without marks: "Zoë-Anne" is "zoeanne".</summary>
    private static string Plain(string name) => string.Concat(name.Normalized(NormalizationForm.FormD)
        .Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && char.IsLetter(c)).Select(char.ToLowerInvariant));
}
