namespace SencoFlows.Record;

/// <summary>The types of need of the school census. The names are the official codes and are stored in lower case.</summary>
public enum SenType { SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, ASD, DS, OTH, NSA }

public static class SenCodes
{
    extension(SenType type)
    {
        public string Words => type switch
        {
            SenType.SPLD => "Specific learning difficulty",
            SenType.MLD => "Moderate learning difficulty",
            SenType.SLD => "Severe learning difficulty",
            SenType.PMLD => "Profound and multiple learning difficulty",
            SenType.SEMH => "Social, emotional and mental health",
            SenType.SLCN => "Speech, language and communication needs",
            SenType.HI => "Hearing impairment",
            SenType.VI => "Vision impairment",
            SenType.MSI => "Multi-sensory impairment",
            SenType.PD => "Physical disability",
            SenType.ASD => "Autistic spectrum disorder",
            SenType.DS => "Down syndrome",
            SenType.OTH => "Other difficulty or disability",
            SenType.NSA => "SEN support, type of need not yet assessed by a specialist",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
    }

    extension(SenProvision provision)
    {
        public char Code => provision switch
        {
            SenProvision.None => 'N',
            SenProvision.SenSupport => 'K',
            SenProvision.Plan => 'E',
            _ => throw new ArgumentOutOfRangeException(nameof(provision)),
        };

        public string Words => provision switch
        {
            SenProvision.None => "No special educational needs",
            SenProvision.SenSupport => "SEN support",
            SenProvision.Plan => "Education, health and care plan",
            _ => throw new ArgumentOutOfRangeException(nameof(provision)),
        };
    }

    /// <summary>The status of an official code, also of the three that ended in 2014: A and P were forms of support, S the statement.</summary>
    public static SenProvision? Provision(string? code) => code?.Trim().ToUpperInvariant() switch
    {
        "N" => SenProvision.None,
        "K" or "A" or "P" => SenProvision.SenSupport,
        "E" or "S" => SenProvision.Plan,
        _ => null,
    };

    public static SenType? Type(string? code) =>
        Enum.TryParse<SenType>(code?.Trim(), ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsAsciiDigit(code!.Trim()[0]) ? type : null;
}

/// <summary>National Curriculum year groups under the codes of the common transfer file.</summary>
public static class YearGroups
{
    public static IReadOnlyList<string> All { get; } = ["N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"];

    private static readonly Dictionary<string, int> _order = All.Select((code, i) => (code, i)).ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal);

    public static string Words(string code) => code switch
    {
        "N1" or "N2" => $"Nursery {code[1]}",
        "R" => "Reception",
        _ => $"Year {code}",
    };

    /// <summary>The early years foundation stage, for which the Code of Practice has a chapter of its own.</summary>
    public static bool IsEarlyYears(string? code) => code is "N1" or "N2" or "R";

    /// <summary>Up to seven years old: asked in other words.</summary>
    public static bool IsYoung(string? code) => IsEarlyYears(code) || code is "1" or "2";

    /// <summary>The code of what people write: "Year 5", "Y5", "Yr 5", "05", "Reception", "YR".</summary>
    public static string? Read(string? text)
    {
        var bare = string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        bare = bare.StartsWith("YEAR", StringComparison.Ordinal) ? bare[4..]
            : bare.StartsWith("YR", StringComparison.Ordinal) && bare.Length > 2 ? bare[2..]
            : bare.StartsWith('Y') && bare.Length > 1 && bare != "YR" ? bare[1..]
            : bare;
        return bare.TrimStart('0') switch
        {
            "R" or "YR" or "RECEPTION" => "R",
            "N1" or "NURSERY1" => "N1",
            "N2" or "N" or "NURSERY" or "NURSERY2" => "N2",
            var code when All.Contains(code) => code,
            _ => null,
        };
    }

    /// <summary>How far up the school, for sorting.</summary>
    public static int Order(string code) => _order.GetValueOrDefault(code, -1);

    /// <summary>The year group of somebody born then who is taught with the age group: the age on 31 August decides.</summary>
    public static string? Of(DateOnly born, DateOnly today)
    {
        var autumn = today.Month >= 9 ? today.Year : today.Year - 1;
        var age = autumn - born.Year - (born.Month >= 9 ? 1 : 0);
        return age - 2 is var i and >= 0 && i < All.Count ? All[i] : null;
    }
}
