using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>A school with 190 days in 2026/27 and no term dates after.</summary>
internal static class SchoolOne
{
    public static SchoolCalendar Calendar { get; } = new(
        [
            new(new(2026, 9, 2), new(2026, 10, 23)), new(new(2026, 11, 2), new(2026, 12, 18)),
            new(new(2027, 1, 5), new(2027, 2, 12)), new(new(2027, 2, 22), new(2027, 3, 25)),
            new(new(2027, 4, 13), new(2027, 5, 28)), new(new(2027, 6, 7), new(2027, 7, 20)),
        ],
        [new(2026, 9, 1), new(2026, 11, 27), new(2027, 1, 4), new(2027, 4, 12), new(2027, 7, 21)],
        []);
}
