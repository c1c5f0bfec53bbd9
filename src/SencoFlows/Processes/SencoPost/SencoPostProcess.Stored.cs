using System.Text.Json.Serialization;
using SencoFlows.Law;

namespace SencoFlows.Processes.SencoPost;

// The quoted names stand in every stored case: add to them, never change one.
public sealed partial class SencoPostProcess
{
    public override string Tell(Event e) => e switch
    {
        Event.Appointed => "The SENCO was appointed",
        Event.EarlierRecorded => "Earlier posts as SENCO were recorded",
        Event.Enrolled { Kind: SencoCourseKind.Npq } => "A place on the NPQ for SENCOs was recorded",
        Event.Enrolled => "A course for the National Award was recorded",
        Event.Held => "A qualification gained before was recorded",
        Event.CourseCorrected => "The dates or the provider of a course were corrected",
        Event.PutOff { Ends: null } => "The course was put off without a new date",
        Event.PutOff => "The course was put off",
        Event.AttemptFailed { Ends: null } => "The course was not passed, and there is no further attempt",
        Event.AttemptFailed => "The course was not passed, and is tried again",
        Event.GivenUp => "The course was given up",
        Event.Awarded => "The qualification was awarded",
        Event.CertificateAdded => "The certificate was uploaded",
        Event.CertificateChecked { Right: true } => "The certificate was checked and is right",
        Event.CertificateChecked => "The certificate was checked and is not right",
        Event.PlanMade => "The school decided what happens about the time limit",
        Event.WentOnLeave => "The SENCO went on leave",
        Event.BackPutOff => "The return from leave was put off",
        Event.CameBack => "The SENCO came back from leave",
        Event.PromiseMade => "A promise was written down",
        Event.PromiseKept => "A promise was kept",
        Event.TookOver => "Promises were taken over from the SENCO before",
        Event.Leaving => "The last day of the post was recorded",
        Event.HandoverAccepted => "The work was handed over and accepted",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var person = new SencoPerson(true, Induction.Completed, true);
        return
        [
            new Event.Appointed("senco", today, person, true, false, []),
            new Event.Appointed("senco", today.AddMonths(-20), person, true, false, []),
            new Event.Appointed("senco", today.AddMonths(-40), person with { IsHead = true }, true, true, [new(new(2019, 9, 1), new(2020, 1, 31), "100002")]),
            new Event.Appointed("senco", today, person, true, false, [], EarlierOpen: true),
            new Event.EarlierRecorded([new(new(2012, 9, 1), new(2014, 8, 31), "100003")]),
            new Event.Enrolled(SencoCourseKind.Npq, "Teach First", today.AddMonths(-2), today.AddMonths(20)),
            new Event.Enrolled(SencoCourseKind.Nasenco, "University of Worcester", new(2024, 3, 1), today.AddMonths(2)),
            new Event.Held(SencoCourseKind.Nasenco, "University of Worcester", new(2016, 9, 1), null, new(2017, 7, 31)),
            new Event.Held(SencoCourseKind.Nasenco, "University of Worcester", null, null, today),
            new Event.CourseCorrected(1, "Teach First", today.AddMonths(-3), null),
            new Event.PutOff(1, today.AddMonths(23), "Illness"),
            new Event.PutOff(1, null, null),
            new Event.AttemptFailed(1, today, today.AddMonths(3)),
            new Event.AttemptFailed(1, today, null),
            new Event.GivenUp(1, today),
            new Event.Awarded(1, today, null),
            new Event.CertificateAdded(1, new string('a', 64), "certificate.pdf", "application/pdf", 1000),
            new Event.CertificateChecked(1, true, null),
            new Event.CertificateChecked(1, false, "Another name stands on it"),
            new Event.PlanMade(PlanKind.FinishLate, today.AddMonths(2), "The result comes in January"),
            new Event.WentOnLeave(today.AddDays(-10), today.AddMonths(9)),
            new Event.BackPutOff(today.AddMonths(12)),
            new Event.CameBack(today),
            new Event.PromiseMade("Call about the reading test", "A parent", today.AddDays(7)),
            new Event.PromiseKept(1),
            new Event.TookOver([new(1, "Call about the reading test", "A parent", today.AddDays(7))]),
            new Event.Leaving(today.AddDays(-1), LeavingReason.OtherSchool),
            new Event.Leaving(today.AddMonths(1), LeavingReason.Retired),
            new Event.HandoverAccepted(["c1", "c2"], "p2"),
        ];
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotAppointed), "not-appointed")]
    [JsonDerivedType(typeof(InPost), "in-post")]
    [JsonDerivedType(typeof(HandingOver), "handing-over")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record NotAppointed : State;

        public sealed record InPost(Tenure Tenure) : State;

        /// <param name="On">The last day of the post.</param>
        public sealed record HandingOver(Tenure Tenure, DateOnly On, DateOnly? Asked = null, int Chases = 0) : State;

        public sealed record Ended(Tenure Tenure, DateOnly On) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Appointed), "appointed")]
    [JsonDerivedType(typeof(EarlierRecorded), "earlier-recorded")]
    [JsonDerivedType(typeof(Enrolled), "enrolled")]
    [JsonDerivedType(typeof(Held), "held")]
    [JsonDerivedType(typeof(CourseCorrected), "course-corrected")]
    [JsonDerivedType(typeof(PutOff), "put-off")]
    [JsonDerivedType(typeof(AttemptFailed), "attempt-failed")]
    [JsonDerivedType(typeof(GivenUp), "given-up")]
    [JsonDerivedType(typeof(Awarded), "awarded")]
    [JsonDerivedType(typeof(CertificateAdded), "certificate-added")]
    [JsonDerivedType(typeof(CertificateChecked), "certificate-checked")]
    [JsonDerivedType(typeof(PlanMade), "plan-made")]
    [JsonDerivedType(typeof(WentOnLeave), "went-on-leave")]
    [JsonDerivedType(typeof(BackPutOff), "back-put-off")]
    [JsonDerivedType(typeof(CameBack), "came-back")]
    [JsonDerivedType(typeof(PromiseMade), "promise-made")]
    [JsonDerivedType(typeof(PromiseKept), "promise-kept")]
    [JsonDerivedType(typeof(TookOver), "took-over")]
    [JsonDerivedType(typeof(Leaving), "leaving")]
    [JsonDerivedType(typeof(HandoverAccepted), "handover-accepted")]
    public abstract record Event
    {
        /// <param name="Bound">The school must have a SENCO with the qualification.</param>
        /// <param name="EarlierOpen">There were or may have been earlier posts, which are not among <paramref name="Earlier"/> yet.</param>
        public sealed record Appointed(string Staff, DateOnly From, SencoPerson Person, bool Bound, bool Acting, IReadOnlyList<SencoSpell> Earlier, bool EarlierOpen = false) : Event;

        /// <summary>All of them anew.</summary>
        public sealed record EarlierRecorded(IReadOnlyList<SencoSpell> Earlier) : Event;

        /// <param name="Ends">The day on which the result is expected.</param>
        public sealed record Enrolled(SencoCourseKind Kind, string Provider, DateOnly Begins, DateOnly? Ends) : Event;

        /// <summary>A qualification gained before, or one whose course was never recorded.</summary>
        public sealed record Held(SencoCourseKind Kind, string Provider, DateOnly? Begins, DateOnly? Completed, DateOnly On) : Event;

        /// <summary>Something about one course that has been recorded.</summary>
        /// <param name="Course">Its number.</param>
        public abstract record OfCourse(int Course) : Event;

        public sealed record CourseCorrected(int Course, string Provider, DateOnly? Begins, DateOnly? Completed) : OfCourse(Course);

        /// <param name="Ends">When the result is expected now, or null when nobody knows.</param>
        public sealed record PutOff(int Course, DateOnly? Ends, string? Why) : OfCourse(Course);

        /// <param name="Ends">When the result of the next attempt is expected, or null when there is none.</param>
        public sealed record AttemptFailed(int Course, DateOnly On, DateOnly? Ends) : OfCourse(Course);

        public sealed record GivenUp(int Course, DateOnly On) : OfCourse(Course);

        /// <param name="On">The date on the certificate.</param>
        /// <param name="Completed">The day the course was finished, when that was another day.</param>
        public sealed record Awarded(int Course, DateOnly On, DateOnly? Completed) : OfCourse(Course);

        /// <param name="Type">Found in the bytes.</param>
        public sealed record CertificateAdded(int Course, string Sha256, string Name, string Type, long Bytes) : OfCourse(Course);

        public sealed record CertificateChecked(int Course, bool Right, string? Why) : OfCourse(Course);

        public sealed record PlanMade(PlanKind Kind, DateOnly By, string Note) : Event;

        public sealed record WentOnLeave(DateOnly From, DateOnly? Back) : Event;

        public sealed record BackPutOff(DateOnly Back) : Event;

        public sealed record CameBack(DateOnly On) : Event;

        /// <param name="To">To whom: "Ada's mother".</param>
        public sealed record PromiseMade(string What, string To, DateOnly By) : Event;

        public sealed record PromiseKept(int Number) : Event;

        public sealed record TookOver(IReadOnlyList<Promise> Promises) : Event;

        /// <param name="On">The last day; in the future it is notice.</param>
        public sealed record Leaving(DateOnly On, LeavingReason Why) : Event;

        /// <param name="Cases">The ids of the cases that were open when it was accepted.</param>
        /// <param name="SuccessorPost">The case of the successor's own post, which takes the promises.</param>
        public sealed record HandoverAccepted(IReadOnlyList<string> Cases, string? SuccessorPost) : Event;

        private Event() { }
    }
}
