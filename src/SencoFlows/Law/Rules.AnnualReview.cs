namespace SencoFlows.Law;

/// <summary>Annual reviews of EHC plans, and the moves between phases that bring them forward.</summary>
public static partial class Rules
{
    private const string _lastReview = "the plan was made, or the local authority sent its last review decision";

    public static Rule ArDue { get; } = Must("ar-due", "Annual review of a plan", "Children and Families Act 2014, s.44(1)", Act("44"),
        "A plan must be reviewed within every 12 months, and the review ends only when the local authority sends its decision.")
        .From(_lastReview, "lastReview").Due("Review finished by", Months(12), TheDayBefore).Gives("anniversary", "The anniversary, which some authorities use", Months(12))
        .Note("The 12 months start with the day itself, so the strict last day is the day before the anniversary. Some guidance uses the anniversary. They run from the decision, not from the meeting.");

    public static Rule ArMeetLatest { get; } = Should("ar-meet-latest", "Latest day for the review meeting", "SEND Code of Practice, paras 9.169 and 9.176", CodeOfPractice,
        "So that the decision can be made in time, the review meeting should be at least 4 weeks before the review is due.")
        .From(_lastReview, "lastReview").Due("Hold the meeting by", Months(12), TheDayBefore, new Count.DaysBefore(28));

    public static Rule ArNotice { get; } = Must("ar-notice", "Invitations to a review meeting", "SEND Regulations 2014, reg. 20(3)", Send("20"),
        "Everybody invited to a review meeting must have at least 2 weeks' notice.")
        .From("of the review meeting", "meeting").Due("Invite by", new Count.DaysBefore(14));

    public static Rule ArDocs { get; } = Must("ar-docs", "Papers for a review meeting", "SEND Regulations 2014, reg. 20(4)", Send("20"),
        "Advice for a review meeting must be sent to everybody invited at least 2 weeks before it.")
        .From("of the review meeting", "meeting").Due("Send the papers by", new Count.DaysBefore(14));

    public static Rule ArReport { get; } = Must("ar-report", "Report of a review meeting", "SEND Regulations 2014, reg. 20(9)", Send("20"),
        "A written report of the review meeting must be sent to everybody invited within 2 weeks.")
        .From("of the review meeting", "meeting").Due("Send the report by", Weeks(2));

    public static Rule ArDecision { get; } = Must("ar-decision", "Decision after a review meeting", "SEND Regulations 2014, reg. 20(10); R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)", Send("20"),
        "Within 4 weeks of the meeting the local authority must say whether it keeps, amends or ends the plan; if it amends, the changes must come with it.")
        .From("of the review meeting", "meeting").Due("Decision by", Weeks(4));

    public static Rule ArReps { get; } = Must("ar-reps", "Comments on amendments to a plan", "SEND Regulations 2014, reg. 22(2)(c)", Send("22"),
        "Parents must have at least 15 days, beginning with the day they get the amendments, to comment.")
        .From("the amendment notice was served", "served").Due("Comments accepted until at least", new Count.BeginningWith(15));

    public static Rule ArFinal { get; } = Must("ar-final", "Amended plan after a review", "SEND Regulations 2014, reg. 22(3); R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)", Send("22"),
        "An amended plan must be sent within 8 weeks of the amendment notice, and never later than 12 weeks after the meeting.")
        .From("the amendment notice was sent", "served").Takes("meeting", "of the review meeting")
        .NotAfter("meeting", "from", "The amendment notice follows the review meeting. Give a day for the meeting that is not after the notice")
        .Choose("Amended plan by", Choice.Earlier, Of("from", Weeks(8)), Of("meeting", Weeks(12)));

    public static Rule Pt15Feb { get; } = Must("pt-15feb", "Plan before a change of phase", "SEND Regulations 2014, reg. 18(1)(b)", Send("18"),
        "Before a child moves to the next phase of school, the plan must be reviewed and amended before 15 February of that year.")
        .From("of the move to the next phase").Due("Amended plan by", new Count.OnDay(2, 15), TheDayBefore)
        .Note("The law says before 15 February, so 14 February is the last day, although 15 February is often quoted.");

    public static Rule Pt31Mar { get; } = Must("pt-31mar", "Plan before post-16", "SEND Regulations 2014, reg. 18(1)(a)", Send("18"),
        "Before a young person moves from secondary school to post-16 education, the plan must be reviewed and amended before 31 March of that year.")
        .From("of the move to post-16 education").Due("Amended plan by", new Count.OnDay(3, 31), TheDayBefore)
        .Note("The law says before 31 March, so 30 March is the last day.");

    public static Rule PtMeet { get; } = Should("pt-meet", "Latest review meeting before a change of phase", "SEND Regulations 2014, regs 18(1), 20(10) and 22(3), worked back", Send("18"),
        "A phase transfer review meeting should be early enough for the whole process, which takes up to 12 weeks: plan it in the summer before.")
        .From("of the move to the next phase").Due("Hold the meeting by", new Count.OnDay(2, 15), TheDayBefore, new Count.DaysBefore(84))
        .Gives("postSixteen", "Hold the meeting by, for a move to post-16", new Count.OnDay(3, 31), TheDayBefore, new Count.DaysBefore(84))
        .Note("No text says so directly: it is 12 weeks before the last lawful day.");

    public static Rule Pt5M { get; } = Must("pt-5m", "Plan before another post-16 institution", "SEND Regulations 2014, reg. 18(2)", Send("18"),
        "When a young person moves from one post-16 institution to another, the plan must be reviewed and amended at least 5 months before.")
        .From("of the move to another post-16 institution").Due("Amended plan by", new Count.MonthsBefore(5));

    public static Rule U5Review { get; } = Should("u5-review", "Plan of a child under 5", "SEND Code of Practice, para 9.178", CodeOfPractice,
        "The plan of a child under 5 should be reviewed every 3 to 6 months.")
        .From(_lastReview, "lastReview").Due("Review by", Months(6)).Gives("earliest", "and not before", Months(3));

    public static Rule Y9Pfa { get; } = Must("y9-pfa", "Preparing for adult life from Year 9", "SEND Regulations 2014, reg. 20(6)", Send("20"),
        "From Year 9 every review must look at how the young person prepares for adult life.")
        .From("of the first review meeting in or after Year 9", "meeting").Due("Prepare for adult life, at the meeting on", Days(0));

    private static Rule[] AnnualReview => [ArDue, ArMeetLatest, ArNotice, ArDocs, ArReport, ArDecision, ArReps, ArFinal, Pt15Feb, Pt31Mar, PtMeet, Pt5M, U5Review, Y9Pfa];
}
