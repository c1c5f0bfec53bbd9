using System.Text.Json.Serialization;

namespace SencoFlows.Processes.GraduatedApproach;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class GraduatedApproachProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotStarted), "not-started")]
    [JsonDerivedType(typeof(Identified), "identified")]
    [JsonDerivedType(typeof(Assessing), "assessing")]
    [JsonDerivedType(typeof(Planning), "planning")]
    [JsonDerivedType(typeof(Doing), "doing")]
    [JsonDerivedType(typeof(Reviewing), "reviewing")]
    [JsonDerivedType(typeof(Monitoring), "monitoring")]
    [JsonDerivedType(typeof(Closed), "closed")]
    public abstract record State
    {
        public sealed record NotStarted : State;

        /// <summary>Support has been decided, and the parents do not know yet.</summary>
        public sealed record Identified(Support Support) : Running(Support);

        public sealed record Assessing(Support Support) : Running(Support);

        public sealed record Planning(Support Support) : Running(Support);

        /// <summary>A plan is at work.</summary>
        public sealed record Doing(Support Support) : Running(Support);

        /// <summary>The review is near: the family and the teachers are asked.</summary>
        public sealed record Reviewing(Support Support) : Running(Support);

        /// <summary>Support has ended, and somebody looks whether all stays well.</summary>
        public sealed record Monitoring(Support Support, DateOnly From) : Running(Support);

        public sealed record Closed(Support Support, Closing How, DateOnly On) : Running(Support);

        /// <summary>Everything after the start.</summary>
        public abstract record Running(Support Support) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Started), "started")]
    [JsonDerivedType(typeof(ParentsTold), "parents-told")]
    [JsonDerivedType(typeof(Assessed), "assessed")]
    [JsonDerivedType(typeof(PlanIssued), "plan-issued")]
    [JsonDerivedType(typeof(ReviewOpened), "review-opened")]
    [JsonDerivedType(typeof(Reviewed), "reviewed")]
    [JsonDerivedType(typeof(ReviewPostponed), "review-postponed")]
    [JsonDerivedType(typeof(ViewGiven), "view-given")]
    [JsonDerivedType(typeof(PlanAnswered), "plan-answered")]
    [JsonDerivedType(typeof(MeetingArranged), "meeting-arranged")]
    [JsonDerivedType(typeof(MeetingMoved), "meeting-moved")]
    [JsonDerivedType(typeof(MeetingCancelled), "meeting-cancelled")]
    [JsonDerivedType(typeof(MeetingHeld), "meeting-held")]
    [JsonDerivedType(typeof(MeetingMissed), "meeting-missed")]
    [JsonDerivedType(typeof(PromiseKept), "promise-kept")]
    [JsonDerivedType(typeof(PromiseDropped), "promise-dropped")]
    [JsonDerivedType(typeof(NextStepChosen), "next-step-chosen")]
    [JsonDerivedType(typeof(SpecialistAsked), "specialist-asked")]
    [JsonDerivedType(typeof(SpecialistAnswered), "specialist-answered")]
    [JsonDerivedType(typeof(AssessmentRequested), "assessment-requested")]
    [JsonDerivedType(typeof(AssessmentAnswered), "assessment-answered")]
    [JsonDerivedType(typeof(EhcPlanMade), "ehc-plan-made")]
    [JsonDerivedType(typeof(ConsentWithdrawn), "consent-withdrawn")]
    [JsonDerivedType(typeof(ConsentGiven), "consent-given")]
    [JsonDerivedType(typeof(WentAway), "went-away")]
    [JsonDerivedType(typeof(CameBack), "came-back")]
    [JsonDerivedType(typeof(Leaving), "leaving")]
    [JsonDerivedType(typeof(Stays), "stays")]
    [JsonDerivedType(typeof(ReportSent), "report-sent")]
    [JsonDerivedType(typeof(MonitoringEnded), "monitoring-ended")]
    [JsonDerivedType(typeof(NotNeeded), "not-needed")]
    public abstract record Event
    {
        /// <param name="On">The day of the decision.</param>
        /// <param name="Notice">When the parents were told before it was entered.</param>
        public sealed record Started(DateOnly On, Concern Concern, bool EarlyYears = false, Notice? Notice = null) : Event;

        public sealed record ParentsTold(DateOnly On, Way Way) : Event;

        public sealed record Assessed(IReadOnlyList<Evidence> From) : Event;

        /// <summary>Told by the plan's own page when a version has been issued.</summary>
        /// <param name="Version">1 for the first.</param>
        /// <param name="Review">The day agreed for its review.</param>
        public sealed record PlanIssued(int Version, DateOnly Review) : Event;

        /// <summary>The review is held earlier than agreed: everybody is asked now.</summary>
        public sealed record ReviewOpened : Event;

        /// <param name="Version">Of the plan that was looked at.</param>
        /// <param name="On">The day of the review.</param>
        /// <param name="NextReview">The next day, when the same plan goes on.</param>
        public sealed record Reviewed(int Version, DateOnly On, IReadOnlyList<OutcomeResult> Outcomes, IReadOnlyList<ProvisionResult> Provisions, Decision Decision, DateOnly? NextReview = null) : Event
        {
            /// <summary>The parents were there, so that it counts as one of the year's meetings.</summary>
            public bool WithParents { get; init; }

            public Service? Service { get; init; }

            /// <summary>Whether the pupil is in Nursery or Reception on that day; null leaves it as it was.</summary>
            public bool? EarlyYears { get; init; }
        }

        public sealed record ReviewPostponed(DateOnly To, PostponeReason Reason) : Event;

        /// <param name="By">A contact, a member of staff, or "pupil".</param>
        /// <param name="Id">Of the row that holds the words.</param>
        public sealed record ViewGiven(string By, ViewOf Of, string Id) : Event;

        /// <summary>A parent says whether they agree with the plan.</summary>
        /// <param name="By">A contact.</param>
        /// <param name="Version">Of the plan that they read.</param>
        /// <param name="Agrees">False: they want to talk about it first.</param>
        /// <param name="Id">Of the row that holds their words; null when they wrote none.</param>
        public sealed record PlanAnswered(string By, int Version, bool Agrees, string? Id = null) : Event;

        /// <param name="At">English clock time.</param>
        public sealed record MeetingArranged(string Id, DateOnly On, TimeOnly At, int Minutes, Place Place) : Event;

        public sealed record MeetingMoved(string Id, DateOnly On, TimeOnly At, int Minutes, Place Place) : Event;

        public sealed record MeetingCancelled(string Id, CancelReason Reason) : Event;

        /// <param name="Id">Of a meeting that was arranged, or a new one for a talk that was not.</param>
        /// <param name="Promises">Under ids whose words stand in the row of the meeting.</param>
        public sealed record MeetingHeld(string Id, DateOnly On, IReadOnlyList<Promised> Promises) : Event
        {
            /// <summary>What was promised before and is done, as the meeting found; null when nobody was asked.</summary>
            public IReadOnlyList<string>? Kept { get; init; }
        }


        public sealed record MeetingMissed(string Id, MissedReason Reason) : Event;

        public sealed record PromiseKept(string Id) : Event;

        public sealed record PromiseDropped(string Id) : Event;

        /// <param name="Why">In the SENCO's words when nothing changes. Never put into a mail.</param>
        public sealed record NextStepChosen(NextStep Step, Service? Service = null, string? Why = null) : Event;

        public sealed record SpecialistAsked(string Id, Service Service, DateOnly On) : Event;

        public sealed record SpecialistAnswered(string Id, DateOnly On) : Event;

        public sealed record AssessmentRequested(DateOnly On) : Event;

        public sealed record AssessmentAnswered(bool WillAssess, DateOnly On) : Event;

        public sealed record EhcPlanMade(DateOnly On) : Event;

        public sealed record ConsentWithdrawn(Consent What) : Event;

        public sealed record ConsentGiven(Consent What) : Event;

        public sealed record WentAway(DateOnly From, DateOnly Back) : Event;

        public sealed record CameBack(DateOnly On) : Event;

        /// <param name="On">The last day on the roll.</param>
        public sealed record Leaving(DateOnly On) : Event;

        public sealed record Stays : Event;

        public sealed record ReportSent(DateOnly On) : Event;

        public sealed record MonitoringEnded(bool AllWell) : Event;

        /// <summary>The assessment found no need, or support was started by mistake.</summary>
        public sealed record NotNeeded(bool Mistake) : Event;

        private Event() { }
    }

    public sealed record Promised(string Id, Owner Owner, DateOnly By);
}
