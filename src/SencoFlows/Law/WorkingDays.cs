namespace SencoFlows.Law;

/// <summary>Monday to Friday without the bank holidays of England and Wales.</summary>
/// <remarks>"Working day" is not defined in the SEND Regulations 2014; this is the usual meaning, and pages that use it say so.</remarks>
public static class WorkingDays
{
    public static bool Has(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && BankHolidays.Name(day) is null;

    /// <summary>The day itself, or the next working day when it is none.</summary>
    public static DateOnly OnOrAfter(DateOnly day) => Has(day) ? day : After(day, 1);

    /// <summary>The n-th working day after a day, which is not itself counted.</summary>
    public static DateOnly After(DateOnly day, int n) => Walk(day, n, 1);

    /// <summary>The n-th working day before a day, which is not itself counted.</summary>
    public static DateOnly Before(DateOnly day, int n) => Walk(day, n, -1);

    private static DateOnly Walk(DateOnly day, int n, int way)
    {
        while (n > 0)
        {
            day = day.AddDays(way);
            if (Has(day))
            {
                n--;
            }
        }

        return day;
    }
}
