namespace SencoFlows.Law;

/// <summary>A run of days, both ends included: "from Monday to Friday" includes Friday.</summary>
public sealed record DayRange(DateOnly From, DateOnly To)
{
    public bool Has(DateOnly day) => From <= day && day <= To;
}

/// <summary>
/// The days on which one school has a session (Education Act 1996, s.579(1)): its terms without INSET days, closures and bank holidays.
/// </summary>
/// <param name="Terms">Runs of school days between holidays, so a half term is two of them.</param>
public sealed record SchoolCalendar(IReadOnlyList<DayRange> Terms, IReadOnlyList<DateOnly> Inset, IReadOnlyList<DateOnly> Closures)
{
    public static SchoolCalendar Unknown { get; } = new([], [], []);
}
