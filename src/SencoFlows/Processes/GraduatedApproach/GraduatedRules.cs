using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Processes.GraduatedApproach;

/// <summary>What a school has decided around the Code of Practice: when people are asked, reminded and told that something is late.</summary>
public static class GraduatedRules
{
    /// <summary>School days before a review on which the family and the teachers are asked.</summary>
    public const int AskBefore = 15;

    /// <summary>School days before a review by which they have answered.</summary>
    public const int AnswerBefore = 5;

    /// <summary>School days that a plan needs to show anything: five weeks.</summary>
    private const int _fewest = 25;

    /// <summary>School days after which a plan of the early years is looked at: half a term.</summary>
    private const int _halfATerm = 30;
    private static readonly DateOnly _checked = new(2026, 11, 23);
    private static readonly Uri _code = new("https://www.gov.uk/government/publications/send-code-of-practice-0-to-25");

    public static Rule TellSoon { get; } = Ours("support-tell-reminder", "Tell the parents", "6.43", "The SENCO is reminded to tell the parents before the school’s own limit passes.");

    public static Rule TellLate { get; } = Ours("support-tell-late", "Parents not told", "6.43", "Parents who should have been told already are told at once.");

    public static Rule Assess { get; } = Ours("support-assess", "Assess the needs", "6.45", "The assessment of a pupil’s needs is done within 15 school days.");

    public static Rule Plan { get; } = Ours("support-plan", "Agree a plan", "6.48", "A plan is agreed with the parents within 10 school days of the assessment or of the review.");

    public static Rule Views { get; } = Ours("support-views", "Views before the review", "6.54", "Before a review the pupil, the parents and the teachers are asked, and answer a week before it.");

    public static Rule ReviewOpens { get; } = Ours("support-review-open", "Ask for views", "6.54", "Three weeks before a review the pupil, the parents and the teachers are asked what they see.");

    /// <summary>The Code's early-years chapter asks for the same, with reviews that grow more frequent.</summary>
    public static Rule ReviewEarlyYears { get; } = new("cycle-review-early-years", Duty.Should, "SEND Code of Practice, para 5.43", _code,
        "In the early years a support plan should be reviewed with the parents on the date agreed in it.", new(2014, 9, 1), _checked)
    { Title = "Review of a support plan in the early years" };

    public static Rule ReviewLate { get; } = Ours("support-review-late", "Review overdue", "6.53", "A review that was not held on its date is chased every week until it is.");

    public static Rule MeetingATerm { get; } = Ours("support-meeting-term", "Meeting with the parents this term", "6.65", "Each term has a meeting with the parents; three weeks before its end the SENCO is told where there is none.");

    public static Rule MeetingNotes { get; } = Ours("support-meeting-notes", "Write down what was agreed", "6.71", "What was agreed at a meeting is written down by the next school day.");

    public static Rule ReportSoon { get; } = Ours("support-report-reminder", "Yearly report to parents", "6.64", "The SENCO is reminded of the yearly report to parents 20 school days before the summer term ends.");

    public static Rule ReportLate { get; } = Ours("support-report-late", "Yearly report overdue", "6.64", "A yearly report that was not sent in time is chased.");

    public static Rule Promise { get; } = Ours("support-promise", "Promise made at a meeting", "6.71", "What somebody promised at a meeting is done by the day named there.");

    public static Rule NextStep { get; } = Ours("support-next-step", "Choose a next step", "6.59", "After several cycles with less than expected progress a next step is chosen within 10 school days.");

    public static Rule Back { get; } = Ours("support-back", "Back at school", "6.53", "On the day a pupil is expected back the SENCO looks at what moves.");

    public static Rule Leaves { get; } = Ours("support-leaves", "Support ends with the last day", "6.57", "Support at this school ends with the pupil’s last day; the plan goes along with the record.");

    public static Rule Monitor { get; } = Ours("support-monitor", "Look again after support", "6.56", "A pupil who no longer has support is looked at again by the end of the next term.");

    public static Rule Request { get; } = Ours("support-request", "Answer of the local authority", "9.14", "The SENCO is told when the local authority has not answered a request within six weeks.");

    public static IReadOnlyList<Rule> All { get; } =
        [TellSoon, TellLate, Assess, Plan, Views, ReviewOpens, ReviewEarlyYears, ReviewLate, MeetingATerm, MeetingNotes, ReportSoon, ReportLate, Promise, NextStep, Back, Leaves, Monitor, Request];

    public static Rule Review(bool earlyYears) => earlyYears ? ReviewEarlyYears : Rules.CycleReview;

    /// <summary>A sensible day for a review: the last school day of the term, or of the next when less than five weeks are left; in the early years half a term.</summary>
    public static DateOnly DefaultReview(DateOnly from, School school, bool earlyYears = false)
    {
        var soonest = school.Calendar.After(from, _fewest);
        for (var term = TermEnd(from.AddDays(1), school); ; term = TermEnd(term.AddDays(1), school))
        {
            if (school.Calendar.Before(term.AddDays(1), 1) is var last && last >= soonest)
            {
                return earlyYears && school.Calendar.After(from, _halfATerm) is var half && half < last ? half : last;
            }
        }
    }

    /// <summary>Why a day cannot be the day of a review, or null when it can.</summary>
    public static string? NotAReview(DateOnly on, DateOnly today, School school) =>
        on <= today ? "The review date must be in the future"
        : on > today.AddYears(1) ? "The review date must be within the next 12 months"
        : !school.Calendar.Has(on) ? $"The review date must be a school day, and the school is closed on {on:d MMMM yyyy}"
        : null;

    /// <summary>The end of the term that holds a day or is next, or a guess where the school has not given its terms.</summary>
    public static DateOnly TermEnd(DateOnly day, School school) => school.Calendar.EndOfTerm(day) is { } end ? end : (day.Month, day.Day) switch
    {
        ( >= 9, _) and not (12, > 15) => new(day.Year, 12, 15),
        (12, _) => new(day.Year + 1, 3, 25),
        ( <= 3, _) and not (3, > 25) => new(day.Year, 3, 25),
        ( <= 6, _) or (7, <= 15) => new(day.Year, 7, 15),
        _ => new(day.Year, 12, 15),
    };

    private static Rule Ours(string id, string title, string paragraph, string words) =>
        new(id, Duty.SchoolPolicy, $"School policy, for SEND Code of Practice {paragraph}", _code, words, new(2014, 9, 1), _checked)
        { Title = title };
}
