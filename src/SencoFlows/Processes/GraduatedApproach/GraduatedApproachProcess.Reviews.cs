using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Processes.GraduatedApproach;

// What a review brings: the cycle is put away in numbers, and the next begins, is stepped up, or support ends.
public sealed partial class GraduatedApproachProcess
{
    private static Step<State> Review(Running r, Reviewed v, At at)
    {
        var c = r.Support.Cycle;
        if (r is not (Doing or Reviewing))
        {
            return Refuse("", "There is no plan at work to review");
        }

        if (r.Support.Past is [.., var last] && v.On <= last.Reviewed)
        {
            return Refuse("on", "This review has already been recorded");
        }

        if (v.Decision == Decision.Specialist && r.Support.Withdrawn.Contains(Consent.Specialist))
        {
            return Refuse("service", _noConsent);
        }

        if (WhyNot(c, v, at) is { } no)
        {
            return no;
        }

        var done = new DoneCycle(c.Number, c.From, c.Plan!.Value, c.Postponed.Count > 0 ? c.Postponed[0].From : c.Review!.Value, v.On,
            v.Outcomes.Count(o => o.Result == Result.Met), v.Outcomes.Count(o => o.Result == Result.Partly), v.Outcomes.Count(o => o.Result == Result.NotMet), v.Decision)
        {
            Outcomes = v.Outcomes, Provisions = v.Provisions, Postponed = c.Postponed.Count,
        };
        var s = Together(r.Support, v) with
        {
            Past = [.. r.Support.Past, done],
            EarlyYears = v.EarlyYears ?? r.Support.EarlyYears,
            Step = new(at.Today),
            Cycle = new(c.Number + 1, v.On),
        };
        return Follow(s, v, at);
    }

    /// <summary>Where a decision leads. A plan that is not changed goes on until its next review.</summary>
    private static Step<State> Follow(Support s, Reviewed v, At at)
    {
        IReadOnlyList<Effect> told = [new Effect.Email(Role.Parents, v.Decision == Decision.Exit ? "parents-support-ends" : "parents-reviewed", LinkForParents)];
        if (v.Decision == Decision.Exit)
        {
            return Go(new Monitoring(s with { Stuck = null, Meetings = [.. s.Meetings.Select(m => m.Open && m.On > at.Today ? m with { Cancelled = true, Sequence = m.Sequence + 1 } : m)] }, at.Today),
                [new Effect.GiveStatus(v.On, SenProvision.None), .. told, .. s.Meetings.Where(m => m.Open && m.On > at.Today).SelectMany(m => Invite(m with { Cancelled = true, Sequence = m.Sequence + 1 }))]);
        }

        s = v.Decision switch
        {
            Decision.Specialist => s with { Stuck = null, Referrals = [.. s.Referrals, new($"r{s.Referrals.Count + 1}", v.Service!.Value, at.Today)] },
            Decision.RequestAssessment => s with { Stuck = null, Request = s.Request is { Answered: null } ? s.Request : new(at.Today) },
            _ when s.Stuck is null && IsStuck(s, at.School) => s with { Stuck = new(at.Today) },
            _ => s,
        };
        IReadOnlyList<Effect> also = s.Stuck is { } stuck && stuck.Since == at.Today && stuck.Times == 0 ? [Remind("support-less-progress", "next-step")] : [];
        return v.NextReview is { } next
            ? Go(new Doing(s with { Cycle = s.Cycle with { Plan = v.Version, Planned = v.On, Review = next } }), [.. told, .. also])
            : Go(new Planning(s), [.. told, .. also]);
    }

    /// <summary>The last cycles, as many as the school has set, all brought less than was hoped for.</summary>
    private static bool IsStuck(Support s, School school) =>
        s.Past.Count >= school.Policies.CyclesBeforeNextStep && s.Past.TakeLast(school.Policies.CyclesBeforeNextStep).All(c => c.LessThanExpected);

    /// <summary>A review with the parents is one of the year's meetings, unless that day's meeting is recorded already.</summary>
    private static Support Together(Support s, Reviewed v) => !v.WithParents || s.Meetings.Any(m => m.Held == v.On) ? s
        : s.Meetings.FirstOrDefault(m => m.Open && m.On == v.On) is { } arranged ? s.With(arranged with { Held = v.On })
        : s.With(new Meeting($"m{s.Meetings.Count + 1}", v.On, default, 0, Place.AtSchool) { Held = v.On });

    private static Step<State>? WhyNot(Cycle c, Reviewed v, At at) => v switch
    {
        _ when v.Version != c.Plan => Refuse("", "The plan has been changed since. Look at the new version first"),
        _ when v.On > at.Today => Refuse("on", "The day of the review must be today or in the past"),
        _ when v.On < c.Planned => Refuse("on", "The review must be after the plan was made"),
        { Outcomes.Count: 0 } => Refuse("outcomes", "Say for each outcome whether it was met"),
        _ when v.Outcomes.DistinctBy(o => o.Id).Count() != v.Outcomes.Count => Refuse("outcomes", "Say once for each outcome whether it was met"),
        _ when !Enum.IsDefined(v.Decision) || v.Outcomes.Any(o => !Enum.IsDefined(o.Result)) || v.Provisions.Any(p => !Enum.IsDefined(p.Impact)) => Refuse("", "Select an answer from the list"),
        { Decision: Decision.Continue, NextReview: null } => Refuse("next", "Enter the day of the next review"),
        { Decision: Decision.Specialist, Service: null } => Refuse("service", "Select which specialist to ask"),
        { Decision: not (Decision.Change or Decision.Exit), NextReview: { } next } when GraduatedRules.NotAReview(next, at.Today, at.School) is { } why => Refuse("next", why),
        { Decision: Decision.Change or Decision.Exit, NextReview: not null } => Refuse("next", "The day of the next review is set when the plan is made"),
        _ => null,
    };

    private static Step<State> Postpone(Running r, ReviewPostponed p, At at)
    {
        var c = r.Support.Cycle;
        if (GraduatedRules.NotAReview(p.To, at.Today, at.School) is { } why)
        {
            return Refuse("to", why);
        }

        if (p.To <= c.Review)
        {
            return Refuse("to", "The new day must be after the day agreed. To review sooner, open the review");
        }

        if (c.Postponed.Count >= _mostPostponements)
        {
            return Refuse("", "This review has been moved three times. Hold it, or say in a review why nothing can be said");
        }

        c = c with { Review = p.To, Postponed = [.. c.Postponed, new(c.Review!.Value, p.To, p.Reason)] };
        if (c.Asked is { } asked && at.School.Calendar.Before(p.To, GraduatedRules.AnswerBefore) is var by && by > asked.By)
        {
            c = c with { Asked = asked with { By = by } };
        }

        return Go(With(r, r.Support with { Cycle = c, Step = new(at.Today) }),
            [new Effect.Email(Role.Parents, "parents-review-moved", LinkForParents), .. c.Postponed.Count > 1 ? (IReadOnlyList<Effect>)[new Effect.Email(Role.Head, "support-review-moved")] : []]);
    }
}
