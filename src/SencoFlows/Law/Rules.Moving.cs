namespace SencoFlows.Law;

/// <summary>When a pupil changes school or local authority.</summary>
public static partial class Rules
{
    private static Uri PupilInformation => new("https://www.legislation.gov.uk/uksi/2005/1437/regulation/9");
    private static Uri KeepingSafe => new("https://www.gov.uk/government/publications/keeping-children-safe-in-education--2");
    private static Uri Registration => new("https://www.legislation.gov.uk/uksi/2024/208/regulation/13");
    private const string _fifthDay = "The text says \"days\" and not which. Calendar days are the strictest reading and our default; the other readings are shown beside it.";
    private const string _academies = "Binds maintained and some special schools. Academies are strongly encouraged to do the same.";

    public static Rule Ctf { get; } = Must("ctf", "Common transfer file and record", "Education (Pupil Information) (England) Regulations 2005, reg. 9(3)", PupilInformation,
        "The old school must send the common transfer file and the educational record within 15 school days of the pupil coming off its roll.", new(2005, 9, 1))
        .From("the pupil came off the roll").Due("Send by", SchoolDays(15)).Note(_academies + " The days are those of the old school.");

    public static Rule CtfDual { get; } = Must("ctf-dual", "Record of a pupil at two schools", "Education (Pupil Information) (England) Regulations 2005, reg. 9(3B)", PupilInformation,
        "When a pupil is registered at a second school as well, the first must send it a copy of the record within 15 school days of its head learning of that.", new(2008, 9, 1))
        .From("the head learned of the second registration").Due("Send a copy by", SchoolDays(15)).Note(_academies);

    public static Rule SenHandover { get; } = Must("sen-handover", "SEN record to the next school", "SEND Regulations 2014, reg. 50(3); SEND Code of Practice, para 6.57", Send("50"),
        "The SENCO must see that everything relevant about a pupil's special educational needs reaches the next school: with the transfer file, and with a receipt.")
        .From("the pupil came off the roll").Takes("sent", "the record was sent")
        .Due("Send the SEN record by", SchoolDays(15)).GivesFrom("chase", "Chase the receipt on", "sent", SchoolDays(5))
        .Unsure(Confidence.Medium, "The letter of the sub-paragraph has not been read again since it was recorded. The regulation names no day: it travels with the transfer file.")
        with
    { Setting = "The receipt is chased after 5 school days: our default." };

    public static Rule CpFileInYear { get; } = Must("cp-file-inyear", "Child protection file, leaving during the year", "Keeping children safe in education (DfE), child protection files", KeepingSafe,
        "When a pupil leaves during the year, the child protection file must reach the new school within 5 days, apart from the main file.", new(2023, 9, 1))
        .From("the pupil left").Due("Child protection file by", Days(5)).Gives("workingDays", "If working days are meant", new Count.Working(5)).Gives("schoolDays", "If school days are meant", SchoolDays(5))
        .Unsure(Confidence.Medium, _fifthDay + " The final text of the 2026 edition was not found.")
        with
    { Setting = "5 calendar days, because it is the strictest reading." };

    public static Rule CpFileTerm { get; } = Must("cp-file-term", "Child protection file, new term", "Keeping children safe in education (DfE), child protection files", KeepingSafe,
        "When a pupil starts at a new school with a new term, the child protection file must reach it within the first 5 days of the term.", new(2023, 9, 1))
        .From("the new term starts").Due("Child protection file by", new Count.SchoolBeginningWith(5)).Unsure(Confidence.Medium, "The final text of the 2026 edition was not found.");

    public static Rule CpReceipt { get; } = Policy("cp-receipt", "Receipt for a child protection file", "Keeping children safe in education (DfE), child protection files", KeepingSafe,
        "The receipt for a child protection file must be got: it is chased when it does not come.", "5 school days: our default. The guidance asks for a receipt and names no day.", new(2023, 9, 1))
        .From("the file was sent", "sent").Due("Chase on", SchoolDays(5));

    public static Rule LaEhcpMove { get; } = Must("la-ehcp-move", "Plan moves to another local authority", "SEND Regulations 2014, reg. 15(2)", Send("15"),
        "The old local authority must hand the plan over on the day of the move, or within 15 working days of learning of it if it was told late.")
        .From("the old local authority became aware of the move").Due("Plan handed over by", new Count.WorkingBeginningWith(15))
        .Note("The regulations do not define \"working day\": Monday to Friday without bank holidays is assumed.");

    public static Rule NewLaInform { get; } = Must("newla-inform", "New local authority tells the parents", "SEND Regulations 2014, reg. 15(4)", Send("15"),
        "Within 6 weeks of taking over a plan, the new local authority must tell the parents, and say whether it reassesses and when it reviews.")
        .From("the plan was transferred", "transfer").Due("Parents told by", Weeks(6));

    public static Rule NewLaReview { get; } = Must("newla-review", "First review by a new local authority", "SEND Regulations 2014, reg. 15(5)", Send("15"),
        "The new local authority must review the plan within 12 months of the last review, or within 3 months of the transfer if that is later.")
        .From("the plan was transferred", "transfer").Needs("lastReview", _lastReview)
        .Choose("Review by", Choice.Later, Of("lastReview", Months(12), TheDayBefore), Of("from", Months(3), TheDayBefore))
        .Note("Both periods begin with the day itself, so each ends the day before. The 3 months have not been read again since they were recorded.");

    public static Rule RegNew { get; } = Must("reg-new", "New pupil return to the local authority", "School Attendance (Pupil Registration) (England) Regulations 2024, reg. 13(1)", Registration,
        "The local authority must be told of a new pupil by the end of the fifth day after the entry in the register.", new(2024, 8, 19))
        .From("the pupil was entered in the register").Due("Send the return by", Days(5)).Gives("schoolDays", "If school days are meant", SchoolDays(5)).Note(_fifthDay)
        with
    { Setting = "5 calendar days, because it is the strictest reading." };

    public static Rule RegDel { get; } = Must("reg-del", "Leaver return to the local authority", "School Attendance (Pupil Registration) (England) Regulations 2024, reg. 13(4)", Registration,
        "The local authority must be told that a pupil's name will be deleted as soon as the ground is met, and not after the deletion.", new(2024, 8, 19))
        .From("the ground for deletion was met").Due("Send the return by", Days(0));

    private static Rule[] Moving => [Ctf, CtfDual, SenHandover, CpFileInYear, CpFileTerm, CpReceipt, LaEhcpMove, NewLaInform, NewLaReview, RegNew, RegDel];
}
