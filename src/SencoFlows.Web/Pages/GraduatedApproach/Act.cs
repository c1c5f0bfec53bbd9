using SencoFlows.Law;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>What somebody has answered: an event, and the words that go with it; or what is wrong.</summary>
public sealed record Reading(Event? Event, FormErrors Errors, Said? Words = null)
{
    public static Reading Of(Event e) => new(e, FormErrors.None);

    public static Reading Wrong(string field, string why) => new(null, FormErrors.Of(field, why));
}

/// <summary>Something that staff do with the support of a pupil: one page, one button. Its questions stand in <see cref="ActFields"/>.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="Link">What the page of the case calls it.</param>
/// <param name="Sample">An event of its kind, to ask the process whether it would be taken now; null when there is nothing it could be about.</param>
/// <param name="Read">What was typed. The process checks the rest.</param>
public sealed record Act(string Name, string Link, string Button, Func<Asked, Event?> Sample, Func<Asked, Reading> Read)
{
    public Button.Look Look { get; init; }

    /// <summary>The heading, when it is not the same as the link.</summary>
    public string Title { get => field ?? Link; init; }

    public static IReadOnlyList<Act> All { get; } =
    [
        new("told", "Record that the parents were told", "Save", a => new Event.ParentsTold(a.Today, Way.Meeting), Acts.Told) { Title = "How were the parents told?" },
        new("assess", "Record the assessment", "Save", _ => new Event.Assessed([Evidence.TeacherAssessment]), Acts.Assessed) { Title = "What did the assessment look at?" },
        new("view", "Write down what somebody thinks", "Save", a => new Event.ViewGiven("pupil", ViewOf.Pupil, a.Request), Acts.View) { Title = "What do they think?" },
        new("agree", "Record what a parent says about the plan", "Save", a => a.Support.Cycle.Plan is { } v ? new Event.PlanAnswered("parent", v, true) : null, Acts.Answer) { Title = "Does the parent agree with the plan?" },
        new("meeting", "Arrange a meeting with the family", "Send the invitations", a => new Event.MeetingArranged(a.Request, a.Today, new(9, 0), 30, Place.AtSchool), Acts.Arrange),
        new("meeting-held", "Record a meeting", "Save", a => new Event.MeetingHeld(a.Request, a.Today, []), Acts.Held) { Title = "What was agreed?" },
        new("meeting-move", "Move a meeting", "Send the new time", a => a.Open is [var m, ..] ? new Event.MeetingMoved(m.Id, a.Today.AddDays(1), new(9, 1), 31, m.Place) : null, Acts.Move),
        new("meeting-off", "Cancel a meeting, or say that it did not take place", "Save", a => a.Open is [var m, ..] ? new Event.MeetingCancelled(m.Id, CancelReason.Other) : null, Acts.Off) { Title = "The meeting does not take place" },
        new("promise", "Say what was done of what was promised", "Save", a => a.Support.Promises.FirstOrDefault(p => p.Open) is { } p ? new Event.PromiseKept(p.Id) : null, Acts.Promise) { Title = "What was done?" },
        new("open-review", "Review earlier than agreed", "Ask everybody now", _ => new Event.ReviewOpened(), _ => Reading.Of(new Event.ReviewOpened())),
        new("postpone", "Move the review", "Save the new date", a => new Event.ReviewPostponed(a.Me.School.Calendar.OnOrAfter((a.Support.Cycle.Review ?? a.Today).AddDays(1)), PostponeReason.Other), Acts.Postpone),
        new("next-step", "Choose the next step", "Save", _ => new Event.NextStepChosen(NextStep.FamilySupport), Acts.Next) { Title = "What comes next?" },
        new("specialist", "Bring in a specialist", "Save", a => new Event.SpecialistAsked(a.Request, Service.Other, a.Today), Acts.Specialist),
        new("specialist-answered", "Record a specialist’s answer", "Save", a => a.Support.Referrals.FirstOrDefault(r => r.Open) is { } r ? new Event.SpecialistAnswered(r.Id, a.Today) : null, Acts.Answered),
        new("la-asked", "Record a request for an EHC needs assessment", "Save", a => new Event.AssessmentRequested(a.Today), a => Acts.Day(a, "day of the request", on => new Event.AssessmentRequested(on))),
        new("la-answered", "Record the local authority’s answer", "Save", a => new Event.AssessmentAnswered(true, a.Today), Acts.Authority),
        new("ehc-plan", "An EHC plan was made", "End SEN support here", a => new Event.EhcPlanMade(a.Today), a => Acts.Day(a, "date of the plan", on => new Event.EhcPlanMade(on))) { Look = GovUk.Button.Look.Warning },
        new("consent", "A parent no longer agrees to something", "Save", _ => new Event.ConsentWithdrawn(Consent.Sharing), Acts.NoLonger),
        new("consent-again", "A parent agrees again", "Save", a => a.Support.Withdrawn is [var w, ..] ? new Event.ConsentGiven(w) : null,
            a => a.Answers.Chosen<Consent>("what") is { } what ? Reading.Of(new Event.ConsentGiven(what)) : Reading.Wrong("what", "Select what they agree to again")),
        new("report", "Record the yearly report to parents", "Save", a => new Event.ReportSent(a.Today), a => Acts.Day(a, "day the report went out", on => new Event.ReportSent(on))),
        new("away", "The pupil is away", "Save", a => new Event.WentAway(a.Today, a.Today.AddDays(1)), Acts.Away),
        new("back", "The pupil is back", "Save", a => new Event.CameBack(a.Today), Acts.Back) { Title = "Is the pupil back?" },
        new("monitor", "Say how the pupil is getting on", "Save", _ => new Event.MonitoringEnded(true), Acts.Monitor) { Title = "How is it without support?" },
        new("not-needed", "No support is needed", "End it", _ => new Event.NotNeeded(false), a => a.Answers.Text("why") switch
        {
            "none" => Reading.Of(new Event.NotNeeded(false)), "mistake" => Reading.Of(new Event.NotNeeded(true)), _ => Reading.Wrong("why", "Select why no support is needed"),
        }) { Look = GovUk.Button.Look.Warning },
    ];

    public static Act? Find(string name) => All.FirstOrDefault(a => a.Name == name);
}
