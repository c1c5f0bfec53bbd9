using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SencoFlows.Record;

/// <summary>
/// A unique pupil number: check letter, local authority (3), establishment (4), year (2), serial (3). The last character of a
/// temporary one is a letter. A value of this type has a right check letter, except <c>default</c>, which is no number at all.
/// </summary>
[JsonConverter(typeof(UpnJson))]
public readonly record struct Upn
{
    private const string _letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private readonly string? _text;

    private Upn(string text) => _text = text;

    public bool IsTemporary => _text is [.., var last] && char.IsAsciiLetterUpper(last);

    /// <summary>The local authority that issued it. Old and merged authorities stay in numbers, so an unknown one is no error.</summary>
    public string LocalAuthority => _text?[1..4] ?? "";

    public override string ToString() => _text ?? "";

    public static bool TryParse(string? text, [NotNullWhen(false)] out string? problem, out Upn upn)
    {
        var clean = text is null ? "" : string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        problem = Problem(clean);
        upn = problem is null ? new(clean) : default;
        return problem is null;
    }

    public static Upn Parse(string text) => TryParse(text, out var problem, out var upn) ? upn : throw new FormatException(problem);

    /// <summary>The check letter that belongs in front of the other twelve characters.</summary>
    public static char CheckLetter(ReadOnlySpan<char> twelve)
    {
        var sum = 0;
        for (var i = 0; i < twelve.Length; i++)
        {
            sum += (i + 2) * (char.IsAsciiDigit(twelve[i]) ? twelve[i] - '0' : _letters.IndexOf(twelve[i], StringComparison.Ordinal));
        }

        return _letters[sum % _letters.Length];
    }

    private static string? Problem(string text) => text switch
    {
        { Length: 0 } => "Enter a unique pupil number",
        { Length: not 13 } => "Unique pupil number must be 13 characters, like A391200026001",
        _ when !_letters.Contains(text[0], StringComparison.Ordinal) => "Unique pupil number must start with a letter, and not with I, O or S",
        _ when !text[1..12].All(char.IsAsciiDigit) => "Unique pupil number must have only digits after its first letter",
        _ when !char.IsAsciiDigit(text[12]) && !_letters.Contains(text[12], StringComparison.Ordinal) => "Unique pupil number must end with a digit, or with a letter other than I, O or S",
        _ when CheckLetter(text.AsSpan(1)) != text[0] => "Unique pupil number has the wrong first letter for its digits. Check for a mistyped character",
        _ => null,
    };
}

internal sealed class UpnJson : JsonConverter<Upn>
{
    public override Upn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Upn.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Upn value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
