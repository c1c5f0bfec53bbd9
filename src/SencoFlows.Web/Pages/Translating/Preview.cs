using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.Guests;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>A family that nobody is, in the middle of a cycle, so that every phrase of the pages has something to stand beside.</summary>
internal static class Preview
{
    private const string _child = "Alex";
    private const string _meeting = "m1";

    public static string At(string language) => $"/school/languages/{language}/preview";

    public static Family Of(School school, Tongue tongue, DateOnly today, DateTimeOffset now)
    {
        var review = GraduatedRules.DefaultReview(today, school);
        var support = new Support(today.AddDays(-90), Concern.GapStays)
        {
            Notice = new(today.AddDays(-88), Way.Meeting),
            Cycle = new(2, today.AddDays(-30)) { Plan = 1, Planned = today.AddDays(-30), Review = review, Asked = new(today, today.AddDays(7)), Answers = [new(_parent.Id, 1, Agrees: false, today)] },
            Past = [new(1, today.AddDays(-88), 1, today.AddDays(-31), today.AddDays(-31), Met: 2, Partly: 1, NotMet: 1, Decision.Continue)],
            Meetings = [new(_meeting, today.AddDays(5), new(15, 30), 30, Place.AtSchool)],
            Promises = [new("a1", _meeting, Owner.Teacher, review)],
            Referrals = [new("r1", Service.SpeechAndLanguage, today)],
        };
        var @case = new Case(All.GraduatedApproach.Name, new("pupil", "preview", ""), null, 0, "", [], new(All.GraduatedApproach.Name, new("pupil", "preview", ""), "", Role.Parents, null, null, []), IsOver: false) { Id = new(school.Urn, "preview") };
        return new(school, @case, new State.Reviewing(support), Visit.Begin(LinkForParents, @case.Id, "", now), _parent with { Language = tongue.Code }) { Own = tongue, Preview = At(tongue.Code) };
    }

    public static IssuedPlan Plan(DateTimeOffset now, DateOnly review) => new(1, now.AddDays(-30), Actor.Clock, new(review)
    {
        Outcomes = [new("o1", "Reads a new page without help", "A reading check each half term", "Reading age goes up by six months", review)],
        Provisions = [new("p1", "Paired reading", Deliverer.TeachingAssistant, 2, 3, 20, 10, review.AddDays(-70), review)],
        Adjustments = "Large print. Time to think before an answer.",
        AtHome = "Ten minutes of reading aloud, three evenings a week.",
    });

    public static IReadOnlyList<Said> Words(DateTimeOffset now) =>
    [
        new("s1", SaidKind.Meeting, "preview", now.AddDays(-30), Actor.Clock, null, [new("notes", "We read the same books at home and at school."), new("a1", "Sends the list of books home")]),
    ];

    /// <summary>As the mail would be for this family.</summary>
    public static MailModel Mail(Family family, Uri site, DateOnly today) =>
        new(family.School.Name, family.School.Phone, family.School.Email, family.Contact.Name, new Mentions(By: family.State.Support.Cycle.Review), new(site, family.Home), today)
        {
            Child = _child,
            LinkUntil = today.AddDays(Postman.LinkDays),
            Meeting = new(_meeting, 0, today.AddDays(5), new(15, 30), 30, "At school"),
            Language = family.Own.Code,
            Code = "012345",
            In = family.Own,
            Unchecked = true,
        };

    private static readonly Contact _parent = new("preview", "Robin Example", "Parent");
}
