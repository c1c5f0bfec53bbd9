using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Processes.GraduatedApproach;

/// <summary>
/// SEN support as the Code of Practice describes it (6.44 to 6.71, in the early years 5.36 to 5.54): assess, plan, do, review, and
/// again, until support is stepped up or no longer needed. One case holds all the cycles of a pupil at this school. What runs beside
/// the cycle (meetings, promises, specialists, a request to the local authority) stands in the state as lists.
/// </summary>
public sealed partial class GraduatedApproachProcess : Process<GraduatedApproachProcess.State, GraduatedApproachProcess.Event>
{
    /// <summary>The link by which parents say what they think before a review, and see where things stand.</summary>
    public const string LinkForParents = "family";

    /// <summary>The link by which a teacher contributes without signing in.</summary>
    public const string LinkForTeachers = "contribute";

    // By one person in one cycle: whoever holds a link may write again, but not until the case can hold no more.
    private const int _mostViews = 30;
    private const int _mostPostponements = 3;

    /// <summary>Years: from Nursery to the end of school.</summary>
    private const int _longestSupport = 18;

    public override string Name => "graduated-approach";

    public override string Title => "SEN support";

    public override bool OneAtATime => true;

    public override bool ForTeachers => true;

    public override bool IsPartOfTheRecord => true;

    public override State Start => new NotStarted();

