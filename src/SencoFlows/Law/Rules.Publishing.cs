namespace SencoFlows.Law;

/// <summary>What a school publishes and returns every year.</summary>
public static partial class Rules
{
    private static Uri Equality => new("https://www.legislation.gov.uk/uksi/2017/353/contents");

    public static Rule SirAnnual { get; } = Must("sir-annual", "SEN information report", "SEND Regulations 2014, regs 51 and 52; Children and Families Act 2014, s.69", Send("51"),
        "The SEN information report must be on the school's website, be renewed every year, and be corrected as soon as something changes.")
        .From("it was last published").Takes("changed", "something in it changed").Ordered("changed", "from", "Give a day for the change that is not before the report was last published").Due("Publish again by", Months(12)).GivesFrom("correct", "Correct it by", "changed", SchoolDays(10))
        with
    { Setting = "\"As soon as possible\" is given 10 school days as our default." };

    public static Rule AccessPlan { get; } = Must("access-plan", "Accessibility plan", "Equality Act 2010, Schedule 10, para 3", new("https://www.legislation.gov.uk/ukpga/2010/15/schedule/10"),
        "A school must renew its accessibility plan at least every 3 years.", new(2010, 10, 1))
        .From("the plan was approved").Due("New plan by", Months(36));

    public static Rule EqObj { get; } = Must("eq-obj", "Equality objectives", "Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, reg. 5", Equality,
        "A school must publish equality objectives at least every 4 years.", new(2011, 9, 10))
        .From("they were last published").Due("Publish again by", Months(48));

    public static Rule EqInfo { get; } = Must("eq-info", "Equality information", "Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, reg. 4", Equality,
        "A school must publish equality information every year.", new(2011, 9, 10))
        .From("it was last published").Due("Publish again by", Months(12));

    public static Rule Census { get; } = Must("census", "School census", "School census guide (DfE)", new("https://www.gov.uk/guidance/complete-the-school-census"),
        "The school census is taken on the first Thursday of October, the third of January and the third of May; SEN codes should be right before.", new(2014, 9, 1))
        .From("you ask about")
        .Gives("autumn", "Autumn census", new Count.NthWeekday(10, 1, DayOfWeek.Thursday)).Gives("spring", "Spring census, with types of need", new Count.NthWeekday(1, 3, DayOfWeek.Thursday)).Gives("summer", "Summer census", new Count.NthWeekday(5, 3, DayOfWeek.Thursday))
        .Gives("autumnCodes", "SEN codes right for autumn", new Count.NthWeekday(10, 1, DayOfWeek.Thursday), new Count.SchoolBefore(10)).Gives("springCodes", "SEN codes right for spring", new Count.NthWeekday(1, 3, DayOfWeek.Thursday), new Count.SchoolBefore(10)).Gives("summerCodes", "SEN codes right for summer", new Count.NthWeekday(5, 3, DayOfWeek.Thursday), new Count.SchoolBefore(10))
        .Unsure(Confidence.Medium, "Days for coming years follow the pattern of past ones until the DfE publishes them.")
        with
    { Setting = "Codes are checked 10 school days before: our default." };

    private static Rule[] Publishing => [SirAnnual, AccessPlan, EqObj, EqInfo, Census];
}
