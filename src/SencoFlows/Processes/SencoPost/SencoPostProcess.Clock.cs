using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SencoPostProcess.State;

namespace SencoFlows.Processes.SencoPost;

// The dates of a post.
public sealed partial class SencoPostProcess
{
    /// <summary>Months before the limit at which the SENCO is reminded.</summary>
    public static IReadOnlyList<int> Ladder { get; } = [36, 24, 22, 18, 12, 6, 3, 1];

    public override IEnumerable<Deadline> Due(State state, School school) => state switch
    {
        InPost { Tenure: var t } => [.. Qualification(t, school), .. Papers(t, school), .. Person(t, school), .. Promises(t, school)],
        HandingOver h => [SencoPostRules.After(school, h.Asked ?? h.On, 5, SencoPostRules.Handover), .. Promises(h.Tenure, school)],
        _ => [],
    };

    private static IEnumerable<Deadline> Qualification(Tenure t, School school)
    {
        var ahead = t.Ahead;
        if (ahead is not { IsSettled: false, Limit: { } limit } || t.Courses.Any(c => c.Awarded is not null && SencoQualification.Weigh(c.AsLaw).Counts is true))
        {
            yield break;
        }

        var told = t.Told.Limit == limit.On ? t.Told : new Told();
        if (Ladder.FirstOrDefault(m => m < told.Months) is var months and > 0)
        {
            yield return new Deadline(limit.On.AddMonths(-months), SencoPostRules.Reminder, limit.On) { IsReminder = true };
        }

        if (!told.StartMissed && t.Underway is null && ahead.StartBy is { } start)
        {
            yield return start;
        }

        if (t.Underway is { Kind: SencoCourseKind.Nasenco, Completed: null } study && SencoQualification.FinishBy(study.AsLaw, ahead.CountsFrom!.Value) is var cut && cut.On < limit.On)
        {
            yield return cut;
        }

        if (told.Overdue == 0)
        {
            yield return limit;
        }
        else
        {
            yield return t.Plan is { } plan ? new Deadline(plan.By, SencoPostRules.Escalate, limit.On)
                : SencoPostRules.After(school, told.OverdueOn!.Value, told.Overdue < 3 ? 10 : 20, SencoPostRules.Escalate);
        }
    }

    private static IEnumerable<Deadline> Papers(Tenure t, School school)
    {
        if (t.Underway is { } study)
        {
            yield return study.Asked is { } asked ? SencoPostRules.After(school, asked, 20, SencoPostRules.Result)
                : study.Ends is { } ends ? new Deadline(ends, SencoPostRules.Result, study.Begins ?? study.Recorded)
                : SencoPostRules.After(school, study.Recorded, 40, SencoPostRules.Result);
        }

        foreach (var s in t.Courses.Where(c => c.Awarded is not null && c.Certificate?.Checked is null && SencoQualification.Weigh(c.AsLaw).Counts is not false).Take(1))
        {
            yield return s.Certificate is null or { Rejected: not null }
                ? SencoPostRules.After(school, s.Asked ?? s.Recorded, 10, SencoPostRules.Certificate)
                : SencoPostRules.After(school, s.Asked ?? s.Recorded, 5, SencoPostRules.Check);
        }
    }

    private static IEnumerable<Deadline> Person(Tenure t, School school)
    {
        if (t is { EarlierOpen: true, Bound: true, EarlierAsked: { } day } && t.Ahead.Status is not SencoStatus.Qualified)
        {
            yield return SencoPostRules.After(school, day, 10, SencoPostRules.EarlierPosts);
        }

        if (t.Leave is { Accepted: null } away)
        {
            yield return SencoPostRules.After(school, away.Offered ?? away.From, 5, SencoPostRules.Handover);
        }

        if (t.Leave is { Back: { } back } leave)
        {
            yield return leave.Asked is { } asked ? SencoPostRules.After(school, asked, 10, SencoPostRules.Return) : new Deadline(back, SencoPostRules.Return, leave.From) { IsReminder = true };
        }

        if (t.Leaves is { } last)
        {
            yield return new Deadline(last, SencoPostRules.LastDay, t.From);
        }
    }

    /// <summary>The next promise only: one mail is enough for all that are due with it.</summary>
    private static IEnumerable<Deadline> Promises(Tenure t, School school) =>
        t.Promises.Select(p => Kept(p, school)).OrderBy(d => d.On).Take(1);

