using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Processes.GraduatedApproach;

// What runs beside the cycle: meetings with the family, what was promised there, specialists, and the request to the local authority.
public sealed partial class GraduatedApproachProcess
{
    private const string _noConsent = "A parent no longer agrees to bringing in specialists. When they agree again, record that first";
    private const int _mostAnswers = 10;
    private const int _shortest = 5;
    private const int _longest = 240;

    private static Step<State> Meet(Running r, Event e, At at)
    {
        var s = r.Support;
        return e switch
        {
            MeetingArranged m when s.Meeting(m.Id) is not null => Refuse("", "This meeting has already been arranged"),
            MeetingArranged m => WhyNot(m.On, m.Minutes, at) ?? Invited(r, new Meeting(m.Id, m.On, m.At, m.Minutes, m.Place)),
            MeetingMoved m when s.Meeting(m.Id) is { Open: true } was && (was.On, was.At, was.Minutes, was.Place) == (m.On, m.At, m.Minutes, m.Place) => Go(r),
            MeetingMoved m when s.Meeting(m.Id) is { Open: true } was => WhyNot(m.On, m.Minutes, at)
                ?? Invited(r, was with { On = m.On, At = m.At, Minutes = m.Minutes, Place = m.Place, Sequence = was.Sequence + 1, Chases = 0, Chased = null }),
            MeetingCancelled m when s.Meeting(m.Id) is { Open: true } was => Invited(r, was with { Cancelled = true, Sequence = was.Sequence + 1 }),
            MeetingHeld { On: var on } when on > at.Today => Refuse("on", "The day of the meeting must be today or in the past"),
            MeetingHeld { On: var on } when on < s.Began.AddYears(-1) => Refuse("on", "The day of the meeting must be within this support"),
            MeetingHeld m when s.Meeting(m.Id) is { Held: not null } => Refuse("", "This meeting has already been recorded"),
            MeetingHeld m when m.Promises.Any(p => p.By < m.On) => Refuse("promises", "What was agreed must be done on or after the day of the meeting"),
            MeetingHeld m when m.Promises.Select(p => p.Id).Concat(s.Promises.Select(p => p.Id)).Distinct(StringComparer.Ordinal).Count() != m.Promises.Count + s.Promises.Count => Refuse("", "This meeting has already been recorded"),
            MeetingHeld m => Held(r, s.Meeting(m.Id) ?? new Meeting(m.Id, m.On, default, 0, Place.AtSchool), m, at.Today),
            MeetingMissed m when s.Meeting(m.Id) is { Open: true } was => was.On > at.Today
                ? Refuse("", "The meeting is still to come. Move it or cancel it")
                : Go(With(r, s.With(was with { Missed = m.Reason }))),
            _ => Refuse("", "There is no such meeting, or it is over"),
        };
    }

    private static Step<State>? WhyNot(DateOnly on, int minutes, At at) =>
        on < at.Today ? Refuse("on", "The day of the meeting must be today or in the future")
        : on > at.Today.AddYears(1) ? Refuse("on", "The day of the meeting must be within the next 12 months")
        : minutes is < _shortest or > _longest ? Refuse("minutes", $"The meeting must take between {_shortest} and {_longest} minutes")
        : null;

    private static Step<State>.Go Invited(Running r, Meeting m) => Go(With(r, r.Support.With(m)), Invite(m));

    /// <summary>The family and the pupil's teachers get the same entry in their calendars, and it moves with the meeting.</summary>
    private static IReadOnlyList<Effect> Invite(Meeting m) =>
    [
        new Effect.Email(Role.Parents, m.Cancelled ? "parents-meeting-off" : m.Sequence > 0 ? "parents-meeting-moved" : "parents-meeting", LinkForParents) { Invitation = Entry(m) },
        new Effect.Email(Role.Teacher, m.Cancelled ? "support-meeting-off" : m.Sequence > 0 ? "support-meeting-moved" : "support-meeting") { Invitation = Entry(m) },
    ];

    private static Invitation Entry(Meeting m) => new(m.Id, m.Sequence, m.On, m.At, m.Minutes, m.Place.Words, m.Cancelled);

    private static Step<State>.Go Held(Running r, Meeting m, MeetingHeld e, DateOnly today)
    {
        var s = r.Support.With(m with { Held = e.On, Missed = null, Cancelled = false });
        s = s with { Promises = [.. s.Promises.Select(p => p.Open && e.Kept?.Contains(p.Id) is true ? p with { Kept = today } : p), .. e.Promises.Select(p => new Promise(p.Id, e.Id, p.Owner, p.By))] };
        return Go(With(r, s), new Effect.Email(Role.Parents, "parents-meeting-notes", LinkForParents));
    }

    private static Step<State> Keep(Running r, Event e, At at)
    {
        var id = e is PromiseKept k ? k.Id : ((PromiseDropped)e).Id;
        return r.Support.Promises.FirstOrDefault(p => p.Id == id) is not { } promise ? Refuse("", "There is no such promise")
            : !promise.Open ? Go(r)
            : Go(With(r, r.Support.With(e is PromiseKept ? promise with { Kept = at.Today } : promise with { Dropped = at.Today })));
    }

