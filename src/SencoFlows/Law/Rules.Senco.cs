namespace SencoFlows.Law;

/// <summary>Who may be SENCO, and which qualification by when.</summary>
public static partial class Rules
{
    private static Uri Npq => new("https://www.gov.uk/government/publications/mandatory-qualification-for-sencos/mandatory-qualification-for-sencos");

    /// <summary>The first day on which becoming a SENCO starts the clock; the 2008 regulations said the same before 2014.</summary>
    private static DateOnly Caught => new(2009, 9, 2);

    public static Rule SencoQual { get; } = Must("senco-qual", "SENCO qualification", "SEND Regulations 2014, reg. 49(4)", Send("49"),
        "A SENCO must hold the SENCO qualification by the third anniversary of becoming a SENCO.", Caught)
        .From("they became a SENCO")
        .Due("Hold the qualification by", Months(36))
        .Note("It binds somebody who became a SENCO after 1 September 2009 and had not been one for more than 12 months in total before. A head teacher who is SENCO is not exempt.");

    public static Rule SencoNasencoCut { get; } = Must("senco-nasenco-cut", "Which SENCO course counts", "SEND Regulations 2014, reg. 49(7)(a), inserted by SI 2024/535", Send("49"),
        "A National Award for SEN Co-ordination that was begun before 1 September 2024 counts only if it is finished before 1 September 2027, and by the third anniversary of becoming a SENCO.", Caught)
        .From("the course began").Takes("appointed", "they became a SENCO")
        .Choose("Finish the course by", Choice.Earlier, Of("from", new Count.Fixed(new(2027, 9, 1)), TheDayBefore), Of("appointed", Months(36)))
        with
    { InForceTo = new(2024, 8, 31) };

    /// <summary>The second version of the same paragraph: it turns on when the course began, not on when the SENCO was appointed.</summary>
    public static Rule SencoNpqOnly { get; } = Must("senco-nasenco-cut", "Which SENCO course counts", "SEND Regulations 2014, reg. 49(7)(b), inserted by SI 2024/535", Send("49"),
        "A course begun on or after 1 September 2024 must be the NPQ for SENCOs: the National Award no longer counts. It must be finished by the third anniversary of becoming a SENCO.", new(2024, 9, 1))
        .From("the course began").Needs("appointed", "they became a SENCO")
        .GivesFrom("due", "Finish the NPQ by", "appointed", Months(36));

    public static Rule SencoNpqStart { get; } = Should("senco-npq-start", "Latest start of the NPQ for SENCOs", "Mandatory qualification for SENCOs (DfE), 18 to 22 months", Npq,
        "A SENCO who needs the NPQ should have begun it 22 months before the limit: the course takes 18 to 22 months with its assessment.", Caught)
        .From("they became a SENCO")
        .Due("Begin the NPQ by", Months(36), new Count.MonthsBefore(22))
        .Note("22 months is the longest length the DfE names, worked back from the limit. The law itself sets no starting date.");

    public static Rule SencoMove { get; } = Must("senco-move", "SENCO qualification after a move of school", "SEND Regulations 2014, reg. 49(4)", Send("49"),
        "For a SENCO who moves school the three years are counted from the first post, unless the law is read to begin again: the earlier date is the safe one.", Caught)
        .From("they became SENCO at this school").Takes("firstPost", "they first became a SENCO at any relevant school")
        .NotAfter("firstPost", "from", "The first post cannot be later than this one. Give a day for the first post that is not after they became SENCO at this school")
        .Choose("Hold the qualification by", Choice.Earlier, Of("firstPost", Months(36)), Of("from", Months(36)))
        .Gives("fromThisPost", "If the clock starts again with this post", Months(36))
        .Unsure(Confidence.Medium, "The regulation says \"becomes a SENCO\" and can be read either way. Somebody with more than 12 months as SENCO before this post is literally outside it, while the DfE expects the qualification all the same: take advice before relying on that.");

    public static Rule SencoPresent { get; } = Must("senco-present", "A school without a SENCO", "Children and Families Act 2014, s.67", Act("67"),
        "A mainstream school or maintained nursery school must have a SENCO at all times.")
        .From("the school was left without a SENCO").Due("Name a SENCO", Days(0));

    public static Rule SharedSenco { get; } = Policy("shared-senco", "Review of a shared SENCO", "SEND Code of Practice, paras 6.92 to 6.94", CodeOfPractice,
        "Schools that share a SENCO should review regularly whether it works, and stop when pupils suffer.",
        "Each term. The Code says \"regularly\" and names no number, so a termly review is our default.")
        .From("it was last reviewed", "lastReview").Due("Review by the end of", new Count.EndOfNextTerm()).Unsure(Confidence.Medium);

    private static Rule[] Senco => [SencoQual, SencoNasencoCut, SencoNpqOnly, SencoNpqStart, SencoMove, SencoPresent, SharedSenco];
}
