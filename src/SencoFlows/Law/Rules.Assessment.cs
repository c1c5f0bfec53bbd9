namespace SencoFlows.Law;

/// <summary>EHC needs assessment, the plan, and appeals. Most of these bind the local authority: the school tracks and chases.</summary>
public static partial class Rules
{
    private const string _request = "the local authority received the request";
    private const string _exceptions = "Exceptions can excuse the local authority: a school closed for 4 weeks or more, exceptional personal circumstances, or absence from the area for 4 weeks or more.";

    private static Uri Tribunal => new("https://www.legislation.gov.uk/uksi/2008/2699/contents");

    public static Rule Ehcna6 { get; } = Must("ehcna-6", "Decision whether to assess", "SEND Regulations 2014, reg. 5(1)", Send("5"),
        "The local authority must decide within 6 weeks of a request whether to assess, and tell the parents and the school.")
        .From(_request).Due("Decision by", Weeks(6)).Note(_exceptions);

    public static Rule EhcnaAdvice { get; } = Must("ehcna-advice", "School’s advice for an assessment", "SEND Regulations 2014, reg. 8(1)", Send("8"),
        "A school that is asked for advice must reply within 6 weeks.")
        .From("the request for advice reached the school").Due("Reply by", Weeks(6)).Note(_exceptions);

    public static Rule Ehcna16 { get; } = Must("ehcna-16", "Decision not to make a plan", "SEND Regulations 2014, reg. 10(1)", Send("10"),
        "If the local authority decides not to make a plan, it must say so within 16 weeks of the request.")
        .From(_request).Due("Notice by", Weeks(16)).Note(_exceptions);

    public static Rule EhcpDraft { get; } = Must("ehcp-draft", "Comments on a draft plan", "SEND Regulations 2014, reg. 13(1)", Send("13"),
        "Parents must have at least 15 days, beginning with the day they get the draft plan, to comment and to ask for a school.")
        .From("the draft plan was served", "served").Due("Comments accepted until at least", new Count.BeginningWith(15));

    public static Rule Ehcp20 { get; } = Must("ehcp-20", "Final plan", "SEND Regulations 2014, reg. 13(2)", Send("13"),
        "The final plan must be sent within 20 weeks of the request.")
        .From(_request).Due("Final plan by", Weeks(20)).Note(_exceptions + " The 20 weeks are calendar weeks, although some letters to parents say working days.");

    public static Rule EhcnaExc { get; } = Must("ehcna-exc", "When a school closure excuses lateness", "SEND Regulations 2014, regs 5(4), 10(4)(a), 13(3)", Send("10"),
        "When a school is asked for advice around a closure of at least 4 weeks, the local authority need not keep its time limit if that is impractical.")
        .From("the school closed", "closed").Needs("reopens", "the school reopens")
        .Ordered("reopens", "from", "The exception needs a closure of at least 4 weeks (28 days). Give a day of reopening that is 28 days or more after the school closed", 28)
        .Gives("opens", "Advice asked for on or after", new Count.DaysBefore(7)).GivesFrom("closes", "and on or before", "reopens", new Count.DaysBefore(7))
        .Note("Being in the window does not move the limit by itself: it excuses lateness only where keeping the limit is impractical.");

    public static Rule ConsultName { get; } = Should("consult-name", "School asked whether it can be named", "SEND Code of Practice, para 9.83", CodeOfPractice,
        "A school that is asked whether it can be named in a plan should reply within 15 days.")
        .From("the school was consulted", "served").Due("Reply by", Days(15)).Unsure(Confidence.Medium, "The paragraph of the Code has not been read again since it was recorded. Counted as 15 calendar days after the day of consultation.");

    public static Rule Reassess { get; } = Must("reassess", "Final plan after a reassessment", "SEND Regulations 2014, reg. 27(2)", Send("27"),
        "After agreeing to reassess, the local authority must send the final plan within 14 weeks.")
        .From("the local authority told the parents that it will reassess").Due("Final plan by", Weeks(14)).Note(_exceptions);

    public static Rule MedContact { get; } = Must("med-contact", "Contacting a mediation adviser", "SEND Regulations 2014, reg. 33", Send("33"),
        "Before most appeals a parent must contact a mediation adviser within 2 months of the decision being sent.")
        .From("the decision was sent").Due("Contact a mediation adviser by", Months(2));

    public static Rule MedCert { get; } = Must("med-cert", "Mediation certificate", "SEND Regulations 2014, reg. 34", Send("34"),
        "A parent who does not want mediation must get the certificate within 3 working days of saying so.")
        .From("the adviser was told that no mediation is wanted").Due("Certificate by", new Count.Working(3)).Unsure(Confidence.Low, "The text of the regulation has not been read again since it was recorded.");

    public static Rule MedHeld { get; } = Must("med-held", "Mediation meeting", "SEND Regulations 2014, regs 36 and 37", Send("36"),
        "Mediation that a parent wants must be arranged within 30 days.")
        .From("the local authority was told that mediation is wanted").Due("Mediation by", Days(30)).Unsure(Confidence.Medium, "The text of the regulation has not been read again since it was recorded.");

    public static Rule Appeal { get; } = Must("appeal", "Appeal to the Tribunal", "First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008, r.20", Tribunal,
        "A parent may appeal within 2 months of the decision being sent, or within 1 month of the mediation certificate, whichever is later.")
        .From("the decision was sent").Takes("certificate", "the mediation certificate was issued")
        .Ordered("certificate", "from", "A mediation certificate is issued after the decision. Give a day that is not before the decision was sent")
        .Choose("Appeal by", Choice.Later, Of("from", Months(2)), Of("certificate", Months(1)), new Count.TribunalRoll())
        .Note("A certificate is needed except for appeals about placement alone.");

    public static Rule Unopposed { get; } = Must("unopposed", "After an appeal that is not opposed", "SEND Regulations 2014, reg. 45, as substituted by SI 2015/359", Send("45"),
        "When the local authority does not oppose an appeal, it must confirm the assessment in 2 weeks, and finish in 10 weeks without a plan, in 14 with one, or amend in 5.", new(2015, 3, 23))
        .From("the local authority told the Tribunal that it will not oppose", "notified")
        .Gives("confirm", "Confirm the assessment by", Weeks(2)).Gives("noPlan", "Decision not to make a plan by", Weeks(10)).Gives("plan", "Final plan by", Weeks(14)).Gives("amend", "Amended plan by", Weeks(5));

    private static Rule[] Assessment => [Ehcna6, EhcnaAdvice, Ehcna16, EhcpDraft, Ehcp20, EhcnaExc, ConsultName, Reassess, MedContact, MedCert, MedHeld, Appeal, Unopposed];
}