    /// <summary>A talk that a parent asks for is promised within a week, and found out like any other promise that is not kept.</summary>
    private static Step<State> Answer(Running r, PlanAnswered a, At at)
    {
        var (s, c) = (r.Support, r.Support.Cycle);
        if (r is not (Doing or Reviewing))
        {
            return Refuse("", "There is no plan at work to agree to");
        }

        if (a.Version != c.Plan)
        {
            return Refuse("", "A newer version of the plan has been issued. Read it first");
        }

        var before = c.AnswersNow.FirstOrDefault(x => x.By == a.By);
        if (before?.Times >= _mostAnswers)
        {
            return Refuse("", "This has been answered often enough. Call the school if there is more to say");
        }

        var talk = $"talk{a.Version}-{a.By}";
        var promise = s.Promises.FirstOrDefault(p => p.Id == talk);
        IReadOnlyList<Promise> others = [.. s.Promises.Where(p => p.Id != talk)];
        s = s with
        {
            Cycle = c with { Answers = [.. c.Answers.Where(x => x != before), new(a.By, a.Version, a.Agrees, at.Today, (before?.Times ?? 0) + 1)] },
            Promises = !a.Agrees ? [.. others, new(talk, "", Owner.Senco, at.School.Calendar.After(at.Today, 5))] : promise is { Open: true } ? [.. others, promise with { Kept = at.Today }] : s.Promises,
        };
        return a.Agrees || promise is { Open: true } ? Go(With(r, s)) : Go(With(r, s), new Effect.Email(Role.Senco, "support-plan-talk"));
    }

    private static Step<State> Choose(Running r, NextStepChosen n, At at)
    {
        var s = r.Support with { Stuck = null };
        return n switch
        {
            _ when r.Support.Stuck is null => Refuse("", "A next step has already been chosen, or none is needed"),
            { Step: NextStep.Specialist } when s.Withdrawn.Contains(Consent.Specialist) => Refuse("service", _noConsent),
            { Step: NextStep.Specialist, Service: null } => Refuse("service", "Select which specialist to ask"),
            { Step: NextStep.CarryOn or NextStep.ChangeProvision, Why: null or "" } => Refuse("why", "Enter what will be different, or why nothing should be"),
            { Step: NextStep.Specialist, Service: { } service } => Asked(s, service),
            { Step: NextStep.FamilySupport } => Asked(s, Service.EarlyHelp),
            { Step: NextStep.RequestAssessment } => Go(With(r, s with { Request = s.Request is { Answered: null } ? s.Request : new(at.Today) }), new Effect.Email(Role.Parents, "parents-next-step", LinkForParents)),
            { Step: NextStep.ChangeProvision } when r is Doing or Reviewing => Go(new Planning(s with { Step = new(at.Today) })),
            _ => Go(With(r, s)),
        };

        Step<State> Asked(Support s, Service service) => Go(With(r, s with { Referrals = [.. s.Referrals, new($"r{s.Referrals.Count + 1}", service, at.Today)] }), new Effect.Email(Role.Parents, "parents-next-step", LinkForParents));
    }

    private static Step<State> Beyond(Running r, Event e, At at)
    {
        var s = r.Support;
        return e switch
        {
            _ when DayOf(e) > at.Today => Refuse("on", "The date must be today or in the past"),
            SpecialistAsked when s.Withdrawn.Contains(Consent.Specialist) => Refuse("service", _noConsent),
            ConsentGiven g when !s.Withdrawn.Contains(g.What) => Refuse("what", "It is not recorded that a parent no longer agrees to this"),
            ConsentGiven g => Go(With(r, s with { Withdrawn = [.. s.Withdrawn.Where(w => w != g.What)] })),
            SpecialistAsked a when s.Referrals.Any(x => x.Id == a.Id) => Refuse("", "This has already been recorded"),
            SpecialistAsked a => Go(With(r, s with { Referrals = [.. s.Referrals, new(a.Id, a.Service, a.On)] }), new Effect.Email(Role.Parents, "parents-next-step", LinkForParents)),
            SpecialistAnswered a when s.Referrals.FirstOrDefault(x => x.Id == a.Id) is { Open: true } asked => Go(With(r, s.With(asked with { Answered = a.On }))),
            SpecialistAnswered => Refuse("", "This specialist has not been asked, or has answered already"),
            AssessmentRequested when s.Request is { Answered: null } => Refuse("", "The local authority has already been asked"),
            AssessmentRequested a => Go(With(r, s with { Request = new(a.On), Stuck = null }), new Effect.Email(Role.Parents, "parents-next-step", LinkForParents)),
            AssessmentAnswered a when s.Request is { Answered: null } asked => a.On < asked.On
                ? Refuse("on", "The answer must be after the request")
                : Go(With(r, s with { Request = asked with { Answered = a.On, WillAssess = a.WillAssess } })),
            AssessmentAnswered => Refuse("", "The local authority has not been asked, or has answered already"),
            ConsentWithdrawn w when s.Withdrawn.Contains(w.What) && !s.Referrals.Any(x => x.Open) => Go(r),
            ConsentWithdrawn w => Go(With(r, s with
            {
                Withdrawn = [.. s.Withdrawn.Union([w.What])],
                Referrals = [.. s.Referrals.Select(x => x.Open && w.What == Consent.Specialist ? x with { Withdrawn = at.Today } : x)],
            }), new Effect.Email(Role.Senco, "support-consent")),
            _ => Refuse("", "This comes too early, or has already been recorded"),
        };
    }

    private static DateOnly? DayOf(Event e) => e switch
    {
        SpecialistAsked a => a.On,
        SpecialistAnswered a => a.On,
        AssessmentRequested a => a.On,
        AssessmentAnswered a => a.On,
        _ => null,
    };
}
