namespace SencoFlows.Law;

/// <summary>SEN support: the graduated approach, parents, and what a school promises itself.</summary>
public static partial class Rules
{
    public static Rule SenNotify { get; } = Must("sen-notify", "Telling parents that SEN support starts", "Children and Families Act 2014, s.68", Act("68"),
        "When special educational provision starts for a pupil who has no EHC plan, the school must tell the parents.")
        .From("the provision started").Due("Tell the parents by", SchoolDays(5))
        with
    { Setting = "The law says must and names no day, so it is a task at once. 5 school days is our default for when the SENCO is reminded that it is not done.", Caveat = "The duty is law; the 5 school days are the school's own limit." };

    public static Rule CycleReview { get; } = Should("cycle-review", "Review of a support plan", "SEND Code of Practice, para 6.53", CodeOfPractice,
        "A support plan should be reviewed with the pupil and the parents on the date agreed in it.")
        .From("the plan was agreed").Due("Review by, when no date was agreed", Weeks(12)).Gives("termEnd", "Or by the end of term", new Count.EndOfTerm())
        .Unsure(Confidence.Medium, "The Code says the agreed date. 12 weeks is a default for a plan without one.")
        with
    { Setting = "12 weeks: about a term, so that three cycles fit in a year." };

    public static Rule Parent3 { get; } = Should("parent-3", "Three meetings with parents a year", "SEND Code of Practice, para 6.65", CodeOfPractice,
        "A school should meet the parents of a pupil on SEN support at least three times in each school year.")
        .From("you ask about").Due("Third meeting by", new Count.EndOfAcademicYear())
        with
    { Setting = "One meeting a term. The Code gives the number and not the spacing." };

    public static Rule AnnualReport { get; } = Must("annual-report", "Yearly report to parents", "Education (Pupil Information) (England) Regulations 2005, reg. 6", new("https://www.legislation.gov.uk/uksi/2005/1437/regulation/6"),
        "Parents must get a written report on their child each school year, before the end of the summer term.", new(2005, 9, 1))
        .From("you ask about").Due("Send the report by", new Count.EndOfSummer())
        .Note("The regulation binds maintained schools; academies have it through their funding agreement.");

    public static Rule ReferralChase { get; } = Policy("referral-chase", "Chasing a referral", "School policy", CodeOfPractice,
        "A referral to another service that nobody has answered is chased.", "First after 10 school days, again after 6 weeks: long enough for a service to answer, short enough to notice a lost letter.")
        .From("the referral was sent").Due("Chase on", SchoolDays(10)).Gives("second", "Chase again on", Weeks(6)).Unsure(Confidence.Low, "No law or guidance sets these days.");

    public static Rule Concern { get; } = Policy("concern", "Answering a parent’s concern", "School policy", CodeOfPractice,
        "A parent who raises a concern hears that it has arrived, and then gets an answer.", "2 school days to acknowledge and 10 to answer, as many schools' complaints policies have it. Unanswered, it goes to the complaints policy.")
        .From("the concern was raised").Due("Acknowledge by", SchoolDays(2)).Gives("response", "Answer by", SchoolDays(10)).Unsure(Confidence.Low, "No law or guidance sets these days.");

    private static Rule[] Support => [SenNotify, CycleReview, Parent3, AnnualReport, ReferralChase, Concern];
}
