using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Processes.GraduatedApproach;

// The dates of SEN support. The step of the cycle has one date at a time; duties, meetings and promises have theirs beside it.
public sealed partial class GraduatedApproachProcess
{
    private const int _patientAfter = 3;

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is not Running { Support: var s } r || state is Closed)
        {
            yield break;
        }

        if (s.Leaves is { } last)
        {
            yield return new Deadline(last, GraduatedRules.Leaves, last);
        }

        foreach (var duty in DuesOfTelling(s, school).Concat(r is Monitoring ? [] : DuesOfReport(s, school)))
        {
            yield return duty; // What the law says must be done waits for nobody, also while the pupil is away.
        }

        if (s.Away is { } away)
        {
            yield return away.Last is { } asked ? After(school, asked, 10, GraduatedRules.Back) : new Deadline(away.Back, GraduatedRules.Back, away.From);
            yield break; // Nothing else is asked of anybody about a pupil who is not there.
        }

        foreach (var due in DuesOfStep(r, school))
        {
            yield return due;
        }

        if (r is not Monitoring)
        {
            foreach (var due in DuesOfYear(s, school).Concat(DuesBeside(s, school)))
            {
                yield return due;
            }
        }
    }

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var r = (Running)state;
        var s = r.Support;
        return deadline.Rule.Id switch
        {
            "support-leaves" => Go(new Closed(s, Closing.Left, s.Leaves!.Value), new Effect.Withdraw("The pupil has left")),
            "support-back" => Go(With(r, s with { Away = s.Away! with { Chases = s.Away.Chases + 1, Last = at.Today } }), Remind("support-back", "back")),
            "support-tell-reminder" => Go(With(r, s with { Telling = s.Telling with { Reminded = true } }), Remind("support-tell-parents-soon", "told")),
            "sen-notify" or "support-tell-late" => Go(With(r, s with { Telling = s.Telling.Again(at.Today) }), Both("support-not-told", "told")),
            "support-views" => Answers(r, at),
            "support-meeting-term" => EndTerm(r, deadline, at),
            "parent-3" => EndYear(r, at),
            "support-report-reminder" => Go(With(r, s with { Report = s.Report with { Reminded = true } }), Remind("support-report-near", "report")),
            "annual-report" or "support-report-late" => ReportLate(r, at),
            "support-meeting-notes" => Unrecorded(r, deadline, at),
            "support-promise" => Break(r, at),
            "referral-chase" => ChaseReferral(r, deadline, at),
            "support-request" => Go(With(r, s with { Request = s.Request! with { Chases = s.Request.Chases + 1, Chased = at.Today } }), Remind("support-request-late", "la-answered")),
            "support-next-step" => Go(With(r, s with { Stuck = s.Stuck!.Again(at.Today) }), Up("support-next-step-late", "next-step")),
            "support-review-open" => Ask(s, at),
            _ => ChaseStep(r, at),
        };
    }

    private static IEnumerable<Deadline> DuesOfTelling(Support s, School school)
    {
        if (s.Notice is not null)
        {
            yield break;
        }

        var limit = Rules.SenNotify.After(s.Telling.Since, school.Calendar);
        if (s.Telling.Times > 0)
        {
            yield return After(school, s.Telling.Last!.Value, s.Telling.Times < _patientAfter ? 2 : 10, GraduatedRules.TellLate);
            yield break;
        }

        if (!s.Telling.Reminded)
        {
            yield return new Deadline(school.Calendar.Before(limit.On, 2), GraduatedRules.TellSoon, s.Telling.Since) { IsReminder = true, Provisional = limit.Provisional };
        }

        yield return limit;
    }

    private static IEnumerable<Deadline> DuesOfStep(Running r, School school)
    {
        var (s, c) = (r.Support, r.Support.Cycle);
        switch (r)
        {
            case Assessing:
                yield return Ladder(school, s.Step, 15, GraduatedRules.Assess);
                break;
            case Planning:
                yield return Ladder(school, s.Step, 10, GraduatedRules.Plan);
                break;
            case Doing when c is { Review: { } review, Planned: { } planned }:
                var open = school.Calendar.Before(review, GraduatedRules.AskBefore);
                yield return new Deadline(open > planned ? open : planned.AddDays(1), GraduatedRules.ReviewOpens, planned) { IsReminder = true };
                break;
            case Reviewing when c is { Review: { } review, Planned: { } planned }:
                yield return s.Step.Times == 0
                    ? new Deadline(review, GraduatedRules.Review(s.EarlyYears), planned)
                    : After(school, s.Step.Last!.Value, s.Step.Times < _patientAfter ? 5 : 10, GraduatedRules.ReviewLate);
                break;
            case Monitoring m:
                yield return s.Step.Times == 0
                    ? new Deadline(GraduatedRules.TermEnd(GraduatedRules.TermEnd(m.From, school).AddDays(1), school), GraduatedRules.Monitor, m.From)
                    : After(school, s.Step.Last!.Value, 10, GraduatedRules.Monitor);
                break;
        }

        if (r is Assessing or Reviewing && c.Asked is { Chases: < 2 } asked)
        {
            var early = school.Calendar.Before(asked.By, 2);
            yield return asked.Chases == 0
                ? new Deadline(early > asked.On ? early : asked.By, GraduatedRules.Views, asked.On) { IsReminder = true }
                : new Deadline(asked.By, GraduatedRules.Views, asked.On) { IsReminder = true };
        }

        if (s.Stuck is { } stuck && r is not Monitoring)
        {
            yield return Ladder(school, stuck, 10, GraduatedRules.NextStep);
        }
    }

    private static IEnumerable<Deadline> DuesOfYear(Support s, School school)
    {
        var term = GraduatedRules.TermEnd(s.TermFrom, school);
        yield return new Deadline(school.Calendar.Before(term, 15), GraduatedRules.MeetingATerm, s.TermFrom) { IsReminder = true, Provisional = !school.Calendar.Knows(term) };
        yield return Rules.Parent3.After(s.CountFrom, school.Calendar);
    }

    private static IEnumerable<Deadline> DuesOfReport(Support s, School school)
    {
        if (s.Report.Chases > 0)
        {
            yield return After(school, s.Report.Chased!.Value, 10, GraduatedRules.ReportLate);
            yield break;
        }

        var limit = Rules.AnnualReport.After(s.Report.From, school.Calendar);
        if (!s.Report.Reminded)
        {
            yield return new Deadline(school.Calendar.Before(limit.On, 20), GraduatedRules.ReportSoon, s.Report.From) { IsReminder = true, Provisional = limit.Provisional };
        }

        yield return limit;
    }

    /// <summary>Reminders all: what a case is measured by is its step and the law, and lists show that.</summary>
    private static IEnumerable<Deadline> DuesBeside(Support s, School school)
    {
        foreach (var m in s.Meetings.Where(m => m.Open && m.Chases < _patientAfter))
        {
            yield return After(school, m.Chased ?? m.On, m.Chases == 0 ? 1 : 5, GraduatedRules.MeetingNotes) with { From = m.On, IsReminder = true };
        }

        foreach (var p in s.Promises.Where(p => p.Open && p.Broken is null))
        {
            yield return new Deadline(p.By.AddDays(1), GraduatedRules.Promise, s.Meeting(p.Meeting)?.Held ?? p.By) { IsReminder = true };
        }

        foreach (var asked in s.Referrals.Where(x => x.Open))
        {
            yield return (asked.Chases == 0 ? Rules.ReferralChase.After(asked.Asked, school.Calendar) : After(school, asked.Chased!.Value, 20, Rules.ReferralChase)) with { From = asked.Asked, IsReminder = true };
        }

        if (s.Request is { Answered: null } request)
        {
            yield return request.Chases == 0
                ? new Deadline(Rules.Ehcna6.After(request.On, school.Calendar).On.AddDays(1), GraduatedRules.Request, request.On) { IsReminder = true }
                : After(school, request.Chased!.Value, 10, GraduatedRules.Request) with { IsReminder = true };
        }
    }

    /// <summary>First after the time it is given, then each week, then patiently.</summary>
    private static Deadline Ladder(School school, Chase chase, int first, Rule rule) =>
        After(school, chase.Last ?? chase.Since, chase.Times == 0 ? first : chase.Times < _patientAfter ? 5 : 10, rule);

    private static Deadline After(School school, DateOnly from, int days, Rule rule)
    {
        var on = school.Calendar.After(from, days);
        return new Deadline(on, rule, from) { Provisional = school.Calendar.IsProvisional(from.AddDays(1), on) };
    }

    /// <summary>It loses nothing by waiting for the daily email of the SENCO.</summary>
    /// <param name="page">The last part of the page that does it.</param>
    private static Effect.Email Remind(string template, string? page = null) => new(Role.Senco, template) { CanWait = true, Action = page };

    /// <summary>The head hears at once what the SENCO is reminded of.</summary>
    private static IReadOnlyList<Effect> Up(string template, string page) => [Remind(template, page), new Effect.Email(Role.Head, template)];

    /// <summary>What the law says must be done has not been done: at once to both.</summary>
    private static IReadOnlyList<Effect> Both(string template, string page) => [new Effect.Email(Role.Senco, template) { Action = page }, new Effect.Email(Role.Head, template)];

    private static Step<State>.Go ChaseStep(Running r, At at)
    {
        var step = r.Support.Step.Again(at.Today);
        var (template, page) = r switch { Assessing => ("support-assess-late", "assess"), Planning => ("support-plan-late", "plan"), Monitoring => ("support-monitor", "monitor"), _ => ("support-review-late", "review") };
        return Go(With(r, r.Support with { Step = step }), step.Times > 1 ? Up(template, page) : [Remind(template, page)]);
    }

    /// <summary>Two days before answers are wanted those who have not answered are reminded; on the day the SENCO hears who is missing.</summary>
    private static Step<State>.Go Answers(Running r, At at)
    {
        var c = r.Support.Cycle;
        var asked = c.Asked!;
        var now = With(r, r.Support with { Cycle = c with { Asked = asked with { Chases = asked.Chases + 1 } } });
        return asked.Chases > 0
            ? Go(now, Remind("support-views-missing"))
            : Go(now, new Effect.Email(Role.Parents, "parents-views-again", LinkForParents) { Except = c.Answered, OnlyUntil = asked.By },
                new Effect.Email(Role.Teacher, "support-contribute-again", LinkForTeachers) { CanWait = true, Except = c.Answered, OnlyUntil = asked.By });
    }

    private static Step<State>.Go EndTerm(Running r, Deadline deadline, At at)
    {
        var s = r.Support;
        var term = GraduatedRules.TermEnd(s.TermFrom, at.School);
        var met = s.Meetings.Any(m => s.TermFrom <= (m.Held ?? m.On) && (m.Held ?? m.On) <= term && (m.Held is not null || m.Open));
        return Go(With(r, s with { TermFrom = term.AddDays(1) }), met || s.Began > deadline.On ? [] : [Remind("support-meeting-due", "meeting") with { OnlyUntil = term }]);
    }

    private static Step<State>.Go EndYear(Running r, At at)
    {
        var s = r.Support;
        var year = AcademicYear.Of(s.CountFrom);
        return Go(With(r, s with { CountFrom = year.Next.From }),
            s.Held(year) < s.Needed(year, at.School.Policies.MeetingsAYear) ? [.. Up("support-meetings-short", "meeting").Select(e => e with { OnlyUntil = year.To.AddDays(60) })] : []);
    }

    /// <summary>After three chases the year is let go: the history says that no report was recorded.</summary>
    private static Step<State>.Go ReportLate(Running r, At at)
    {
        var report = r.Support.Report;
        var now = report.Chases >= 2 ? new Report(AcademicYear.Of(report.From).Next.From) : report with { Chases = report.Chases + 1, Chased = at.Today };
        return Go(With(r, r.Support with { Report = now }), Both("support-report-late", "report"));
    }

    /// <summary>Every meeting of that day of which nothing is recorded, in one mail.</summary>
    private static Step<State>.Go Unrecorded(Running r, Deadline deadline, At at)
    {
        var s = r.Support;
        var chased = s.Meetings.Where(m => m.Open && m.Chases < _patientAfter && m.On == deadline.From).ToList();
        var now = s with { Meetings = [.. s.Meetings.Select(m => chased.Contains(m) ? m with { Chases = m.Chases + 1, Chased = at.Today } : m)] };
        return Go(With(r, now), chased.Any(m => m.Chases > 0) ? Up("support-meeting-record", "meeting-held") : [Remind("support-meeting-record", "meeting-held")]);
    }

    /// <summary>Everything that was promised for that day and is not done, in one mail.</summary>
    private static Step<State>.Go Break(Running r, At at)
    {
        var s = r.Support;
        return Go(With(r, s with { Promises = [.. s.Promises.Select(p => p.Open && p.Broken is null && p.By < at.Today ? p with { Broken = at.Today } : p)] }), Remind("support-promise-broken", "promise"));
    }

    private static Step<State>.Go ChaseReferral(Running r, Deadline deadline, At at)
    {
        var asked = r.Support.Referrals.First(x => x.Open && x.Asked == deadline.From);
        var others = r.Support.Referrals.Select(x => x.Open && x.Asked == deadline.From && x.Chases == asked.Chases ? x with { Chases = x.Chases + 1, Chased = at.Today } : x);
        return Go(With(r, r.Support with { Referrals = [.. others] }), Remind("support-referral-late", "specialist-answered"));
    }
}
