using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Processes.SencoPost;

/// <summary>What a school has decided around the law on its SENCO: when people are reminded, and who is told when nobody acts.</summary>
public static class SencoPostRules
{
    private static readonly DateOnly _checked = new(2026, 11, 23);

    public static Rule Reminder { get; } = Ours("senco-reminder", "Reminder of the qualification", 49, "A SENCO who needs the qualification is reminded 36, 24, 22, 18, 12, 6, 3 and 1 months before the limit.");

    public static Rule EarlierPosts { get; } = Ours("senco-earlier-posts", "Record earlier posts", 49, "Earlier posts as SENCO are recorded within 10 school days: they decide what the law asks.");

    public static Rule Escalate { get; } = Ours("senco-escalate", "Qualification overdue", 49, "A qualification that is overdue goes to the head, after 10 school days to the governors, after 10 more to the trust.");

    public static Rule Result { get; } = Ours("senco-course-result", "Record the course’s result", 49, "When a course should have ended, its result is recorded.");

    public static Rule Certificate { get; } = Ours("senco-certificate", "Upload the certificate", 49, "The certificate of an award is uploaded within 10 school days.");

    public static Rule Check { get; } = Ours("senco-certificate-check", "Check the certificate", 49, "Somebody other than the SENCO checks the certificate within 5 school days.");

    public static Rule Return { get; } = Ours("senco-return", "Back from leave?", 49, "On the day a SENCO is expected back from leave, the head says whether she is.");

    public static Rule LastDay { get; } = Ours("senco-last-day", "Last day of the post", 49, "On the last day of a SENCO's post her work goes to her successor.");

    public static Rule Handover { get; } = Ours("senco-handover", "Accept the handover", 50, "A successor, or whoever stands in during leave, accepts the work of the SENCO within 5 school days.");

    public static Rule Promise { get; } = Ours("senco-promise", "A promise is due", 50, "What a SENCO has promised is done by the day she named.");

    public static Rule Vacancy { get; } = Ours("senco-vacancy", "The school has no SENCO", 49, "A school without a SENCO tells its governors the next day, the trust after 5 school days, and all of them every 10 school days until there is one.");

    public static Rule RoleDetermined { get; } = ByTerm("senco-role-determined", "Settle the SENCO’s role and time", "The governing body settles the SENCO's responsibilities, time and place in the leadership by the end of the next term.", new Count.EndOfNextTerm());

    public static Rule Effectiveness { get; } = ByTerm("senco-effectiveness", "Look at how the SENCO’s work goes", "The governing body looks once a year at how well the SENCO's work is going.", new Count.Months(12));

    /// <summary>Every rule of this folder that the catalogue of the law does not have.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Reminder, EarlierPosts, Escalate, Result, Certificate, Check, Return, LastDay, Handover, Promise, Vacancy, RoleDetermined, Effectiveness];

    /// <summary>So many school days after a day.</summary>
    internal static Deadline After(School school, DateOnly from, int days, Rule rule)
    {
        var on = school.Calendar.After(from, days);
        return new Deadline(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
    }

    private static Rule ByTerm(string id, string title, string words, Count count) => Ours(id, title, 50, words) with
    {
        Inputs = [new("from", "it was last settled or looked at")],
        Parts = [new("due", "To be done by", [new("from", [count])])],
    };

    private static Rule Ours(string id, string title, int regulation, string words) =>
        new(id, Duty.SchoolPolicy, $"School policy, for SEND Regulations 2014, reg. {regulation}", new($"https://www.legislation.gov.uk/uksi/2014/1530/regulation/{regulation}"), words, new(2014, 9, 1), _checked)
        { Title = title };
}
