namespace SencoFlows.Law;

/// <summary>1 September to 31 August, named by the year in which it starts: 2026 is 2026/27.</summary>
public readonly record struct AcademicYear(int Starts) : IComparable<AcademicYear>
{
    public static AcademicYear Of(DateOnly day) => new(day.Month >= 9 ? day.Year : day.Year - 1);

    /// <summary>The school year that a day of a term belongs to: a term may begin in the last two weeks of August.</summary>
    public static AcademicYear OfSchoolDay(DateOnly day) => Of(day.AddDays(14));

    public DateOnly From => new(Starts, 9, 1);

    public DateOnly To => new(Starts + 1, 8, 31);

    public DayRange Days => new(From, To);

    [System.Text.Json.Serialization.JsonIgnore]
    public AcademicYear Next => new(Starts + 1);

    public bool Has(DateOnly day) => From <= day && day <= To;

    public int CompareTo(AcademicYear other) => Starts.CompareTo(other.Starts);

    public override string ToString() => $"{Starts}/{(Starts + 1) % 100:D2}";

    public static bool operator <(AcademicYear a, AcademicYear b) => a.Starts < b.Starts;

    public static bool operator >(AcademicYear a, AcademicYear b) => a.Starts > b.Starts;

    public static bool operator <=(AcademicYear a, AcademicYear b) => a.Starts <= b.Starts;

    public static bool operator >=(AcademicYear a, AcademicYear b) => a.Starts >= b.Starts;
}
