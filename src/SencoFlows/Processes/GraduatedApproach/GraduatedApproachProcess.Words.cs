using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;

namespace SencoFlows.Processes.GraduatedApproach;

// How it stands and what happened, in words without names.
public sealed partial class GraduatedApproachProcess
{
    public override Standing Standing(State state) => state switch
    {
        NotStarted => new("Not started", Role.Senco, "Start SEN support", "start"),
        Closed c => new(c.How.Words, Role.Nobody),
        Running { Support: { Away: { Chases: > 0 } } } => new("The pupil was expected back", Role.Senco, "Say whether the pupil is back", "back"),
        Running { Support: { Away: not null } } => new("The pupil is away", Role.System),
        Running { Support: { Notice: null, Telling.Times: > 0 } } => new("The parents have not been told, and the limit has passed", Role.Senco, "Record that the parents were told", "told"),
        Identified => new("The parents have not been told yet", Role.Senco, "Record that the parents were told", "told"),
        Monitoring { Support.Step.Times: > 0 } => new("Support has ended: is all still well?", Role.Senco, "Say how the pupil is getting on", "monitor"),
        Monitoring => new("Support has ended", Role.System),
        Running { Support.Stuck: not null } => new("Less than expected progress", Role.Senco, "Choose the next step", "next-step"),
        Running { Support.Report.Chases: > 0 } => new("The yearly report to parents is late", Role.Senco, "Record the yearly report", "report"),
        Reviewing { Support.Step.Times: > 0 } => new("The review is late", Role.Senco, "Review the plan", "review"),
        Running { Support: var s } when s.Meetings.Any(m => m.Open && m.Chases > 0) => new("A meeting is not recorded", Role.Senco, "Record the meeting", "meeting-held"),
        Reviewing => new("Review", Role.Senco, "Review the plan", "review"),
        Assessing { Support.Step.Times: > 0 } => new("The assessment is late", Role.Senco, "Record the assessment", "assess"),
        Assessing => new("Assess", Role.Senco, "Record the assessment", "assess"),
        Planning { Support.Step.Times: > 0 } => new("The plan is late", Role.Senco, "Make the plan", "plan"),
        Planning => new("Plan", Role.Senco, "Make the plan", "plan"),
        Running { Support: { Notice: null } } => new("The parents have not been told yet", Role.Senco, "Record that the parents were told", "told"),
        Doing => new("Do", Role.System),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public override Mentions Mentions(State state, School school)
    {
        if (state is not Running { Support: var s } r || state is Closed)
        {
            return new();
        }

        // The duty to tell comes first, then whatever the step awaits; where nothing is awaited, the year's meetings.
        var due = s.Notice is null ? Rules.SenNotify.After(s.Telling.Since, school.Calendar)
            : r is Doing or Reviewing && s.Cycle is { Review: { } review, Planned: { } planned } ? new Deadline(review, GraduatedRules.Review(s.EarlyYears), planned)
            : Due(state, school).Where(d => !d.IsReminder).MinBy(d => d.On) ?? Rules.Parent3.After(s.CountFrom, school.Calendar);
        return new(Date: due.From, Rule: due.Rule, By: due.On);
    }

    public override string Tell(Event e) => e switch
    {
        Started => "SEN support was decided",
        ParentsTold t => $"The parents were told: {t.Way.Words.ToLowerInvariant()}",
        Assessed => "The pupil’s needs were assessed",
        PlanIssued p => $"Version {p.Version} of the plan was issued",
        ReviewOpened => "The review was opened early",
        Reviewed r => $"The plan was reviewed: {Lower(r.Decision.Words)}",
        ReviewPostponed p => $"The review was moved: {p.Reason.Words.ToLowerInvariant()}",
        ViewGiven { Of: ViewOf.Pupil } => "The pupil said what they think",
        ViewGiven { Of: ViewOf.Parents } => "A parent said what they think",
        ViewGiven => "A teacher said what they see",
        PlanAnswered { Agrees: true } => "A parent agrees with the plan",
        PlanAnswered => "A parent wants to talk about the plan",
        MeetingArranged => "A meeting with the family was arranged",
        MeetingMoved => "A meeting with the family was moved",
        MeetingCancelled c => $"A meeting with the family was cancelled: {c.Reason.Words.ToLowerInvariant()}",
        MeetingHeld => "A meeting with the family was held",
        MeetingMissed m => $"A meeting with the family did not take place: {m.Reason.Words.ToLowerInvariant()}",
        PromiseKept => "Something that was promised is done",
        PromiseDropped => "Something that was promised is no longer needed",
        NextStepChosen n => $"A next step was chosen: {Lower(n.Step.Words)}",
        SpecialistAsked a => $"A specialist was asked: {a.Service.Words.ToLowerInvariant()}",
        SpecialistAnswered => "A specialist answered",
        AssessmentRequested => "The local authority was asked for an EHC needs assessment",
        AssessmentAnswered { WillAssess: true } => "The local authority will assess",
        AssessmentAnswered => "The local authority will not assess",
        EhcPlanMade => "The local authority made an EHC plan",
        ConsentWithdrawn c => $"A parent no longer agrees: {c.What.Words.ToLowerInvariant()}",
        ConsentGiven c => $"A parent agrees again: {c.What.Words.ToLowerInvariant()}",
        WentAway => "The pupil is away",
        CameBack => "The pupil came back",
        Leaving => "The pupil is leaving this school",
        Stays => "The pupil stays at this school after all",
        ReportSent => "The yearly report went to the parents",
        MonitoringEnded { AllWell: true } => "All is well without support",
        MonitoringEnded => "The pupil needs support again",
        NotNeeded { Mistake: true } => "Support was started by mistake",
        NotNeeded => "The assessment found that no support is needed",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override string? Note(Event e) => e switch
    {
        NextStepChosen { Why: var why } => why,
        _ => null,
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var met = new Reviewed(1, today, [new("o1", Result.Met)], [new("p1", Impact.High)], Decision.Continue, today.AddDays(77)) { WithParents = true };
        return
        [
            new Started(today, Concern.GapStays),
            new Started(today, Concern.SlowerThanPeers, EarlyYears: true, new(today, Way.Meeting)),
            new ParentsTold(today, Way.Meeting),
            new Assessed([Evidence.TeacherAssessment, Evidence.ParentsView, Evidence.PupilsView]),
            new PlanIssued(1, today.AddDays(77)),
            new PlanIssued(2, today.AddDays(84)),
            new ReviewOpened(),
            met,
            met with { Outcomes = [new("o1", Result.NotMet)], Decision = Decision.Change, NextReview = null },
            met with { On = today.AddDays(77), Outcomes = [new("o1", Result.NotMet)], NextReview = today.AddDays(168) },
            met with { Outcomes = [new("o1", Result.NotMet)], Decision = Decision.Specialist, Service = Service.SpeechAndLanguage },
            met with { Outcomes = [new("o1", Result.NotMet)], Decision = Decision.RequestAssessment },
            met with { Decision = Decision.Exit, NextReview = null },
            new ReviewPostponed(today.AddDays(98), PostponeReason.FamilyCannotCome),
            new ReviewPostponed(today.AddDays(105), PostponeReason.WaitingForReport),
            new ViewGiven("pupil", ViewOf.Pupil, "v1"),
            new ViewGiven("c1", ViewOf.Parents, "v2"),
            new ViewGiven("t1", ViewOf.Teacher, "v3"),
            new MeetingArranged("m1", today.AddDays(7), new(15, 30), 30, Place.AtSchool),
            new MeetingMoved("m1", today.AddDays(14), new(16, 0), 30, Place.ByTelephone),
            new MeetingCancelled("m1", CancelReason.FamilyAsked),
            new MeetingHeld("m1", today, [new("a1", Owner.Teacher, today.AddDays(14))]),
            new MeetingHeld("m2", today, []) { Kept = ["a1"] },
            new MeetingMissed("m1", MissedReason.FamilyCouldNot),
            new PromiseKept("a1"),
            new PromiseDropped("a1"),
            new NextStepChosen(NextStep.Specialist, Service.EducationalPsychologist),
            new NextStepChosen(NextStep.ChangeProvision, Why: "Every day in place of twice a week"),
            new SpecialistAsked("r9", Service.SpeechAndLanguage, today),
            new SpecialistAnswered("r9", today),
            new AssessmentRequested(today),
            new AssessmentAnswered(true, today),
            new ConsentWithdrawn(Consent.Specialist),
            new ConsentGiven(Consent.Specialist),
            new WentAway(today, today.AddDays(30)),
            new CameBack(today),
            new Leaving(today.AddDays(60)),
            new Stays(),
            new ReportSent(today),
            new MonitoringEnded(true),
            new MonitoringEnded(false),
            new NotNeeded(false),
            new EhcPlanMade(today),
            new PlanAnswered("c1", 1, true),
            new PlanAnswered("c2", 1, false, "v4"),
        ];
    }

    /// <summary>In the middle of a sentence, where SEN and EHC stay as they are.</summary>
    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
