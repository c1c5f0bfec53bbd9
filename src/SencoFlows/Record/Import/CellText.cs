using System.Globalization;

namespace SencoFlows.Record.Import;

/// <summary>What people and programs write in cells. Each returns a value or a reason, which goes on from the name of the column.</summary>
public static class CellText
{
    private static readonly string[] _dates =
    [
        "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d/MMM/yyyy",
    ];

    private static readonly string[] _shortDates = ["d/M/yy", "d-M-yy", "d.M.yy", "d MMM yy", "d-MMM-yy", "d MMMM yy"];
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The text without double spaces, and without the ="..." that some programs put around numbers.</summary>
    public static string Plain(string cell)
    {
        var text = string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = text is ['=', '"', .., '"'] && !text[2..^1].Contains('"', StringComparison.Ordinal) ? text[2..^1] : text;
        text = text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
        return text is "-" or "--" or "N/A" or "n/a" ? "" : text;
    }

    /// <summary>Why a spreadsheet would run this cell, or null. A telephone number may begin with +.</summary>
    public static string? Formula(string text) => text switch
    {
        ['+', .. var rest] when rest.All(c => char.IsAsciiDigit(c) || c is ' ' or '(' or ')' or '-') => null,
        ['=' or '+' or '-' or '@', ..] => $"begins with {text[0]}, which spreadsheets run as a formula. Take it away and upload the file again",
        _ => null,
    };

    /// <summary>15/03/2016, 2016-03-15, 15-Mar-16, or the number that Excel keeps for a date: 42444.</summary>
    public static (DateOnly? Date, string? Problem) Date(string text, DateOnly today)
    {
        var bare = text.Split('T', ' ') is [var day, var time] && time.Contains(':', StringComparison.Ordinal) ? day : text;
        bare = bare.Replace("Sept", "Sep", StringComparison.OrdinalIgnoreCase);
        if (DateOnly.TryParseExact(bare, _dates, _english, DateTimeStyles.None, out var date))
        {
            return (date, null);
        }

        if (DateOnly.TryParseExact(bare, _shortDates, _english, DateTimeStyles.None, out date))
        {
            return (date.AddYears(((date.Year % 100) + 2000 is var year && year > today.Year + 1 ? year - 100 : year) - date.Year), null);
        }

        return bare.Length == 5 && int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 25_000 and < 60_000
            ? (new DateOnly(1899, 12, 30).AddDays(serial), null)
            : (null, $"\"{text}\" is not a date. Write it like 15/03/2016");
    }

    public static (bool? Value, string? Problem) YesNo(string text) => text.ToUpperInvariant() switch
    {
        "Y" or "YES" or "TRUE" or "T" or "1" or "X" => (true, null),
        "N" or "NO" or "FALSE" or "F" or "0" => (false, null),
        _ => (null, $"\"{text}\" must be yes or no"),
    };

    /// <summary>N, K or E, also with words beside ("K - SEN support") or as words alone.</summary>
    public static (SenProvision? Status, string? Problem) Status(string text) =>
        SenCodes.Provision(Code(text)) is { } status ? (status, null) : ColumnMatch.Fold(text) switch
        {
            "nospecialeducationalneeds" or "nospecialeducationalneed" or "nosen" or "none" or "no" => (SenProvision.None, null),
            "sensupport" or "sendsupport" => (SenProvision.SenSupport, null),
            "educationhealthandcareplan" or "ehcp" or "ehcplan" => (SenProvision.Plan, null),
            _ => (null, $"\"{text}\" is not a status. Use N, K or E"),
        };

    /// <summary>A code of the school census, also with words beside or as words alone.</summary>
    public static (SenType? Need, string? Problem) Need(string text)
    {
        if (SenCodes.Type(Code(text)) is { } type)
        {
            return (type, null);
        }

        var folded = ColumnMatch.Fold(text);
        foreach (var known in Enum.GetValues<SenType>())
        {
            if (ColumnMatch.Fold(known.Words) == folded)
            {
                return (known, null);
            }
        }

        return folded switch
        {
            "autism" or "autisticspectrumcondition" => (SenType.ASD, null),
            "visualimpairment" => (SenType.VI, null),
            "socialemotionalandmentalhealthdifficulties" => (SenType.SEMH, null),
            "speechlanguageandcommunicationdifficulties" => (SenType.SLCN, null),
            "downssyndrome" => (SenType.DS, null),
            _ => (null, $"\"{text}\" is not a type of need. Use one of {string.Join(", ", Enum.GetNames<SenType>())}"),
        };
    }

    private static string Code(string text) => text.Split([" - ", " – ", ":"], StringSplitOptions.TrimEntries)[0];
}