    private static Deadline Kept(Promise p, School school) => p.Asked is { } asked ? SencoPostRules.After(school, asked, 5, SencoPostRules.Promise) : new Deadline(p.By, SencoPostRules.Promise, p.By);

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        if (deadline.Rule.Id == SencoPostRules.Promise.Id)
        {
            var tenure = TenureOf(state);
            return Go(Of(state, tenure with { Promises = [.. tenure.Promises.Select(p => Kept(p, at.School).Lapses <= at.Today ? p with { Asked = at.Today } : p)] }),
                Nudge(state is HandingOver || tenure.Leave is not null ? Role.Head : Role.Self, "senco-promise-late", "kept"));
        }

        if (state is HandingOver h)
        {
            return Go(h with { Asked = at.Today, Chases = h.Chases + 1 }, Waits(h.Chases, at));
        }

        var t = ((InPost)state).Tenure;
        return deadline.Rule.Id switch
        {
            "senco-reminder" => Remind(t, deadline.From, at),
            "senco-npq-start" => Go(Now(t with { Told = For(t) with { StartMissed = true } }, at), Nudge(Role.Self, "senco-start-missed", "course"), AtOnce(Role.Head, "senco-start-missed", "plan")),
            "senco-nasenco-cut" => Go(Now(t.With(t.Underway! with { Stopped = deadline.On.AddDays(1) }), at), new Effect.Email(Role.Self, "senco-course-too-late"), new Effect.Email(Role.Head, "senco-course-too-late")),
            "senco-qual" or "senco-move" or "senco-escalate" => Escalate(t, at),
            "senco-earlier-posts" => Go(Now(t with { EarlierAsked = at.Today, EarlierChases = t.EarlierChases + 1 }, at), Asking(t, t.EarlierChases, "senco-earlier-posts", "earlier")),
            "senco-course-result" => Chased(t, t.Underway!, at, Asking(t, t.Underway!.Chases, "senco-course-result", "result")),
            "senco-certificate" => Chased(t, Unproven(t), at, Asking(t, Unproven(t).Chases, "senco-certificate-missing", "certificate")),
            "senco-certificate-check" => Chased(t, Unproven(t), at, [.. ((Role[])[Checker(t, Unproven(t).Certificate!.AddedBy), .. Unproven(t).Chases > 0 ? (Role[])[Role.Governor] : []]).Distinct().Select((r, i) => i == 0 ? Nudge(r, "senco-certificate-check", "check") : AtOnce(r, "senco-certificate-check", "check"))]),
            "senco-handover" => Go(Now(t with { Leave = t.Leave! with { Offered = at.Today, Offers = t.Leave.Offers + 1 } }, at), Waits(t.Leave!.Offers, at)),
            "senco-return" => Go(Now(t with { Leave = t.Leave! with { Asked = at.Today } }, at), Nudge(Role.Head, "senco-back", "back")),
            "senco-last-day" => Go(new HandingOver(t with { AsOf = at.Today }, t.Leaves!.Value), Gone(t, t.Leaves.Value, at)),
            _ => throw new ArgumentOutOfRangeException(nameof(deadline), deadline.Rule.Id, "This post has no such date."),
        };
    }

    /// <summary>The SENCO at first and the head too from the second time; both at once while she is away.</summary>
    private static IReadOnlyList<Effect> Asking(Tenure t, int chases, string template, string page) =>
        [Nudge(Role.Self, template, page), .. chases > 0 || t.Leave is not null ? (Effect[])[AtOnce(Role.Head, template, page)] : []];

    /// <summary>To whoever is asked first: it loses nothing by waiting for their daily email.</summary>
    /// <param name="page">The last part of the page that does it, where the reader may do it.</param>
    internal static Effect.Email Nudge(Role to, string template, string? page = null) => new(to, template) { CanWait = true, Action = page };

    /// <summary>To whom it goes up when whoever was asked has not acted: at once.</summary>
    internal static Effect.Email AtOnce(Role to, string template, string? page = null) => new(to, template) { Action = page };

    /// <summary>Work that nobody has accepted: the successor and the head, from the third time the governors too.</summary>
    private static IReadOnlyList<Effect> Waits(int chases, At at) =>
        [.. ((Role[])[.. at.School.In(Role.Senco) is null ? [] : (Role[])[Role.Senco], Role.Head, .. chases > 1 ? (Role[])[Role.Governor] : []]).Select(r => r is Role.Senco ? Nudge(r, "senco-handover-waits", "handover") : AtOnce(r, "senco-handover-waits", r is Role.Head ? "handover" : null))];

    /// <summary>One mail for all the steps that have passed, the last of them; nobody is reminded of what the limit has overtaken.</summary>
    private static Step<State>.Go Remind(Tenure t, DateOnly limit, At at)
    {
        var months = Ladder.Last(m => limit.AddMonths(-m) <= at.Today);
        var next = t with { Told = For(t) with { Months = months } };
        var worry = next.On(at.Today).Light is not Light.Green;
        Role[] to = [Role.Self, .. (months <= 22 && worry) || t.Leave is not null ? (Role[])[Role.Head] : [], .. months <= 6 && worry ? (Role[])[Role.Governor] : [], .. months <= 3 && worry ? (Role[])[Role.TrustLead] : []];
        return Go(Now(next, at), at.Today > limit ? [] : [.. Up(at, to).Select(r => (r is Role.Self ? Nudge(r, "senco-limit-near") : AtOnce(r, "senco-limit-near")) with { OnlyUntil = limit })]);
    }

    /// <summary>The head and the SENCO at once, then the governors, then the trust, then all of them until it is settled.</summary>
    private static Step<State>.Go Escalate(Tenure t, At at)
    {
        var step = For(t).Overdue + 1;
        Role[] to = step switch
        {
            1 => [Role.Self, Role.Head],
            2 => [Role.Head, Role.Governor],
            3 => [Role.Governor, Role.TrustLead],
            _ => [Role.Head, Role.Governor, Role.TrustLead],
        };
        return Go(Now(t with { Told = For(t) with { Overdue = step, OverdueOn = at.Today }, Plan = step == 1 ? t.Plan : null }, at), [.. Up(at, to).Select(r => new Effect.Email(r, "senco-overdue"))]);
    }

    /// <summary>A school that belongs to no trust has nobody there to tell.</summary>
    internal static IEnumerable<Role> Up(At at, IEnumerable<Role> to) =>
        to.Where(r => r is not Role.TrustLead || at.School.IsAcademy || at.School.In(Role.TrustLead) is not null);

    private static Step<State>.Go Chased(Tenure t, Study s, At at, params IReadOnlyList<Effect> effects) =>
        Go(Now(t.With(s with { Asked = at.Today, Chases = s.Chases + 1 }), at), effects);

    private static Study Unproven(Tenure t) => t.Courses.First(c => c.Awarded is not null && c.Certificate?.Checked is null && SencoQualification.Weigh(c.AsLaw).Counts is not false);

    /// <summary>What has been told about the limit as it is now.</summary>
    private static Told For(Tenure t) => t.Ahead.Limit?.On is var limit && t.Told.Limit == limit ? t.Told : new Told(limit);

    public override Standing Standing(State state)
    {
        if (state is not InPost { Tenure: var t })
        {
            return state switch
            {
                NotAppointed => new("Not appointed", Role.Head),
                HandingOver => new("Left, the work is not handed over yet", Role.Senco, "Accept the work", "handover"),
                _ => new("Ended", Role.Nobody),
            };
        }

        var verdict = t.On(t.AsOf);
        var study = t.Courses.FirstOrDefault(c => c.Awarded is not null && c.Certificate?.Checked is null);
        var own = t.Leave is null ? Role.Senco : Role.Head; // Nobody waits for somebody who is away.
        return verdict switch
        {
            _ when t.Leave is { Asked: not null } => new("On leave, and was expected back", Role.Head, "Say whether the SENCO is back", "back"),
            _ when t.Leave is { Accepted: null } => new("On leave, the work is not handed over yet", Role.Senco, "Accept the work", "handover"),
            { Status: SencoStatus.Unproven or SencoStatus.Doubtful } when study is { Certificate: { Rejected: null } } => new("Waiting for the certificate to be checked", Checker(t, study.Certificate.AddedBy), "Check the certificate", "check"),
            { Status: SencoStatus.Unproven or SencoStatus.Doubtful } when study is not null => new(study.Certificate is null ? "Awarded, certificate not uploaded" : "The certificate was not right", own, "Upload the certificate", "certificate"),
            _ when t.EarlierOpen && t.Bound && verdict.Status is not SencoStatus.Qualified => new("Earlier posts not recorded", own, "Record earlier posts as SENCO", "earlier"),
            _ when t.Told.Overdue > 0 && t.Told.Limit == t.Ahead.Limit?.On && t.Plan is null && !verdict.IsSettled => new(verdict.Words, Role.Head, "Decide about the time limit", "plan"),
            _ when t.Underway is { Asked: not null } => new("The course should have ended", own, "Say how the course went", "result"),
            { Status: SencoStatus.NotEnrolledInTime or SencoStatus.EndsTooLate } when t.Plan is null => new(verdict.Words, Role.Head, "Decide about the time limit", "plan"),
            { Status: SencoStatus.NotEnrolled or SencoStatus.NotEnrolledInTime or SencoStatus.TwoReadings or SencoStatus.Overdue } when t.Underway is null => new(verdict.Words, own, "Record a course or an award", "course"),
            _ => new(t.Leave is null ? verdict.Words : "On leave", own),
        };
    }
}
