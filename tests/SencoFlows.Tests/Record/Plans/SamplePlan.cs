using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

/// <summary>A plan with one of everything.</summary>
internal static class SamplePlan
{
    public static Actor Senco { get; } = new(Role.Senco, "s1");

    public static DateTimeOffset Morning { get; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public static PlanProvision Reading { get; } = new("p1", "Paired reading", Deliverer.TeachingAssistant, 2, 3, 20, 10, new(2026, 11, 23), new(2027, 2, 12))
    {
        Who = "Mrs Bell", PerHour = 18, OtherCost = 12,
    };

    public static Plan Whole { get; } = new(new(2026, 12, 18))
    {
        Needs = [new(SenType.SPLD, "Reads slowly and guesses from the picture"), new(SenType.SLCN)],
        Baselines = [new("b1", "Reading age", "6 years 4 months", new(2026, 11, 2))],
        Outcomes = [new("o1", "Reads a new page without help", "Reading test", "Reading age of 6 years 10 months", new(2026, 12, 18))],
        Provisions = [Reading],
        Adjustments = "Cream paper and large print",
        AtHome = "Ten minutes of reading aloud each evening",
        AboutMe = new("Kind and funny", "My dog", "Give me time"),
    };
}