    public override IReadOnlyList<Rule> RulesFor(School school) => GraduatedRules.All;

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotStarted, Started s) => Begin(s, at),
        (_, Started) => Refuse("", "SEN support has already been started for this pupil"),
        (NotStarted, _) => Refuse("", "SEN support has not been started for this pupil"),
        (Closed, _) => Refuse("", "SEN support has ended at this school"),

        (Running, ParentsTold { On: var on }) when on > at.Today => Refuse("on", "The day the parents were told must be today or in the past"),
        (Running { Support: { Notice: null, Began: var began } }, ParentsTold { On: var on }) when on < began.AddDays(-90) => Refuse("on", "The day the parents were told must be about the day on which support was decided"),
        (Running { Support.Notice: null } r, ParentsTold t) => Tell(r, new(t.On, t.Way), at),
        (Running, ParentsTold) => Refuse("", "It has already been recorded that the parents were told"),

        (Identified or Assessing, NotNeeded n) => Go(new Closed(Of(state), n.Mistake ? Closing.Mistake : Closing.NoNeedFound, at.Today),
            [new Effect.GiveStatus(at.Today, SenProvision.None), .. Of(state).Notice is null ? [] : (IReadOnlyList<Effect>)[new Effect.Email(Role.Parents, "parents-no-need", LinkForParents)]]),
        (_, NotNeeded) => Refuse("", "A plan has been made, so support ends with a review"),

        (Assessing, Assessed { From.Count: 0 }) => Refuse("from", "Select what the assessment looked at"),
        (Assessing { Support: var s }, Assessed a) => Go(new Planning(s with { Step = new(at.Today), Cycle = s.Cycle with { Assessed = [.. a.From.Distinct()] } })),
        (Identified, Assessed) => Refuse("", "First record that the parents were told"),
        (_, Assessed) => Refuse("", "The assessment of this cycle has already been recorded"),

        (Running r, PlanIssued p) => Issue(r, p, at),
        (Doing { Support: var s }, ReviewOpened) => Ask(s, at),
        (_, ReviewOpened) => Refuse("", "There is no plan at work to review, or its review has been opened"),
        (Running r, Reviewed v) => Review(r, v, at),
        (Doing or Reviewing, ReviewPostponed p) => Postpone((Running)state, p, at),
        (_, ReviewPostponed) => Refuse("", "There is no review to move"),

        (Running, ViewGiven { By: null or "" }) => Refuse("by", "Select whose view it is"),
        (Running, ViewGiven v) when NotTheirs(v, at.By) is { } why => Refuse("of", why),
        (Running { Support.Cycle.Views: var views }, ViewGiven v) when views.Count(x => x.By == v.By && x.Id != v.Id) >= _mostViews => Refuse("", "Enough has been written since the last review. Call the school if there is more to say"),
        (Running { Support: var s } r, ViewGiven v) => Go(With(r, s with { Cycle = s.Cycle with { Views = [.. s.Cycle.Views.Where(x => x.Id != v.Id), new(v.By, v.Of, v.Id, at.Today)] } })),

        (Running r, PlanAnswered a) => Answer(r, a, at),
        (Running r, MeetingArranged or MeetingMoved or MeetingCancelled or MeetingHeld or MeetingMissed) => Meet(r, e, at),
        (Running r, PromiseKept or PromiseDropped) => Keep(r, e, at),
        (Running r, NextStepChosen n) => Choose(r, n, at),
        (Running r, SpecialistAsked or SpecialistAnswered or AssessmentRequested or AssessmentAnswered or ConsentWithdrawn or ConsentGiven) => Beyond(r, e, at),

        (Running, EhcPlanMade { On: var on }) when on > at.Today => Refuse("on", "The date of the plan must be today or in the past"),
        (Running { Support: var s }, EhcPlanMade p) => Go(new Closed(s, Closing.EhcPlan, p.On), new Effect.GiveStatus(p.On, SenProvision.Plan), new Effect.Email(Role.Parents, "parents-support-moves", LinkForParents)),

        (Running, WentAway w) when w.Back <= w.From || w.Back <= at.Today => Refuse("back", "The day the pupil is expected back must be in the future and after the first day away"),
        (Running { Support: var s } r, WentAway w) => Go(With(r, s with { Away = new(w.From, w.Back) })),
        (Running { Support.Away: null }, CameBack) => Refuse("", "The pupil is not recorded as away"),
        (Running, CameBack { On: var on }) when on > at.Today => Refuse("on", "The day the pupil came back must be today or in the past"),
        (Running r, CameBack) => Go(Rested(r, at)),

        (Running, Leaving { On: var on }) when on > at.Today.AddYears(1) => Refuse("on", "The leaving date must be within the next 12 months"),
        (Running { Support: var s } r, Leaving l) => Go(With(r, s with { Leaves = l.On })),
        (Running { Support: var s } r, Stays) => Go(With(r, s with { Leaves = null })),

        (Running, ReportSent { On: var on }) when on > at.Today => Refuse("on", "The date of the report must be today or in the past"),
        (Running { Support: var s } r, ReportSent) => Go(With(r, s with { Report = NextReport(s.Report, at.Today) })),

        (Monitoring { Support: var s } m, MonitoringEnded { AllWell: true }) => Go(new Closed(s, Closing.Exit, at.Today)),
        (Monitoring { Support: var s }, MonitoringEnded) => Resume(s, at),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override bool IsOver(State state) => state is Closed;

    public override object? ForLists(State state) => state is Running { Support: var s } ? SupportFacts.Of(s) : null;

    /// <summary>A teacher sees and does only what is about a pupil of theirs: the pages check that.</summary>
    public override bool May(Role role, Event e) => e switch
    {
        ViewGiven => role is Role.Senco or Role.Head or Role.Teacher or Role.Parents,
        PlanAnswered => role is Role.Senco or Role.Head or Role.Parents,
        MeetingArranged or MeetingMoved or MeetingCancelled => role is Role.Senco or Role.Head or Role.Teacher or Role.Admin,
        MeetingHeld or MeetingMissed or PromiseKept => role is Role.Senco or Role.Head or Role.Teacher,
        ReportSent or WentAway or CameBack => role is Role.Senco or Role.Head or Role.Admin,
        Leaving or Stays => role is Role.Senco or Role.Head or Role.Admin or Role.System,
        _ => role is Role.Senco or Role.Head,
    };

    /// <summary>Parents speak for themselves. A teacher writes down what the pupil said and what they see; what parents said, the SENCO or head does.</summary>
    private static string? NotTheirs(ViewGiven v, Actor by) => by.Role switch
    {
        Role.Parents when v.Of is not ViewOf.Parents || v.By != by.Id => "These are not your own words",
        Role.Teacher when v.Of is not ViewOf.Pupil && (v.Of is not ViewOf.Teacher || v.By != by.Id) =>
            "Select the pupil or yourself. What parents say comes from themselves, or is written down by the SENCO or headteacher",
        _ => null,
    };

    private static Support Of(State state) => ((Running)state).Support;

    private static Running With(Running r, Support s) => r with { Support = s };

    private static Step<State> Begin(Started s, At at)
    {
        if (s.On > at.Today || s.On < at.Today.AddYears(-_longestSupport))
        {
            return Refuse("on", "The day of the decision must be today or in the past");
        }

        if (s.Notice is { On: var told } && told > at.Today)
        {
            return Refuse("told", "The day the parents were told must be today or in the past");
        }

        // What lies before the day of entry is not made up for by a heap of mails: every clock starts today.
        var support = new Support(s.On, s.Concern)
        {
            EarlyYears = s.EarlyYears, Telling = new(at.Today), Step = new(at.Today), Cycle = new(1, s.On), CountFrom = at.Today, TermFrom = at.Today, Report = FirstReport(at),
        };
        var status = new Effect.GiveStatus(s.On, SenProvision.SenSupport);
        return s.Notice is { } notice ? Tell(new Identified(support), notice, at, status) : Go(new Identified(support), status, Remind("support-tell-parents", "told"));
    }

    private static Step<State>.Go Tell(Running r, Notice notice, At at, params IReadOnlyList<Effect> also)
    {
        var s = r.Support with { Notice = notice };
        IReadOnlyList<Effect> effects = [.. also, new Effect.Email(Role.Parents, "parents-support-starts", LinkForParents)];
        if (r is not Identified)
        {
            return Go(With(r, s), effects);
        }

        return Go(new Assessing(Asking(s with { Step = new(at.Today) }, at, at.School.Calendar.After(at.Today, 10))), [.. effects, .. AskTeachers]);
    }

    private static Step<State> Issue(Running r, PlanIssued p, At at)
    {
        var (s, c) = (r.Support, r.Support.Cycle);
        if (r is Monitoring)
        {
            return Refuse("", "SEN support has ended. Start it again first");
        }

        if (p.Version < 1 || p.Version < c.Plan)
        {
            return Refuse("version", "A newer version of the plan has been issued");
        }

        if (p.Version == c.Plan && p.Review == c.Review)
        {
            return Go(r);
        }

        if (GraduatedRules.NotAReview(p.Review, at.Today, at.School) is { } why)
        {
            return Refuse("review", why);
        }

        s = s with { Step = new(at.Today), Cycle = c with { Plan = p.Version, Planned = at.Today, Review = p.Review, Asked = null } };
        return Go(new Doing(s), new Effect.Email(Role.Parents, "parents-plan", LinkForParents));
    }

    /// <summary>Of this school year, unless its summer term is over: that report was written without us.</summary>
    private static Report FirstReport(At at) =>
        Rules.AnnualReport.After(at.Today, at.School.Calendar).On is var limit && limit >= at.Today ? new(at.Today) : new(AcademicYear.Of(at.Today).Next.From);

    /// <summary>The next report is about the next school year.</summary>
    private static Report NextReport(Report now, DateOnly sent)
    {
        var year = AcademicYear.Of(now.From > sent ? now.From : sent);
        return new(year.Next.From);
    }

    private static Step<State>.Go Resume(Support s, At at) => Go(
        new Planning(s with
        {
            Cycle = new(s.Past.Count + 1, at.Today),
            Step = new(at.Today),
            CountFrom = at.Today,
            TermFrom = at.Today,
            Report = FirstReport(at),
        }),
        new Effect.GiveStatus(at.Today, SenProvision.SenSupport), new Effect.Email(Role.Parents, "parents-support-again", LinkForParents));

    /// <summary>The pupil is back: whatever was late meanwhile has a week.</summary>
    private static Running Rested(Running r, At at)
    {
        var s = r.Support with { Away = null, Step = new(at.Today) };
        var soon = at.School.Calendar.After(at.Today, 10);
        return With(r, r is Doing or Reviewing && s.Cycle.Review < soon ? s with { Cycle = s.Cycle with { Review = soon, Postponed = [.. s.Cycle.Postponed, new(s.Cycle.Review!.Value, soon, PostponeReason.PupilAway)] } } : s);
    }

    private static IReadOnlyList<Effect> AskTeachers => [new Effect.Email(Role.Teacher, "support-contribute", LinkForTeachers) { CanWait = true }];

    private static Support Asking(Support s, At at, DateOnly by) => s with { Cycle = s.Cycle with { Asked = new(at.Today, by) } };

    /// <summary>Three weeks before a review, or when it is held early: everybody is asked for what they see.</summary>
    private static Step<State>.Go Ask(Support s, At at)
    {
        var by = at.School.Calendar.Before(s.Cycle.Review!.Value, GraduatedRules.AnswerBefore);
        var soon = at.School.Calendar.After(at.Today, 3);
        return Go(new Reviewing(Asking(s with { Step = new(at.Today) }, at, by > soon ? by : soon)),
            [new Effect.Email(Role.Parents, "parents-views", LinkForParents), .. AskTeachers, Remind("support-review-near", "review")]);
    }
}
