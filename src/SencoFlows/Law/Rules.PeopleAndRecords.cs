namespace SencoFlows.Law;

/// <summary>Looked-after children, requests for information, and how long records are kept.</summary>
public static partial class Rules
{
    private static Uri Gdpr => new("https://www.legislation.gov.uk/eur/2016/679/article/12");
    private static Uri Jcq => new("https://www.jcq.org.uk/exams-office/access-arrangements-and-special-consideration/");

    public static Rule Pep { get; } = Must("pep", "Personal education plan", "Care Planning, Placement and Case Review (England) Regulations 2010, reg. 5", new("https://www.legislation.gov.uk/uksi/2010/959/regulation/5"),
        "A child who comes into care must have a personal education plan within 10 working days, reviewed every term.", new(2011, 4, 1))
        .From("the child became looked after").Due("Plan by", new Count.Working(10)).Gives("review", "First review by", new Count.EndOfTerm())
        .Unsure(Confidence.Medium, "10 working days is the limit for a placement made in an emergency; otherwise the plan comes before the placement.");

    public static Rule SarBefore2018 { get; } = Must("sar", "Subject access request", "Data Protection Act 1998, s.7(8)", new("https://www.legislation.gov.uk/ukpga/1998/29/section/7"),
        "A person who asked what was held about them had to be answered within 40 days.", new(2000, 3, 1))
        .From("the request was received").Due("Answer by", Days(40)).Unsure(Confidence.Low, "History: recorded so that old requests are counted by the law of their time. Not read again.")
        with
    { InForceTo = new(2018, 5, 24) };

    public static Rule Sar { get; } = Must("sar", "Subject access request", "UK GDPR, art. 12(3); Data (Use and Access) Act 2025", Gdpr,
        "A person who asks what is held about them must be answered within 1 month, or 3 months if it is complex; the clock stops while the school waits for proof of identity or for an answer.", new(2018, 5, 25))
        .From("the request was received").Takes("stopped", "the clock was stopped").Takes("restarted", "the clock was started again")
        .Where("stopped", i => i with { Together = "restarted" }).Where("restarted", i => i with { Together = "stopped" })
        .Ordered("stopped", "from", "The clock cannot stop before the request came. Give a day that is not before the request was received")
        .Ordered("restarted", "stopped", "The clock cannot start again before it was stopped. Give a day that is not before the clock was stopped")
        .Due("Answer by", Months(1), new Count.AfterPause("stopped", "restarted"), new Count.ToWorkingDay())
        .Gives("extended", "Answer by, if extended", Months(3), new Count.AfterPause("stopped", "restarted"), new Count.ToWorkingDay())
        .Note("A limit that falls on a weekend or bank holiday moves to the next working day (ICO). Stopping the clock is in the Act since February 2026 and was ICO guidance before.");

    public static Rule EdRec { get; } = Must("edrec", "Parent asks for the educational record", "Education (Pupil Information) (England) Regulations 2005, reg. 5", new("https://www.legislation.gov.uk/uksi/2005/1437/regulation/5"),
        "A parent of a pupil at a maintained school must be shown the educational record within 15 school days of asking.", new(2005, 9, 1))
        .From("the request was received").Due("Show it by", SchoolDays(15)).Note("Maintained schools only: for academies parents use a subject access request.");

    public static Rule DpComplaint { get; } = Must("dp-complaint", "Data protection complaint", "Data (Use and Access) Act 2025, s.103", new("https://www.legislation.gov.uk/ukpga/2025/18/section/103"),
        "A complaint about how personal information was handled must be acknowledged within 30 days.", new(2026, 6, 19))
        .From("the complaint was received").Due("Acknowledge by", Days(30)).Note("The section number has not been read again since it was recorded.");

    public static Rule AaExpiry { get; } = Policy("aa-expiry", "Access arrangements approval runs out", "JCQ, Access arrangements and reasonable adjustments", Jcq,
        "An approval of access arrangements lasts about 26 months: check that it still covers the exams.", "26 months from approval. Set it to what the current JCQ booklet says.", new(2015, 9, 1))
        .From("the approval was given").Due("Check again by", Months(26)).Unsure(Confidence.Low, "Unverified: the 26 months were not found in the 2025 to 2026 text.");

    public static Rule AaDeadline { get; } = Policy("aa-deadline", "Applying for access arrangements", "JCQ, Access arrangements and reasonable adjustments", Jcq,
        "Applications for access arrangements close weeks before the summer exams.", "31 January for modified papers and 21 March for the rest, for the June series. JCQ publishes them for each season: the exams officer has the current ones.", new(2015, 9, 1))
        .From("of the first exam in the summer series").Due("Apply by", new Count.OnDay(3, 21)).Gives("modifiedPapers", "Order modified papers by", new Count.OnDay(1, 31))
        .Unsure(Confidence.Low, "Unverified for 2026 to 2027, and only for the June series: autumn and November series close earlier. Check the JCQ season's dates.");

    public static Rule Retention { get; } = Should("retention", "How long a SEN file is kept", "IRMS toolkit for schools", new("https://irms.org.uk/page/SchoolsToolkit"),
        "The last school keeps a SEN file until the pupil's date of birth plus 31 years, then reviews and destroys it.", new(1990, 1, 1))
        .From("the pupil was born").Where("from", i => i with { Personal = true }).Due("Review for destruction on", Months(31 * 12)).Unsure(Confidence.Medium, "25 years and 6 more; a recommendation, not a law.");

    private static Rule[] PeopleAndRecords => [Pep, SarBefore2018, Sar, EdRec, DpComplaint, AaExpiry, AaDeadline, Retention];
}
